//! 脚注 on their way to word/footnotes.xml, numbered by the reading program. What is no author's text
//! (separators, the notes' own numbers) is added by `finish`.

use docx_rs::{Footnote, Run, RunProperty, Style, StyleType, VertAlignType};

use super::body::Writer;
use super::looks::{Looks, font_for};
use super::styles::style_id;
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::galley::Note;
use crate::template::{Role, Sheet};

/// Style of the numbers of notes: 脚注引用.
pub(super) const REFERENCE: &str = "FootnoteReference";
/// What numbers of notes are made of.
const NUMBERS: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789";

impl Writer<'_> {
    /// The run that calls a note from a paragraph of `role`.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn reference(&mut self, note: &Note, role: Role) -> Result<Run, Diagnostic> {
        use_numbers(&mut self.looks, self.sheet, self.book, role);
        use_numbers(&mut self.looks, self.sheet, self.book, Role::Footnote);
        let text = self.paragraph(&note.text, style_id(Role::Footnote))?;
        self.notes += 1;
        let note = Footnote { id: self.notes, content: vec![text] };
        Ok(Run::new().add_footnote_reference(note))
    }
}

/// The embedded face of a role holds every number it has a sign for.
fn use_numbers(looks: &mut Looks<'_>, sheet: &Sheet, book: &Book, role: Role) {
    let style = &sheet.roles[role];
    let signs = NUMBERS.chars().filter(|sign| book.find(font_for(style, *sign), *sign).is_some());
    looks.use_role(role, &signs.collect::<String>());
}

/// The style of the numbers of notes.
pub(super) fn reference_style() -> Style {
    let style = Style::new(REFERENCE, StyleType::Character)
        .name("footnote reference")
        .based_on("DefaultParagraphFont")
        .ui_priority(40)
        .q_format(false);
    let run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
    Style { run_property, ..style }
}
