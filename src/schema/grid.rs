//! Whether the cells of a table, with those that reach over several columns and rows, fill every row
//! exactly. Where merged cells are drawn is worked out later, by `galley`.

use super::scalar::fault;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Cell, Row};
use crate::source::codes;

/// Checks `rows` against the number of columns; `what` is the key they stand under.
pub(super) fn check(rows: &[Row], columns: usize, what: &str, out: &mut Diagnostics) {
    // For each column, how many rows below are still covered by a cell that began above.
    let mut covered = vec![0_usize; columns];
    for (index, row) in rows.iter().enumerate() {
        let from_above = covered.iter().filter(|rows| **rows > 0).count();
        let left = rows.len() - index;
        let mut below: Vec<usize> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
        match fill(row, &covered, left, &mut below) {
            Ok(()) => covered = below,
            Err(problem) => {
                out.push(describe(row, columns, from_above, what, &problem));
                // What a faulty row covers is unknown; the rows below are checked without it.
                covered = vec![0; columns];
                if from_above > 0 || row.cells.iter().any(|cell| cell.rows > 1) {
                    return;
                }
            }
        }
    }
}

enum Problem<'r> {
    /// The row needs another number of columns.
    Count,
    /// The cell meets one that began in a row above.
    Overlap(&'r Cell),
    /// The cell reaches below the last row, of which there are so many.
    Below(&'r Cell, usize),
}

/// Places the row's cells from left to right in the free columns.
fn fill<'r>(
    row: &'r Row,
    covered: &[usize],
    left: usize,
    below: &mut [usize],
) -> Result<(), Problem<'r>> {
    let mut column = 0;
    let due = covered.iter().filter(|rows| **rows == 0).count();
    if row.cells.iter().map(|cell| usize::from(cell.columns)).sum::<usize>() != due {
        return Err(Problem::Count);
    }
    for cell in &row.cells {
        while covered.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        let end = column + usize::from(cell.columns);
        let free = covered.get(column..end).is_some_and(|part| part.iter().all(|rows| *rows == 0));
        if !free {
            return Err(Problem::Overlap(cell));
        }
        if usize::from(cell.rows) > left {
            return Err(Problem::Below(cell, left));
        }
        below[column..end].fill(usize::from(cell.rows) - 1);
        column = end;
    }
    Ok(())
}

fn describe(
    row: &Row,
    columns: usize,
    from_above: usize,
    what: &str,
    problem: &Problem<'_>,
) -> Diagnostic {
    match problem {
        Problem::Count => {
            let due = columns - from_above;
            let spanned: usize = row.cells.iter().map(|cell| usize::from(cell.columns)).sum();
            let given = if spanned == row.cells.len() {
                format!("这一行有 {spanned} 格")
            } else {
                format!("这一行的 {} 格共占 {spanned} 列", row.cells.len())
            };
            let above = if from_above == 0 {
                format!("表有 {columns} 列，应是 {due}")
            } else {
                format!("表有 {columns} 列，其中 {from_above} 列被上面跨行的格占了，应是 {due}")
            };
            let help = if row.cells.iter().any(has_wide_comma) && spanned < due {
                "各格之间要用半角逗号“,”；没有内容的格写 \"\""
            } else if spanned < due {
                "没有内容的格也要写，写成 \"\"；一格占几列的，写 {文: …, 跨列: 2}"
            } else {
                "看看是不是多写了一格，或文字里的半角逗号把一格分成了两格（用引号括起来）"
            };
            fault(codes::ROW_CELLS, row.span, format!("{given}，{above}"), help)
        }
        Problem::Overlap(cell) => {
            let message = "这一格和上面跨行下来的格重叠了".to_owned();
            let help = "上面跨行的格占着它右边的列，这一格的“跨列”要少一些";
            fault(codes::ROW_CELLS, cell.text.span, message, help)
        }
        Problem::Below(cell, left) => {
            let message =
                format!("这一格跨 {} 行，从这里到“{what}”的末尾只有 {left} 行", cell.rows);
            fault(codes::ROW_CELLS, cell.text.span, message, "把“跨行”改小，或补上下面的行")
        }
    }
}

fn has_wide_comma(cell: &Cell) -> bool {
    cell.text.pieces.iter().any(|piece| piece.text.contains('，'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::model::Inline;

    fn messages(rows: &[&[(u16, u16)]], columns: usize) -> Vec<String> {
        let span = Span::start_of(FileId::new(0));
        let cell = |&(columns, rows): &(u16, u16)| Cell {
            text: Inline::literal("格", span),
            columns,
            rows,
            align: None,
            head: false,
        };
        let rows: Vec<Row> = rows
            .iter()
            .map(|row| Row { span, cells: row.iter().map(cell).collect(), keeps: false })
            .collect();
        let mut out = Diagnostics::new();
        check(&rows, columns, "行", &mut out);
        out.into_sorted().into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn rows_that_cells_fill_exactly_pass() {
        assert!(messages(&[&[(1, 1), (1, 1)], &[(2, 1)]], 2).is_empty());
        assert!(messages(&[&[(1, 2), (1, 1), (1, 1)], &[(2, 1)], &[(3, 1)]], 3).is_empty());
        let around_a_middle: [&[(u16, u16)]; 3] =
            [&[(1, 1), (1, 3), (1, 1)], &[(1, 1), (1, 2)], &[(1, 1)]];
        assert!(messages(&around_a_middle, 3).is_empty());
    }

    #[test]
    fn rows_that_do_not_fit_say_what_is_there_and_what_is_due() {
        type Cells = &'static [(u16, u16)];
        let cases: [(&[Cells], &str); 5] = [
            (&[&[(1, 1), (1, 1)]], "这一行有 2 格，表有 3 列，应是 3"),
            (&[&[(2, 1), (2, 1)]], "这一行的 2 格共占 4 列，表有 3 列，应是 3"),
            (
                &[&[(1, 2), (1, 1), (1, 1)], &[(1, 1), (1, 1), (1, 1)]],
                "这一行有 3 格，表有 3 列，其中 1 列被上面跨行的格占了，应是 2",
            ),
            (&[&[(1, 1), (1, 2), (1, 1)], &[(2, 1)]], "这一格和上面跨行下来的格重叠了"),
            (&[&[(3, 2)]], "这一格跨 2 行，从这里到“行”的末尾只有 1 行"),
        ];
        for (rows, expected) in cases {
            assert_eq!(messages(rows, 3), [expected]);
        }
    }
}
