//! What holds for every rule: its code, its words, its example, its place in the folders.

use std::collections::BTreeSet;

use super::*;
use crate::check::Family;
use crate::check::Finding;
use crate::check::profile::{OwnWord, Profile};
use crate::check::testing::{look, marked, proof};
use crate::compile;
use crate::diag::Diagnostics;
use crate::proof::of_galley;
use crate::source::SourceMap;

#[test]
fn codes_are_in_the_order_of_their_families_and_none_is_given_twice() {
    let codes: Vec<&str> = all().map(|rule| rule.code.0).collect();
    let order = |code: &str| {
        let family = Family::ALL.iter().position(|family| code.starts_with(family.letter()));
        (family, code.to_owned())
    };
    assert!(codes.windows(2).all(|pair| order(pair[0]) < order(pair[1])), "{codes:?}");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn every_rule_says_what_it_looks_for_where_it_comes_from_and_what_to_do() {
    for rule in all() {
        let code = rule.code.0;
        assert!(!rule.name.is_empty() && rule.name.chars().count() <= 16, "{code}: {}", rule.name);
        for text in [rule.looks_for, rule.remedy] {
            assert!(text.ends_with('。'), "{code}: {text}");
        }
        assert!(!rule.clause.is_empty() && !rule.clause.ends_with('。'), "{code}");
        assert_eq!(find(&code.to_lowercase()).map(|rule| rule.code), Some(rule.code));
    }
}

/// Rules about documents whose numbers a program counts.
const COUNTED: [&str; 1] = ["S012"];

/// A unit's own rules, without which rules about them have no example.
fn profile() -> Profile {
    let word = OwnWord {
        wrong: "全机关".to_owned(),
        right: "全县机关".to_owned(),
        why: String::new(),
        except: Vec::new(),
    };
    Profile { words: vec![word], ..Profile::default() }
}

/// What a rule finds in an example.
fn found(rule: &'static Rule, example: &str) -> Vec<Finding> {
    let mut proof = proof(example);
    proof.typed = !COUNTED.contains(&rule.code.0);
    look(rule, &proof, &profile())
}

#[test]
fn the_example_of_every_rule_is_found_and_is_right_when_mended() {
    for rule in all().filter(|rule| rule.family() != Family::Layout) {
        let code = rule.code.0;
        let wrong = found(rule, rule.wrong);
        assert!(!wrong.is_empty(), "{code} does not find its example: {}", rule.wrong);
        let right = found(rule, rule.right);
        assert!(right.is_empty(), "{code}: {} {right:#?}", marked(rule.right, &right));
        let mended = wrong.iter().any(|finding| !finding.mending.is_empty());
        assert_eq!(mended, rule.mends, "{code} says whether --修 mends it");
    }
}

/// The cases of a file under tests/clean: stretches of lines between empty lines, without the lines that name the
/// traps they set.
fn clean_cases(name: &str) -> Vec<String> {
    let path = format!("{}/tests/clean/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cases = text.split("\n\n").map(|case| {
        let lines = case.lines().filter(|line| !line.starts_with("# "));
        lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
    });
    cases.filter(|case| !case.is_empty()).collect()
}

#[test]
fn text_that_is_right_is_left_alone() {
    let mut found = Vec::new();
    for name in [
        "structure",
        "punctuation",
        "numbers",
        "figures",
        "indicators",
        "words",
        "layout",
        "elements",
    ] {
        let cases = clean_cases(name);
        assert!(cases.iter().flat_map(|case| case.lines()).count() >= 30, "{name}");
        for case in cases {
            let proof = crate::check::testing::proof(&case);
            for finding in crate::check::check(&proof, &crate::check::Profile::default()) {
                let text = &proof.paragraphs[finding.paragraph].text;
                let line =
                    marked(text, &[crate::check::Finding { paragraph: 0, ..finding.clone() }]);
                found.push(format!(
                    "{name}: {} {}\n    {line}",
                    finding.rule.code.0, finding.message
                ));
            }
        }
    }
    assert!(found.is_empty(), "{} false reports:\n{}", found.len(), found.join("\n"));
}

/// What texts are made of that upset readers of texts.
const CHARACTERS: &str = "[一二三四（）()《》“”‘’、，。；：！？,.;:!?0-9０１%％年月日元万个人次是等共其中合计一不≥≤<>=＝+×~～—… \t\u{3000}a-zA-Z附件报告局中心无第〔〕\\[\\]\n]{0,120}";

proptest::proptest! {
    #[test]
    fn no_text_upsets_the_rules_and_findings_lie_inside_their_paragraphs(text in CHARACTERS) {
        let proof = crate::check::testing::proof(&format!("x{text}"));
        for finding in crate::check::check(&proof, &crate::check::Profile::default()) {
            let paragraph = &proof.paragraphs[finding.paragraph].text;
            proptest::prop_assert!(paragraph.get(finding.range.clone()).is_some(), "{finding:?}");
            for (range, _) in &finding.mending {
                proptest::prop_assert!(paragraph.get(range.clone()).is_some(), "{finding:?}");
            }
        }
    }

    #[test]
    fn no_document_of_ours_upsets_a_rule(
        texts in proptest::collection::vec("[一二三（）《》“”、，。；：,.;:()0-9%年月日元万个人等共其中是≥<>=— 附件报告局中心第〔〕a-z]{1,40}", 6)
    ) {
        let quoted: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
        let [title, heading, run_in, cell, name, body] = &quoted[..] else { return Ok(()) };
        let yaml = format!(
            "附件: 2\n标题: {title}\n单位: {name}\n年度: 2021\n正文:\n  - {heading}:\n      - {body}\n      - {run_in}: {body}\n      - 表:\n          标题: {title}\n          列: [{{名: {heading}}}, {{名: {name}}}]\n          行:\n            - [{cell}, {body}]\n            - [{name}, {cell}]\n  - 附件说明: [{name}]\n  - 署名: {{单位: {name}, 日期: 2021-01-02}}\n"
        );
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", yaml.into_bytes()).unwrap();
        let mut out = Diagnostics::new();
        let read = compile::read(file, compile::Options::default(), &mut sources, &(), &mut out);
        // Texts that are blank make no document.
        let Some(read) = read else { return Ok(()) };
        let proof = of_galley(&read.galley, None, &sources);
        for finding in crate::check::check(&proof, &crate::check::Profile::default()) {
            let paragraph = &proof.paragraphs[finding.paragraph];
            proptest::prop_assert!(paragraph.text.get(finding.range.clone()).is_some(), "{finding:?}");
            proptest::prop_assert!(finding.to_diagnostic(&proof).is_some(), "{finding:?}");
        }
    }

    #[test]
    fn words_of_reports_in_any_order_upset_no_rule(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "一、", "（二）", "（3）", "4.", "一是", "二是", "其中", "共", "合计", "等", "2021年", "2020年度", "3.5万元", "12个", "100%", "≤",
            "不少于", "满意度", "项目资金", "预算", "支出", "执行率", "结余", "：", "，", "。", "；", "、", "（", "）", "《", "》", "“", "”", "\n", " ",
            "\t", "我局", "水利局", "附件", "附件：1.", "得分", "等级为优", "×××", "的", "〔2021〕", "号", "关于", "通知", "无", "指标", "是否", "每人",
        ]), 0..40)
    ) {
        let proof = crate::check::testing::proof(&format!("x{}", parts.concat()));
        for finding in crate::check::check(&proof, &crate::check::Profile::default()) {
            let paragraph = &proof.paragraphs[finding.paragraph].text;
            proptest::prop_assert!(paragraph.get(finding.range.clone()).is_some(), "{finding:?}");
        }
    }
}

#[test]
fn numbers_too_long_to_reckon_with_upset_nothing() {
    let nines = "9".repeat(28);
    let text = format!(
        "标题报告\n\n一、情况\n预算{nines}亿元，支出-{nines}亿元，结余{nines}万元，执行率{nines}%。共计{nines}辆：轿车{nines}辆、客车-{nines}辆。\n{nines}人，每人{nines}元，共计{nines}万元。{nines}+{nines}={nines}。由-{nines}人增加到{nines}人，增加{nines}人，增长{nines}%。\n项目\t金额\n甲\t-{nines}\n乙\t{nines}\n合计\t{nines}\n"
    );
    let proof = crate::check::testing::proof(&text);
    let _ = crate::check::check(&proof, &crate::check::Profile::default());
}
