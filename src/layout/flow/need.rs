//! How much room each unit asks for on the page on which it begins.

use crate::layout::note::{Foot, SetNote};
use crate::layout::table::Strips;
use crate::layout::unit::Unit;
use crate::template::Sheet;
use crate::unit::Length;

/// Room that something needs on a page.
#[derive(Clone, Copy, Default)]
pub(super) struct Need {
    /// In the flow.
    pub(super) lines: Length,
    /// Among the notes at the foot.
    pub(super) notes: Length,
}

impl Need {
    fn and(self, other: Need) -> Need {
        Need { lines: self.lines + other.lines, notes: self.notes + other.notes }
    }
}

/// The height of the notes called from the first `lines` lines.
pub(super) fn height_of(notes: &[SetNote], lines: usize) -> Length {
    notes.iter().filter(|note| note.line < lines).map(SetNote::height).sum()
}

/// How much of the page each unit needs to begin on it: its first line, or all of it and what the next
/// one needs where the two are kept together. A chain higher than a page is not kept together.
pub(super) fn needs(units: &[Unit<'_>], sheet: &Sheet, strips: Strips) -> Vec<Need> {
    let mut needs = vec![Need::default(); units.len()];
    let mut below = Need::default();
    for (index, unit) in units.iter().enumerate().rev() {
        let own = match unit {
            Unit::Paragraph { set, notes, .. } => {
                let count = match set.lines.len() {
                    // Of three lines or fewer none may stand apart; of more two.
                    count if sheet.breaking.widow_control => {
                        if count <= 3 {
                            count
                        } else {
                            2
                        }
                    }
                    _ => 1,
                };
                let lines = set.pitch * i64::try_from(count).unwrap_or(1);
                Need { lines, notes: height_of(notes, count) }
            }
            Unit::Figure { set, .. } => only(sheet.grid.line_pitch * set.lines),
            Unit::Table { set, .. } => only(set.least_start(sheet, strips)),
        };
        let kept = match unit {
            Unit::Paragraph { set, notes, keep_with_next: true, .. } => {
                Need { lines: set.height(), notes: height_of(notes, usize::MAX) }.and(below)
            }
            Unit::Figure { figure, .. } if figure.caption.is_some() => own.and(below),
            _ => own,
        };
        let foot = Foot::default().area(kept.notes);
        needs[index] = if kept.lines + foot > sheet.flow_height() { own } else { kept };
        below = needs[index];
    }
    needs
}

/// What has no notes.
fn only(lines: Length) -> Need {
    Need { lines, notes: Length::ZERO }
}
