//! Rows of tables in lines of text: columns made with spaces or tabs by whoever typed them, and tables that a
//! program wrote as text with one tab between two cells.

use std::ops::Range;

use super::plain::{Line, head};
use super::table::Cell;
use super::{Kind, Label, Paragraph, Proof, Table};

/// A page number has no more digits.
const MOST_PAGE_DIGITS: usize = 3;
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
    // Three cells with tabs between them are a row, whatever the first one begins with, even empty ones behind it.
    let tabs = |text: &str| text.matches('\t').count();
    let by_tabs = tabs(text) > 1 && pieces.len() > 2 || tabs(line.text) > 1 && tabs(text) == 0;
    by_tabs
        || !labelled
            && !text.ends_with(['。', '；', '：'])
            && pieces.len() > 1
            && !is_wide(text, &pieces)
            && !is_caption(text, pieces.len())
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

/// `表1　各单位得分情况`, `专栏2  主要指标`
fn is_caption(text: &str, pieces: usize) -> bool {
    let names = ["表", "附表", "图", "附图", "专栏"];
    let rest = names.iter().find_map(|name| text.strip_prefix(name));
    let numbered = rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    numbered && pieces <= 2
}

/// Which lines are of a table of contents: behind 目录 and ending with the number of a page, or with dots in front
/// of it.
fn contents(lines: &[Line<'_>]) -> Vec<bool> {
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
    let mut gap = String::new();
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            gap.push(character);
            continue;
        }
        let parts = gap.contains(['\t', '\u{3000}']) || gap.chars().count() > 1;
        if parts && let Some(from) = start.replace(at) {
            found.push(from..end);
        }
        start = start.or(Some(at));
        gap.clear();
        end = at + character.len_utf8();
    }
    found.extend(start.map(|from| from..end));
    found
}

/// The cells of a line between its tabs, the empty ones too.
fn between_tabs(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for cell in text.trim_end_matches(['\r', '\n']).split('\t') {
        let from = start + cell.len() - cell.trim_start().len();
        found.push(from..from + cell.trim().len());
        start += cell.len() + 1;
    }
    found
}

/// Whether lines have one tab between two cells: a program wrote a table so. Cells over several columns make a row
/// shorter; empty ones only tell themselves from tabs that align where all rows have as many.
fn is_exported(rows: &[Paragraph]) -> bool {
    let tabs = |row: &Paragraph| row.text.matches('\t').count();
    let first = rows.first().map_or(0, tabs);
    let single = |row: &Paragraph| {
        let text = row.text.trim_matches(['\t', '\r', '\n', ' ']);
        pieces(text).len() == text.split('\t').count()
    };
    let even = rows.iter().all(|row| tabs(row) == first);
    first > 0 && (even || rows.iter().all(|row| tabs(row) > 0 && single(row)))
}

/// Makes tables of the rows; a text file can have no others than with tabs.
pub(super) fn faked_tables(proof: &mut Proof, faked: &[bool], is_text: bool) {
    let mut at = 0;
    while at < faked.len() {
        let count = faked[at..].iter().take_while(|faked| **faked).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let rows = &proof.paragraphs[at..at + count];
        let exported = is_text && is_exported(rows);
        let mut table = Table { faked: true, exported, ..Table::default() };
        for (row, paragraph) in rows.iter().enumerate() {
            let text = &paragraph.text;
            let cell = |(column, range): (usize, Range<usize>)| Cell {
                column,
                columns: 1,
                rows: 1,
                paragraph: at + row,
                text: text[range.clone()].to_owned(),
                range,
            };
            let places = if exported { between_tabs(text) } else { pieces(text) };
            let cells: Vec<Cell> = places.into_iter().enumerate().map(cell).collect();
            table.columns = table.columns.max(cells.len());
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
        let text = above.text.trim();
        if above.kind == Kind::Body && below.is_cell() && is_caption(text, pieces(text).len()) {
            above.kind = Kind::Caption;
        }
    }
}
