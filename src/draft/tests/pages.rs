//! Tables that pages cut: what is one again, and what stays two.

use super::*;
use crate::manuscript::{self, Paragraph, Within};

/// Which table, row and column.
type Place = (usize, usize, usize);

/// A manuscript of lines, each in a cell of a table or, without one, in the text.
fn manuscript(lines: &[(&str, Option<Place>)]) -> Manuscript {
    let mut found = Manuscript::default();
    for (text, cell) in lines {
        if !found.paragraphs.is_empty() {
            found.text.push('\n');
        }
        let start = found.text.len();
        found.text.push_str(text);
        let within = match *cell {
            Some((table, row, column)) => Within::Cell { table, row, column },
            None => Within::Body,
        };
        let range = start..found.text.len();
        found.paragraphs.push(Paragraph { range, within, ..Paragraph::default() });
    }
    found
}

fn cell(row: usize, column: usize, rows: usize, columns: usize) -> manuscript::Cell {
    manuscript::Cell { row, column, rows, columns, again: false }
}

/// The rows of its tables, as the dump shows them.
fn rows(manuscript: &Manuscript) -> Vec<String> {
    let dump = dump::of(&drafted(manuscript), manuscript);
    let lines = dump.lines().filter(|line| line.trim_start().starts_with(['表', '═', '─']));
    lines.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_cell_that_the_file_says_is_one_with_the_cell_above_it_is_one_unless_somebody_changed_it() {
    for (below, expected) in [
        ("甲类", ["表  [· ·]", "─ 甲类(3×1) │ 一", "─ 二", "─ 三"]),
        ("乙类", ["表  [· ·]", "─ 甲类(2×1) │ 一", "─ 二", "─ 乙类 │ 三"]),
    ] {
        let mut given = manuscript(&[
            ("甲类", Some((0, 0, 0))),
            ("一", Some((0, 0, 1))),
            ("二", Some((0, 1, 1))),
            (below, Some((0, 2, 0))),
            ("三", Some((0, 2, 1))),
        ]);
        let again = manuscript::Cell { again: true, ..cell(2, 0, 1, 1) };
        let cells =
            vec![cell(0, 0, 2, 1), cell(0, 1, 1, 1), cell(1, 1, 1, 1), again, cell(2, 1, 1, 1)];
        given.tables.push(manuscript::Table { columns: 2, cells, ..manuscript::Table::default() });
        assert_eq!(rows(&given), expected);
    }
}

#[test]
fn parts_of_a_table_with_other_columns_are_laid_over_each_other_where_they_are_as_wide() {
    for (wide, expected) in [
        ([3000, 3000], vec!["表  [33 17 50]", "─ 甲 │ 乙(1×2)", "─ 丙(1×2) │ 丁"]),
        ([3000, 4000], vec!["表  [33 67]", "─ 甲 │ 乙", "─ 丙 │ 丁"]),
    ] {
        let mut given = manuscript(&[
            ("甲", Some((0, 0, 0))),
            ("乙", Some((0, 0, 1))),
            ("续表", None),
            ("丙", Some((1, 0, 0))),
            ("丁", Some((1, 0, 1))),
        ]);
        for widths in [[2000, 4000], wide] {
            let cells = vec![cell(0, 0, 1, 1), cell(0, 1, 1, 1)];
            let widths = widths.to_vec();
            let own = manuscript::Table { columns: 2, widths, cells, ..Default::default() };
            given.tables.push(own);
        }
        assert_eq!(rows(&given), expected);
    }
}
