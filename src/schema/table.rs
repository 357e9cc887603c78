//! 表: columns, rows, cells. Whether the cells of each row fit is checked in `grid`.

use super::fields::Fields;
use super::figure::number;
use super::grid;
use super::import::{self, Taken};
use super::inline::{lines_in_one, one_line, one_or_several};
use super::keys::{
    self, ALIGNMENTS, CELL, COLUMN, Kind, MOST_COLUMNS, MOST_ROWS, NUMBER_WORDS, TABLE,
};
use super::scalar::{
    fault, half_width_digits, integer, list, scalar, weight, word, yes, yes_or_no,
};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Align, Cell, Column, ColumnWidth, Inline, MergeEqual, Row, Spanned, Table};
use crate::source::{Node, NodeKind, codes};
use crate::unit::Length;

/// The narrowest and the widest fixed column: a stroke, and the long side of A4 twice.
const WIDTHS: (Length, Length) = (Length::from_mm(1), Length::from_mm(594));

/// Reads the value of `表`, whose key stands at `span`.
pub(super) fn read(node: &Node, span: Span, out: &mut Diagnostics) -> Option<Table> {
    let fields = Fields::read(node, &TABLE, out)?;
    let title = fields.value(&keys::TABLE_TITLE).and_then(|n| one_line(n, "表的标题", out));
    let number = number(&fields, &NUMBER_WORDS[0], out);
    let continued = fields.value(&keys::CONTINUED).is_some_and(|n| yes(n, "续表", out));
    let unit = fields.value(&keys::TABLE_UNIT).and_then(|n| one_line(n, "表的单位", out));
    let columns = fields.value(&keys::COLUMNS).and_then(|n| columns(n, out));
    let (columns, taken) = columns.unzip();
    let columns: Option<Vec<Column>> = columns;
    let is_import = fields.even_empty(&keys::FROM).is_some();
    let import = import::table(&fields, taken.as_deref(), out).map(Box::new);
    let count = columns.as_ref().map(Vec::len);
    let head = fields.value(&keys::HEAD).map(|n| rows(n, "表头", count, out)).unwrap_or_default();
    let rows = fields.value(&keys::ROWS).map(|n| rows(n, "行", count, out));
    let merge = fields.value(&keys::MERGE_EQUAL);
    let merge_equal = merge.map_or(MergeEqual::No, |n| merge_equal(n, columns.as_deref(), out));
    let notes = fields.value(&keys::NOTES);
    let notes = notes.map(|n| one_or_several(n, "表的注", out)).unwrap_or_default();
    Some(Table {
        span,
        title,
        subtitle: None,
        number,
        continued,
        unit,
        // What stands in a file comes later.
        columns: if is_import { columns.unwrap_or_default() } else { columns? },
        head,
        rows: if is_import { Vec::new() } else { rows? },
        head_at: None,
        merge_equal,
        notes,
        is_form: false,
        import,
    })
}

fn columns(node: &Node, out: &mut Diagnostics) -> Option<(Vec<Column>, Vec<Taken>)> {
    let items = list(node, "“列”", out)?;
    if items.is_empty() || items.len() > MOST_COLUMNS as usize {
        let message = format!("表要有 1–{MOST_COLUMNS} 列，这里是 {} 列", items.len());
        out.push(Diagnostic::error(codes::TABLE_SIZE, node.span, message));
        return None;
    }
    // A column at fault still counts, or every row would be at fault too.
    Some(items.iter().map(|item| column(item, out)).unzip())
}

fn column(node: &Node, out: &mut Diagnostics) -> (Column, Taken) {
    let nameless = || Inline::literal("", node.span);
    let unsaid = ColumnWidth::Content;
    let is_map = matches!(node.kind, NodeKind::Mapping(_));
    let fields = if is_map { Fields::read(node, &COLUMN, out) } else { None };
    let Some(fields) = fields else {
        let name = if is_map { None } else { lines_in_one(node, "列的名称", out) };
        let column = Column { name: name.unwrap_or_else(nameless), width: unsaid, align: None };
        let header = Spanned { value: name_of(&column), span: node.span };
        return (column, Taken { header, is_said: false });
    };
    let take = fields.value(&keys::TAKE).and_then(|n| word(n, "“取”", out));
    let name = fields.value(&keys::COLUMN_NAME).and_then(|n| lines_in_one(n, "列的名称", out));
    let taken_name = take.as_ref().map(|take| Inline::literal(take.value.as_str(), take.span));
    let name = name.or(taken_name).unwrap_or_else(nameless);
    let width = fields.value(&keys::WIDTH).and_then(|n| width(n, out)).unwrap_or(unsaid);
    let align = fields.value(&keys::ALIGN).and_then(|n| align(n, out));
    let is_said = take.is_some();
    let column = Column { name, width, align };
    let named = || Spanned { value: name_of(&column), span: column.name.span };
    let header = take.unwrap_or_else(named);
    (column, Taken { header, is_said })
}

/// The words of a column's name.
fn name_of(column: &Column) -> String {
    column.name.pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn width(node: &Node, out: &mut Diagnostics) -> Option<ColumnWidth> {
    let text = scalar(node, "列宽", out)?.text.trim();
    if !half_width_digits(text).contains(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')) {
        return weight(text, node.span, "列宽", out).map(ColumnWidth::Weight);
    }
    match Length::parse(text) {
        Ok(length) if length >= WIDTHS.0 && length <= WIDTHS.1 => Some(ColumnWidth::Fixed(length)),
        Ok(_) => {
            let message = format!("列宽要在 1mm 到 594mm 之间，这里是“{text}”");
            out.push(Diagnostic::error(codes::LENGTH, node.span, message));
            None
        }
        Err(_) => {
            let help = "数字是份数，如 5；定宽写单位：30mm、3cm、60pt，数字和单位都用半角";
            let message = format!("列宽读不懂：“{text}”");
            out.push(fault(codes::LENGTH, node.span, message, help));
            None
        }
    }
}

fn align(node: &Node, out: &mut Diagnostics) -> Option<Align> {
    let text = scalar(node, "对齐", out)?.text.trim();
    let all = [Align::Left, Align::Center, Align::Right, Align::Decimal];
    let at = ALIGNMENTS.iter().position(|(chinese, english)| [chinese, english].contains(&&text));
    let found = at.and_then(|at| all.get(at).copied());
    if found.is_none() {
        let message = format!("对齐没有“{text}”这个写法");
        let help = "可以写：左、中、右、小数点";
        out.push(fault(codes::CHOICE, node.span, message, help));
    }
    found
}

fn rows(node: &Node, what: &str, columns: Option<usize>, out: &mut Diagnostics) -> Vec<Row> {
    let Some(items) = list(node, &format!("“{what}”"), out) else { return Vec::new() };
    if items.len() > MOST_ROWS as usize {
        let message = format!("表有 {} 行，最多 {MOST_ROWS} 行", items.len());
        out.push(fault(codes::TABLE_SIZE, node.span, message, "拆成几个表"));
        return Vec::new();
    }
    let read: Vec<Option<Row>> = items.iter().map(|item| row(item, out)).collect();
    let sound: Option<Vec<Row>> = read.into_iter().collect();
    if let (Some(rows), Some(columns)) = (&sound, columns) {
        grid::check(rows, columns, what, out);
    }
    sound.unwrap_or_default()
}

fn row(node: &Node, out: &mut Diagnostics) -> Option<Row> {
    let items = list(node, "表的一行", out)?;
    let cells: Vec<Option<Cell>> = items.iter().map(|item| cell(item, out)).collect();
    let cells: Option<Vec<Cell>> = cells.into_iter().collect();
    Some(Row { span: node.span, cells: cells?, keeps: false })
}

fn cell(node: &Node, out: &mut Diagnostics) -> Option<Cell> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        let text = lines_in_one(node, "表的一格", out)?;
        return Some(Cell { text, columns: 1, rows: 1, align: None, head: false });
    }
    if is_text_with_colon(node) {
        scalar(node, "表的一格", out);
        return None;
    }
    let fields = Fields::read(node, &CELL, out)?;
    let text = match fields.value(&keys::CELL_TEXT) {
        Some(node) => lines_in_one(node, "格里的文字", out)?,
        None => Inline::literal("", node.span),
    };
    let mut span = |key: &keys::Key| -> Option<u16> {
        let (Kind::Integer(least, most), Some(node)) = (key.kind, fields.value(key)) else {
            return Some(1);
        };
        let count = integer(node, key.name, &(least..=most), out)?;
        u16::try_from(count.value).ok()
    };
    let (columns, rows) = (span(&keys::COLUMN_SPAN), span(&keys::ROW_SPAN));
    let align = fields.value(&keys::ALIGN).and_then(|node| align(node, out));
    Some(Cell { text, columns: columns?, rows: rows?, align, head: false })
}

/// `[其中: 公务费, 3]`: YAML makes a map of it, the author wrote a text.
fn is_text_with_colon(node: &Node) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else { return false };
    matches!(entries.as_slice(), [only] if CELL.find(&only.key.text).is_none() && !only.value.is_absent())
}

fn merge_equal(node: &Node, columns: Option<&[Column]>, out: &mut Diagnostics) -> MergeEqual {
    if let NodeKind::Sequence(items) = &node.kind {
        let Some(columns) = columns else { return MergeEqual::No };
        let found = items.iter().filter_map(|item| merged_column(item, columns, out)).collect();
        return MergeEqual::Columns(found);
    }
    let Some(scalar) = scalar(node, "“合并相同”", out) else { return MergeEqual::No };
    match yes_or_no(&scalar.text) {
        Some(true) => MergeEqual::All,
        Some(false) => MergeEqual::No,
        None => {
            let message = format!("“合并相同”没有“{}”这个写法", scalar.text);
            let help = "写 是 或 否；只合并几列的，写列号或列名的列表：[1, 2]";
            out.push(fault(codes::CHOICE, node.span, message, help));
            MergeEqual::No
        }
    }
}

fn merged_column(node: &Node, columns: &[Column], out: &mut Diagnostics) -> Option<Spanned<u16>> {
    let text = scalar(node, "列号或列名", out)?.text.trim();
    let by_name = columns.iter().position(|column| name_of(column) == text);
    let by_number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let index = by_name.or(by_number.filter(|index| *index < columns.len()));
    let index = index.and_then(|index| u16::try_from(index).ok());
    if index.is_none() {
        let message = format!("没有“{text}”这一列");
        let names: Vec<String> = columns.iter().map(name_of).collect();
        let help = format!("写列号 1–{}，或列名：{}", columns.len(), names.join("、"));
        out.push(fault(codes::COLUMN_NAME, node.span, message, help));
    }
    index.map(|value| Spanned { value, span: node.span })
}
