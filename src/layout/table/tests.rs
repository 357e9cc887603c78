//! Tables on paper: widths, heights, where they are cut, what is shown again, how numbers stand.

use crate::diag::Diagnostics;
use crate::galley::{Block, Table, TableColumn};
use crate::layout::page::{Layout, Line, LineKind};
use crate::layout::shape::Shaper;
use crate::layout::table::column_widths;
use crate::layout::testing::{
    Given, book, lay_out_whole, paragraph, rules, sheet, table, text_lines, text_of,
};
use crate::model::{Align, ColumnWidth, Weight};
use crate::template::Role;
use crate::unit::Length;

/// The pages of a document that is one table.
fn pages(table: Table) -> Layout {
    lay_out_whole(vec![Block::Table(table)])
}

/// Rows of one cell each.
fn single<'a>(texts: &[&'a str]) -> Vec<Vec<Given<'a>>> {
    texts.iter().map(|text| vec![(0, 1, 1, *text)]).collect()
}

fn texts(layout: &Layout, page: usize, kind: LineKind) -> Vec<String> {
    let lines = text_lines(layout, page).into_iter().filter(|line| line.kind == kind);
    lines.map(text_of).collect()
}

fn widths(columns: &[ColumnWidth], least: Length) -> Result<Vec<Length>, String> {
    let mut given = table(0, columns.len(), 0, &[]);
    given.columns = columns.iter().map(|width| TableColumn { width: *width }).collect();
    let mut diagnostics = Diagnostics::new();
    let found = column_widths(
        &given,
        Length::from_mm(156),
        least,
        &mut Shaper::new(sheet(), book()),
        &mut diagnostics,
    );
    found.ok_or_else(|| diagnostics.into_sorted().remove(0).message)
}

fn weight(shares: u32) -> ColumnWidth {
    ColumnWidth::Weight(Weight::from(shares))
}

fn fixed(millimetres: i64) -> ColumnWidth {
    ColumnWidth::Fixed(Length::from_mm(millimetres))
}

#[test]
fn weights_share_what_fixed_columns_leave_and_no_rounding_adds_up() {
    let near = |length: Length, millimetres: i64| {
        assert!(
            (length - Length::from_mm(millimetres)).emu().abs() <= Length::PER_TWIP,
            "{length}"
        );
    };
    let found = widths(&[fixed(36), weight(5), weight(1), weight(2)], Length::ZERO).unwrap();
    for (width, wanted) in found.iter().zip([36, 75, 15, 30]) {
        near(*width, wanted);
    }
    let sevenths = widths(&[weight(1); 7], Length::ZERO).unwrap();
    near(sevenths.iter().copied().sum(), 156);
    let spread = *sevenths.iter().max().unwrap() - *sevenths.iter().min().unwrap();
    assert!(spread.emu() <= Length::PER_TWIP, "equal shares are equal: {sevenths:?}");
    assert!(sevenths.iter().all(|width| width.emu() % Length::PER_TWIP == 0));
    let only_fixed = widths(&[fixed(20), fixed(30)], Length::ZERO).unwrap();
    near(only_fixed[0] + only_fixed[1], 50);
}

#[test]
fn columns_that_cannot_hold_a_character_are_refused() {
    let least = Length::from_mm(6);
    assert!(widths(&[fixed(156)], least).is_ok());
    let fault = widths(&[fixed(100), fixed(57)], least).unwrap_err();
    assert!(fault.contains("157.00mm") && fault.contains("156.00mm"), "{fault}");
    let fault = widths(&[fixed(152), weight(1)], least).unwrap_err();
    assert!(fault.contains("窄于 6.00mm"), "{fault}");
    assert!(widths(&[weight(1); 27], least).is_err());
}

#[test]
fn the_header_stands_again_on_each_following_page_and_only_there() {
    let rows: Vec<String> = (1..=60).map(|row| format!("第{row}行")).collect();
    let texts_of: Vec<&str> = ["指标"].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let layout = pages(table(0, 1, 1, &single(&texts_of)));
    assert!(layout.pages.len() >= 3);
    let mut shown = Vec::new();
    for page in 0..layout.pages.len() {
        let again = texts(&layout, page, LineKind::RepeatedHead);
        assert_eq!(again, if page == 0 { vec![] } else { vec!["指标".to_owned()] });
        shown.extend(texts(&layout, page, LineKind::Text));
    }
    assert_eq!(shown, texts_of, "rows stand in order, each once");
    let first = |page: usize| text_lines(&layout, page)[0].baseline;
    assert_eq!(first(1), first(2));
}

#[test]
fn a_table_without_header_or_with_nothing_else_repeats_none() {
    let many = vec!["行"; 60];
    for (head_rows, rows) in [(0, &many[..]), (60, &many[..])] {
        let layout = pages(table(0, 1, head_rows, &single(rows)));
        for page in 0..layout.pages.len() {
            assert_eq!(texts(&layout, page, LineKind::RepeatedHead), Vec::<String>::new());
        }
    }
}

#[test]
fn a_row_that_does_not_fit_goes_to_the_next_page_whole() {
    let tall = ["高"; 10].join("\n");
    let mut rows = vec!["低"; 20];
    rows.push(&tall);
    let layout = pages(table(0, 1, 0, &single(&rows)));
    let on_page = |page: usize| {
        texts(&layout, page, LineKind::Text).iter().filter(|text| *text == "高").count()
    };
    assert_eq!((layout.pages.len(), on_page(0), on_page(1)), (2, 0, 10));
}

#[test]
fn a_row_taller_than_a_page_goes_on_without_an_empty_piece() {
    // Around the counts that fill one, two and three pages exactly.
    for lines in 1..=110 {
        let text = vec!["国"; lines].join("\n");
        let rows = vec![vec![(0, 1, 1, text.as_str()), (1, 1, 1, "短")]];
        let layout = pages(table(0, 2, 0, &rows));
        for page in 0..layout.pages.len() {
            let tall = texts(&layout, page, LineKind::Text);
            assert!(tall.contains(&"国".to_owned()), "{lines} lines: page {page} holds none");
        }
    }
}

#[test]
fn a_header_that_takes_over_half_of_a_page_stands_once() {
    let rows_of = |head: usize| {
        let [head, text] = [head, 20].map(|lines| vec!["国"; lines].join("\n"));
        let rows = vec![
            vec![(0, 1, 1, "表头"), (1, 1, 1, head.as_str())],
            vec![(0, 1, 2, "产出"), (1, 1, 1, text.as_str())],
            vec![(1, 1, 1, "二")],
        ];
        pages(table(0, 2, 1, &rows))
    };
    let again = |layout: &Layout| {
        let pages = 0..layout.pages.len();
        pages.filter(|page| !texts(layout, *page, LineKind::RepeatedHead).is_empty()).count()
    };
    // A page has room for some 35 lines of a cell.
    let (low, high) = (rows_of(15), rows_of(24));
    assert_eq!((low.pages.len(), again(&low)), (2, 1));
    assert_eq!((high.pages.len(), again(&high)), (2, 0));
    assert!(high.facts.tables.values().all(|facts| facts.high_head));
}

#[test]
fn a_table_whose_first_row_cannot_hold_its_label_begins_on_the_next_page() {
    let label = "产出\n指标\n数量";
    for before in 0..40 {
        let mut rows = vec![vec![(0, 1, 3, label), (1, 1, 1, "一")]];
        rows.extend(["二", "三"].map(|text| vec![(1, 1, 1, text)]));
        let text = paragraph(100, Role::Body, &"国".repeat(28 * before));
        let layout =
            lay_out_whole(vec![Block::Paragraph(text), Block::Table(table(0, 2, 0, &rows))]);
        let page = &sheet().page;
        let bottom = page.top + page.area_height;
        for index in 0..layout.pages.len() {
            let lowest = rules(&layout, index).iter().map(|rule| rule.y1).max();
            assert!(lowest.is_none_or(|lowest| lowest <= bottom), "{before} lines before");
        }
    }
}

#[test]
fn a_merged_cell_over_a_page_break_keeps_its_text_inside_and_has_no_rule_across() {
    for before in 0..40 {
        let mut rows: Vec<Vec<Given<'_>>> = (0..before).map(|_| vec![(0, 2, 1, "前")]).collect();
        rows.push(vec![(0, 1, 4, "产出\n指标\n数量"), (1, 1, 1, "一")]);
        rows.extend(["二", "三", "四"].map(|text| vec![(1, 1, 1, text)]));
        let layout = pages(table(0, 2, 0, &rows));
        let mut below_the_first = 0;
        for page in 0..layout.pages.len() {
            let rules = rules(&layout, page);
            let top = rules.iter().map(|rule| rule.y0).min().unwrap();
            let of_group = |line: &&Line| ["二", "三", "四"].contains(&text_of(line).as_str());
            for line in text_lines(&layout, page).into_iter().filter(of_group) {
                let row_above = line.baseline - Length::from_mm(8)..line.baseline;
                let across = rules.iter().filter(|rule| {
                    rule.y0 == rule.y1 && rule.y0 != top && row_above.contains(&rule.y0)
                });
                let from: Vec<Length> = across.map(|rule| rule.x0).collect();
                let left = sheet().page.binding;
                assert!(from.iter().all(|x| *x > left), "{before} rows before: {from:?}");
                below_the_first += from.len();
            }
        }
        assert!(below_the_first >= 2, "the other column has its rules");
    }
}

#[test]
fn labels_cut_by_a_page_break_stand_whole_in_each_part() {
    let (outer, inner) = ("产出\n指标", "时效\n指标\n完成");
    for before in 0..40 {
        let mut rows: Vec<Vec<Given<'_>>> = (0..before).map(|_| vec![(0, 3, 1, "前")]).collect();
        rows.push(vec![(0, 1, 6, outer), (1, 1, 3, inner), (2, 1, 1, "一")]);
        rows.extend(["二", "三"].map(|text| vec![(2, 1, 1, text)]));
        rows.push(vec![(1, 1, 3, inner), (2, 1, 1, "四")]);
        rows.extend(["五", "六"].map(|text| vec![(2, 1, 1, text)]));
        let layout = pages(table(0, 3, 0, &rows));
        let all = |kind| {
            (0..layout.pages.len()).flat_map(|page| texts(&layout, page, kind)).collect::<String>()
        };
        let text = format!("{}产出指标", "前".repeat(before));
        assert_eq!(all(LineKind::Text).matches("完成").count(), 2, "{before} rows before");
        assert!(all(LineKind::Text).starts_with(&text) || before > 0);
        for page in 0..layout.pages.len() {
            let own = texts(&layout, page, LineKind::Text);
            let shown: String =
                [own.clone(), texts(&layout, page, LineKind::RepeatedHead)].concat().concat();
            let first = |text: &&str| own.contains(&(*text).to_owned());
            let rows_here = ["一", "二", "三", "四", "五", "六"].iter().filter(|text| first(text));
            let groups: std::collections::BTreeSet<_> =
                rows_here.map(|text| "一二三".contains(*text)).collect();
            assert_eq!(shown.matches("完成").count(), groups.len(), "{before} rows before");
            assert_eq!(shown.matches("产出").count(), groups.len().min(1), "{before} rows before");
            let bottom = rules(&layout, page).iter().map(|rule| rule.y1).max().unwrap();
            assert!(
                text_lines(&layout, page)
                    .iter()
                    .all(|line| { line.kind == LineKind::PageNumber || line.baseline < bottom })
            );
        }
    }
}

/// The x of the right edge of the point, or of the end where there is none.
fn point(line: &Line, points: &str) -> Length {
    let glyphs: Vec<_> = line.runs.iter().flat_map(|run| &run.glyphs).collect();
    glyphs.iter().find(|glyph| points.contains(glyph.character)).unwrap().x
}

#[test]
fn decimal_points_stand_under_each_other() {
    let numbers = ["2388.71", "3.5", "156.944", "0.1"];
    let mut given = table(0, 2, 0, &single(&numbers));
    for row in &mut given.rows {
        row.cells[0].align = Align::Decimal;
        row.cells.push(table(100, 1, 0, &single(&["x"])).rows[0].cells[0].clone());
    }
    for (row, id) in given.rows.iter_mut().zip(200..) {
        row.cells[1] = crate::galley::Cell {
            column: 1,
            paragraphs: vec![paragraph(id, Role::TableText, "元")],
            ..row.cells[1].clone()
        };
    }
    let layout = pages(given);
    let lines = text_lines(&layout, 0);
    let places: Vec<Length> = lines
        .iter()
        .filter(|line| text_of(line).contains('.'))
        .map(|line| point(line, "."))
        .collect();
    assert_eq!(places.len(), 4);
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{places:?}");
}

#[test]
fn a_whole_number_ends_where_the_points_stand() {
    let mut given = table(0, 1, 0, &single(&["2388.71", "42"]));
    for row in &mut given.rows {
        row.cells[0].align = Align::Decimal;
    }
    let layout = pages(given);
    let lines = text_lines(&layout, 0);
    let glyph = |index: usize, character: char| point(lines[index], &character.to_string());
    // Digits are of one width: behind the 2 of 42 there is what stands behind the 8 of 2388.
    let last_whole = lines[0].runs.iter().flat_map(|run| &run.glyphs).nth(3).unwrap().x;
    let apart = (glyph(1, '2') - last_whole).emu().abs();
    assert!(apart <= Length::PER_TWIP, "{apart}");
}

#[test]
fn numbers_too_wide_to_stand_under_each_other_by_their_points_stay_in_their_column() {
    let (padding, binding) = (sheet().table.padding_x, sheet().page.binding);
    let (whole, rest) = ("9".repeat(60), format!("0.{}", "1".repeat(60)));
    let mut given = table(0, 1, 0, &single(&["https://www.example.gov.cn/", &whole, &rest]));
    for row in &mut given.rows {
        row.cells[0].align = Align::Decimal;
    }
    let layout = pages(given);
    for line in text_lines(&layout, 0) {
        let left = line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.x).min();
        assert!(left.unwrap() >= binding + padding, "{}", text_of(line));
    }
    let facts = layout.facts.tables.values().next().unwrap();
    assert_eq!(facts.unaligned, [0].into());
}

#[test]
fn cells_stand_left_centred_and_right_between_their_paddings() {
    let padding = sheet().table.padding_x;
    let size = sheet().roles[Role::TableText].size;
    for (align, wanted) in [
        (Align::Left, sheet().page.binding + padding),
        (Align::Center, sheet().page.binding + (sheet().page.area_width - size) / 2),
        (Align::Right, sheet().page.binding + sheet().page.area_width - padding - size),
    ] {
        let mut given = table(0, 1, 0, &single(&["国"]));
        given.rows[0].cells[0].align = align;
        let x = text_lines(&pages(given), 0)[0].runs[0].glyphs[0].x;
        assert!((x - wanted).emu().abs() <= Length::PER_MM / 10, "{align:?}: {x}, not {wanted}");
    }
}

/// The width in characters, without paddings, of each column of a table whose columns say nothing.
fn found(rows: &[&[&str]]) -> Vec<i64> {
    let columns = rows[0].len();
    let rows: Vec<Vec<Given<'_>>> = rows
        .iter()
        .map(|row| row.iter().enumerate().map(|(at, text)| (at, 1, 1, *text)).collect())
        .collect();
    let mut given = table(0, columns, 1, &rows);
    given.columns = vec![TableColumn { width: ColumnWidth::Content }; columns];
    let size = sheet().roles[Role::TableText].size;
    let padding = sheet().table.padding_x * 2;
    let mut diagnostics = Diagnostics::new();
    let widths = column_widths(
        &given,
        Length::from_mm(156),
        size + padding,
        &mut Shaper::new(sheet(), book()),
        &mut diagnostics,
    );
    let widths = widths.unwrap();
    let all: Length = widths.iter().copied().sum();
    assert!((all - Length::from_mm(156)).emu().abs() <= Length::PER_TWIP, "{all}");
    widths.iter().map(|width| (*width - padding).emu() / size.emu()).collect()
}

#[test]
fn columns_that_say_nothing_are_as_wide_as_what_stands_in_them() {
    let long = "完善内控管理制度和廉政风险防控体系，按时办结各项工作，保障机关运转。".repeat(3);
    let cases: [(&[&[&str]], &[i64]); 3] = [
        // What is short stays in one line, the long text takes the rest.
        (
            &[&["序号", "项目名称", "说明"], &["1", "公务用车购置", &long], &["2", "会议", "无"]],
            &[2, 6, 27],
        ),
        // There is room for all: shared in proportion.
        (&[&["甲", "乙"], &["国国", "国国国国"]], &[12, 23]),
        // Numbers are not cut for the sake of text.
        (&[&["名称", "金额"], &[&long, "123456789.12"]], &[29, 6]),
    ];
    for (rows, wanted) in cases {
        assert_eq!(found(rows), wanted, "{rows:?}");
    }
}

#[test]
fn an_empty_column_holds_a_character_and_no_words_are_too_many() {
    assert_eq!(found(&[&["", "名称"], &["", "国国"]]).len(), 2);
    let wide: Vec<&str> = vec!["abcdefghijklmnopqrstuvwxyz"; 12];
    let widths = found(&[&wide, &wide]);
    assert!(widths.iter().all(|width| *width >= 1), "{widths:?}");
}

#[test]
fn a_table_narrower_than_the_type_area_stands_in_its_middle() {
    let mut given = table(0, 2, 0, &[vec![(0, 1, 1, "甲"), (1, 1, 1, "乙")]]);
    given.columns = vec![TableColumn { width: fixed(30) }, TableColumn { width: fixed(50) }];
    let layout = pages(given);
    let edges = rules(&layout, 0).into_iter().flat_map(|rule| [rule.x0, rule.x1]);
    let (left, right) = (edges.clone().min().unwrap(), edges.max().unwrap());
    let area = sheet().page;
    let middle = area.binding + area.area_width / 2;
    assert!(((left + right) / 2 - middle).emu().abs() < Length::PER_POINT, "{left} {right}");
    assert!(right - left < Length::from_mm(81), "{left} {right}");
}

mod continued;
