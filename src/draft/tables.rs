//! Real tables: the cells of a file's grid as rows that fill it, cells of tables inside cells with those around them,
//! the lines above and below that belong to a table. Tables made of white space are for `faked`.

use std::ops::Range;

use super::cut::Cutter;
use super::faked;
use super::grid::Grid;
use super::lines::Lines;
use super::{Column, Piece, Table, Text, Uncounted, Why, Wish};
use crate::manuscript::{self, Align, Within};
use crate::proof::{Kind, Label, is_caption};

/// A line above a table that names it has no more characters.
const LONGEST_TITLE: usize = 45;
/// The unit of a table has no more.
const LONGEST_UNIT: usize = 30;
/// A line of a text that begins so far to the right is set in the middle; in half-width characters.
const PUSHED: usize = 8;
/// 宽 of all columns together.
const SHARES: u64 = 100;

/// The outermost table that a table stands in.
pub(super) fn outermost(tables: &[manuscript::Table], table: usize) -> usize {
    let mut at = table;
    // A file cannot be trusted to end this by itself.
    for _ in 0..tables.len() {
        match tables.get(at).and_then(|own| own.inside) {
            Some(outer) if outer != at => at = outer,
            _ => break,
        }
    }
    at
}

/// A table of a file.
pub(super) struct Real {
    pub(super) table: Table,
    /// Tables stood inside.
    pub(super) nested: bool,
    /// Row and column of cells that say again what stands above them, which is in no row of this table.
    pub(super) again: Vec<(usize, usize)>,
    /// The widths of its columns as the file says them.
    pub(super) widths: Vec<u32>,
}

/// The table of some lines, all of them of cells of it.
pub(super) fn real(
    lines: &Lines,
    own: Range<usize>,
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) -> Real {
    let manuscript = cutter.manuscript;
    let within = |at: usize| match manuscript.paragraphs[lines.all[at].paragraph].within {
        Within::Cell { table, row, column } => (table, row, column),
        _ => (0, 0, 0),
    };
    let number = outermost(&manuscript.tables, within(own.start).0);
    let given = manuscript.tables.get(number).cloned().unwrap_or_default();
    let mut texts: Vec<((usize, usize), Text)> = Vec::new();
    let mut inner: Option<(usize, usize, usize)> = None;
    let mut nested = false;
    for at in own.clone() {
        let (table, row, column) = within(at);
        let text = cell_text(lines, at, cutter, uncounted);
        let outer = table == number;
        nested |= !outer;
        let between = match inner.replace((table, row, column)) {
            Some((before, line, _)) if !outer && before == table && line == row => {
                ("\u{3000}", Why::Columns)
            }
            _ => ("\n", Why::Paragraphs),
        };
        if outer && texts.last().is_none_or(|(place, _)| *place != (row, column)) {
            texts.push(((row, column), text));
            continue;
        }
        if texts.is_empty() {
            texts.push(((0, 0), Text::default()));
        }
        let Some((_, last)) = texts.last_mut() else { continue };
        append(last, text, between);
    }
    let mut grid = Grid::new(&given);
    for ((row, column), text) in texts {
        grid.put(row, column, text);
    }
    let head = head(lines, &given, number);
    let place = lines.place(manuscript, own.start);
    let again = grid.join_again(&given, &place, cutter, uncounted);
    let mut table = grid.table();
    table.head = whole_head(&table, head);
    table.columns = columns(lines, own, &given, number, table.columns.len(), table.head, cutter);
    let widths = if given.widths.len() == table.columns.len() { given.widths } else { Vec::new() };
    Real { table, nested, again, widths }
}

fn cell_text(
    lines: &Lines,
    at: usize,
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) -> Text {
    let line = &lines.all[at];
    let mut text = cutter.cell(line.range.clone());
    let counted = line.number.as_ref().and_then(|number| number.counted.clone());
    if let Some(counted) = counted {
        text.0.insert(0, Piece::Counted(counted));
    }
    if let Some(sign) = &line.bullet {
        let place = lines.place(cutter.manuscript, at);
        uncounted.push(Uncounted { label: sign.clone(), place, why: Why::Bullet });
    }
    text
}

/// Adds a text behind another, with something between them.
pub(super) fn append(text: &mut Text, more: Text, (between, why): (&str, Why)) {
    if more.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.0.push(Piece::Added { text: between.to_owned(), why });
    }
    text.0.extend(more.0);
}

/// Header rows: what the file says, else what its words show.
fn head(lines: &Lines, given: &manuscript::Table, number: usize) -> usize {
    let seen = lines.proof.tables.get(number).map(|table| table.head.clone());
    let seen = seen.filter(|head| head.start == 0).map_or(0, |head| head.end);
    if given.head > 0 { given.head } else { seen }
}

/// Header rows with all that their cells reach; none where nothing would be left under them.
fn whole_head(table: &Table, head: usize) -> usize {
    let mut end = head.min(table.rows.len());
    let mut row = 0;
    while row < end {
        let reach = table.rows[row].iter().map(|cell| row + cell.rows).max().unwrap_or(0);
        end = end.max(reach);
        row += 1;
    }
    if end >= table.rows.len() { 0 } else { end }
}

/// 宽 of columns of these widths.
pub(super) fn shares(widths: &[u32]) -> Vec<Option<u32>> {
    let total: u64 = widths.iter().copied().map(u64::from).sum();
    let share = |width: &u32| {
        let share = (u64::from(*width) * SHARES + total / 2).checked_div(total)?;
        u32::try_from(share.max(1)).ok()
    };
    widths.iter().map(share).collect()
}

/// Gives a table the header that a person wants it to have.
pub(super) fn set_header(table: &mut Table, wish: Option<Wish>) {
    if let Some(Wish::Header(first)) = wish {
        table.head = whole_head(table, usize::from(first));
    }
}

fn columns(
    lines: &Lines,
    own: Range<usize>,
    given: &manuscript::Table,
    number: usize,
    count: usize,
    head: usize,
    cutter: &Cutter<'_>,
) -> Vec<Column> {
    let shares = if given.widths.len() == count { shares(&given.widths) } else { Vec::new() };
    let share = |column: usize| shares.get(column).copied().flatten();
    let manuscript = cutter.manuscript;
    let align = |column: usize| {
        let mut found = None;
        for at in own.clone() {
            let paragraph = &manuscript.paragraphs[lines.all[at].paragraph];
            let Within::Cell { table, row, column: place } = paragraph.within else { continue };
            let blank = cutter.slice(&paragraph.range).trim().is_empty();
            if table != number || place != column || row < head || blank {
                continue;
            }
            match (found, paragraph.look.align) {
                (None, own) => found = Some(own),
                (Some(before), own) if before == own => {}
                _ => return None,
            }
        }
        match found.flatten() {
            Some(Align::Center) => Some("中"),
            Some(Align::Right) => Some("右"),
            _ => None,
        }
    };
    (0..count).map(|column| Column { share: share(column), align: align(column) }).collect()
}

/// What a line directly above a table says.
pub(super) enum Above {
    /// Its unit, bytes of the manuscript's text.
    Unit(Range<usize>),
    /// Its title.
    Title,
}

/// What a line directly above a table is to it, if anything.
pub(super) fn above(lines: &Lines, at: usize, cutter: &Cutter<'_>) -> Option<Above> {
    let line = &lines.all[at];
    let text = cutter.slice(&line.range);
    if let Some(unit) = unit_in(text) {
        return Some(Above::Unit(line.range.start + unit.start..line.range.start + unit.end));
    }
    let is_body = matches!(line.kind, Kind::Body | Kind::Title) && line.number.is_none();
    if line.kind == Kind::Caption || is_body && is_caption(text) {
        return Some(Above::Title);
    }
    let lead = text.len() - text.trim_start().len();
    let pushed = cutter.manuscript.is_plain_text && faked::width(&text[..lead], 0) >= PUSHED;
    let look = &cutter.manuscript.paragraphs[line.paragraph].look;
    let style = look.style.as_deref().unwrap_or_default().to_lowercase();
    let styled = ["caption", "题注", "表题", "表标题"].iter().any(|word| style.contains(word));
    let text = text.trim();
    let short = (2..=LONGEST_TITLE).contains(&text.chars().count());
    let plain = is_body && line.bullet.is_none();
    let ends = text.ends_with(['。', '：', ':', '；', '，']);
    let centred = pushed || look.align == Some(Align::Center);
    (plain && short && !ends && (centred || styled)).then_some(Above::Title)
}

/// （单位：万元）, 金额单位：元: the unit in a line that says nothing else.
fn unit_in(text: &str) -> Option<Range<usize>> {
    let lead = text.len() - text.trim_start().len();
    let inner = text.trim();
    if inner.chars().count() > LONGEST_UNIT {
        return None;
    }
    let bracket = inner.chars().next().filter(|c| "（(".contains(*c)).map_or(0, char::len_utf8);
    let word = ["单位", "金额单位", "计量单位"];
    let behind = &inner[bracket..];
    let word = word.into_iter().find(|word| behind.starts_with(word))?;
    let rest = behind[word.len()..].trim_start();
    let colon = rest.chars().next().filter(|c| "：:".contains(*c))?;
    let unit = rest[colon.len_utf8()..].trim_start();
    let start = lead + inner.len() - unit.len();
    let unit = if bracket > 0 { unit.trim_end_matches(['）', ')']) } else { unit };
    let unit = unit.trim_end();
    let fits = !unit.is_empty() && !unit.contains(['：', ':', '。', '，', '\t', '\u{3000}']);
    (fits && !unit.contains("  ")).then_some(start..start + unit.len())
}

/// How long the number of a note is, white space around it included, if it is this one.
pub(super) fn note_number(text: &str, ordinal: u32) -> Option<usize> {
    let label = Label::typed(text).filter(|label| label.ordinal == ordinal)?;
    let usual = label.pattern.level() == 3;
    usual.then(|| text.len() - text[label.range.end..].trim_start().len())
}

/// The note under a table that a line is: bytes of its text behind 注：.
pub(super) fn note(text: &str) -> Option<Range<usize>> {
    let lead = text.len() - text.trim_start().len();
    let rest = &text[lead..];
    let word = ["注：", "注:"].into_iter().find(|word| rest.starts_with(word))?;
    let start = lead + word.len();
    (!text[start..].trim().is_empty()).then_some(start..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_in_what_stands_around_them() {
        let cases = [
            ("单位：万元", "万元"),
            ("　　　　（单位：万元）", "万元"),
            ("金额单位: 元 ", "元"),
            ("计量单位：万元、%", "万元、%"),
        ];
        for (text, unit) in cases {
            assert_eq!(unit_in(text).map(|range| &text[range]), Some(unit), "{text}");
        }
        for text in ["单位概况", "单位：", "编报单位：青禾县水利局　　单位：万元", "单位：甲。乙"]
        {
            assert_eq!(unit_in(text), None, "{text}");
        }
    }
}
