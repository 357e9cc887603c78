//! Paragraphs of the galley → paragraphs of the document. Tables are in `table`.

use docx_rs::{
    BreakType, Comment, DocumentChild, IndentLevel, NumberingId, Paragraph, ParagraphProperty, Run,
    RunProperty, SpecialIndentType,
};

use super::comment::Comments;
use super::figure::Figures;
use super::looks::{Look, Looks};
use super::numbering::{Lists, MAIN_LIST};
use super::section::{self, Sheets};
use super::styles::{TABLE_GAP, heading_level, space_before, style_id};
use super::units::twips;
use crate::diag::{Diagnostic, Span};
use crate::fonts::Book;
use crate::galley::{self, Block, Galley, Section};
use crate::layout::Facts;
use crate::template::{Role, Sheet};
use crate::text::{Setting, settings};

/// Writes the text of a document.
pub(super) struct Writer<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) facts: &'a Facts,
    pub(super) book: &'a Book,
    pub(super) looks: Looks<'a>,
    pub(super) lists: Lists,
    /// Header rows of each table so far, in order: docx-rs cannot mark them.
    pub(super) head_rows: Vec<usize>,
    pub(super) figures: Figures,
    /// How many so far.
    pub(super) notes: usize,
    pub(super) comments: Comments<'a>,
}

/// What a paragraph is made of.
enum Part {
    Run(Box<Run>),
    /// A comment begins.
    Start(usize),
    /// A comment ends.
    End(usize),
}

/// A character on its way to a run.
struct Character {
    value: char,
    role: Role,
    span: Span,
    /// Which character of the runs it is; `None` for the number of a note.
    index: Option<usize>,
    /// What of a note's number it is.
    number: Number,
    /// A line ends behind it.
    ends_line: bool,
}

/// What a character is of the number of a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// Nothing: it is text.
    None,
    /// One in front of the last.
    Inside,
    /// The last, of this note of the paragraph.
    Last(usize),
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
    ) -> Result<Vec<DocumentChild>, Diagnostic> {
        let mut children = Vec::new();
        for (index, section) in galley.sections.iter().enumerate() {
            self.sheet = sheets.of(section);
            self.section(section, &mut children)?;
            if index + 1 < galley.sections.len() {
                section::end(&mut children, sheets, section, index == 0);
            }
        }
        Ok(children)
    }

    fn section(
        &mut self,
        section: &Section,
        children: &mut Vec<DocumentChild>,
    ) -> Result<(), Diagnostic> {
        let mut lines_above = 0;
        for (index, block) in section.blocks.iter().enumerate() {
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
                        || matches!(next, Some(Block::Paragraph(_) | Block::Figure(_)))
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
        Ok(written)
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

    fn parts(&mut self, paragraph: &galley::Paragraph) -> Result<Vec<Part>, Diagnostic> {
        let characters = self.characters(paragraph);
        let values: Vec<char> = characters.iter().map(|character| character.value).collect();
        let mut settings = settings(&values);
        if let Some(lines) = self.facts.lines.get(&paragraph.id) {
            for &index in &lines.narrow {
                if let Some(setting) = settings.get_mut(index) {
                    *setting = Setting::Squeezed;
                }
            }
        }
        mark_line_end_spaces(&characters, &mut settings);
        let length = characters.iter().filter(|character| character.index.is_some()).count();
        let anchors = self.comments.anchors(paragraph.id, length);
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut current: Option<Look> = None;
        for (character, setting) in characters.iter().zip(settings) {
            if character.number != Number::None {
                if let Some(look) = current.take() {
                    self.flush(&mut parts, &mut text, look, false);
                }
                self.note(paragraph, character, &mut parts)?;
                continue;
            }
            let look = self.looks.look(
                paragraph.role,
                character.role,
                character.value,
                setting,
                character.span,
            )?;
            let starts = anchors.starting(character.index);
            if let Some(last) = current.filter(|current| *current != look || !starts.is_empty()) {
                self.flush(&mut parts, &mut text, last, false);
            }
            parts.extend(starts.into_iter().map(Part::Start));
            text.push(character.value);
            current = Some(look);
            let ends = anchors.ending(character.index);
            if character.ends_line || !ends.is_empty() {
                self.flush(&mut parts, &mut text, look, character.ends_line);
            }
            parts.extend(ends.into_iter().map(Part::End));
        }
        if let Some(look) = current {
            self.flush(&mut parts, &mut text, look, false);
        }
        Ok(parts)
    }

    /// The number of a note, once, with its last character.
    fn note(
        &mut self,
        paragraph: &galley::Paragraph,
        character: &Character,
        parts: &mut Vec<Part>,
    ) -> Result<(), Diagnostic> {
        if let Number::Last(note) = character.number {
            let reference = self.reference(&paragraph.notes[note], paragraph.role)?;
            parts.push(Part::Run(Box::new(reference)));
            if character.ends_line {
                // In a run of its own: LibreOffice loses the note where both are in one.
                let line_end = Run::new().add_break(BreakType::TextWrapping);
                parts.push(Part::Run(Box::new(line_end)));
            }
        }
        Ok(())
    }

    fn flush(&mut self, parts: &mut Vec<Part>, text: &mut String, look: Look, ends_line: bool) {
        if text.is_empty() {
            return;
        }
        let mut run = Run::new().add_text(std::mem::take(text));
        if let Some(style) = self.looks.style(look) {
            run = run.style(&style);
        }
        if ends_line {
            run = run.add_break(BreakType::TextWrapping);
        }
        parts.push(Part::Run(Box::new(run)));
    }

    /// The characters of a paragraph; lines end where the author or the layout ends them.
    fn characters(&self, paragraph: &galley::Paragraph) -> Vec<Character> {
        let mut characters: Vec<Character> = Vec::new();
        for run in &paragraph.runs {
            characters.extend(run.text.chars().map(|value| Character {
                value,
                role: run.role,
                span: run.span,
                index: None,
                number: Number::None,
                ends_line: false,
            }));
            if run.break_after
                && let Some(last) = characters.last_mut()
            {
                last.ends_line = true;
            }
        }
        for (index, character) in characters.iter_mut().enumerate() {
            character.index = Some(index);
        }
        for (index, note) in paragraph.notes.iter().enumerate().rev() {
            let at = note.at.min(characters.len());
            let mut marks: Vec<Character> = Vec::new();
            for value in note.number.chars() {
                let (role, span) = (paragraph.role, note.text.span);
                let number = Number::Inside;
                marks.push(Character { value, role, span, index: None, number, ends_line: false });
            }
            if let Some(last) = marks.last_mut() {
                last.number = Number::Last(index);
            }
            characters.splice(at..at, marks);
        }
        if let Some(lines) = self.facts.lines.get(&paragraph.id) {
            let mut end = 0;
            for length in &lines.lengths {
                end += length;
                if let Some(last) = characters.get_mut(end.wrapping_sub(1)) {
                    last.ends_line = true;
                }
            }
        }
        if let Some(last) = characters.last_mut() {
            last.ends_line = false;
        }
        characters
    }
}

/// Spaces in front of a line break take no room.
fn mark_line_end_spaces(characters: &[Character], settings: &mut [Setting]) {
    let mut ends_line = false;
    for (character, setting) in characters.iter().zip(settings).rev() {
        ends_line = character.ends_line || (ends_line && *setting == Setting::LineEndSpace);
        if ends_line && character.value == ' ' {
            *setting = Setting::LineEndSpace;
        }
    }
}

fn document_child(paragraph: Paragraph) -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph))
}
