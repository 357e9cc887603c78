//! 精排 by tables of real sentences, and by its laws.

use proptest::prelude::*;

use super::*;
use crate::diag::Diagnostics;
use crate::galley::{Block, Paragraph};
use crate::galley::{BlockId, Galley, Metadata, Section};
use crate::layout::page::GlyphRun;
use crate::layout::testing::{book, paragraph, sheet};
use crate::layout::{Layout, SetLines};
use crate::template::{Policy, Role, Sheet};
use crate::text::BreakRules;

fn fine_sheet() -> Sheet {
    let mut sheet = sheet().clone();
    sheet.breaking.policy = Policy::Fine;
    sheet
}

fn laid_out(paragraphs: Vec<Paragraph>, sheet: &Sheet) -> Layout {
    let mut diagnostics = Diagnostics::new();
    let blocks = paragraphs.into_iter().map(Block::Paragraph).collect();
    let galley = Galley {
        note_numerals: crate::numbering::NumeralStyle::Circled,
        metadata: Metadata::default(),
        sections: vec![Section { blocks, ..Section::default() }],
        is_draft: false,
    };
    let layout = crate::layout::lay_out(&galley, sheet, book(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    layout
}

fn body(text: &str) -> Layout {
    laid_out(vec![paragraph(1, Role::Body, text)], &fine_sheet())
}

fn runs(layout: &Layout) -> Vec<Vec<GlyphRun>> {
    let pages = 0..layout.pages.len();
    let lines = pages.flat_map(|page| crate::layout::testing::text_lines(layout, page));
    lines.map(|line| line.runs.clone()).collect()
}

fn texts(layout: &Layout) -> Vec<String> {
    let glyphs = |runs: &Vec<GlyphRun>| {
        runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect()
    };
    runs(layout).iter().map(glyphs).collect()
}

fn fixed(layout: &Layout) -> SetLines {
    layout.facts.lines.get(&BlockId(1)).cloned().unwrap_or_default()
}

/// Distance of each glyph's origin from the left edge of the type area, in thousandths of an em.
fn places(line: &[GlyphRun]) -> Vec<(char, i64)> {
    let left = sheet().page.binding;
    let glyphs = line.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.size, glyph)));
    glyphs
        .map(|(size, glyph)| (glyph.character, (glyph.x - left).scale(1000, size.emu()).emu()))
        .collect()
}

const HANZI: &str =
    "襄汾县直属机关事务服务中心主要职责是负责全县重要的公务接待大型会议和重要活动的接待保障";

fn hanzi(count: usize) -> String {
    HANZI.chars().cycle().take(count).collect()
}

#[test]
fn a_mark_at_the_line_end_is_half_a_character_wide() {
    // 首行 26 字：第 26 字是逗号，占半字，行尾齐版心，中间的字均匀拉开。
    let text = format!("{}，{}", hanzi(25), hanzi(40));
    let layout = body(&text);
    assert_eq!(texts(&layout)[0], format!("{}，", hanzi(25)));
    let line = &runs(&layout)[0];
    let last = line.last().unwrap();
    assert_eq!((last.squeeze, last.glyphs[0].character), (Em::HALF, '，'));
    let right = sheet().page.binding + sheet().page.area_width;
    assert_eq!(last.glyphs[0].x + last.size / 2, right);
    assert_eq!(fixed(&layout).narrow, [25].into());
}

#[test]
fn what_would_begin_a_line_is_squeezed_in_before_characters_are_pushed_out() {
    // 首行 26 字，第 27 个字符是句号，一致模式把前一字推到下行；精排收窄行内的逗号，把句号排进来。
    let text = format!("{}，{}，{}。{}", hanzi(9), hanzi(9), hanzi(6), hanzi(30));
    let layout = body(&text);
    let first = &texts(&layout)[0];
    assert_eq!(first.chars().last(), Some('。'), "{first}");
    let flowing = laid_out(vec![paragraph(1, Role::Body, &text)], sheet());
    assert_ne!(texts(&flowing)[0].chars().last(), Some('。'));
}

#[test]
fn brackets_give_before_pauses_and_pauses_before_stops() {
    let squeezed = |text: &str| -> Vec<char> {
        let layout = body(text);
        let line = &runs(&layout)[0];
        let narrow = line.iter().filter(|run| run.squeeze > Em::ZERO);
        narrow.flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect()
    };
    // 27 个字符排进 26 字：行末的逗号占半字，还要收半字。先收括号，没有括号收顿号、逗号，只有句号才收句号。
    let cases = [
        (
            format!("{}（{}）{}，{}。{}，", hanzi(4), hanzi(4), hanzi(4), hanzi(5), hanzi(5)),
            "（），",
        ),
        (format!("{}，{}。{}、{}，", hanzi(6), hanzi(6), hanzi(6), hanzi(5)), "，、，"),
        (format!("{}。{}。{}，", hanzi(8), hanzi(8), hanzi(8)), "。。，"),
    ];
    for (line, expected) in cases {
        assert_eq!(line.chars().count(), 27, "{line}");
        let text = format!("{line}{}", hanzi(40));
        assert_eq!(squeezed(&text).into_iter().collect::<String>(), expected, "{text}");
    }
}

#[test]
fn an_opening_mark_at_the_start_of_a_paragraph_or_line_gives_up_its_left_half() {
    let layout = body(&format!("“{}”{}", hanzi(10), hanzi(40)));
    let line = &runs(&layout)[0];
    assert_eq!((line[0].squeeze, line[0].glyphs[0].character), (Em::HALF, '“'));
    assert_eq!(places(line)[0].1, 2000, "the narrow form begins at the indent");
    let mut full = fine_sheet();
    full.fine.paragraph_start = crate::template::MarkWidth::Full;
    let text = format!("“{}”{}", hanzi(10), hanzi(40));
    let layout = laid_out(vec![paragraph(1, Role::Body, &text)], &full);
    assert_eq!(runs(&layout)[0][0].squeeze, Em::ZERO);
}

#[test]
fn no_last_line_holds_a_single_character() {
    // 26 + 28 + 1：一致模式末行剩一个字。
    for extra in ["", "。"] {
        let text = format!("{}{extra}", hanzi(55));
        let lines = texts(&body(&text));
        let last = lines.last().unwrap();
        let words = last.chars().filter(|c| *c != '。').count();
        assert!(words >= 2, "{lines:?}");
    }
    let flowing = laid_out(vec![paragraph(1, Role::Body, &hanzi(55))], sheet());
    assert_eq!(texts(&flowing).last().unwrap().chars().count(), 1);
}

#[test]
fn numbers_stay_with_their_measure_words() {
    for filler in 15..28 {
        let text = format!("{}总支出为2388.71万元，{}", hanzi(filler), hanzi(20));
        for line in texts(&body(&text)) {
            assert!(!line.starts_with('万') && !line.starts_with('元'), "{line}");
        }
    }
}

#[test]
fn an_ellipsis_never_begins_a_line() {
    for filler in 15..30 {
        let text = format!("{}（合计）……{}", hanzi(filler), hanzi(20));
        for line in texts(&body(&text)) {
            assert!(!line.starts_with('…'), "{line}");
        }
    }
}

#[test]
fn gaps_grow_before_hanzi_part() {
    let text = format!("{}2021年度{}，{}", hanzi(8), hanzi(9), hanzi(40));
    let layout = body(&text);
    let line = &runs(&layout)[0];
    let at = places(line);
    let han = at[1].1 - at[0].1;
    assert!(han < 1040, "hanzi stand {han} apart: {at:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn fine_lines_lose_nothing_keep_the_prohibitions_and_are_full(
        text in "[国中文公务，。、；：“”（）《》…—a-c0-9.%]{1,150}",
    ) {
        let layout = body(&text);
        let lines = texts(&layout);
        prop_assert_eq!(lines.concat(), text.clone());
        let rules = BreakRules::new("", true).strict();
        let characters: Vec<char> = text.chars().collect();
        let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        if lengths.len() > 1 {
            prop_assert_eq!(&fixed(&layout).lengths, &lengths);
        }
        let right = sheet().page.binding + sheet().page.area_width;
        let mut end = 0;
        for (index, (line, length)) in runs(&layout).iter().zip(&lengths).enumerate() {
            let start = end;
            end += length;
            let last = line.last().unwrap();
            let glyph = last.glyphs.last().unwrap();
            let face = book().face(last.face);
            let advance = last.size.scale(
                i64::from(face.advance(glyph.id)), i64::from(face.units_per_em()),
            ) - last.squeeze.of(last.size);
            prop_assert!(glyph.x + advance <= right + Length::from_emu(Length::PER_MM / 10), "line {}", index);
            if index + 1 < lengths.len() {
                let next = characters.get(end + 1).copied();
                let kept = rules.may_break(characters[end - 1], characters[end], next);
                let forced = (start + 1..end).all(|at| {
                    !rules.may_break(characters[at - 1], characters[at], characters.get(at + 1).copied())
                });
                prop_assert!(kept || forced, "{}|{}", characters[end - 1], characters[end]);
            }
        }
    }
}
