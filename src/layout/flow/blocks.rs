//! Pictures and tables in the flow: where they stand, and what the DOCX must know of them.

use std::sync::Arc;

use super::{Flow, Need};
use crate::diag::{Code, Diagnostic, Span};
use crate::galley::{BlockId, Figure, Table};
use crate::layout::figure::SetFigure;
use crate::layout::page::{FigureFacts, Item, Line, LineKind, PlacedPicture};
use crate::layout::paragraph::SetParagraph;
use crate::layout::table::{Cut, Place, SetTable, shifted};
use crate::unit::Length;

/// A table cannot say on further pages that it goes on.
const NOT_MARKED: Code = Code("L003");

impl Flow<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, set: SetFigure, need: Need) {
        let pitch = self.sheet.grid.line_pitch;
        let SetFigure { width, height, mut lines } = set;
        let mut need = need;
        // The last line of a page reaches below the type area; a picture must not.
        let fills = self.y + self.gap_to_grid() + pitch * lines == self.height;
        let stands_last = figure.caption.is_none() && self.strips.bottom > Length::ZERO;
        if fills && stands_last && !self.at_page_top() {
            lines += 1;
            need.lines += pitch;
        }
        self.make_room(figure.id, need);
        self.off_grid = false;
        let page = &self.sheet.page;
        let bottom = self.sheet.flow_top() + self.y + pitch * lines;
        self.push(Item::Picture(PlacedPicture {
            block: figure.id,
            picture: Arc::clone(&figure.picture),
            left: page.binding + (page.area_width - width) / 2,
            top: bottom - height,
            width,
            height,
        }));
        self.y += pitch * lines;
        self.after_table = false;
        let facts = FigureFacts { width, height, lines };
        self.layout.facts.figures.insert(figure.id, facts);
    }

    /// `mark`: the line above the table on continued pages.
    pub(super) fn table(&mut self, table: &Table, set: &SetTable, mark: Option<&SetParagraph>) {
        let foot = self.foot.area(Length::ZERO);
        let room = self.sheet.stated_flow_height() - foot - (self.y - self.drift());
        let place = Place { sheet: self.sheet, strips: self.strips, top: self.y, room };
        let marked = mark.and_then(|mark| place.marked_pieces(set, mark.height()));
        let is_marked = marked.is_some();
        let cut = marked.unwrap_or_else(|| place.pieces(set));
        let Cut { pieces, heights, repeated, starts } = cut;
        if mark.is_some() && !is_marked && pieces.len() > 1 {
            self.diagnostics.push(cannot_be_marked(table.span));
        }
        if let Some(facts) = self.layout.facts.tables.get_mut(&table.id) {
            facts.high_head = set.has_high_head(self.sheet);
            facts.repeated = repeated;
            facts.rows = heights;
            facts.starts = if is_marked { starts } else { Vec::new() };
        }
        for piece in pieces {
            if piece.new_page {
                self.turn_page();
                if let (true, Some(line), Some(mark)) = (is_marked, &table.continued, mark) {
                    self.mark(line.id, mark);
                }
            }
            let down = self.sheet.flow_top() + piece.top;
            for item in piece.items {
                self.push(shifted(item, down));
            }
            self.y = piece.top + piece.height;
        }
        self.off_grid = true;
        self.after_table = true;
        self.lag = self.strips.rule;
        if set.repeats_head(self.sheet) && !is_marked {
            self.lag += self.strips.bottom;
            let facts = self.layout.facts.tables.get_mut(&table.id);
            if let Some(first) = facts.and_then(|facts| facts.rows.first_mut()) {
                *first += self.strips.top + self.strips.bottom;
            }
        }
    }

    /// “续表” on the first line of a page.
    fn mark(&mut self, block: BlockId, mark: &SetParagraph) {
        for (runs, number) in mark.lines.iter().zip(0..) {
            let top = self.sheet.flow_top() + mark.pitch * number;
            self.push(Item::Line(Line {
                block: Some(block),
                kind: LineKind::RepeatedHead,
                baseline: top + self.sheet.grid.line_ascent.of(mark.pitch),
                runs: runs.clone(),
            }));
        }
    }
}

fn cannot_be_marked(span: Span) -> Diagnostic {
    let message = "这个表的续面上没有印“续表”：有一行，或一个合并的格里的文字，要从一面接到下一面";
    Diagnostic::warning(NOT_MARKED, span, message).help("把太长的一行拆成几行，或不写“续表”")
}
