//! 脚注: notes set, kept for the foot of their page, and put there.

use super::line::Runs;
use super::page::{GlyphRun, Item, Line, LineKind, Rule};
use super::paragraph::SetParagraph;
use super::shape::Shaper;
use crate::diag::Span;
use crate::galley::{BlockId, Note};
use crate::template::{Role, Sheet};
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

/// By how much the last note would reach below the type area: the line boxes of a page do (GB/T 9704 5.2.1
/// counts characters). The line above leaves more room than that under its characters.
fn lift(sheet: &Sheet) -> Length {
    let style = &sheet.roles[Role::Footnote];
    let under_baseline = style.size - sheet.grid.ascent.of(style.size);
    let box_under_baseline = style.line_pitch - sheet.grid.line_ascent.of(style.line_pitch);
    let bottom = sheet.flow_top() + sheet.flow_height() - box_under_baseline + under_baseline;
    (bottom - sheet.page.top - sheet.page.area_height).max(Length::ZERO)
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
        let mut top = sheet.flow_top() + sheet.flow_height() - self.height - lift(sheet);
        // The rule stays where it is, or it would look like a line under the text.
        let y = top + lift(sheet) - Sheet::NOTE_RULE_GAP - Sheet::NOTE_RULE_WIDTH / 2;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::{Block, Paragraph};
    use crate::layout::page::Layout;
    use crate::layout::testing::{lay_out, paragraph, sheet, text_of};

    /// A paragraph of so many characters with a note of so many behind the `at`-th.
    fn noted(id: u32, text: &str, at: usize, note: &str) -> Paragraph {
        let note =
            Note { number: "①".to_owned(), at, text: paragraph(id + 1000, Role::Footnote, note) };
        Paragraph { notes: vec![note], ..paragraph(id, Role::Body, text) }
    }

    fn lines(layout: &Layout, page: usize, asked: LineKind) -> Vec<&Line> {
        let items = layout.pages[page].items.iter().filter_map(|item| match item {
            Item::Line(line) if line.kind == asked => Some(line),
            _ => None,
        });
        items.collect()
    }

    #[test]
    fn notes_stand_at_the_foot_under_their_rule_and_end_with_the_type_area() {
        let layout = lay_out(vec![Block::Paragraph(noted(0, "共十二辆", 4, "含租用的二辆。"))]);
        let notes = lines(&layout, 0, LineKind::Note);
        assert_eq!(text_of(notes[0]), "①含租用的二辆。");
        let style = &sheet().roles[Role::Footnote];
        let bottom = notes[0].baseline + style.size - sheet().grid.ascent.of(style.size);
        assert_eq!(bottom, sheet().page.top + sheet().page.area_height);
        let left = notes[0].runs[0].glyphs[0].x;
        let text = notes[0].runs.iter().flat_map(|run| &run.glyphs).nth(1).unwrap().x;
        assert_eq!((left, text - left), (sheet().page.binding, style.chars(style.left_indent)));
        let rule = layout.pages[0].items.iter().find_map(|item| match item {
            Item::Rule(rule) => Some(*rule),
            _ => None,
        });
        let rule = rule.unwrap();
        assert_eq!(rule.x1 - rule.x0, sheet().page.area_width / 4);
        assert!(rule.y0 < bottom - style.size - style.size / 4, "clear of the characters");
        let call = &lines(&layout, 0, LineKind::Text)[0].runs[1];
        assert!(call.raise > Length::ZERO && call.size < style.size);
    }

    #[test]
    fn a_line_takes_its_whole_note_along_to_the_next_page() {
        // 21 lines, then one whose note has no room beside it.
        let mut blocks: Vec<Block> =
            (0..21).map(|id| Block::Paragraph(paragraph(id, Role::Body, "国"))).collect();
        blocks.push(Block::Paragraph(noted(21, "国家", 1, &"注".repeat(60))));
        let layout = lay_out(blocks);
        assert_eq!(lines(&layout, 0, LineKind::Text).len(), 21);
        assert!(lines(&layout, 0, LineKind::Note).is_empty());
        assert_eq!(lines(&layout, 1, LineKind::Note).len(), 2);
        assert!(layout.facts.page_starts.contains(&BlockId(21)));
    }

    #[test]
    fn the_number_of_a_note_begins_no_line_and_what_follows_it_is_kept_as_without_it() {
        for (hanzi, behind, first) in [(26, "国", 25), (25, "，国", 24)] {
            let text = format!("{}{behind}{}", "国".repeat(hanzi), "家".repeat(40));
            let layout = lay_out(vec![Block::Paragraph(noted(0, &text, hanzi, "注。"))]);
            let set: Vec<String> =
                lines(&layout, 0, LineKind::Text).into_iter().map(text_of).collect();
            assert_eq!(set[0].chars().count(), first, "{set:?}");
            assert!(set[1].starts_with("国①"), "{set:?}");
        }
    }
}
