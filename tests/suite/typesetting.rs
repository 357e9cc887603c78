//! What Chinese typesetting asks for and common programs miss (the gaps that the CLREQ group lists for
//! Typst), each by a name.

use chengwen::compile::{Compiled, Options, compile};
use chengwen::diag::Diagnostics;
use chengwen::layout::{GlyphRun, Item, Line, LineKind};
use chengwen::source::SourceMap;
use chengwen::unit::{Em, Length};

use crate::documents::{book, compiled};

const HANZI: &str = "公务用车管理办法和机关运行成本统计调查工作通知精神";

fn hanzi(count: usize) -> String {
    HANZI.chars().cycle().take(count).collect()
}

fn document(body: &str) -> Compiled {
    compiled(&format!("标题: 报告\n正文:\n{body}"))
}

/// Under an overlay, by 精排.
fn finely(body: &str, overlay: &str) -> Compiled {
    let mut sources = SourceMap::default();
    let text = format!("标题: 报告\n正文:\n{body}");
    let file = sources.add("稿.yaml", text.into_bytes()).unwrap();
    let overlay = sources.add("模板.yaml", overlay.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let options = Options { overlay: Some(overlay), fine: true, ..Options::default() };
    let compiled = compile(file, options, &mut sources, book(), &(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    compiled.unwrap()
}

/// The lines of the text behind the title.
fn lines(document: &Compiled) -> Vec<&Line> {
    let items = document.layout.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match item {
        Item::Line(line) if line.kind == LineKind::Text => Some(line),
        _ => None,
    });
    lines.skip(1).collect()
}

/// Character, origin, run of each glyph.
fn glyphs(line: &Line) -> Vec<(char, Length, &GlyphRun)> {
    let glyphs = |run| {
        let run: &GlyphRun = run;
        run.glyphs.iter().map(move |glyph| (glyph.character, glyph.x, run))
    };
    line.runs.iter().flat_map(glyphs).collect()
}

fn text(line: &Line) -> String {
    glyphs(line).iter().map(|(character, ..)| *character).collect()
}

/// Right end of a line's last glyph.
fn right_end(line: &Line) -> Length {
    let (_, x, run) = *glyphs(line).last().unwrap();
    let id = run.glyphs.last().unwrap().id;
    let face = book().face(run.face);
    let advance = run.size.scale(i64::from(face.advance(id)), i64::from(face.units_per_em()));
    x + advance - run.squeeze.of(run.size)
}

const AREA_LEFT: Length = Length::from_mm(28);
const AREA_RIGHT: Length = Length::from_mm(184);

#[test]
fn hanzi_of_full_and_last_lines_stand_under_each_other_on_the_grid() {
    let document = document(&format!("  - {}。\n", hanzi(90)));
    let lines = lines(&document);
    let second = glyphs(lines[1]);
    let last = glyphs(lines[3]);
    assert_eq!((second.len(), last.len()), (28, 9));
    for (upper, lower) in second.iter().zip(&last) {
        assert!((upper.1 - lower.1).emu().abs() < Length::PER_POINT / 50, "{}", upper.0);
    }
}

#[test]
fn no_dash_hangs_beyond_the_type_area() {
    for filler in 20..30 {
        let body = format!("  - {}——{}\n", hanzi(filler), hanzi(40));
        for document in [document(&body), finely(&body, "断行: {}")] {
            for line in lines(&document) {
                assert!(right_end(line) <= AREA_RIGHT, "{}", text(line));
            }
        }
    }
}

#[test]
fn marks_are_squeezed_across_a_change_of_look() {
    // 段首标题（楷体以外的样式）接正文：》 和 ：、： 和 “ 分属不同的样式。
    let document = document("  - 一层:\n      - 按照《办法》: “甲”乙丙丁。\n");
    let line = lines(&document)[1];
    let found = glyphs(line);
    let at = found.iter().position(|(character, ..)| *character == '》').unwrap();
    let size = found[at].2.size;
    for pair in [(at, '：'), (at + 1, '“')] {
        let distance = found[pair.0 + 1].1 - found[pair.0].1;
        assert_eq!(found[pair.0 + 1].0, pair.1);
        assert!(distance < size * 3 / 4, "{}: {distance}", pair.1);
    }
}

#[test]
fn an_opening_mark_at_the_start_of_a_paragraph_stands_at_the_indent() {
    let document = finely(&format!("  - “{}”。\n", hanzi(40)), "断行: {}");
    let first = glyphs(lines(&document)[0])[0];
    assert_eq!((first.0, first.2.squeeze), ('“', Em::HALF));
    assert_eq!(first.1, AREA_LEFT + first.2.size * 2);
}

#[test]
fn the_width_of_marks_at_line_ends_is_the_template_s_choice() {
    let body = format!("  - {}，{}。\n", hanzi(25), hanzi(40));
    let end = |overlay: &str| {
        let document = finely(&body, overlay);
        let found = glyphs(lines(&document)[0]).last().map(|(mark, _, run)| (*mark, run.squeeze));
        found.unwrap()
    };
    assert_eq!(end("精排: {行末标点: 半字}"), ('，', Em::HALF));
    assert_eq!(end("精排: {行末标点: 全字}"), ('，', Em::ZERO));
}

#[test]
fn chinese_quotes_are_a_character_wide_and_western_ones_narrow() {
    let document = document("  - 甲“乙”丙。\n  - '甲\"A\"丙。'\n");
    let lines = lines(&document);
    let step = |line: &Line, index: usize| {
        let found = glyphs(line);
        (found[index + 1].1 - found[index].1, found[index].2.size)
    };
    let (wide, size) = step(lines[0], 1);
    assert!(wide > size * 9 / 10, "{wide}");
    let (narrow, size) = step(lines[1], 1);
    assert!(narrow < size / 2, "{narrow}");
}

#[test]
fn no_line_begins_with_a_middle_dot_and_it_keeps_its_cell() {
    for filler in 20..30 {
        let body = format!("  - {}达·芬奇·列奥{}\n", hanzi(filler), hanzi(30));
        for document in [document(&body), finely(&body, "断行: {}")] {
            for line in lines(&document) {
                assert!(!text(line).starts_with('·'), "{}", text(line));
                let narrow = glyphs(line).into_iter().filter(|(_, _, run)| run.squeeze != Em::ZERO);
                assert!(narrow.into_iter().all(|(mark, ..)| mark != '·'));
            }
        }
    }
}

#[test]
fn nothing_is_emboldened_by_strokes() {
    let pdf = document("  - 小标题:\n      - 段落。\n").pdf(&[], book()).unwrap();
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    for id in pdf.get_pages().into_values() {
        let content = String::from_utf8(pdf.get_page_content(id)).unwrap();
        assert!(content.contains(" Tf\n"), "{content}");
        assert!(!content.contains(" Tr\n"), "{content}");
    }
}

#[test]
fn a_paragraph_behind_a_table_or_items_is_indented_like_any_other() {
    let document = document(
        "  - 表:\n      列: [甲]\n      行: [[乙]]\n  - 表后的段落。\n  - 条目: [第一项。]\n  - 条目后的段落。\n",
    );
    let starts = |wanted: &str| {
        let line = lines(&document).into_iter().find(|line| text(line).starts_with(wanted));
        let first = glyphs(line.unwrap())[0];
        (first.1 - AREA_LEFT, first.2.size)
    };
    for wanted in ["表后", "条目后"] {
        let (indent, size) = starts(wanted);
        assert_eq!(indent, size * 2, "{wanted}");
    }
}

#[test]
fn lines_are_as_far_apart_as_the_standard_says() {
    let document = document(&format!("  - {}。\n", hanzi(90)));
    let lines = lines(&document);
    let pitch = lines[1].baseline - lines[0].baseline;
    assert_eq!(pitch, document.sheet.grid.line_pitch);
    assert!((pitch * 22 - Length::from_mm(225)).emu().abs() < Length::from_mm(5).emu());
}

#[test]
fn the_type_area_is_given_by_its_own_width() {
    let document = finely(&format!("  - {}。\n", hanzi(90)), "页面: {版心宽: 150mm}");
    let line = lines(&document)[1];
    assert_eq!(right_end(line), AREA_LEFT + Length::from_mm(150));
}

#[test]
fn marks_in_a_centred_line_are_squeezed_and_it_stands_in_the_middle() {
    let document = document(
        "  - 表:\n      标题: 《管理办法》、《实施细则》对照\n      列: [甲]\n      行: [[乙]]\n",
    );
    let lines = lines(&document);
    let title = lines.iter().find(|line| text(line).starts_with('《')).unwrap();
    let glyphs = glyphs(title);
    let pitch = |first: char, second: char| {
        let pair = glyphs.windows(2).find(|pair| (pair[0].0, pair[1].0) == (first, second));
        let [one, two] = pair.unwrap() else { panic!("a pair") };
        two.1 - one.1
    };
    let size = glyphs[0].2.size;
    assert_eq!(pitch('办', '法'), size);
    // Three marks in a row take two characters' width, one and a half for each pair.
    assert_eq!(pitch('》', '、') + pitch('、', '《') + pitch('《', '实'), size * 2);
    let (left, right) = (glyphs[0].1 - AREA_LEFT, AREA_RIGHT - right_end(title));
    assert!((left - right).emu().abs() <= 2, "{left} {right}");
}
