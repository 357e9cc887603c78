//! 行和字 (3.1, 3.2, 5.2.3), and what may not stand at the edges of a line (GB/T 15834 5.1).

use super::read::{Document, line_end, line_start, most, on_pages};
use super::{Force, Measure};
use crate::inspect::Line;
use crate::text::{Class, class_of, line_end_prohibited, line_start_prohibited};
use crate::unit::Length;

pub(super) fn measure(document: &Document<'_>, out: &mut Vec<Measure>) {
    let sheet = document.sheet;
    let usual = Force::Usual;
    let lines = lines_of_a_page(document);
    let wanted = i64::from(sheet.grid.lines);
    out.push(Measure::fact(
        ("5.2.3", "每面行数"),
        usual,
        format!("{wanted} 行"),
        lines.map(|count| (count == wanted, format!("{count} 行"))),
    ));
    let full = hanzi_lines(document);
    let count = most(full.iter().map(|line| line.glyphs.len()));
    let wanted = usize::from(sheet.grid.chars);
    out.push(Measure::fact(
        ("5.2.3", "每行字数"),
        usual,
        format!("{wanted} 字"),
        count.map(|count| (count == wanted, format!("{count} 字"))),
    ));
    let tolerance = Length::from_mm(1) / 10;
    let pitch = pitch(document);
    out.push(Measure::length(("3.2", "行距"), usual, sheet.grid.line_pitch, tolerance, pitch));
    let cell = sheet.page.area_width / i64::from(sheet.grid.chars.max(1));
    let advance = full.iter().filter_map(|line| advance(line));
    let advance = most(advance.map(tenths_of_twips));
    out.push(Measure::length(("3.1", "字距（相邻两字）"), usual, cell, tolerance, advance));
    out.push(edge(document));
    out.push(prohibited(document));
}

/// So many lines as the fullest page has places for, counted from its first baseline to its last.
fn lines_of_a_page(document: &Document<'_>) -> Option<i64> {
    let pitch = pitch(document)?.emu().max(1);
    let counts = document.pages.iter().filter_map(|page| {
        let (first, last) = (page.text.first()?, page.text.last()?);
        Some(((last.baseline - first.baseline).emu() + pitch / 2) / pitch + 1)
    });
    // Fewer than two thirds say nothing of a full page.
    counts.max().filter(|count| *count * 3 >= i64::from(document.sheet.grid.lines) * 2)
}

/// The distance most baselines have from the next.
fn pitch(document: &Document<'_>) -> Option<Length> {
    let pairs = document.pages.iter().flat_map(|page| page.text.windows(2));
    most(pairs.map(|pair| tenths_of_twips(pair[1].baseline - pair[0].baseline)))
}

/// Full lines that hold nothing but characters of full width.
fn hanzi_lines<'d>(document: &'d Document<'_>) -> Vec<&'d Line> {
    let hanzi = |line: &Line| {
        let mut characters = line.text.chars();
        characters.all(|character| class_of(character) == Class::Han)
    };
    let full = document.full_lines().into_iter().map(|(_, line)| line);
    full.filter(|line| hanzi(line)).collect()
}

fn advance(line: &Line) -> Option<Length> {
    let (first, last) = (line.glyphs.first()?, line.glyphs.last()?);
    let places = i64::try_from(line.glyphs.len()).ok()? - 1;
    (places > 0).then(|| (last.x - first.x) / places)
}

/// In steps of a hundredth of a point.
fn tenths_of_twips(length: Length) -> Length {
    let step = Length::PER_POINT / 100;
    Length::from_emu((length.emu() + step / 2).div_euclid(step) * step)
}

/// 撑满版心: full lines end at the right edge.
fn edge(document: &Document<'_>) -> Measure {
    let page = &document.sheet.page;
    let right = page.binding + page.area_width;
    let off = document.full_lines().into_iter().filter_map(|(page, line)| {
        // A line with an indent at the left is a last line that happens to be long.
        let end = line_end(line);
        (line_start(line) < right).then(|| (end.max(right) - end.min(right), page.number))
    });
    let worst = off.max();
    let tolerance = Length::from_mm(1) / 2;
    let found = worst.map(|(off, page)| {
        (off <= tolerance, format!("最多差 {off}（{}）", on_pages([page].into_iter())))
    });
    let measure = Measure::fact(("5.2.3", "满行撑满版心"), Force::Usual, "右边对齐", found);
    Measure { tolerance: format!("±{tolerance}"), ..measure }
}

/// Marks that may not begin or end a line.
fn prohibited(document: &Document<'_>) -> Measure {
    let (no_start, no_end) = (line_start_prohibited(), line_end_prohibited());
    // A double mark may begin a line, half of one may not be told from it here.
    let begins = |line: &&Line| {
        let mut characters = line.text.chars();
        let (first, second) = (characters.next(), characters.next());
        first.is_some_and(|first| no_start.contains(first)) && first != second
    };
    let ends = |line: &&Line| line.text.chars().last().is_some_and(|c| no_end.contains(c));
    let odd = document.lines().filter(|(_, line)| begins(line) || ends(line));
    let odd: Vec<(usize, String)> =
        odd.map(|(page, line)| (page.number, line.text.chars().take(6).collect())).collect();
    let found = match odd.first() {
        None => "没有".to_owned(),
        Some((page, line)) => {
            format!("{} 行，如第 {page} 面“{line}…”", odd.len())
        }
    };
    let shown = document.lines().next().map(|_| (odd.is_empty(), found));
    Measure::fact(("GB/T 15834 5.1", "不该在行首、行末的标点"), Force::Must, "没有", shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_a_hundredth_of_a_point() {
        let length = Length::from_emu(Length::PER_POINT * 29 + 7_773);
        assert_eq!(tenths_of_twips(length).emu(), Length::PER_POINT * 2961 / 100);
    }
}
