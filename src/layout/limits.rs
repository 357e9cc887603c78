//! How much is laid out. A file that is above this was not meant to be printed, and is told so before it fills the
//! memory.

use super::unit::Unit;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::galley::Block;
use crate::template::Sheet;
use crate::unit::Length;

/// The most pages of a file: twenty reams of paper in one file. A page takes some hundred kilobytes of memory.
pub(super) const MOST_PAGES: usize = 10_000;

/// The document has more pages than [`MOST_PAGES`].
const TOO_MANY_PAGES: Code = Code("L005");

/// How much more text there is room for, whatever stands on which page: seen before anything is placed.
pub(super) struct Room {
    left: Length,
}

impl Room {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let most = i64::try_from(MOST_PAGES).unwrap_or(i64::MAX);
        Self { left: sheet.flow_height() * most }
    }

    pub(super) fn is_left(&self) -> bool {
        self.left > Length::ZERO
    }

    /// Takes the room of what was set of a block; whether there is more.
    pub(super) fn take(
        &mut self,
        units: &[Unit<'_>],
        block: &Block,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let enough = self.is_left();
        self.left -= units.iter().map(Unit::height).sum();
        if enough && !self.is_left() {
            diagnostics.push(too_many_pages(span_of(block)));
        }
        self.is_left()
    }
}

pub(super) fn too_many_pages(at: Span) -> Diagnostic {
    let message = format!("一份文件最多 {MOST_PAGES} 面，到这里已经排满了");
    Diagnostic::error(TOO_MANY_PAGES, at, message)
        .help("分成几个文件；没有写这么多的，看看模板里的字号、每面行数是不是写错了")
}

fn span_of(block: &Block) -> Span {
    match block {
        Block::Paragraph(paragraph) => paragraph.span,
        Block::Table(table) => table.span,
        Block::Figure(figure) => figure.span,
        Block::Contents(contents) => contents.span,
    }
}
