//! Paragraphs of the galley → paragraphs of the document. What stands in them is in `runs`, tables are in `table`.

use docx_rs::{
    Comment, DocumentChild, IndentLevel, NumberingId, Paragraph, ParagraphProperty, RunProperty,
    SpecialIndentType,
};

use super::blocks::{Blocks, Written};
use super::broken_part;
use super::comment::Comments;
use super::contents::Bookmarks;
use super::figure::Figures;
use super::finish::Sections;
use super::looks::Looks;
use super::numbering::{Lists, MAIN_LIST};
use super::runs::Part;
use super::section::{self, Sheets};
use super::styles::{TABLE_GAP, heading_level, space_before, style_id};
use super::table::Described;
use super::units::twips;
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::galley::{self, Block, Galley, Section};
use crate::layout::Facts;
use crate::template::{Role, Sheet};

/// Writes the text of a document.
pub(super) struct Writer<'a> {
    /// Of the section that is being written.
    pub(super) sheet: &'a Sheet,
    /// Of pages along the paper.
    pub(super) upright: &'a Sheet,
    pub(super) facts: &'a Facts,
    pub(super) book: &'a Book,
    pub(super) looks: Looks<'a>,
    pub(super) lists: Lists,
    /// What each table so far says of itself, in order: docx-rs cannot say it.
    pub(super) described: Vec<Described>,
    pub(super) figures: Figures,
    /// How many so far.
    pub(super) notes: usize,
    pub(super) comments: Comments<'a>,
    pub(super) bookmarks: Bookmarks,
}

impl<'a> Writer<'a> {
    /// Every section of a galley. All but the last end with a section break, which their last paragraph
    /// carries.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn sections(
        &mut self,
        galley: &Galley,
        sheets: &Sheets<'a>,
        ends: Sections,
    ) -> Result<Written, Diagnostic> {
        let mut blocks = Blocks::default();
        for (index, section) in galley.sections.iter().enumerate() {
            self.sheet = sheets.of(section);
            self.section(section, &mut blocks, ends)?;
            if index + 1 < galley.sections.len() {
                section::end(&mut blocks.waiting, sheets, section, index == 0);
            }
        }
        blocks.finish(self, ends).map_err(|fault| broken_part(&fault))
    }

    fn section(
        &mut self,
        section: &Section,
        blocks: &mut Blocks,
        ends: Sections,
    ) -> Result<(), Diagnostic> {
        let mut lines_above = 0;
        for (index, block) in section.blocks.iter().enumerate() {
            blocks.write_some(self, ends).map_err(|fault| broken_part(&fault))?;
            let children = &mut blocks.waiting;
            match block {
                Block::Paragraph(paragraph) => {
                    if paragraph.page_break_before {
                        lines_above = 0;
                    }
                    if let Some(line) = paragraph.not_before_line {
                        let empty = usize::from(line).saturating_sub(1).saturating_sub(lines_above);
                        children.extend((0..empty).map(|_| document_child(Paragraph::new())));
                    }
                    self.push(paragraph, children)?;
                    lines_above += 1;
                }
                Block::Contents(contents) => {
                    children.push(self.contents(contents)?);
                    if index + 1 == section.blocks.len() {
                        // A section or the document ends with a paragraph.
                        children.push(document_child(Paragraph::new().style(TABLE_GAP)));
                    }
                }
                Block::Figure(figure) => {
                    let paragraph = self.figures.paragraph(figure, self.facts, self.sheet);
                    children.push(document_child(paragraph));
                    if let Some(caption) = &figure.caption {
                        self.push(caption, children)?;
                    }
                }
                Block::Table(table) => {
                    for paragraph in &table.above {
                        self.push(paragraph, children)?;
                    }
                    for (index, part) in self.tables(table)?.into_iter().enumerate() {
                        if let Some(line) = table.continued.as_ref().filter(|_| index > 0) {
                            let written = self.paragraph(line, style_id(line.role))?;
                            children.push(document_child(written.page_break_before(true)));
                        }
                        children.push(DocumentChild::Table(Box::new(part)));
                    }
                    // Word runs two neighbouring tables into one, and wants a paragraph at the end.
                    let next = section.blocks.get(index + 1);
                    let meets_text = !table.below.is_empty()
                        || matches!(
                            next,
                            Some(Block::Paragraph(_) | Block::Figure(_) | Block::Contents(_))
                        )
                        || matches!(next, Some(Block::Table(next)) if !next.above.is_empty());
                    if !meets_text {
                        children.push(document_child(Paragraph::new().style(TABLE_GAP)));
                    }
                    for paragraph in &table.below {
                        self.push(paragraph, children)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        paragraph: &galley::Paragraph,
        children: &mut Vec<DocumentChild>,
    ) -> Result<(), Diagnostic> {
        let written = self.paragraph(paragraph, style_id(paragraph.role))?;
        children.push(document_child(written));
        Ok(())
    }

    /// A paragraph in a style.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn paragraph(
        &mut self,
        paragraph: &galley::Paragraph,
        style: &str,
    ) -> Result<Paragraph, Diagnostic> {
        let mut written = Paragraph::new();
        written.property = self.properties(paragraph, style);
        written.has_numbering = paragraph.label.is_some();
        for part in self.parts(paragraph)? {
            written = match part {
                Part::Run(run) => written.add_run(*run),
                Part::Start(id) => written.add_comment_start(Comment::new(id)),
                Part::End(id) => written.add_comment_end(id),
            };
        }
        Ok(self.bookmarks.around(paragraph.id, written))
    }

    fn properties(&mut self, paragraph: &galley::Paragraph, style: &str) -> ParagraphProperty {
        let mut property = ParagraphProperty::new();
        if style != style_id(Role::Body) {
            property = property.style(style);
        }
        if paragraph.page_break_before || self.facts.page_starts.contains(&paragraph.id) {
            property = property.page_break_before(true);
        }
        if let Some(space) = self.facts.space_before.get(&paragraph.id) {
            property = property.line_spacing(space_before(*space));
        }
        if let Some(indent) = paragraph.indent {
            let role = &self.sheet.roles[paragraph.role];
            let first = twips(role.chars(indent.first));
            let first = if first < 0 {
                SpecialIndentType::Hanging(-first)
            } else {
                SpecialIndentType::FirstLine(first)
            };
            property = property.indent(
                Some(twips(role.chars(indent.left))),
                Some(first),
                Some(twips(role.chars(indent.right))),
                None,
            );
        }
        self.numbered(paragraph, property)
    }

    fn numbered(
        &mut self,
        paragraph: &galley::Paragraph,
        property: ParagraphProperty,
    ) -> ParagraphProperty {
        let Some(label) = &paragraph.label else { return property };
        self.looks.use_role(label.role, &label.text);
        let place = self.lists.place(label);
        let mut property = property;
        let by_style = heading_level(paragraph.role) == Some(place.level);
        if !by_style || place.list != MAIN_LIST {
            property =
                property.numbering(NumberingId::new(place.list), IndentLevel::new(place.level));
        }
        if label.role != paragraph.role {
            // The number looks as the paragraph's mark does.
            let style = self.looks.role_style(label.role);
            property = property.run_property(RunProperty::new().style(&style));
        }
        property
    }
}

fn document_child(paragraph: Paragraph) -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph))
}
