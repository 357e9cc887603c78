//! Widths of columns found from what stands in them, for tables whose columns say nothing of width: as
//! few lines as the space allows, short cells in one line before long ones.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::galley::{Cell, Table};
use crate::layout::line::{Tally, placed_width};
use crate::layout::shape::{Shaped, Shaper};
use crate::model::Align;
use crate::template::Role;
use crate::unit::Length;

/// So many rows of a table are weighed at most.
const ROWS_WEIGHED: usize = 400;

/// What a column asks for, paddings included.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// The narrowest that cuts no word or number.
    least: Length,
    /// The narrowest that breaks no line.
    natural: Length,
}

/// The columns found, paddings included; `chosen` says which columns are to be found, together they may
/// be `available` wide, and none narrower than `least`. Narrower than `available` where that is enough.
pub(super) fn widths(
    table: &Table,
    chosen: &BTreeSet<usize>,
    available: Length,
    least: Length,
    shaper: &mut Shaper<'_>,
) -> Vec<Length> {
    let contents = Contents::of(table, least, shaper);
    let mut widths = vec![Length::ZERO; table.columns.len()];
    for &column in chosen {
        widths[column] = contents.wishes[column].natural.min(available);
    }
    let mut lines = contents.lines(&widths);
    loop {
        let over = widths.iter().copied().sum::<Length>() - available;
        if over <= Length::ZERO {
            return widths;
        }
        let steps = chosen.iter().flat_map(|column| contents.steps(*column, &widths, over, &lines));
        let Some(step) = steps.min_by(Step::compare) else {
            return cut_words(&widths, chosen, available, least);
        };
        widths[step.column] -= step.taken;
        contents.count(step.column, widths[step.column], &mut lines);
    }
}

/// A way to make a column narrower.
struct Step {
    column: usize,
    taken: Length,
    cost: i64,
    /// What the column is wide before.
    width: Length,
}

impl Step {
    /// The one that costs least for what it takes; of equal ones that of the widest column, and then the
    /// smallest.
    fn compare(&self, other: &Self) -> Ordering {
        let price = |step: &Self, taken: Length| i128::from(step.cost) * i128::from(taken.emu());
        price(self, other.taken)
            .cmp(&price(other, self.taken))
            .then(other.width.cmp(&self.width))
            .then(self.taken.cmp(&other.taken))
    }
}

/// Narrower than words ask: there is no other way.
fn cut_words(
    widths: &[Length],
    chosen: &BTreeSet<usize>,
    available: Length,
    least: Length,
) -> Vec<Length> {
    let mut cut = vec![Length::ZERO; widths.len()];
    let spare = available - least * i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    let wanted: Length = chosen.iter().map(|column| widths[*column] - least).sum();
    for &column in chosen {
        let own = (widths[column] - least).emu();
        cut[column] = least + spare.scale(own, wanted.emu().max(1));
    }
    cut
}

/// A cell of one column, as far as its lines matter.
struct Content {
    row: usize,
    /// Natural widths of its paragraphs.
    paragraphs: Vec<Length>,
}

struct Contents {
    /// The cells of each column.
    columns: Vec<Vec<Content>>,
    /// For each column.
    wishes: Vec<Wish>,
    rows: usize,
    padding: Length,
    /// Size of the text.
    character: Length,
}

/// Lines of each cell, column by column, and of the highest in each row.
struct Lines {
    columns: Vec<Vec<i64>>,
    rows: Vec<i64>,
}

impl Contents {
    fn of(table: &Table, least: Length, shaper: &mut Shaper<'_>) -> Self {
        let padding = shaper.sheet.table.padding_x + shaper.sheet.table.padding_x;
        let count = table.columns.len();
        // Some rows tell for all of a long table.
        let every = table.rows.len().div_ceil(ROWS_WEIGHED).max(1);
        let mut wishes = vec![Wish { least, natural: least }; count];
        let mut halves = vec![(Length::ZERO, Length::ZERO); count];
        let mut columns: Vec<Vec<Content>> = std::iter::repeat_with(Vec::new).take(count).collect();
        for (row, given) in table.rows.iter().enumerate() {
            for cell in &given.cells {
                let texts = shape(cell, shaper);
                let own = wish(&texts, padding);
                if cell.columns > 1 {
                    widen(&mut wishes[cell.column..cell.column + cell.columns], own.least);
                    continue;
                }
                let wish = &mut wishes[cell.column];
                wish.least = wish.least.max(own.least);
                wish.natural = wish.natural.max(own.natural);
                if cell.align == Align::Decimal {
                    let (before, after) = at_point(&texts);
                    let half = &mut halves[cell.column];
                    *half = (half.0.max(before), half.1.max(after));
                }
                if row % every == 0 || table.head.contains(&row) {
                    let paragraphs = texts.iter().map(|text| natural(text)).collect();
                    columns[cell.column].push(Content { row, paragraphs });
                }
            }
        }
        for (wish, (before, after)) in wishes.iter_mut().zip(halves) {
            wish.least = wish.least.max(before + after + padding);
            wish.natural = wish.natural.max(wish.least);
        }
        let character = shaper.sheet.roles[Role::TableText].size;
        Self { columns, wishes, rows: table.rows.len(), padding, character }
    }

    fn lines(&self, widths: &[Length]) -> Lines {
        let column = |(cells, width): (&Vec<Content>, &Length)| {
            cells.iter().map(|content| self.lines_of(content, *width)).collect()
        };
        let columns = self.columns.iter().zip(widths).map(column).collect();
        let mut lines = Lines { columns, rows: vec![0; self.rows] };
        self.highest(&mut lines);
        lines
    }

    fn highest(&self, lines: &mut Lines) {
        lines.rows.fill(0);
        for (cells, counts) in self.columns.iter().zip(&lines.columns) {
            for (content, count) in cells.iter().zip(counts) {
                lines.rows[content.row] = lines.rows[content.row].max(*count);
            }
        }
    }

    /// How many lines a cell takes, nearly: what is pushed down to keep words whole is not known here.
    fn lines_of(&self, content: &Content, width: Length) -> i64 {
        let room = (width - self.padding).emu().max(1);
        content.paragraphs.iter().map(|width| ((width.emu() + room - 1) / room).max(1)).sum()
    }

    /// The ways to make a column narrower by up to so many characters, but not by much more than `over`.
    fn steps(&self, column: usize, widths: &[Length], over: Length, lines: &Lines) -> Vec<Step> {
        const FARTHEST: i64 = 8;
        let width = widths[column];
        let room = width - self.wishes[column].least;
        let taken = (1..=FARTHEST).map(|count| (self.character * count).min(over));
        let mut taken: Vec<Length> = taken.filter(|taken| *taken <= room).collect();
        taken.dedup();
        let cost = |taken| self.cost(column, width - taken, lines);
        taken.into_iter().map(|taken| Step { column, taken, cost: cost(taken), width }).collect()
    }

    /// What it costs to make a column so wide: lines by which rows grow count more than lines by which
    /// cells do, and breaking a cell that stood in one line more than either.
    fn cost(&self, column: usize, width: Length, lines: &Lines) -> i64 {
        const ROW: i64 = 4;
        const UNBROKEN: i64 = 6;
        let own = self.columns[column].iter().zip(&lines.columns[column]);
        own.map(|(content, before)| {
            let count = self.lines_of(content, width);
            let newly_broken = if *before == 1 && count > 1 { UNBROKEN } else { 0 };
            ROW * (count - lines.rows[content.row]).max(0) + newly_broken + count - before
        })
        .sum()
    }

    fn count(&self, column: usize, width: Length, lines: &mut Lines) {
        for (content, count) in self.columns[column].iter().zip(&mut lines.columns[column]) {
            *count = self.lines_of(content, width);
        }
        self.highest(lines);
    }
}

/// A cell over several columns that asks for more than they do together makes the last one wider.
fn widen(wishes: &mut [Wish], least: Length) {
    let have: Length = wishes.iter().map(|wish| wish.least).sum();
    if let Some(last) = wishes.last_mut() {
        last.least += (least - have).max(Length::ZERO);
    }
}

/// The paragraphs of a cell; faults are reported where they are set.
fn shape(cell: &Cell, shaper: &mut Shaper<'_>) -> Vec<Vec<Shaped>> {
    let mut unheard = Diagnostics::new();
    let paragraphs = cell.paragraphs.iter();
    paragraphs.map(|paragraph| shaper.shape(&paragraph.runs, &mut unheard)).collect()
}

fn wish(texts: &[Vec<Shaped>], padding: Length) -> Wish {
    let widest = |widths: &mut dyn Iterator<Item = Length>| widths.max().unwrap_or_default();
    let words = &mut texts.iter().flat_map(|text| text.chunk_by(|_, next| !next.break_before));
    let least = widest(&mut words.map(natural));
    let natural = widest(&mut texts.iter().map(|text| natural(text)));
    Wish { least: least + padding, natural: natural + padding }
}

/// The width of a text in one line, as line breaking counts it; rounding of edges may take up to two
/// twips.
fn natural(text: &[Shaped]) -> Length {
    let mut tally = Tally::default();
    for (index, shaped) in text.iter().enumerate() {
        tally.add(shaped, index == 0);
    }
    tally.width().max(placed_width(text)).up_to_twips() + Length::from_twips(2)
}

/// Widths before and behind the decimal point.
fn at_point(texts: &[Vec<Shaped>]) -> (Length, Length) {
    let Some(text) = texts.first() else { return (Length::ZERO, Length::ZERO) };
    let point = text.iter().position(|shaped| shaped.character == '.');
    let after = natural(&text[point.unwrap_or(text.len())..]);
    (natural(text) - after, after)
}
