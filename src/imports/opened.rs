//! A table file, opened at the stretch that the author names, and how its cells are called in messages.
//! Which columns and rows mean what is not known here.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::Files;
use super::fault::{AREA, CELL, LONGER_ROW, NO_TABLE, REFERENCE, SHEET, UNREADABLE};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Inline, Spanned};
use crate::spreadsheet::{self, Asked, Cell, Fault, Grid, Reference, Value};

/// The files of a document, each read once.
pub(super) struct Tables<'a> {
    files: &'a dyn Files,
    known: BTreeMap<String, Result<Rc<[u8]>, String>>,
}

/// A stretch of a table file.
pub(super) struct Opened {
    /// The file as written.
    pub(super) file: String,
    /// Where the author names it.
    pub(super) span: Span,
    /// Where the author names the stretch; else as `span`.
    pub(super) area: Span,
    /// What stands there.
    pub(super) grid: Grid,
}

impl<'a> Tables<'a> {
    pub(super) fn new(files: &'a dyn Files) -> Self {
        Self { files, known: BTreeMap::new() }
    }

    /// Opens what `from` names, whose first `head` rows are its header. `None` where that cannot be, which is reported.
    pub(super) fn open(
        &mut self,
        from: &Spanned<String>,
        head: usize,
        out: &mut Diagnostics,
    ) -> Option<Opened> {
        let reference = Reference::parse(&from.value)
            .map_err(|fault| {
                let place = part(from, Some(&fault.at));
                out.push(Diagnostic::error(REFERENCE, place, fault.message).help(fault.help));
            })
            .ok()?;
        let grid = match self.files.table(&reference, head) {
            Some(read) => read,
            None => spreadsheet::read(&self.bytes(from, &reference, out)?, Asked::from(&reference)),
        };
        let grid = grid.map_err(|fault| {
            let (code, at) = match &fault {
                Fault::NoSuchSheet { .. }
                | Fault::NoVisibleSheet { .. }
                | Fault::NoCells { .. }
                | Fault::TextHasNoSheets { .. }
                | Fault::EmptySheet { .. } => (SHEET, reference.sheet_at.as_ref()),
                Fault::OutsideSheet { .. } | Fault::CutsMerged { .. } => {
                    (AREA, reference.area_at.as_ref())
                }
                _ => (NO_TABLE, None),
            };
            let message = fault.message(&reference.file);
            out.push(Diagnostic::error(code, part(from, at), message).help(fault.help()));
        });
        let area = part(from, reference.area_at.as_ref());
        let opened = Opened { file: reference.file, span: from.span, area, grid: grid.ok()? };
        opened.warn_of_longer_row(out);
        Some(opened)
    }

    fn bytes(
        &mut self,
        from: &Spanned<String>,
        reference: &Reference,
        out: &mut Diagnostics,
    ) -> Option<Rc<[u8]>> {
        let name = &reference.file;
        if !self.known.contains_key(name) {
            self.known.insert(name.clone(), self.files.read(name).map(Rc::from));
        }
        let read = self.known.get(name)?;
        let read = read.as_ref().map_err(|reason| {
            let message = format!("读不了表格文件“{name}”：{reason}");
            let help = "表格文件和这份 YAML 放在同一个文件夹或它下面，文件名连同 .xlsx、.csv 写全";
            out.push(Diagnostic::error(UNREADABLE, from.span, message).help(help));
        });
        read.ok().cloned()
    }
}

/// The place of some bytes of a text; of all of it where the two are not in step.
fn part(from: &Spanned<String>, at: Option<&Range<usize>>) -> Span {
    let whole = from.span;
    let in_step = (whole.end - whole.start) as usize == from.value.len();
    let Some(at) = at.filter(|at| in_step && !at.is_empty()) else { return whole };
    let along = |byte: usize| whole.start + u32::try_from(byte).unwrap_or(0);
    Span::new(whole.file, along(at.start), along(at.end))
}

impl Opened {
    fn warn_of_longer_row(&self, out: &mut Diagnostics) {
        let Some(row) = self.grid.longer_row else { return };
        let message = format!(
            "“{}”第 {} 行有 {} 列，别的行多是 {} 列",
            self.file, row.row, row.columns, row.usual
        );
        let help = "看看是不是多了一个逗号；内容里本来有逗号的，整格加双引号";
        out.push(Diagnostic::warning(LONGER_ROW, self.span, message).help(help));
    }

    /// What messages call the file, with its sheet.
    pub(super) fn name(&self) -> String {
        match self.grid.sheet.as_str() {
            "" => format!("“{}”", self.file),
            sheet => format!("“{}”的工作表“{sheet}”", self.file),
        }
    }

    /// What messages call a cell.
    pub(super) fn cell_name(&self, cell: &Cell) -> String {
        format!("{}里 {}", self.name(), cell.place)
    }

    /// What messages call the row of a cell.
    pub(super) fn row_name(&self, cell: &Cell) -> String {
        format!("{}第 {} 行", self.name(), cell.place.row)
    }

    /// The words of a cell as a document prints them. An error value is reported: nobody wants `#DIV/0!` in
    /// print.
    pub(super) fn words(&self, cell: &Cell, out: &mut Diagnostics) -> String {
        let words = visible(&cell.text).trim().to_owned();
        if cell.value == Value::Error {
            let message = format!("{} 是错误值 {words}", self.cell_name(cell));
            out.push(Diagnostic::error(CELL, self.span, message).help(MEND));
        }
        words
    }

    /// A text from the file. Whoever finds a span as long as a text takes both to run in step, which no text
    /// of another file does: such texts, and those of which a part could be as long, get a place of no length.
    pub(super) fn inline(&self, words: &str) -> Inline {
        let length = (self.span.end - self.span.start) as usize;
        let front = Span::new(self.span.file, self.span.start, self.span.start);
        Inline::literal(words, if words.len() >= length { front } else { self.span })
    }
}

/// A text without the characters that nobody sees: pasted from web pages, they stand in many a cell, and the
/// cell looks the same without them.
#[must_use]
pub fn visible(text: &str) -> String {
    let seen = |c: char| match c {
        '\t' | '\u{A0}' => Some(' '),
        '\n' => Some(c),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {
            None
        }
        '\u{FEFF}' => None,
        _ => (!c.is_control()).then_some(c),
    };
    text.chars().filter_map(seen).collect()
}

/// What to do about a formula of the spreadsheet that went wrong.
pub(super) const MEND: &str = "在表格里改好这一格的公式，存盘后再试";
