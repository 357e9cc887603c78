//! Galley → proof: final text with the places of the author's YAML, and the lines as they were set.

use std::collections::BTreeMap;

use super::{Cell, Kind, Label, Paragraph, Proof, SetLine, Stretch, Table};
use crate::galley::{self, Block, BlockId, Galley};
use crate::layout::{Item, Layout, LineKind};
use crate::source::SourceMap;
use crate::template::Role;

/// The proof of a galley, with its lines where it has been laid out.
///
/// `sources` tells which stretches stand in the author's file just as they are printed.
#[must_use]
pub fn of_galley(galley: &Galley, layout: Option<&Layout>, sources: &SourceMap) -> Proof {
    let mut maker = Maker {
        sources,
        lines: layout.map(set_lines).unwrap_or_default(),
        proof: Proof {
            unit: Some(galley.metadata.author.clone()).filter(|unit| !unit.is_empty()),
            year: galley.metadata.year,
            pages: layout.map_or(0, |layout| layout.pages.len()),
            of_language: true,
            ..Proof::default()
        },
        part: 0,
        opening: true,
    };
    for block in galley.blocks() {
        maker.block(block);
    }
    maker.proof
}

/// The lines of each paragraph.
fn set_lines(layout: &Layout) -> BTreeMap<BlockId, Vec<SetLine>> {
    let mut found: BTreeMap<BlockId, Vec<SetLine>> = BTreeMap::new();
    for (page, set) in layout.pages.iter().enumerate() {
        for item in &set.items {
            let Item::Line(line) = item else { continue };
            let Some(block) = line.block.filter(|_| line.kind != LineKind::RepeatedHead) else {
                continue;
            };
            let characters = line.runs.iter().map(|run| run.glyphs.len()).sum();
            found.entry(block).or_default().push(SetLine { page, characters });
        }
    }
    found
}

struct Maker<'a> {
    sources: &'a SourceMap,
    lines: BTreeMap<BlockId, Vec<SetLine>>,
    proof: Proof,
    part: usize,
    /// Nothing but marks and titles have come in this part.
    opening: bool,
}

impl Maker<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                self.paragraph(paragraph, kind(paragraph));
                for note in &paragraph.notes {
                    self.paragraph(&note.text, Kind::Footnote);
                }
            }
            Block::Figure(figure) => {
                if let Some(caption) = &figure.caption {
                    self.paragraph(caption, Kind::Caption);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Contents(contents) => {
                let lines = contents.paragraphs().filter_map(|line| self.lines.get(&line.id));
                self.proof.contents.extend(lines.flatten().map(|line| line.page));
            }
        }
    }

    /// Adds a paragraph; its index.
    fn paragraph(&mut self, given: &galley::Paragraph, kind: Kind) -> usize {
        let opens = matches!(kind, Kind::Mark | Kind::Title);
        if opens && !self.opening {
            self.part += 1;
        }
        self.opening = opens || (self.opening && kind == Kind::Blank);
        let mut paragraph = Paragraph {
            kind,
            level: given.label.as_ref().map(|label| label.level),
            label: given.label.as_ref().map(|label| Label::counted(&label.text, label.ordinal)),
            heading: None,
            text: String::new(),
            stretches: Vec::new(),
            part: self.part,
            block: Some(given.id),
            lines: self.lines.remove(&given.id).unwrap_or_default(),
        };
        let mut heading_end = 0;
        for run in &given.runs {
            let start = paragraph.text.len();
            paragraph.text.push_str(&run.text);
            let source = self.sources.file(run.span.file).text();
            let written = source.get(run.span.start as usize..run.span.end as usize);
            let verbatim = !run.generated && written == Some(run.text.as_str());
            if is_heading(run.role) && !run.generated {
                heading_end = paragraph.text.len();
            }
            paragraph.stretches.push(Stretch {
                range: start..paragraph.text.len(),
                span: run.span,
                verbatim,
            });
        }
        if paragraph.stretches.is_empty() {
            paragraph.stretches.push(Stretch { range: 0..0, span: given.span, verbatim: false });
        }
        paragraph.heading = heading(&paragraph.text, heading_end);
        self.proof.paragraphs.push(paragraph);
        self.proof.paragraphs.len() - 1
    }

    fn table(&mut self, given: &galley::Table) {
        let mut table =
            Table { columns: given.columns.len(), head: given.head.clone(), ..Table::default() };
        for above in &given.above {
            let is_unit = above.role == Role::TableUnit;
            let at = self.paragraph(above, if is_unit { Kind::TableUnit } else { Kind::Caption });
            let place = if is_unit { &mut table.unit } else { &mut table.title };
            *place = place.or(Some(at));
        }
        for row in &given.rows {
            let cells = row.cells.iter().map(|cell| {
                let mut first = None;
                let mut text = String::new();
                for paragraph in &cell.paragraphs {
                    table.is_form |= matches!(paragraph.role, Role::FormText | Role::FormHead);
                    let is_head = matches!(paragraph.role, Role::TableHead | Role::FormHead);
                    let at =
                        self.paragraph(paragraph, if is_head { Kind::Head } else { Kind::Cell });
                    text.push_str(&self.proof.paragraphs[at].text);
                    first = first.or(Some(at));
                }
                let paragraph = first.unwrap_or_default();
                let range = 0..self.proof.paragraphs.get(paragraph).map_or(0, |own| own.text.len());
                let (columns, rows) = (cell.columns, cell.rows);
                Cell { column: cell.column, columns, rows, paragraph, range, text }
            });
            let cells = cells.collect();
            table.rows.push(cells);
        }
        for below in &given.below {
            self.paragraph(below, Kind::TableNote);
        }
        self.proof.tables.push(table);
    }
}

fn kind(paragraph: &galley::Paragraph) -> Kind {
    match paragraph.role {
        _ if paragraph.runs.is_empty() && paragraph.label.is_none() => Kind::Blank,
        Role::Mark => Kind::Mark,
        Role::Title => Kind::Title,
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4 => Kind::Heading,
        Role::AttachmentNote => Kind::AttachmentNote,
        Role::Signature => Kind::Signature,
        Role::Date => Kind::Date,
        Role::Footnote => Kind::Footnote,
        Role::TableTitle | Role::FigureTitle => Kind::Caption,
        Role::TableUnit => Kind::TableUnit,
        Role::TableNote => Kind::TableNote,
        Role::TableHead | Role::FormHead => Kind::Head,
        Role::TableText | Role::FormText => Kind::Cell,
        Role::Body
        | Role::PageNumber
        | Role::ContentsTitle
        | Role::Contents1
        | Role::Contents2
        | Role::Contents3 => Kind::Body,
    }
}

fn is_heading(role: Role) -> bool {
    matches!(role, Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

/// The words of a heading that ends at `end`, without the mark behind them.
fn heading(text: &str, end: usize) -> Option<std::ops::Range<usize>> {
    let words = text.get(..end)?.trim_end_matches([':', '：']);
    (!words.is_empty()).then_some(0..words.len())
}
