//! Document → galley: walks the document in order, counts labels, has formulas evaluated. The parts
//! that close a document are in `closing`, tables in `table`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::block::{
    Block, BlockId, Galley, Label, Metadata, Note, Outline, Paragraph, Run, Section,
};
use super::captions::Captions;
use super::notes::{length, number_notes};
use super::{closing, contents, figure, table};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::figures::Ledger;
use crate::model::{
    self, Document, Heading, HeadingContent, Inline, Items, Part, Piece, PieceKind, Title,
};
use crate::numbering::Counter;
use crate::picture::Picture;
use crate::template::{Role, Sheet};
use crate::text::{Class, class_of};

/// Pictures by the paths the document gives.
pub type Pictures = BTreeMap<String, Arc<Picture>>;

/// Filled-in forms as tables, by where they stand.
pub type Forms = BTreeMap<Span, model::Table>;

/// Builds the galley; faults of formulas go into `diagnostics`, and the place of each is left empty.
#[must_use]
pub fn build(
    document: &Document,
    sheet: &Sheet,
    ledger: &Ledger,
    pictures: &Pictures,
    forms: &Forms,
    diagnostics: &mut Diagnostics,
) -> Galley {
    let captions = Captions::of(document, diagnostics);
    let mut builder = Builder {
        sheet,
        ledger,
        pictures,
        forms,
        captions,
        diagnostics,
        counter: Counter::new(&sheet.scheme),
        sections: Vec::new(),
        next_id: 0,
        page_break: false,
        headings: Vec::new(),
    };
    for part in &document.parts {
        let last = builder.sections.len().saturating_sub(1);
        builder.part(part, document);
        // A part may begin in the section of the part before.
        contents::fill(&mut builder, last);
    }
    let mut sections = builder.sections;
    sections.retain(|section| !section.blocks.is_empty());
    let note_numerals = number_notes(&mut sections);
    let metadata = Metadata::default();
    let galley = Galley { metadata, sections, note_numerals, is_draft: false };
    Galley { metadata: self::metadata(document, &galley), ..galley }
}

/// What is carried along while walking the document.
pub(super) struct Builder<'a> {
    pub(super) sheet: &'a Sheet,
    ledger: &'a Ledger,
    pub(super) pictures: &'a Pictures,
    forms: &'a Forms,
    pub(super) captions: Captions,
    pub(super) diagnostics: &'a mut Diagnostics,
    counter: Counter<'a>,
    pub(super) sections: Vec<Section>,
    next_id: u32,
    /// The next paragraph starts a new page.
    pub(super) page_break: bool,
    /// Headings of this part that stand alone on their lines.
    pub(super) headings: Vec<contents::Listed>,
}

impl Builder<'_> {
    /// A title with the text under it, on pages of its own.
    fn part(&mut self, part: &Part, document: &Document) {
        self.counter = Counter::new(&self.sheet.scheme);
        let first_page = part.first_page.as_ref().map(|page| page.value);
        if first_page.is_some() {
            self.sections.push(Section { first_page, ..Section::default() });
        }
        self.turn(part.landscape);
        self.page_break = self.blocks().is_some_and(|blocks| !blocks.is_empty());
        self.opening(part, document.parts.len() > 1);
        self.blocks_of(&part.body, part, document);
    }

    /// Goes on across the paper, or along it.
    fn turn(&mut self, landscape: bool) {
        match self.sections.last_mut() {
            Some(section) if section.blocks.is_empty() => section.landscape = landscape,
            Some(section) if section.landscape == landscape => {}
            _ => {
                self.page_break = false;
                self.sections.push(Section { landscape, ..Section::default() });
            }
        }
    }

    fn blocks(&self) -> Option<&Vec<Block>> {
        self.sections.last().map(|section| &section.blocks)
    }

    fn opening(&mut self, part: &Part, one_of_several: bool) {
        let mut mark_text = String::new();
        if let Some(mark) = part.attachment {
            let number = mark.number.map(|number| number.to_string()).unwrap_or_default();
            mark_text = format!("附件{number}");
            let runs = vec![generated(&mark_text, Role::Mark, mark.span)];
            self.push(Role::Mark, mark.span, runs);
        }
        let lines: Vec<&Inline> = match &part.title {
            Title::Whole(line) => vec![line],
            Title::Lines(lines) => lines.iter().collect(),
        };
        let mut runs = Vec::new();
        for line in &lines {
            runs.extend(self.runs(line, Role::Title));
            if let Some(last) = runs.last_mut() {
                last.break_after = true;
            }
        }
        if let Some(last) = runs.last_mut() {
            last.break_after = false;
        }
        let span = lines.first().map_or(part.span, |line| line.span);
        let mut title = self.paragraph(Role::Title, span, runs);
        title.balanced = matches!(part.title, Title::Whole(_));
        title.not_before_line = part.attachment.map(|_| self.sheet.opening.title_line);
        title.outline = one_of_several.then(|| {
            let text = format!("{mark_text} {}", title.text()).trim().to_owned();
            Outline { level: 0, text }
        });
        self.push_paragraph(title);
        for _ in 0..self.sheet.opening.lines_after_title {
            self.push(Role::Body, span, Vec::new());
        }
    }

    fn blocks_of(&mut self, blocks: &[model::Block], part: &Part, document: &Document) {
        for block in blocks {
            match block {
                model::Block::Heading(heading) => self.heading(heading, part, document),
                model::Block::Paragraph(text) => {
                    let (runs, notes) = self.noted_runs(text, Role::Body);
                    let paragraph = self.paragraph(Role::Body, text.span, runs);
                    self.push_paragraph(Paragraph { notes, ..paragraph });
                }
                model::Block::Items(items) => self.items(items),
                model::Block::Table(given) => {
                    let block = table::build(self, given);
                    self.push_block(Block::Table(block));
                }
                model::Block::Figure(given) => {
                    if let Some(built) = figure::build(self, given) {
                        self.push_block(Block::Figure(built));
                    }
                }
                model::Block::Form(given) => {
                    // One that cannot be filled in is reported already.
                    if let Some(filled) = self.forms.get(&given.span) {
                        let block = table::build(self, filled);
                        self.push_block(Block::Table(block));
                    }
                }
                model::Block::Contents(given) => contents::begin(self, given),
                model::Block::PageBreak(_) => self.page_break = true,
                model::Block::Landscape { blocks, .. } => {
                    self.turn(true);
                    self.blocks_of(blocks, part, document);
                    self.turn(part.landscape);
                }
                model::Block::BlankLines { count, span } => {
                    for _ in 0..*count {
                        self.push(Role::Body, *span, Vec::new());
                    }
                }
                model::Block::AttachmentNote(note) => closing::attachment_note(self, note),
                model::Block::Signature(signature) => {
                    closing::signature(self, signature, document);
                }
            }
        }
    }

    fn heading(&mut self, heading: &Heading, part: &Part, document: &Document) {
        let role = Role::heading(heading.level);
        let label = self.label(heading.level, role);
        let (mut runs, mut notes) = self.noted_runs(&heading.title, role);
        let words: String = runs.iter().map(|run| run.text.as_str()).collect();
        let outline = Outline { level: heading.level, text: format!("{}{words}", label.text) };
        match &heading.content {
            HeadingContent::Blocks(blocks) => {
                let mut paragraph = self.paragraph(role, heading.title.span, runs);
                self.headings.push(contents::Listed::of(&paragraph, &outline));
                paragraph.label = Some(label);
                paragraph.outline = Some(outline);
                paragraph.notes = notes;
                self.push_paragraph(paragraph);
                self.blocks_of(blocks, part, document);
            }
            HeadingContent::RunIn(text) => {
                let ends_in_mark = runs
                    .last()
                    .and_then(|run| run.text.chars().last())
                    .is_some_and(|last| class_of(last) == Class::Stop);
                if !ends_in_mark {
                    runs.push(generated("：", role, heading.title.span));
                }
                let before = length(&runs);
                let (own, further) = self.noted_runs(text, Role::Body);
                runs.extend(own);
                notes.extend(further.into_iter().map(|note| Note { at: before + note.at, ..note }));
                let mut paragraph = self.paragraph(Role::Body, heading.title.span, runs);
                paragraph.label = Some(label);
                paragraph.outline = Some(outline);
                paragraph.notes = notes;
                self.push_paragraph(paragraph);
            }
        }
    }

    fn items(&mut self, items: &Items) {
        for item in &items.items {
            let label = self.label(items.level, Role::Body);
            let (runs, notes) = self.noted_runs(item, Role::Body);
            let mut paragraph = self.paragraph(Role::Body, item.span, runs);
            paragraph.label = Some(label);
            paragraph.notes = notes;
            self.push_paragraph(paragraph);
        }
    }

    fn label(&mut self, level: u8, role: Role) -> Label {
        let (ordinal, text) = self.counter.next(level);
        Label { text, level, ordinal, role }
    }

    /// A paragraph of its role's look; takes up a page break that is due.
    pub(super) fn paragraph(&mut self, role: Role, span: Span, runs: Vec<Run>) -> Paragraph {
        Paragraph {
            id: self.new_id(),
            span,
            role,
            label: None,
            runs,
            notes: Vec::new(),
            outline: None,
            page_break_before: self.take_page_break(),
            not_before_line: None,
            balanced: false,
            indent: None,
        }
    }

    /// Adds a paragraph of its role's look.
    pub(super) fn push(&mut self, role: Role, span: Span, runs: Vec<Run>) {
        let paragraph = self.paragraph(role, span, runs);
        self.push_paragraph(paragraph);
    }

    pub(super) fn push_paragraph(&mut self, paragraph: Paragraph) {
        self.push_block(Block::Paragraph(paragraph));
    }

    pub(super) fn push_block(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// Whether a page break is due; it is not any more.
    pub(super) fn take_page_break(&mut self) -> bool {
        std::mem::take(&mut self.page_break)
    }

    pub(super) fn new_id(&mut self) -> BlockId {
        let id = BlockId(self.next_id);
        self.next_id += 1;
        id
    }

    /// The printed text, faults passed over (they are reported where the text itself is built).
    pub(super) fn printed(&self, text: &Inline) -> String {
        text.pieces.iter().map(|piece| self.piece(piece).unwrap_or_default()).collect()
    }

    fn piece(&self, piece: &Piece) -> Result<String, Diagnostic> {
        match &piece.kind {
            PieceKind::Text => Ok(piece.text.clone()),
            PieceKind::Note(_) => Ok(String::new()),
            PieceKind::Formula => match self.captions.named(&piece.text) {
                Some(number) => Ok(number.to_owned()),
                None => self.ledger.evaluate(&piece.text, piece.span),
            },
        }
    }

    /// The runs of a text in which no note may stand, formulas evaluated.
    pub(super) fn runs(&mut self, text: &Inline, role: Role) -> Vec<Run> {
        self.refuse_notes(text, role);
        let runs = text.pieces.iter().filter_map(|piece| self.run(piece, role));
        runs.collect()
    }

    pub(super) fn run(&mut self, piece: &Piece, role: Role) -> Option<Run> {
        match self.piece(piece) {
            Ok(text) if text.is_empty() => None,
            Ok(text) => {
                Some(Run { text, role, span: piece.span, break_after: false, generated: false })
            }
            Err(fault) => {
                self.diagnostics.push(fault);
                None
            }
        }
    }
}

/// A run that the program makes.
pub(super) fn generated(text: impl Into<String>, role: Role, span: Span) -> Run {
    Run { text: text.into(), role, span, break_after: false, generated: true }
}

fn metadata(document: &Document, galley: &Galley) -> Metadata {
    let text_of = |wanted: Role| {
        galley.blocks().find_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.role == wanted => Some(paragraph.text()),
            _ => None,
        })
    };
    Metadata {
        title: text_of(Role::Title).or_else(|| text_of(Role::Mark)).unwrap_or_default(),
        author: document.unit.as_ref().map(plain_text).unwrap_or_default(),
        keywords: document.keywords.iter().map(|keyword| keyword.value.clone()).collect(),
        date: document.date.as_ref().map(|date| date.value),
        year: document.year.as_ref().map(|year| year.value),
    }
}

fn plain_text(text: &Inline) -> String {
    text.pieces.iter().map(|piece| piece.text.as_str()).collect()
}
