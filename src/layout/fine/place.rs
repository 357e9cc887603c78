//! Where the glyphs of a weighed line stand.

use super::Task;
use super::weigh::FineLine;
use crate::layout::line::{Measure, Runs, placed_width};
use crate::layout::page::GlyphRun;
use crate::layout::shape::Shaped;
use crate::text::{EmptySide, empty_side};
use crate::unit::{Em, Length};

/// Places a line. `surplus`: what each place of a paragraph's last line may grow by, to stand under the
/// full lines' characters.
pub(in crate::layout) fn place(
    task: &Task<'_>,
    line: &FineLine,
    measure: Measure,
    surplus: Length,
) -> Vec<GlyphRun> {
    let text = &task.text[line.range.start..line.range.end];
    let spread = text.windows(2).filter(|pair| pair[0].stretches_to(&pair[1]));
    let places = i64::try_from(spread.count()).unwrap_or(0);
    let stretch = if line.range.last {
        let given: Length = line.given.iter().map(|(_, room)| *room).sum();
        let slack = measure.width - placed_width(text) + given;
        (surplus * places).min(slack).max(Length::ZERO)
    } else {
        line.stretch
    };
    let mut runs = Runs::default();
    let (mut x, mut used) = (measure.left, 0);
    for (offset, shaped) in text.iter().enumerate() {
        if offset > 0 {
            let previous = &text[offset - 1];
            x += shaped.space_before + previous.tracking;
            if shaped.space_before > Length::ZERO {
                x += line.gap;
            }
            if previous.stretches_to(shaped) {
                used += 1;
            }
        }
        let index = line.range.start + offset;
        let room = line.given.iter().find(|(mark, _)| *mark == index).map(|(_, room)| *room);
        // From the whole stretch each time, so that no rounding adds up.
        let at = x + stretch.scale(used, places);
        match room {
            None => runs.push(shaped, shaped.squeeze, at),
            Some(room) => {
                let ends_line = offset + 1 == text.len();
                let form = form(room, shaped.size, ends_line);
                runs.push(shaped, form, at + origin(form, shaped, room));
                x -= room;
            }
        }
        x += shaped.advance;
    }
    runs.into_inner()
}

/// The squeezed form that is nearest to a mark that gives up `room`, in tenths of an em: what is left
/// over is too little to be taken for a space, or for glyphs that lie over each other, where text is taken
/// out of the PDF. At the end of a line it is not wider than what the mark keeps.
fn form(room: Length, size: Length, ends_line: bool) -> Em {
    let size = size.emu().max(1);
    let tenths = if ends_line {
        (room.emu() * 10 + size - 1).div_euclid(size)
    } else {
        room.scale(10, size).emu()
    };
    Em::from_thousandths(i32::try_from(tenths * 100).unwrap_or(0))
}

/// Where that form of the mark begins, from where the mark would: an opening mark gives up room at its
/// left, where its form is narrower already.
fn origin(form: Em, mark: &Shaped, room: Length) -> Length {
    match empty_side(mark.character) {
        Some(EmptySide::Left) => form.of(mark.size) - room,
        _ => Length::ZERO,
    }
}
