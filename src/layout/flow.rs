//! The vertical flow: which line and which row stands where on which page. Pictures and tables are in
//! `blocks`, what each unit asks for in `need`.
//!
//! `y` is the distance from the top of the flow ([`Sheet::flow_top`]), in line boxes as Word-family
//! programs have them, so that the DOCX turns its pages where the PDF does.

mod blocks;
mod need;

use super::limits::{MOST_PAGES, too_many_pages};
use super::note::{Foot, SetNote};
use super::page::{Item, Layout, Line, LineKind, OutlineEntry, Page};
use super::paragraph::SetParagraph;
use super::table::Strips;
use super::unit::Unit;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::galley::{BlockId, Outline, Paragraph, Section};
use crate::template::Sheet;
use crate::unit::Length;
use need::{Need, height_of, needs};

/// A note does not fit onto a page with the line that calls it.
const TOO_LONG: Code = Code("L004");

/// Lets the units of a section flow over pages of `layout`, from a new one on.
pub(super) fn flow(
    units: Vec<Unit<'_>>,
    section: &Section,
    sheet: &Sheet,
    layout: &mut Layout,
    diagnostics: &mut Diagnostics,
) {
    let before = layout.pages.last().map_or(0, |page| page.number);
    let number = section.first_page.unwrap_or(before.saturating_add(1));
    let mut flow = Flow {
        sheet,
        strips: Strips::of(sheet),
        height: sheet.flow_height(),
        turned: section.landscape,
        number,
        layout,
        diagnostics,
        y: Length::ZERO,
        off_grid: false,
        lag: Length::ZERO,
        after_table: false,
        foot: Foot::default(),
    };
    flow.turn_page();
    let needs = needs(&units, sheet, flow.strips);
    for (unit, need) in units.into_iter().zip(needs) {
        let at = unit.span();
        flow.place(unit, need);
        if flow.layout.pages.len() > MOST_PAGES {
            flow.diagnostics.push(too_many_pages(at));
            break;
        }
    }
    flow.end_page();
}

struct Flow<'a> {
    sheet: &'a Sheet,
    strips: Strips,
    height: Length,
    turned: bool,
    /// Of the next page.
    number: u32,
    layout: &'a mut Layout,
    diagnostics: &'a mut Diagnostics,
    y: Length,
    /// Under a table: the text goes back onto the grid with the next paragraph.
    off_grid: bool,
    /// How much lower than here the DOCX is, under a table whose header is higher there.
    lag: Length,
    /// A table is what was placed last on this page.
    after_table: bool,
    /// The notes of this page.
    foot: Foot,
}

impl Flow<'_> {
    /// Puts the notes of the page at its foot.
    fn end_page(&mut self) {
        for item in std::mem::take(&mut self.foot).items(self.sheet) {
            self.push(item);
        }
    }

    fn turn_page(&mut self) {
        self.end_page();
        let page = self.sheet.page;
        self.layout.pages.push(Page {
            width: page.width,
            height: page.height,
            turned: self.turned,
            number: self.number,
            items: Vec::new(),
        });
        self.number = self.number.saturating_add(1);
        self.y = Length::ZERO;
        self.off_grid = false;
        self.lag = Length::ZERO;
        self.after_table = false;
    }

    fn at_page_top(&self) -> bool {
        self.y == Length::ZERO
    }

    fn place(&mut self, unit: Unit<'_>, need: Need) {
        if unit.page_break_before() && !self.at_page_top() {
            self.turn_page();
        }
        match unit {
            Unit::Paragraph { paragraph, set, notes, under_table, .. } => {
                if under_table {
                    self.make_room_under_table(need);
                } else {
                    self.make_room(paragraph.id, need);
                }
                if !under_table {
                    self.off_grid = false;
                }
                self.wait_for_line(paragraph);
                self.lines(paragraph, set, notes);
            }
            Unit::Figure { figure, set } => self.figure(figure, set, need),
            Unit::Table { table, set, mark, .. } => {
                if !self.at_page_top() {
                    let gap = if self.after_table { Sheet::TABLE_GAP } else { Length::ZERO };
                    self.y += std::mem::take(&mut self.lag) + gap;
                }
                if !self.fits(Length::ZERO, need) && !self.at_page_top() {
                    self.turn_page();
                }
                self.table(table, &set, mark.as_ref());
            }
        }
    }

    /// Goes back onto the grid, or to a new page where `need` does not fit.
    fn make_room(&mut self, id: BlockId, need: Need) {
        let gap = self.gap_to_grid();
        if !self.fits(gap + self.lag_after(gap), need) && !self.at_page_top() {
            // LibreOffice would leave the first line of a paragraph here, and its note to the next page.
            if self.fits(gap + self.lag_after(gap), Need { notes: Length::ZERO, ..need }) {
                self.layout.facts.page_starts.insert(id);
            }
            self.turn_page();
        } else if gap > Length::ZERO {
            self.y += gap;
            let space = (gap - self.lag - self.drift()).max(Length::ZERO);
            self.layout.facts.space_before.insert(id, space);
            self.lag = Length::ZERO;
        }
    }

    fn make_room_under_table(&mut self, need: Need) {
        if !self.fits(self.lag, need) && !self.at_page_top() {
            self.turn_page();
        }
    }

    /// Whether there is room for `need` on this page, so much lower than here. With notes at the foot the
    /// last line does not fill the page by itself, and whole twips count, as in the DOCX.
    fn fits(&self, lower: Length, need: Need) -> bool {
        let end = self.y + lower + need.lines;
        let foot = self.foot.area(need.notes);
        if foot > Length::ZERO {
            return end - self.drift_at(end) + foot <= self.sheet.stated_flow_height();
        }
        end <= self.height
    }

    /// The space that brings a paragraph under a table back onto the grid of lines.
    fn gap_to_grid(&self) -> Length {
        if !self.off_grid {
            return Length::ZERO;
        }
        let pitch = self.sheet.grid.line_pitch;
        let lines = (self.y + self.lag).emu() + pitch.emu() - 1;
        pitch * lines.div_euclid(pitch.emu()) - self.y
    }

    /// How much higher than here the grid of the DOCX is at this place: its lines are whole twips high.
    fn drift(&self) -> Length {
        self.drift_at(self.y)
    }

    fn drift_at(&self, y: Length) -> Length {
        let pitch = self.sheet.grid.line_pitch;
        let beyond_twips = Length::from_emu(pitch.emu().rem_euclid(Length::PER_TWIP));
        beyond_twips * y.emu().div_euclid(pitch.emu().max(1))
    }

    fn lag_after(&self, gap: Length) -> Length {
        if gap > Length::ZERO { Length::ZERO } else { self.lag }
    }

    /// How many of a paragraph's remaining lines stand on this page: as many as there is room for; with
    /// 孤行控制 no first line stands last on a page and no last line first.
    fn lines_here(&self, first: usize, set: &SetParagraph, notes: &[SetNote]) -> usize {
        const TOGETHER: usize = 2;
        let (lines, from_its_first) = (set.lines.len() - first, first == 0);
        let room = self.room(first, set, notes);
        let least = usize::from(self.at_page_top());
        if room >= lines || !self.sheet.breaking.widow_control {
            return room.clamp(least, lines.max(least));
        }
        let here = room.min(lines.saturating_sub(TOGETHER));
        if from_its_first && here < TOGETHER { least } else { here.max(least) }
    }

    /// How many lines from `first` on there is room for, each with its notes.
    fn room(&self, first: usize, set: &SetParagraph, notes: &[SetNote]) -> usize {
        let to = |end: usize| Need {
            lines: set.pitch * i64::try_from(end - first).unwrap_or(i64::MAX),
            notes: height_of(notes, end),
        };
        let ends = first + 1..=set.lines.len();
        ends.take_while(|end| self.fits(self.lag, to(*end))).count()
    }

    fn wait_for_line(&mut self, paragraph: &Paragraph) {
        if let Some(line) = paragraph.not_before_line {
            let wanted = self.sheet.grid.line_pitch * (i64::from(line) - 1);
            self.y = self.y.max(wanted);
        }
    }

    fn lines(&mut self, paragraph: &Paragraph, mut set: SetParagraph, mut notes: Vec<SetNote>) {
        let pitch = set.pitch;
        let mut page_end = self.lines_here(0, &set, &notes);
        for number in 0..set.lines.len() {
            if number == page_end {
                self.turn_page();
                page_end = number + self.lines_here(number, &set, &notes);
            }
            let runs = std::mem::take(&mut set.lines[number]);
            let top = self.sheet.flow_top() + self.y;
            if number == 0 {
                self.note_heading(paragraph, top);
            }
            if !runs.is_empty() {
                let baseline = top + self.sheet.grid.line_ascent.of(pitch);
                self.push(Item::Line(Line {
                    block: Some(paragraph.id),
                    kind: LineKind::Text,
                    baseline,
                    runs,
                }));
            }
            self.y += pitch;
            let here = notes.iter().take_while(|note| note.line == number).count();
            for note in notes.drain(..here) {
                self.note(note);
            }
        }
        self.after_table = false;
    }

    fn note(&mut self, note: SetNote) {
        let span = note.span;
        self.foot.push(note);
        if !self.fits(self.lag, Need::default()) {
            let message = "这条注太长，和加注的那一行排不进同一面";
            let fault = Diagnostic::error(TOO_LONG, span, message);
            self.diagnostics.push(fault.help("把注写短些，或把说明写进正文"));
        }
    }

    fn note_heading(&mut self, paragraph: &Paragraph, top: Length) {
        let Some(Outline { level, text }) = paragraph.outline.clone() else { return };
        let page = self.layout.pages.len() - 1;
        self.layout.outline.push(OutlineEntry { block: paragraph.id, level, text, page, top });
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.items.push(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::Block;
    use crate::layout::testing::{
        lay_out, lay_out_on, lay_out_sections, paragraph, sheet, text_lines, text_of,
    };
    use crate::template::Role;

    fn body(id: u32, text: &str) -> Block {
        Block::Paragraph(paragraph(id, Role::Body, text))
    }

    #[test]
    fn twenty_two_lines_fill_the_type_area_from_edge_to_edge() {
        let layout = lay_out(vec![body(0, &"国".repeat(28 * 30))]);
        let lines = text_lines(&layout, 0);
        assert_eq!(lines.len(), 22);
        let size = Length::from_points(16);
        let ascent = sheet().grid.ascent.of(size);
        assert_eq!(lines[0].baseline - ascent, Length::from_mm(37));
        let bottom = lines[21].baseline - ascent + size;
        let wanted = Length::from_mm(37 + 225);
        assert!((bottom - wanted).emu().abs() < Length::PER_MM / 10, "{bottom}");
    }

    #[test]
    fn with_widow_control_no_line_stands_alone_on_a_page() {
        let mut controlled = sheet().clone();
        controlled.breaking.widow_control = true;
        // 21 lines, then a paragraph of so many: how many of it stand on the first page.
        let on_first_page = |sheet: &Sheet, above: u32, lines: usize| {
            let mut blocks: Vec<Block> = (0..above).map(|id| body(id, "国")).collect();
            blocks.push(body(above, &"国".repeat(28 * lines - 2)));
            let layout = lay_out_on(sheet, blocks);
            text_lines(&layout, 0).len() - usize::try_from(above).unwrap()
        };
        for (above, lines, free, kept) in [
            (21, 1, 1, 1),
            (21, 2, 1, 0),
            (20, 2, 2, 2),
            (20, 3, 2, 0),
            (20, 4, 2, 2),
            (19, 4, 3, 2),
        ] {
            assert_eq!(on_first_page(sheet(), above, lines), free, "{above} {lines}");
            assert_eq!(on_first_page(&controlled, above, lines), kept, "{above} {lines}");
        }
    }

    #[test]
    fn a_heading_never_stands_last_on_a_page() {
        let mut blocks: Vec<Block> = (0..21).map(|id| body(id, "国")).collect();
        blocks.push(Block::Paragraph(paragraph(21, Role::Heading1, "标题")));
        blocks.push(Block::Paragraph(paragraph(22, Role::Heading2, "小标题")));
        blocks.push(body(23, "正文"));
        let layout = lay_out(blocks);
        assert_eq!(text_lines(&layout, 0).len(), 21);
        let next: Vec<String> = text_lines(&layout, 1).into_iter().map(text_of).collect();
        assert_eq!(next, ["标题", "小标题", "正文"]);
    }

    #[test]
    fn the_title_waits_for_its_line() {
        let mark = Block::Paragraph(paragraph(0, Role::Mark, "附件4"));
        let mut title = paragraph(1, Role::Title, "报告");
        title.not_before_line = Some(3);
        let layout = lay_out(vec![mark, Block::Paragraph(title)]);
        let lines = text_lines(&layout, 0);
        assert_eq!(lines[1].baseline - lines[0].baseline, sheet().grid.line_pitch * 2);
    }

    #[test]
    fn text_across_the_paper_fills_the_type_area_and_numbers_go_on_in_their_place() {
        let section = |landscape, first_page, count: usize| Section {
            landscape,
            first_page,
            blocks: vec![body(0, &"国".repeat(count))],
        };
        let layout = lay_out_sections(vec![
            section(false, None, 1),
            section(true, None, 40 * 16),
            section(false, Some(9), 1),
        ]);
        let kinds: Vec<_> = layout.pages.iter().map(|page| (page.turned, page.number)).collect();
        assert_eq!(kinds, [(false, 1), (true, 2), (true, 3), (false, 9)]);
        let lines = text_lines(&layout, 1);
        let size = Length::from_points(16);
        assert_eq!(lines.len(), 15);
        assert_eq!(lines[0].baseline - sheet().grid.ascent.of(size), Length::from_mm(28));
        let glyphs = &lines[1].runs[0].glyphs;
        assert_eq!((glyphs.len(), glyphs[0].x), (40, Length::from_mm(35)));
        assert_eq!(glyphs[39].x + size, Length::from_mm(35 + 225));
        let number = |page: usize| match layout.pages[page].items.last() {
            Some(Item::Line(line)) => (line.baseline, line.runs[0].glyphs[0].x),
            _ => panic!("页码在最后"),
        };
        assert_eq!(number(0), number(2));
    }

    #[test]
    fn page_numbers_stand_outside_and_count_from_where_they_are_told() {
        let mut first = paragraph(1, Role::Body, "国");
        first.page_break_before = true;
        let layout = lay_out(vec![body(0, "国"), Block::Paragraph(first)]);
        let number = |page: usize| match layout.pages[page].items.last() {
            Some(Item::Line(line)) => (text_of(line), line.runs[0].glyphs[0].x),
            _ => panic!("页码在最后"),
        };
        let (odd, even) = (number(0), number(1));
        assert_eq!((odd.0.as_str(), even.0.as_str()), ("— 1 —", "— 2 —"));
        assert!(odd.1 > Length::from_mm(105));
        assert_eq!(even.1, Length::from_mm(28) + Length::from_points(14));
    }
}
