//! The layout as a whole: pages, what is kept together, and what holds for every document.

use proptest::prelude::*;

use super::page::{Item, LineKind};
use super::testing::{Given, lay_out_whole, paragraph, sheet, table, text_lines, text_of};
use crate::galley::{Block, Label, Outline};
use crate::template::Role;
use crate::unit::Length;

fn body(id: u32, text: &str) -> Block {
    Block::Paragraph(paragraph(id, Role::Body, text))
}

fn heading(id: u32, level: u8, text: &str) -> Block {
    let mut heading = paragraph(id, Role::heading(level), text);
    let label = if level == 1 { "一、" } else { "（一）" };
    let role = Role::heading(level);
    heading.label = Some(Label { text: label.to_owned(), level, ordinal: 1, role });
    heading.outline = Some(Outline { level, text: format!("{label}{text}") });
    Block::Paragraph(heading)
}

#[test]
fn a_heading_is_not_parted_from_the_table_under_it() {
    for lines in 15..22 {
        let mut blocks: Vec<Block> = (0..lines).map(|id| body(id, "国")).collect();
        blocks.push(heading(50, 1, "指标"));
        let rows: Vec<Vec<Given<'_>>> =
            ["名称", "甲", "乙"].map(|text| vec![(0, 1, 1, text)]).into_iter().collect();
        blocks.push(Block::Table(table(60, 1, 1, &rows)));
        let layout = lay_out_whole(blocks);
        let page = layout.outline[0].page;
        let after: Vec<String> = text_lines(&layout, page).into_iter().map(text_of).collect();
        let at = after.iter().position(|text| text == "一、指标").unwrap();
        assert!(
            after.len() >= at + 3,
            "{lines} lines: header and first row stand under it {after:?}"
        );
    }
}

#[test]
fn headings_that_fill_more_than_a_page_are_not_kept_together_for_ever() {
    let blocks: Vec<Block> = (0..50).map(|id| heading(id, 2, "标题")).collect();
    let layout = lay_out_whole(blocks);
    assert_eq!(layout.pages.len(), 3);
}

#[test]
fn the_outline_holds_every_heading_with_its_page_and_height() {
    let mut blocks = vec![heading(0, 1, "概况")];
    blocks.extend((1..30).map(|id| body(id, "国")));
    blocks.push(heading(30, 2, "目标"));
    let layout = lay_out_whole(blocks);
    let entries: Vec<(u8, &str, usize)> =
        layout.outline.iter().map(|entry| (entry.level, entry.text.as_str(), entry.page)).collect();
    assert_eq!(entries, [(1, "一、概况", 0), (2, "（一）目标", 1)]);
    let line =
        text_lines(&layout, 1).into_iter().find(|line| text_of(line) == "（一）目标").unwrap();
    let below = line.baseline - layout.outline[1].top;
    assert!(below > Length::ZERO && below < sheet().grid.line_pitch);
}

#[test]
fn text_under_a_table_goes_back_onto_the_grid() {
    for rows in 1..30 {
        let rows: Vec<Vec<Given<'_>>> = (0..rows).map(|_| vec![(0, 1, 1, "国")]).collect();
        let mut blocks = vec![body(0, "前"), Block::Table(table(1, 1, 0, &rows))];
        blocks.push(body(90, "后"));
        let layout = lay_out_whole(blocks);
        let page = layout.pages.len() - 1;
        let line =
            text_lines(&layout, page).into_iter().find(|line| text_of(line) == "后").unwrap();
        let down = line.baseline - sheet().first_baseline();
        assert_eq!(down.emu() % sheet().grid.line_pitch.emu(), 0, "{down}");
    }
}

#[test]
fn a_page_break_turns_the_page_once_and_never_leaves_an_empty_one() {
    let mut second = paragraph(1, Role::Body, "乙");
    second.page_break_before = true;
    let layout = lay_out_whole(vec![body(0, "甲"), Block::Paragraph(second.clone())]);
    assert_eq!(layout.pages.len(), 2);
    let layout = lay_out_whole(vec![Block::Paragraph(second.clone())]);
    assert_eq!(layout.pages.len(), 1, "the first page is new already");
    let mut blocks: Vec<Block> = (10..32).map(|id| body(id, "国")).collect();
    blocks.push(Block::Paragraph(second));
    assert_eq!(lay_out_whole(blocks).pages.len(), 2, "so is the one under a full page");
}

#[test]
fn every_page_has_its_number_and_text_comes_before_it() {
    let layout = lay_out_whole(vec![body(0, &"国".repeat(28 * 22 * 3))]);
    assert_eq!(layout.pages.len(), 4);
    for (page, number) in layout.pages.iter().zip(1..) {
        assert_eq!(page.number, number);
        let kinds = page.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line.kind == LineKind::PageNumber),
            Item::Rule(_) | Item::Picture(_) => None,
        });
        let kinds: Vec<bool> = kinds.collect();
        assert_eq!(kinds.iter().filter(|is_number| **is_number).count(), 1);
        assert_eq!(kinds.last(), Some(&true));
    }
}

/// Text of official documents, with everything that has rules of its own.
fn text() -> impl Strategy<Value = String> {
    "[国务院办公厅，。、；：“”（）《》…—a-z0-9.% ]{0,90}"
}

/// Rows of a table of three columns whose first is merged over groups of rows.
fn groups() -> impl Strategy<Value = Vec<(String, Vec<(String, String)>)>> {
    let cell = || "[产出指标完成，0-9]{0,12}";
    let tall = prop_oneof![9 => cell().prop_map(|text| text), 1 => "[国]{200,900}"];
    let rows = prop::collection::vec((cell(), tall), 1..6);
    prop::collection::vec((cell().prop_map(|text| text), rows), 1..9)
}

fn as_rows(groups: &[(String, Vec<(String, String)>)]) -> Vec<Vec<Given<'_>>> {
    let mut rows = vec![vec![(0, 1, 1, "一级"), (1, 1, 1, "二级"), (2, 1, 1, "三级")]];
    for (merged, group) in groups {
        for (index, (second, third)) in group.iter().enumerate() {
            let mut row: Vec<Given<'_>> = vec![(1, 1, 1, second), (2, 1, 1, third)];
            if index == 0 {
                row.insert(0, (0, 1, group.len(), merged));
            }
            rows.push(row);
        }
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_character_stands_once_inside_the_type_area(
        texts in prop::collection::vec((text(), 0_u8..4), 1..40),
        groups in groups(),
        at in 0_usize..40,
    ) {
        let mut blocks: Vec<Block> = texts
            .iter()
            .zip(0..)
            .map(|((text, level), id)| match level {
                0 => heading(id, 1, text),
                1 => heading(id, 2, text),
                _ => body(id, text),
            })
            .collect();
        let rows = as_rows(&groups);
        blocks.insert(at.min(blocks.len()), Block::Table(table(100, 3, 1, &rows)));
        let layout = lay_out_whole(blocks);
        for pair in layout.pages.windows(2) {
            prop_assert_eq!(pair[0].number + 1, pair[1].number);
        }
    }

    #[test]
    fn a_heading_never_stands_last_on_its_page(
        kinds in prop::collection::vec(0_u8..6, 1..80),
    ) {
        let mut blocks: Vec<Block> = kinds
            .iter()
            .zip(0..)
            .map(|(kind, id)| match kind {
                0 => heading(id, 1, "标题"),
                1 => heading(id, 2, "小标题"),
                _ => body(id, "正文"),
            })
            .collect();
        blocks.push(body(99, "正文"));
        let layout = lay_out_whole(blocks);
        for page in 0..layout.pages.len() {
            let lines = text_lines(&layout, page);
            let last = text_of(lines[lines.len() - 1]);
            let full_of_headings = lines.iter().all(|line| text_of(line).contains("标题"));
            prop_assert!(last == "正文" || full_of_headings, "page {}: {}", page, last);
        }
    }
}
