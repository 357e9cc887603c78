//! Templates as a whole: the built-in ones, laying one over another, and what is said of faulty ones.

use super::*;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Align, Spanned};
use crate::numbering::NumeralStyle;
use crate::source::{SourceMap, parse};
use crate::unit::{Em, Length};

struct Run {
    sources: SourceMap,
    sheet: Option<Sheet>,
    faults: Vec<Diagnostic>,
}

/// Loads a built-in template, or the user's own text over the one of that name.
fn run(name: Option<&str>, overlay: Option<&str>) -> Run {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::new();
    let place = sources.add("稿.yaml", "模板: 甲\n".into()).unwrap();
    let span = crate::diag::Span::new(place, 8, 11);
    let tree = overlay.map(|text| {
        let file = sources.add("我的.yaml", text.as_bytes().to_vec()).unwrap();
        parse(file, sources.file(file)).unwrap()
    });
    let sheet = load(name.map(|name| (name, span)), tree, &mut sources, &mut diagnostics);
    Run { sources, sheet, faults: diagnostics.into_sorted() }
}

fn sheet(overlay: &str) -> Sheet {
    let run = run(None, Some(overlay));
    assert_eq!(run.faults, vec![], "{overlay}");
    run.sheet.unwrap()
}

/// `T001 2:3` and message for every fault.
fn faults(overlay: &str) -> Vec<(String, String)> {
    let run = run(None, Some(overlay));
    assert_eq!(
        run.sheet.is_none(),
        run.faults.iter().any(|fault| fault.code != fields::UNKNOWN_KEY)
    );
    let told = |fault: &Diagnostic| {
        let span = fault.span.unwrap();
        let (line, column) = run.sources.line_and_column(span);
        assert_eq!(run.sources.file(span.file).name(), "我的.yaml", "{overlay}: {fault:?}");
        (format!("{} {line}:{column}", fault.code.0), format!("{}｜{}", fault.message, fault.help))
    };
    run.faults.iter().map(told).collect()
}

#[test]
fn every_built_in_template_can_be_read_and_has_the_measures_of_the_standard() {
    for name in names() {
        let run = run(Some(name), None);
        assert_eq!(run.faults, vec![], "{name}");
        let sheet = run.sheet.unwrap();
        let page = sheet.page;
        let millimetres =
            [page.width, page.height, page.top, page.binding, page.area_width, page.area_height];
        assert_eq!(millimetres, [210, 297, 37, 28, 156, 225].map(Length::from_mm), "{name}");
        assert_eq!((sheet.grid.lines, sheet.grid.chars), (22, 28), "{name}");
        assert_eq!(sheet.roles[Role::Body].size, Length::from_points(16), "{name}");
        assert_eq!(sheet.roles[Role::Title].size, Length::from_points(22), "{name}");
        assert_eq!(sheet.roles[Role::PageNumber].size, Length::from_points(14), "{name}");
        let fonts = [Role::Title, Role::Heading1, Role::Heading2, Role::Heading3, Role::Mark]
            .map(|role| sheet.roles[role].font.name());
        assert_eq!(fonts, ["小标宋", "黑体", "楷体", "仿宋", "黑体"], "{name}");
        assert_eq!(sheet.page_number.distance, Length::from_mm(7), "{name}");
        let headings = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4];
        assert!(headings.iter().all(|role| sheet.roles[*role].keep_with_next), "{name}");
    }
}

#[test]
fn an_overlay_changes_what_it_says_and_nothing_else() {
    let plain = sheet("{}\n");
    let mut wanted = plain.clone();
    wanted.page.top = Length::from_mm(35);
    wanted.roles.0[Role::Title as usize].size = Length::from_points(18);
    wanted.breaking.keep_measure_words = true;
    wanted.table.text_align = Align::Center;
    let overlay = "页面:\n  天头: 35mm\n样式:\n  公文标题: {字号: 小二}\n断行:\n  数与单位不分: 是\n表格:\n  文字对齐: 中\n";
    assert_eq!(sheet(overlay), wanted);
}

#[test]
fn a_role_that_says_nothing_is_as_the_body() {
    let changed = sheet("样式:\n  正文: {字号: 四号, 首行缩进: 1字}\n");
    let heading = changed.roles[Role::Heading3];
    assert_eq!(heading.size, Length::from_points(14));
    assert_eq!(heading.first_indent, Em::ONE);
    assert_eq!(changed.roles[Role::Title].size, Length::from_points(22), "the title says its own");
}

#[test]
fn latin_text_has_a_face_of_its_own_only_where_it_is_asked_for() {
    assert_eq!(sheet("{}\n").roles[Role::Body].latin, None);
    let times = sheet("样式:\n  正文: {西文字体: Times}\n  标题1: {西文字体: 同中文}\n");
    assert_eq!(times.roles[Role::Body].latin, Some(FontRole::Times));
    assert_eq!(times.roles[Role::Heading2].latin, Some(FontRole::Times));
    assert_eq!(times.roles[Role::Heading1].latin, None);
}

#[test]
fn an_overlay_lies_over_the_template_it_names_or_else_over_the_documents() {
    let pitch = |name, overlay| {
        let run = run(name, Some(overlay));
        assert_eq!(run.faults, vec![]);
        run.sheet.unwrap().roles[Role::TableText].line_pitch
    };
    let (normal, narrow) = (Length::from_points(18), Length::from_points(17));
    assert_eq!(pitch(None, "名称: 我的\n"), normal);
    assert_eq!(pitch(Some("绩效自评报告"), "名称: 我的\n"), narrow);
    assert_eq!(pitch(Some("绩效自评报告"), "基于: gbt9704\n"), normal);
    assert_eq!(pitch(Some("附件"), "基于: 绩效自评报告\n"), narrow);
}

#[test]
fn a_template_or_base_that_does_not_exist_is_told_where_it_is_named() {
    let named = run(Some("绩效自评"), None);
    assert!(named.sheet.is_none());
    let fault = &named.faults[0];
    assert_eq!(
        (fault.code.0, named.sources.line_and_column(fault.span.unwrap())),
        ("T006", (1, 5))
    );
    assert!(fault.help.contains("绩效自评报告"), "{}", fault.help);
    for (base, place, help) in [
        ("基于: gbt9703\n", "T006 1:5", "是不是想写“gbt9704”"),
        ("名称: 甲\n基于: 某县\n", "T006 2:5", "内置的模板有：gbt9704、附件、绩效自评报告"),
        ("基于: [附件]\n", "T006 1:5", "没有“”这个模板"),
    ] {
        let found = faults(base);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0 == place && found[0].1.contains(help), "{found:?}");
    }
}

#[test]
fn faults_of_a_template_are_told_at_the_value() {
    let cases = [
        ("页眉: {}\n", "T001 1:1", "下面没有“页眉”"),
        ("样式:\n  标题五: {}\n", "T001 2:3", "没有“标题五”"),
        ("样式:\n  正文: {字号大: 三号}\n", "T001 2:8", "是不是想写“字号”"),
        ("页面: 210mm\n", "T003 1:5", "要分项写"),
        ("页面:\n  纸宽: [210mm]\n", "T003 2:7", "要写一个值"),
        ("页面:\n  纸宽: 210\n", "T004 2:7", "缺长度单位"),
        ("页面:\n  纸宽: mm\n", "T004 2:7", "“mm”不是长度"),
        ("页面:\n  纸宽: 0.5mm\n", "T005 2:7", "1.00mm 到 1000.00mm"),
        ("版心网格:\n  每面行数: 0\n", "T005 2:9", "1 到 100 之间"),
        ("版心网格:\n  每面行数: 二十二\n", "T005 2:9", "1 到 100 之间"),
        ("版心网格:\n  行距: 5pt\n", "T005 2:7", "5pt"),
        ("版心网格:\n  字框上部: 1.5字\n", "T005 2:9", "0字 到 1字"),
        ("样式:\n  正文: {字号: 80pt}\n", "T005 2:12", "80pt"),
        ("样式:\n  正文: {字号: 三}\n", "T004 2:12", "没有“三”这个字号"),
        (
            "样式:\n  正文: {字体: 宋}\n",
            "T004 2:12",
            "可以写：仿宋、小标宋、楷体、黑体、宋体、Times",
        ),
        ("样式:\n  正文: {首行缩进: 8mm}\n", "T004 2:14", "要写成带“字”的数"),
        ("样式:\n  正文: {首行缩进: 21字}\n", "T005 2:14", "0字 到 20字"),
        ("样式:\n  正文: {首行缩进: -3字, 左空: 2字}\n", "T005 2:14", "-2字 到 20字"),
        ("样式:\n  标题1: {与下段同页: 有}\n", "T004 2:16", "可以写：是、否"),
        ("层次: 一、\n", "T004 1:5", "要写成一列"),
        ("层次: [一、, 一一、, 1., （1）]\n", "T004 1:10", "不止一个序数"),
        ("表格:\n  文字对齐: 两端\n", "T004 2:9", "可以写：左、中、右"),
        ("页码:\n  距版心: 60mm\n", "T005 2:8", "50.00mm"),
        ("版心网格:\n  行距: 190pt\n", "T005 2:3", "首行到了纸外"),
        ("版心网格:\n  行距: 40pt\n", "T005 2:3", "比纸高 297.00mm 还大"),
        ("页面:\n  天头: 80mm\n", "T005 2:3", "天头加版心高是 305.00mm"),
    ];
    for (overlay, place, phrase) in cases {
        let found = faults(overlay);
        let [(at, said)] = found.as_slice() else {
            panic!("{overlay}: one fault is due: {found:?}")
        };
        assert!(at == place && said.contains(phrase), "{overlay}: {place} {phrase}\n{found:?}");
    }
}

#[test]
fn all_faults_of_a_template_are_told_at_once() {
    let overlay =
        "页面:\n  纸宽: 宽\n  纸高: 高\n样式:\n  正文: {字号: 三, 行距: 1pt}\n页码:\n  缩进: 1\n";
    let places: Vec<String> = faults(overlay).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["T004 2:7", "T004 3:7", "T004 5:12", "T005 5:19", "T004 7:7"]);
}

#[test]
fn own_levels_of_a_document_stand_over_those_of_the_template() {
    let plain = sheet("{}\n").scheme;
    let span = crate::diag::Span::start_of(crate::diag::FileId::new(0));
    let level = |text: &str| Spanned { value: text.to_owned(), span };
    let mut diagnostics = Diagnostics::new();
    let own = own_levels(&plain, &[level("第一部分"), level("①")], &mut diagnostics).unwrap();
    let labels: Vec<String> = (1..=4).map(|depth| own.level(depth).label(2)).collect();
    assert_eq!(labels, ["第二部分", "②", "2.", "（2）"]);
    assert_eq!(own.level(2).style, NumeralStyle::Circled);
    assert!(own_levels(&plain, &[level("章"), level("一、")], &mut diagnostics).is_none());
    let faults = diagnostics.into_sorted();
    assert!(faults.len() == 1 && faults[0].message.contains("“章”"), "{faults:?}");
}
