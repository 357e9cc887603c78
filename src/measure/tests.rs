//! Pages put together by hand, at the measures of the standard and beside them.

use std::sync::Arc;

use super::*;
use crate::diag::Diagnostics;
use crate::inspect::{Glyph, Rule};
use crate::source::SourceMap;
use crate::template;

fn sheet() -> Sheet {
    let mut diagnostics = Diagnostics::new();
    template::load(None, None, &mut SourceMap::default(), &mut diagnostics).unwrap()
}

fn points(thousandths: i64) -> Length {
    Length::from_emu(Length::PER_POINT * thousandths / 1000)
}

/// A line of characters of a size, from `x`, `advance` apart.
fn line(text: &str, x: Length, baseline: Length, size: Length, advance: Length) -> Vec<Glyph> {
    let font: Arc<str> = "FangSong".into();
    let places = text.chars().zip(0..);
    let glyph = |(character, at): (char, i64)| Glyph {
        text: character.to_string(),
        x: x + advance * at,
        baseline,
        end: x + advance * at + size,
        size,
        font: Arc::clone(&font),
        upright: true,
        artifact: false,
    };
    places.map(glyph).collect()
}

/// Two pages of 22 lines of 28 characters with page numbers, the text moved by `down` and `right`.
fn pages(down: Length, right: Length) -> Vec<Page> {
    let sheet = sheet();
    let size = points(16_000);
    let page = |number: i64| {
        let mut page =
            Page { width: Length::from_mm(210), height: Length::from_mm(297), ..Page::default() };
        for row in 0..22 {
            let baseline = sheet.first_baseline() + sheet.grid.line_pitch * row + down;
            let cell = (Length::from_mm(156) - size) / 27;
            let left = Length::from_mm(28) + right;
            page.glyphs.extend(line(&"国".repeat(28), left, baseline, size, cell));
        }
        let size = points(14_000);
        let text = format!("—{number}—");
        let width = size * 3;
        let x = if number % 2 == 1 {
            Length::from_mm(184) - size - width
        } else {
            Length::from_mm(28) + size
        };
        let baseline = Length::from_mm(262 + 7) + points(14_000 * 38 / 100);
        page.glyphs.extend(line(&text, x, baseline, size, size));
        page
    };
    vec![page(1), page(2)]
}

/// What does not hold: `天头（首行字顶到纸边） 39.00mm`.
fn faults(pages: &[Page]) -> Vec<String> {
    let measures = measure(pages, &sheet());
    let odd = measures
        .iter()
        .filter(|measure| matches!(measure.verdict, Verdict::Fails | Verdict::Deviates));
    odd.map(|measure| format!("{} {}", measure.what, measure.found)).collect()
}

#[test]
fn a_page_at_the_measures_of_the_standard_holds_them_all() {
    assert_eq!(faults(&pages(Length::ZERO, Length::ZERO)), Vec::<String>::new());
    let measures = measure(&pages(Length::ZERO, Length::ZERO), &sheet());
    let found = |what: &str| measures.iter().find(|m| m.what == what).unwrap().found.clone();
    assert_eq!(found("每面行数"), "22 行");
    assert_eq!(found("每行字数"), "28 字");
    assert_eq!(found("版心高"), "225.02mm");
    assert_eq!(found("正文字号"), "16.0 磅");
    assert_eq!(found("页码连续"), "1–2");
    // No title, no headings, no mark.
    let hidden = measures.iter().filter(|m| m.verdict == Verdict::NotShown).count();
    assert_eq!(hidden, 7, "{measures:?}");
}

#[test]
fn text_that_is_moved_fails_at_its_edges() {
    let moved = faults(&pages(Length::from_mm(2), Length::from_mm(-3)));
    assert!(moved.contains(&"天头（首行字顶到纸边） 39.00mm".to_owned()), "{moved:?}");
    assert!(moved.contains(&"订口（左白边） 25.00mm".to_owned()), "{moved:?}");
    assert!(moved.iter().any(|fault| fault.starts_with("文字和表线 第 1、2 面")), "{moved:?}");
}

#[test]
fn page_numbers_on_the_wrong_side_or_missing_are_told() {
    let mut given = pages(Length::ZERO, Length::ZERO);
    given.swap(0, 1);
    let first = given[1].clone();
    given.push(first);
    assert!(faults(&given).is_empty(), "numbers may start anew: {:?}", faults(&given));
    let shift = Length::from_mm(20);
    for glyph in given[0].glyphs.iter_mut().rev().take(3) {
        glyph.x += shift;
        glyph.end += shift;
    }
    given[1].glyphs.truncate(22 * 28);
    let said = faults(&given);
    assert_eq!(
        said,
        ["页码 第 2 面没有", "单页码居右、双页码居左空一字 最多差 20.00mm（第 1 面）"]
    );
}

#[test]
fn a_mark_at_the_start_of_a_line_and_a_table_outside_are_told() {
    let mut given = pages(Length::ZERO, Length::ZERO);
    given[0].glyphs[28].text = "，".to_owned();
    let y = Length::from_mm(100);
    let rule = Rule { x0: Length::from_mm(10), y0: y, x1: y, y1: y, width: points(500) };
    given[1].rules.push(rule);
    let said = faults(&given);
    assert!(said.iter().any(|fault| fault.contains("1 行，如第 1 面“，国国国国国…”")), "{said:?}");
    assert!(said.iter().any(|fault| fault.contains("第 2 面有文字或表线在版心外")), "{said:?}");
}
