//! 脚注: notes set, kept for the foot of their page, and put there.

use super::line::Runs;
use super::page::{GlyphRun, Item, Line, LineKind, Rule};
use super::paragraph::SetParagraph;
use super::shape::Shaper;
use crate::diag::Span;
use crate::galley::{BlockId, Note};
use crate::template::Sheet;
use crate::unit::{Em, Length};

/// A note set to its measure.
pub(super) struct SetNote {
    /// Its paragraph.
    pub(super) block: BlockId,
    /// Where it stands in the source.
    pub(super) span: Span,
    /// The line of the text on which its number stands, from 0.
    pub(super) line: usize,
    number: Vec<GlyphRun>,
    set: SetParagraph,
}

impl SetNote {
    /// A note whose number stands on `line`; its own number hangs at `left`.
    pub(super) fn new(
        note: &Note,
        line: usize,
        set: SetParagraph,
        left: Length,
        shaper: &mut Shaper<'_>,
    ) -> Self {
        let mut number = Runs::default();
        let mut x = left;
        for mark in shaper.note_number(&note.number) {
            number.push(&mark, Em::ZERO, x);
            x += mark.advance;
        }
        let number = number.into_inner();
        Self { block: note.text.id, span: note.text.span, line, number, set }
    }

    /// From the top of its first line to the foot of its last.
    pub(super) fn height(&self) -> Length {
        self.set.height()
    }
}

/// On which of these lines each character of the notes' numbers stands, in order.
pub(super) fn lines_of_marks(lines: &[Vec<GlyphRun>]) -> Vec<usize> {
    let marks = lines.iter().enumerate().flat_map(|(number, runs)| {
        let raised = runs.iter().filter(|run| run.raise > Length::ZERO);
        raised.flat_map(|run| &run.glyphs).map(move |_| number)
    });
    marks.collect()
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Foot {
    notes: Vec<SetNote>,
    height: Length,
}

impl Foot {
    /// Adds a note.
    pub(super) fn push(&mut self, note: SetNote) {
        self.height += note.height();
        self.notes.push(note);
    }

    /// What the notes take of the page, if so much is added; the rule above them included.
    pub(super) fn area(&self, further: Length) -> Length {
        let notes = self.height + further;
        if notes > Length::ZERO { Sheet::NOTE_SEPARATOR + notes } else { Length::ZERO }
    }

    /// The rule and the notes as they stand on the page.
    pub(super) fn items(self, sheet: &Sheet) -> Vec<Item> {
        if self.notes.is_empty() {
            return Vec::new();
        }
        let page = &sheet.page;
        let mut top = sheet.flow_top() + sheet.flow_height() - self.height;
        let y = top - Sheet::NOTE_RULE_GAP - Sheet::NOTE_RULE_WIDTH / 2;
        let (share, of) = Sheet::NOTE_RULE_SHARE;
        let mut items = vec![Item::Rule(Rule {
            x0: page.binding,
            y0: y,
            x1: page.binding + page.area_width.scale(share, of),
            y1: y,
            width: Sheet::NOTE_RULE_WIDTH,
        })];
        for note in self.notes {
            let mut number = note.number;
            for mut runs in note.set.lines {
                runs.splice(0..0, number.drain(..));
                items.push(Item::Line(Line {
                    block: Some(note.block),
                    kind: LineKind::Note,
                    baseline: top + sheet.grid.line_ascent.of(note.set.pitch),
                    runs,
                }));
                top += note.set.pitch;
            }
        }
        items
    }
}
