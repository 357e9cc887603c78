//! Rows of tables in lines of text: columns made with spaces or tabs by whoever typed them, and tables that a
//! program wrote as text with one tab between two cells.

use std::ops::Range;

use super::head::{head, is_number};
use super::plain::Line;
use super::table::Cell;
use super::{Kind, Label, Paragraph, Proof, Table};

/// A page number has no more digits.
const MOST_PAGE_DIGITS: usize = 3;
/// A line with more pieces is no row.
const MOST_COLUMNS: usize = 100;
/// A word set wide has no more pieces.
const MOST_WIDE: usize = 4;

/// Which lines are rows of a table: two or more in a row.
pub(super) fn faked_rows(lines: &[Line<'_>]) -> Vec<bool> {
    let contents = contents(lines);
    let looks: Vec<bool> = lines
        .iter()
        .zip(&contents)
        .map(|(line, contents)| line.cell.is_none() && !contents && is_row(line))
        .collect();
    let neighbour = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| looks.get(before));
        before == Some(&true) || looks.get(at + 1) == Some(&true)
    };
    (0..looks.len()).map(|at| looks[at] && neighbour(at)).collect()
}

fn is_row(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let labelled = line.counted.is_some() || Label::typed(text).is_some();
    let pieces = pieces(text);
    if pieces.len() > MOST_COLUMNS {
        return false;
    }
    // Three cells with tabs between them are a row, whatever the first one begins with, even empty ones behind it.
    let tabs = |text: &str| text.matches('\t').count();
    let by_tabs = tabs(text) > 1 && pieces.len() > 2 || tabs(line.text) > 1 && tabs(text) == 0;
    // 一、基本支出⇥600: numbered, yet a row, for numbers stand behind a tab.
    let numbers = || {
        let behind = pieces.iter().skip(1);
        tabs(text) > 0 && behind.clone().any(|piece| is_number(&text[piece.clone()]))
    };
    by_tabs
        || (!labelled || line.counted.is_none() && numbers())
            && !text.ends_with(['。', '；', '：'])
            && pieces.len() > 1
            && !is_wide(text, &pieces)
            && !names(text, pieces.len())
            && !is_chapter(text)
}

/// 第二节  面临形势
fn is_chapter(text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let behind = text.strip_prefix('第').map(|rest| rest.trim_start_matches(numeral));
    behind.is_some_and(|rest| {
        rest.starts_with(['章', '节', '篇', '编', '条']) || rest.starts_with("部分")
    })
}

/// 目  录, 总　则: a word of single characters set wide.
fn is_wide(text: &str, pieces: &[Range<usize>]) -> bool {
    let one = |piece: &Range<usize>| text[piece.clone()].chars().count() == 1;
    pieces.len() <= MOST_WIDE && pieces.iter().all(one)
}

/// Whether a line names a table or a picture: `表1　各单位得分情况`, `专栏2  主要指标`.
#[must_use]
pub fn is_caption(text: &str) -> bool {
    let text = text.trim();
    names(text, pieces(text).len())
}

fn names(text: &str, pieces: usize) -> bool {
    let words = ["表", "附表", "图", "附图", "专栏"];
    let rest = words.iter().find_map(|name| text.strip_prefix(name));
    let numbered = rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    numbered && pieces <= 2
}

/// Which lines are of a table of contents: behind 目录 and ending with the number of a page, or with dots in front
/// of it.
#[must_use]
pub fn contents(lines: &[Line<'_>]) -> Vec<bool> {
    let mut within = false;
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let text = line.text.trim();
        let heading = text.chars().filter(|c| !c.is_whitespace()).eq("目录".chars());
        let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let paged = (1..=MOST_PAGE_DIGITS).contains(&(text.len() - front.len()));
        let leader = front.trim_end();
        let dotted = ["...", "…", "···"].iter().any(|dots| leader.ends_with(dots));
        let spaced = leader.len() < front.len();
        within = heading || within && (text.is_empty() || paged && (spaced || dotted));
        found.push(heading || within || paged && dotted);
    }
    found
}

/// The pieces of a line between gaps: tabs, ideographic spaces, two spaces or more.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut end = 0;
    // Characters of the gap in front, and whether one of them parts columns by itself.
    let (mut gap, mut wide) = (0, false);
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            gap += 1;
            wide |= matches!(character, '\t' | '\u{3000}');
            continue;
        }
        let parts = wide || gap > 1;
        if parts && let Some(from) = start.replace(at) {
            found.push(from..end);
        }
        start = start.or(Some(at));
        (gap, wide) = (0, false);
        end = at + character.len_utf8();
    }
    found.extend(start.map(|from| from..end));
    found
}

/// The cells of a line between single tabs, by column; empty ones are left out.
fn between_tabs(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (column, piece) in text.split('\t').enumerate() {
        let lead = piece.len() - piece.trim_start().len();
        let range = start + lead..start + lead + piece.trim().len();
        if !range.is_empty() {
            found.push((column, range));
        }
        start += piece.len() + 1;
    }
    found
}

/// Whether every tab of some lines parts two cells. Then the fullest line has no more tabs than it needs; where tabs
/// only push columns into place, short words have several behind them.
fn is_tabbed(rows: &[Paragraph]) -> bool {
    let lines = rows.iter().map(|row| row.text.as_str());
    let cells = lines.clone().map(|line| pieces(line).len()).max();
    let tabs = lines.clone().map(|line| line.trim_end().matches('\t').count() + 1).max();
    cells == tabs && lines.clone().all(|line| pieces(line).len() == between_tabs(line).len())
}

/// Makes tables of the rows. Only in a text file is one with tabs a table by rights.
pub(super) fn faked_tables(proof: &mut Proof, faked: &[bool], is_text: bool) {
    let mut at = 0;
    while at < faked.len() {
        let count = faked[at..].iter().take_while(|faked| **faked).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let rows = &proof.paragraphs[at..at + count];
        let tabbed = is_text && is_tabbed(rows);
        let mut table = Table { faked: true, tabbed, ..Table::default() };
        for (row, paragraph) in rows.iter().enumerate() {
            let cells = if tabbed {
                between_tabs(&paragraph.text)
            } else {
                pieces(&paragraph.text).into_iter().enumerate().collect()
            };
            let cells = cells.into_iter().map(|(column, range)| Cell {
                column,
                columns: 1,
                rows: 1,
                paragraph: at + row,
                text: paragraph.text[range.clone()].to_owned(),
                range,
            });
            let cells: Vec<Cell> = cells.collect();
            let columns = cells.last().map_or(0, |cell| cell.column + 1);
            table.columns = table.columns.max(columns);
            table.rows.push(cells);
        }
        head(&mut table, &mut proof.paragraphs);
        proof.tables.push(table);
        at += count;
    }
}

/// Lines above a table that name it: `表1　……`.
pub(super) fn captions(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len() {
        let (above, below) = paragraphs.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first()) else { continue };
        if above.kind == Kind::Body && below.is_cell() && is_caption(&above.text) {
            above.kind = Kind::Caption;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn table(text: &str) -> Table {
        let span = Span::new(FileId::new(0), 0, 0);
        let paragraphs: Vec<Paragraph> =
            text.lines().map(|line| Paragraph::verbatim(Kind::Cell, line, span)).collect();
        let count = paragraphs.len();
        let mut proof = Proof { paragraphs, ..Proof::default() };
        faked_tables(&mut proof, &vec![true; count], true);
        proof.tables.remove(0)
    }

    fn columns(table: &Table, row: usize) -> Vec<usize> {
        table.rows[row].iter().map(|cell| cell.column).collect()
    }

    #[test]
    fn rows_are_parted_by_tabs_ideographic_and_several_spaces() {
        let made = table("甲 乙\t丙\u{3000}丁  戊\n己\t庚");
        let texts: Vec<Vec<&str>> = made
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [vec!["甲 乙", "丙", "丁", "戊"], vec!["己", "庚"]]);
    }

    #[test]
    fn a_line_of_hundreds_of_pieces_is_no_row() {
        let span = Span::new(FileId::new(0), 0, 0);
        let looks = |columns: usize| {
            let text = vec!["5"; columns].join("\t");
            is_row(&Line { text: &text, span, counted: None, cell: None })
        };
        assert!(looks(100) && !looks(101));
    }

    #[test]
    fn empty_cells_between_tabs_keep_their_columns() {
        let made = table("指标\t目标\t分值\n次数\t4次\t60\n合计\t\t60");
        assert_eq!(columns(&made, 2), [0, 2]);
        assert!(made.tabbed);
    }

    #[test]
    fn tabs_that_only_push_words_into_place_part_no_cells() {
        let made = table("名称\t\t金额\n很长的项目名称\t60\n短\t\t\t40");
        assert_eq!(columns(&made, 2), [0, 1]);
        assert!(!made.tabbed);
    }

    #[test]
    fn a_header_may_name_years_and_stand_over_numbers() {
        assert_eq!(table("科目\t2020年决算数\n教育\t60\n卫生\t40").head, 0..1);
        assert_eq!(table("甲\t乙\n丙\t丁").head, 0..0);
    }
}
