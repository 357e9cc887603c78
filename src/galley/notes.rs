//! 脚注: notes taken out of a text, where they may stand, and their numbers.

use super::block::{Block, Note, Run, Section};
use super::build::Builder;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Inline, PieceKind};
use crate::numbering::{NumeralStyle, format_numeral};
use crate::template::Role;

/// A note where none may stand.
const NOTE_PLACE: Code = Code("Y121");

/// Fonts have signs for so many circled numbers.
const MOST_CIRCLED: usize = 20;

/// Numbers the notes through the whole document: ① to ⑳, where there are more 1, 2, 3. (Anew on each page
/// would be more usual, but LibreOffice does not correct the numbers of notes that it takes to the next
/// page.)
pub(super) fn number_notes(sections: &mut [Section]) -> NumeralStyle {
    let blocks = sections.iter_mut().flat_map(|section| &mut section.blocks);
    let notes: Vec<&mut Note> = blocks
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.notes.iter_mut(),
            Block::Figure(_) | Block::Table(_) | Block::Contents(_) => [].iter_mut(),
        })
        .collect();
    let few = notes.len() <= MOST_CIRCLED;
    let numerals = if few { NumeralStyle::Circled } else { NumeralStyle::Arabic };
    for (note, number) in notes.into_iter().zip(1..) {
        note.number = format_numeral(numerals, number);
    }
    numerals
}

impl Builder<'_> {
    /// Reports a note in a text of `role`, in which none may stand.
    pub(super) fn refuse_notes(&mut self, text: &Inline, role: Role) {
        let note = text.pieces.iter().find(|piece| matches!(piece.kind, PieceKind::Note(_)));
        if let Some(note) = note {
            let message = format!("{}里不能加注", role.name());
            let fault = Diagnostic::error(NOTE_PLACE, note.span, message);
            self.diagnostics.push(fault.help(
                "脚注只能加在正文、小标题和条目里；表里要说明的，写在表的“注”里，印在表下面",
            ));
        }
    }

    /// The runs of a text and the notes in it.
    pub(super) fn noted_runs(&mut self, text: &Inline, role: Role) -> (Vec<Run>, Vec<Note>) {
        let (mut runs, mut notes) = (Vec::new(), Vec::new());
        for piece in &text.pieces {
            match &piece.kind {
                PieceKind::Note(note) => notes.extend(self.note(note, piece.span, length(&runs))),
                PieceKind::Text | PieceKind::Formula => runs.extend(self.run(piece, role)),
            }
        }
        (runs, notes)
    }

    fn note(&mut self, text: &Inline, span: Span, at: usize) -> Option<Note> {
        if at == 0 {
            let fault = Diagnostic::error(NOTE_PLACE, span, "注的前面没有字");
            self.diagnostics.push(fault.help("{{注：…}} 紧跟在要加注的字后面"));
            return None;
        }
        let runs = self.runs(text, Role::Footnote);
        let page_break = self.take_page_break();
        let paragraph = self.paragraph(Role::Footnote, text.span, runs);
        self.page_break = page_break;
        Some(Note { number: String::new(), at, text: paragraph })
    }
}

/// Characters in runs.
pub(super) fn length(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}
