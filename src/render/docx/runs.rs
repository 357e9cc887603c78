//! What stands in a paragraph: runs of characters that look alike, numbers of notes, where comments begin and end.

use docx_rs::{BreakType, Run};

use super::body::Writer;
use super::looks::Look;
use crate::diag::{Diagnostic, Span};
use crate::galley;
use crate::template::Role;
use crate::text::{Setting, settings};

/// What a paragraph is made of.
pub(super) enum Part {
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

impl Writer<'_> {
    /// The parts of a paragraph, in order.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn parts(&mut self, paragraph: &galley::Paragraph) -> Result<Vec<Part>, Diagnostic> {
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
        if paragraph.role.is_contents_line() {
            // LibreOffice takes runs in a table of contents out of their styles; layout knows, see `shape`.
            settings.fill(Setting::Plain);
        } else {
            mark_line_end_spaces(&characters, &mut settings);
        }
        let own = characters.iter().filter(|character| character.index.is_some());
        let own: Vec<char> = own.map(|character| character.value).collect();
        let anchors = self.comments.anchors(paragraph.id, &own);
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
