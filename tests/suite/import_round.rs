//! What we made ourselves comes back: each document of the repository is made a DOCX, taken in, set again, and prints the
//! same paragraphs with the same numbers, in the same parts, tables with the same cells.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chengwen::cli::import::{Taken, take};
use chengwen::compile::{Compiled, Embed, Options, read};
use chengwen::diag::Diagnostics;
use chengwen::source::SourceMap;
use chengwen::transcript::{Part, Printed, printed};
use proptest::prelude::*;

use crate::documents::{book, documents, repository};
use crate::tags::every_document;

/// The DOCX of a document, taken in.
fn back(compiled: &Compiled) -> Result<Taken, String> {
    let docx = compiled.docx(&[], Embed::Nothing, book()).unwrap();
    take(Path::new("稿.docx"), docx, Path::new("稿.yaml")).map_err(|fault| fault.message)
}

/// What the YAML of a taken-in file prints.
fn set_again(taken: &Taken) -> Vec<Printed> {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", taken.yaml.clone().into_bytes()).unwrap();
    let mut out = Diagnostics::new();
    let read = read(file, Options::default(), &mut sources, &taken.pictures, &mut out);
    printed(&read.unwrap().galley)
}

/// Tables that have their header below their first row, as forms do.
fn forms(all: &[Printed]) -> BTreeSet<usize> {
    let heads = |first: bool| -> BTreeSet<usize> {
        let tables = all.iter().filter_map(|own| match own.part {
            Part::Cell { table, row, head: true, .. } if (row == 0) == first => Some(table),
            _ => None,
        });
        tables.collect()
    };
    &heads(false) - &heads(true)
}

/// Without what says that cells of these tables are of the header: of a form only the form itself knows.
fn without_heads(mut all: Vec<Printed>, tables: &BTreeSet<usize>) -> Vec<Printed> {
    for own in &mut all {
        if let Part::Cell { table, head, .. } = &mut own.part {
            *head &= !tables.contains(table);
        }
    }
    all
}

/// With columns counted by the edges that some cell has: a form may have one that no cell of it ends at.
fn by_edges(mut all: Vec<Printed>) -> Vec<Printed> {
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for own in &all {
        if let Part::Cell { table, column, columns, .. } = own.part {
            edges.entry(table).or_default().extend([column, column + columns]);
        }
    }
    for own in &mut all {
        if let Part::Cell { table, column, columns, .. } = &mut own.part {
            let rank = |at: usize| edges[table].iter().filter(|edge| **edge < at).count();
            let (start, end) = (rank(*column), rank(*column + *columns));
            (*column, *columns) = (start, end - start);
        }
    }
    all
}

/// The first difference, for people.
fn difference(compiled: &Compiled) -> Option<String> {
    let due = printed(&compiled.galley);
    let forms = forms(&due);
    let due = by_edges(without_heads(due, &forms));
    let taken = match back(compiled) {
        Ok(taken) => taken,
        Err(fault) => return Some(fault),
    };
    let there = by_edges(without_heads(set_again(&taken), &forms));
    let at = due.iter().zip(&there).position(|(due, there)| due != there);
    let at = at.or((due.len() != there.len()).then_some(due.len().min(there.len())))?;
    Some(format!("paragraph {at}:\n  due   {:?}\n  there {:?}", due.get(at), there.get(at)))
}

#[test]
fn every_document_of_ours_comes_back_as_it_was() {
    let mut wrong: Vec<String> = Vec::new();
    for (name, compiled) in every_document() {
        wrong.extend(difference(&compiled).map(|difference| format!("{name}: {difference}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_table_of_contents_comes_back_where_it_stood() {
    let one = "    正文:\n      - 目录: {级数: 1}\n      - 分页:\n      - 概况:\n          - 情况良好。\n      - 问题:\n          - 缺人。\n";
    for text in [
        "标题: 报告\n正文:\n  - 说明一句。\n  - 目录: {级数: 3, 标题: 目　次}\n  - 概况:\n      - 情况良好。\n".to_owned(),
        "标题: 报告\n正文:\n  - 概况:\n      - 情况良好。\n  - 目录:\n".to_owned(),
        format!("各附件:\n  - 附件: 1\n    标题: 甲\n{one}  - 附件: 2\n    标题: 乙\n{one}"),
    ] {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", text.clone().into_bytes()).unwrap();
        let mut out = Diagnostics::new();
        let read = read(file, Options::default(), &mut sources, &(), &mut out);
        let compiled = read.unwrap().lay_out(book(), &mut out).map_err(|_| "not laid out").unwrap();
        let (due, there) = (printed(&compiled.galley), set_again(&back(&compiled).unwrap()));
        assert_eq!(there, due, "{text}");
        assert!(due.iter().any(|own| matches!(own.part, Part::Contents(_))));
    }
}

#[test]
fn the_sample_as_it_was_typed_is_the_document_that_was_made_of_it_by_hand() {
    let bytes = std::fs::read(repository("tests/data/xiangfen-2021-sample.txt")).unwrap();
    let taken = take(Path::new("附件4.txt"), bytes, Path::new("附件4.yaml"));
    let there = set_again(&taken.unwrap_or_else(|fault| panic!("{}", fault.message)));
    let due = printed(&documents()["xiangfen-2021"].galley);
    for (due, there) in due.iter().zip(&there) {
        assert_eq!(there, due);
    }
    assert_eq!(there.len(), due.len());
}

#[test]
fn the_sample_with_names_for_its_figures_prints_the_same() {
    let bytes = std::fs::read(repository("tests/data/xiangfen-2021-sample.txt")).unwrap();
    let taken = take(Path::new("附件4.txt"), bytes, Path::new("附件4.yaml")).map_err(|f| f.message);
    let plain = set_again(taken.as_ref().unwrap());
    let named = taken.unwrap().with_names(Path::new("附件4.yaml")).map_err(|f| f.message).unwrap();
    assert!(named.yaml.contains("    接待人数:\n      目标值: 1000人\n      完成值: 1000人\n"));
    assert!(named.yaml.contains("任务完成及时率{{单位整体支出绩效目标.任务完成及时率.完成值}}，"));
    assert_eq!(set_again(&named), plain);
}

/// Lines that texts of offices are made of, and what breaks them.
fn line() -> impl Strategy<Value = String> {
    let start = "(|附件[0-9]?|附件：|[一二三四五十]、|（[一二三]）|\\([1-3]\\)|[1-9]\\.|[1-9]、|（[1-9]）|①|第一章 |[　 ]{1,4}|表1 |图1　|注：|单位：|\\{\\{|\\}\\}|- |# |\\[bookmark: _GoBack\\]|<b>)";
    let words = "(|概况|公务用车方面：|预算3万元。|执行率≤100%|目录|署名|条目|县财政局|2022年3月1日|二〇二二年三月|：|: | #|\"|'|\\\\|[　 ]{3,9}|\t|[甲乙丙]{1,9}|。|，|\\{\\{甲\\}\\}|\\{|\\}|[\u{200B}\u{E000}\u{F0B7}\u{7}\u{2028}])";
    (start, proptest::collection::vec(words, 0..5))
        .prop_map(|(start, words)| format!("{start}{}", words.concat()))
}

/// Lines of one width, as texts have them that were broken so, with what stands between them.
fn full() -> impl Strategy<Value = String> {
    let words = "[甲乙丙，]{21}(文。|文字|ab|12)[ ]{0,2}";
    prop_oneof![6 => words, 1 => "(　　|    )[甲乙]{18}", 1 => "word of Latin [a-z]{27}", 1 => "", 1 => line()]
}

fn balances(lines: &[String]) -> Result<(), TestCaseError> {
    let text = lines.join("\n");
    prop_assume!(!text.trim().is_empty());
    match take(Path::new("稿.txt"), text.clone().into_bytes(), Path::new("稿.yaml")) {
        Ok(taken) => {
            prop_assert_eq!(taken.account.read, text.chars().filter(|c| *c != '\n').count());
            let named = taken.with_names(Path::new("稿.yaml"));
            prop_assert!(named.is_ok(), "{}\n{text}", named.err().unwrap().message);
        }
        Err(fault) => prop_assert!(fault.code.0 == "U001", "{}\n{text}", fault.message),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_text_is_taken_in_balances(lines in proptest::collection::vec(line(), 1..14)) {
        balances(&lines)?;
    }

    #[test]
    fn whatever_text_is_broken_at_a_width_balances(lines in proptest::collection::vec(full(), 8..20)) {
        balances(&lines)?;
    }
}
