//! The vertical flow: which line and which row stands where on which page. Pictures and tables are in
//! `blocks`.
//!
//! `y` is the distance from the top of the flow ([`Sheet::flow_top`]), in line boxes as Word-family
//! programs have them, so that the DOCX turns its pages where the PDF does.

mod blocks;

use super::page::{Item, Layout, Line, LineKind, OutlineEntry, Page};
use super::table::Strips;
use super::unit::Unit;
use crate::diag::Diagnostics;
use crate::galley::{BlockId, Outline, Paragraph, Section};
use crate::template::Sheet;
use crate::unit::Length;

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
    };
    flow.turn_page();
    let needs = needs(&units, &flow);
    for (unit, need) in units.into_iter().zip(needs) {
        flow.place(unit, need);
    }
}

/// How much of the page each unit needs to begin on it: its first line, or all of it and what the next
/// one needs where the two are kept together. A chain higher than a page is not kept together.
fn needs(units: &[Unit<'_>], flow: &Flow<'_>) -> Vec<Length> {
    let mut needs = vec![Length::ZERO; units.len()];
    let mut below = Length::ZERO;
    for (index, unit) in units.iter().enumerate().rev() {
        let own = match unit {
            Unit::Paragraph { set, .. } if flow.sheet.breaking.widow_control => {
                // Of three lines or fewer none may stand apart; of more two.
                let count = if set.lines.len() <= 3 { set.lines.len() } else { 2 };
                set.pitch * i64::try_from(count).unwrap_or(1)
            }
            Unit::Paragraph { set, .. } => set.pitch,
            Unit::Figure { set, .. } => flow.sheet.grid.line_pitch * set.lines,
            Unit::Table { set, .. } => set.least_start(flow.sheet, flow.strips),
        };
        let kept = match unit {
            Unit::Paragraph { set, keep_with_next: true, .. } => set.height() + below,
            Unit::Figure { figure, .. } if figure.caption.is_some() => own + below,
            _ => own,
        };
        needs[index] = if kept > flow.height { own } else { kept };
        below = needs[index];
    }
    needs
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
}

impl Flow<'_> {
    fn turn_page(&mut self) {
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

    fn place(&mut self, unit: Unit<'_>, need: Length) {
        if unit.page_break_before() && !self.at_page_top() {
            self.turn_page();
        }
        match unit {
            Unit::Paragraph { paragraph, set, under_table, .. } => {
                if under_table {
                    self.make_room_under_table(need);
                } else {
                    self.make_room(paragraph.id, need);
                }
                if !under_table {
                    self.off_grid = false;
                }
                self.wait_for_line(paragraph);
                self.lines(paragraph, set.pitch, set.lines);
            }
            Unit::Figure { figure, set } => self.figure(figure, set, need),
            Unit::Table { table, set, mark, .. } => {
                if !self.at_page_top() {
                    let gap = if self.after_table { Sheet::TABLE_GAP } else { Length::ZERO };
                    self.y += std::mem::take(&mut self.lag) + gap;
                }
                if self.y + need > self.height && !self.at_page_top() {
                    self.turn_page();
                }
                self.table(table, &set, mark.as_ref());
            }
        }
    }

    /// Goes back onto the grid, or to a new page where `need` does not fit.
    fn make_room(&mut self, id: BlockId, need: Length) {
        let gap = self.gap_to_grid();
        if self.y + gap + self.lag_after(gap) + need > self.height && !self.at_page_top() {
            self.turn_page();
        } else if gap > Length::ZERO {
            self.y += gap;
            let space = (gap - self.lag - self.drift()).max(Length::ZERO);
            self.layout.facts.space_before.insert(id, space);
            self.lag = Length::ZERO;
        }
    }

    fn make_room_under_table(&mut self, need: Length) {
        if self.y + self.lag + need > self.height && !self.at_page_top() {
            self.turn_page();
        }
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
        let pitch = self.sheet.grid.line_pitch;
        let beyond_twips = Length::from_emu(pitch.emu().rem_euclid(Length::PER_TWIP));
        beyond_twips * self.y.emu().div_euclid(pitch.emu().max(1))
    }

    fn lag_after(&self, gap: Length) -> Length {
        if gap > Length::ZERO { Length::ZERO } else { self.lag }
    }

    /// How many of a paragraph's remaining lines stand on this page: as many as there is room for; with
    /// 孤行控制 no first line stands last on a page and no last line first.
    fn lines_here(&self, lines: usize, from_its_first: bool, pitch: Length) -> usize {
        const TOGETHER: usize = 2;
        let room = (self.height - self.y - self.lag).emu().div_euclid(pitch.emu().max(1));
        let room = usize::try_from(room).unwrap_or(0);
        let least = usize::from(self.at_page_top());
        if room >= lines || !self.sheet.breaking.widow_control {
            return room.clamp(least, lines.max(least));
        }
        let here = room.min(lines.saturating_sub(TOGETHER));
        if from_its_first && here < TOGETHER { least } else { here.max(least) }
    }

    fn wait_for_line(&mut self, paragraph: &Paragraph) {
        if let Some(line) = paragraph.not_before_line {
            let wanted = self.sheet.grid.line_pitch * (i64::from(line) - 1);
            self.y = self.y.max(wanted);
        }
    }

    fn lines(
        &mut self,
        paragraph: &Paragraph,
        pitch: Length,
        lines: Vec<Vec<super::page::GlyphRun>>,
    ) {
        let count = lines.len();
        let mut page_end = self.lines_here(count, true, pitch);
        for (number, runs) in lines.into_iter().enumerate() {
            if number == page_end {
                self.turn_page();
                page_end = number + self.lines_here(count - number, number == 0, pitch);
            }
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
        }
        self.after_table = false;
    }

    fn note_heading(&mut self, paragraph: &Paragraph, top: Length) {
        let Some(Outline { level, text }) = paragraph.outline.clone() else { return };
        let page = self.layout.pages.len() - 1;
        self.layout.outline.push(OutlineEntry { level, text, page, top });
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
