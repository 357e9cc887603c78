//! 目录: a field (TOC) that holds the lines as they are now, each a link to its heading, and the bookmarks that they
//! lead to. What tells programs that it is a table of contents is in `finish`.

use std::collections::BTreeMap;

use docx_rs::{
    DocumentChild, FieldCharType, Hyperlink, HyperlinkType, InstrText, Paragraph, ParagraphChild,
    ParagraphProperty, Run, StructuredDataTag, Tab, TabLeaderType, TabValueType,
};

use super::body::Writer;
use super::styles::style_id;
use super::units::width_twips;
use crate::diag::Diagnostic;
use crate::galley::{BlockId, Contents, ContentsEntry, Galley};
use crate::template::Sheet;

/// Bookmarks, each with a number of its own: those of headings that lines of 目录 lead to, and those that tell
/// `chengwen import` what the file could not say otherwise. People see neither.
#[derive(Default)]
pub(super) struct Bookmarks {
    headings: BTreeMap<BlockId, usize>,
    /// The next number.
    next: usize,
}

impl Bookmarks {
    pub(super) fn of(galley: &Galley) -> Self {
        let entries = galley.contents().flat_map(|contents| &contents.entries);
        let headings: BTreeMap<BlockId, usize> =
            entries.enumerate().map(|(number, entry)| (entry.heading, number)).collect();
        let next = headings.values().max().map_or(0, |last| last + 1);
        Self { headings, next }
    }

    /// Puts a heading that something leads to between the ends of its bookmark.
    pub(super) fn around(&self, block: BlockId, paragraph: Paragraph) -> Paragraph {
        match self.headings.get(&block) {
            Some(&number) => marked(paragraph, number, name(number)),
            None => paragraph,
        }
    }

    /// Marks a paragraph of a cell that is one with the cell above it (`inspect::docx` reads it).
    pub(super) fn said_again(&mut self, paragraph: Paragraph) -> Paragraph {
        let number = self.next;
        self.next += 1;
        marked(paragraph, number, format!("_chengwen_again_{number}"))
    }

    fn name(&self, block: BlockId) -> String {
        self.headings.get(&block).copied().map(name).unwrap_or_default()
    }
}

fn marked(mut paragraph: Paragraph, number: usize, name: String) -> Paragraph {
    let text = std::mem::take(&mut paragraph.children);
    let mut marked = paragraph.add_bookmark_start(number, name);
    marked.children.extend(text);
    marked.add_bookmark_end(number)
}

/// As Word calls its own: it takes these away with the table of contents, and lists them nowhere.
fn name(number: usize) -> String {
    format!("_Toc{}", 100_000_000 + number)
}

impl Writer<'_> {
    /// The lines of a table of contents, with what stands above them.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn contents(&mut self, contents: &Contents) -> Result<DocumentChild, Diagnostic> {
        let title = self.paragraph(&contents.title, style_id(contents.title.role))?;
        let mut block = StructuredDataTag::new().add_paragraph(title);
        let last = contents.entries.len().saturating_sub(1);
        for (index, entry) in contents.entries.iter().enumerate() {
            let mut line = self.entry(entry)?;
            if index == 0 {
                let own = std::mem::take(&mut line.children);
                line = begin(line, &code(contents.levels));
                line.children.extend(own);
            }
            if index == last {
                // Not in a paragraph of its own, which would be an empty line.
                line = line.add_run(field_end());
            }
            block = block.add_paragraph(line);
        }
        Ok(DocumentChild::StructuredDataTag(Box::new(block)))
    }

    fn entry(&mut self, entry: &ContentsEntry) -> Result<Paragraph, Diagnostic> {
        let ContentsEntry { line, heading } = entry;
        let number = self.facts.page_references.get(&line.id).map(ToString::to_string);
        let number = number.unwrap_or_default();
        self.looks.use_role(line.role, &format!(".{number}"));
        let mut written = self.paragraph(line, style_id(line.role))?;
        let bookmark = self.bookmarks.name(*heading);
        let text = std::mem::take(&mut written.children);
        let number = begin(
            Paragraph::new().add_run(Run::new().add_tab()),
            &format!("PAGEREF {bookmark} \\h"),
        )
        .add_run(Run::new().add_text(number))
        .add_run(field_end());
        let mut link = Hyperlink::new(bookmark, HyperlinkType::Anchor);
        link.children = text.into_iter().chain(number.children).collect();
        written.children.push(ParagraphChild::Hyperlink(link));
        if self.sheet.page.area_width != self.upright.page.area_width {
            // The style's stop is at the right edge of pages along the paper.
            let stop = stop(self.upright).val(TabValueType::Clear);
            written.property = written.property.add_tab(stop).add_tab(self::stop(self.sheet));
        }
        Ok(written)
    }
}

/// What a program goes by that makes the lines anew. By outline levels (`\o`) LibreOffice 7.4 takes every paragraph
/// that is numbered in the list of the headings, so the styles are named: `Heading` for LibreOffice, which minds the
/// capital, and for Word in English, `标题` for Word and WPS in Chinese; what a program does not know it leaves out.
fn code(levels: u8) -> String {
    let named = |name: &str| -> Vec<String> {
        (1..=levels).map(|level| format!("{name} {level},{level}")).collect()
    };
    let styles = [named("Heading"), named("标题")].concat().join(",");
    format!("TOC \\h \\z \\t \"{styles}\"")
}

fn begin(paragraph: Paragraph, code: &str) -> Paragraph {
    let code = InstrText::Unsupported(format!(" {code} "));
    paragraph
        .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
        .add_run(Run::new().add_instr_text(code))
        .add_run(Run::new().add_field_char(FieldCharType::Separate, false))
}

fn field_end() -> Run {
    Run::new().add_field_char(FieldCharType::End, false)
}

/// The right edge, at which page numbers end behind their dots.
fn stop(sheet: &Sheet) -> Tab {
    Tab::new()
        .val(TabValueType::Right)
        .leader(TabLeaderType::Dot)
        .pos(width_twips(sheet.page.area_width))
}

/// The style of a line of 目录: numbers stand at the right edge.
pub(super) fn with_stop(sheet: &Sheet, paragraph: ParagraphProperty) -> ParagraphProperty {
    paragraph.add_tab(stop(sheet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_names_the_styles_of_its_levels_in_both_languages() {
        assert_eq!(code(1), "TOC \\h \\z \\t \"Heading 1,1,标题 1,1\"");
        assert!(code(3).contains("Heading 3,3,标题 1,1,标题 2,2,标题 3,3"));
    }
}
