//! Every word of the list is proved by two sentences: tests/data/lexicon-cases.yaml.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    wrong: String,
    source: String,
    bad: String,
    silent: String,
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/lexicon-cases.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn kinds() -> [&'static Words; 6] {
    let Lexicon { characters, variants, wording, terms, short_names, sensitive } = lexicon();
    [characters, variants, wording, terms, short_names, sensitive]
}

/// What the whole list finds in a text.
fn found(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let hits = kinds().into_iter().flat_map(|words| words.hits(text));
    hits.map(|(entry, range)| (entry.wrong, range)).collect()
}

#[test]
fn the_list_reads_and_no_word_is_in_it_twice() {
    let lexicon = read().unwrap();
    assert!(lexicon.characters.entries.len() > 200);
    let words: Vec<&str> =
        kinds().iter().flat_map(|words| &words.entries).map(|entry| entry.wrong).collect();
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    for entry in kinds().iter().flat_map(|words| &words.entries) {
        assert!(!entry.why.is_empty() && !entry.why.ends_with('。'), "{}", entry.wrong);
        assert!(!entry.right.split('/').any(|right| right == entry.wrong), "{}", entry.wrong);
        let again = |right: &str| found(right).iter().any(|(wrong, _)| wrong == &entry.wrong);
        assert!(!entry.right.split('/').any(again), "{} is found again when mended", entry.wrong);
    }
}

#[test]
fn every_word_is_found_once_where_it_stands() {
    for Case { wrong, bad, .. } in cases() {
        let at = bad.find(&wrong).unwrap();
        assert_eq!(found(&bad), [(wrong.as_str(), at..at + wrong.len())], "{bad}");
    }
}

#[test]
fn the_counter_example_of_no_word_is_found_by_any() {
    for Case { wrong, silent, .. } in cases() {
        assert_eq!(found(&silent), [], "{wrong}: {silent}");
    }
}

#[test]
fn no_word_is_without_source_and_sentences() {
    let cases: BTreeMap<String, Case> =
        cases().into_iter().map(|case| (case.wrong.clone(), case)).collect();
    for entry in kinds().iter().flat_map(|words| &words.entries) {
        let case = cases.get(entry.wrong).unwrap_or_else(|| panic!("{}", entry.wrong));
        assert!(!case.source.is_empty(), "{}", entry.wrong);
    }
    assert_eq!(cases.len(), kinds().iter().map(|words| words.entries.len()).sum::<usize>());
}

#[test]
fn two_words_that_meet_make_no_third() {
    for text in [
        "县人大常委会报告起草组赴柳河镇调研。",
        "蚊帐目录和帐篷清单已经移交。",
        "会议公布署名文章三篇。",
        "面对严峻工作形势，开展消防讯问。",
        "规模胡乱扩张的问题已经纠正。",
        "天然气侯马分输站建成。",
        "三处沉陷井盖已经更换，空调拔掉电源。",
        "为了了解情况，研究竞争机制。",
        "购置触摸式查询机，总结严于律己经验，民主党派遗产已登记。",
        "维护拦河坝，骨折迁延不愈，家俱乐部举办女篮图片展。",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
#[ignore = "measures"]
fn reading_costs_little() {
    let start = std::time::Instant::now();
    let lexicon = read().unwrap();
    let read_in = start.elapsed();
    let text = "关于做好全县党政机关办公用房清理整改工作的通知，各乡镇、各单位要按照要求抓好落实。"
        .repeat(40_000);
    let start = std::time::Instant::now();
    let Lexicon { characters, variants, wording, terms, short_names, sensitive } = &lexicon;
    let all = [characters, variants, wording, terms, short_names, sensitive];
    let count: usize = all.iter().map(|words| words.hits(&text).len()).sum();
    println!("{read_in:?}; {} bytes in {:?}, {count}", text.len(), start.elapsed());
}
