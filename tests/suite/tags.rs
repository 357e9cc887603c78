//! The structure of the PDF: the tree is the document in reading order, nothing of it missing, nothing
//! said twice, and every cell knows its headers.

use std::path::PathBuf;

use chengwen::compile::{Compiled, Files, Options, compile};
use chengwen::diag::Diagnostics;
use chengwen::galley::{Block, ContentsEntry, Paragraph};
use chengwen::source::SourceMap;

use crate::documents::{book, compiled, repository};

/// The tree below its root.
fn tags(body: &str) -> String {
    let dump = compiled(&format!("附件: 1\n标题: 某项目绩效自评报告\n正文:\n{body}")).tags();
    let lines = dump.lines().skip(5).map(|line| line.strip_prefix("  ").unwrap().to_owned() + "\n");
    lines.collect()
}

#[test]
fn the_mark_and_the_title_come_first() {
    let dump = compiled("附件: 1\n标题: 某项目绩效自评报告\n正文:\n  - 甲。\n").tags();
    let expected =
        "Document\n  P\n    “附件1”\n  Title\n    “某项目绩效自评报告”\n  P\n    “甲。”\n";
    assert_eq!(dump, expected);
}

#[test]
fn a_run_in_heading_is_a_heading_and_its_sentence_a_paragraph() {
    let body = "  - 概况:\n      - 组织管理: 由2021年成立的领导小组负责。\n      - 资金:\n          - 共12万元。\n";
    assert_eq!(
        tags(body),
        "H1\n  “一、概况”\nH2\n  “（一）组织管理：”\nP\n  “由2021年成立的领导小组负责。”\nH2\n  “（二）资金”\nP\n  “共12万元。”\n"
    );
}

#[test]
fn a_note_is_read_where_it_is_called() {
    let body = "  - 概况{{注：小标题上的注。}}:\n      - 共12辆{{注：含租用的2辆。}}，另有1辆{{注：借出。}}。\n";
    assert_eq!(
        tags(body),
        "H1\n  “一、概况”\n  Reference\n    “①”\n  Note #3\n    Lbl\n      “①”\n    “小标题上的注。”\n\
         P\n  “共12辆”\n  Reference\n    “②”\n  Note #5\n    Lbl\n      “②”\n    “含租用的2辆。”\n  “，另有1辆”\n  \
         Reference\n    “③”\n  Note #6\n    Lbl\n      “③”\n    “借出。”\n  “。”\n"
    );
}

#[test]
fn lines_of_contents_lead_to_their_headings_and_stand_under_those_of_a_higher_level() {
    let body = "  - 目录:\n  - 概况:\n      - 职责:\n          - 正文。\n  - 效果: [正文。]\n";
    let line =
        |heading: &str| format!("Reference\n  Link\n    “{heading}”\n    “ 1”\n    → {heading}\n");
    let under = |text: &str, depth: usize| {
        let lines = text.lines().map(|line| format!("{}{line}\n", "  ".repeat(depth)));
        lines.collect::<Vec<String>>().concat()
    };
    let expected = [
        "P\n  “目录”\nTOC\n  TOCI\n",
        &under(&line("一、概况"), 2),
        "    TOC\n      TOCI\n",
        &under(&line("（一）职责"), 4),
        "  TOCI\n",
        &under(&line("二、效果"), 2),
    ];
    let found = tags(body);
    assert!(found.starts_with(&expected.concat()), "{found}");
}

#[test]
fn a_cell_is_read_with_all_headers_above_it() {
    let body = "  - 表:\n      标题: 收支\n      单位: 万元\n      列: [{名: 项目}, {名: 预算}, {名: 执行}]\n      表头:\n        - [{文: 项目, 跨行: 2}, {文: 金额, 跨列: 2}]\n        - [预算, 执行]\n      行:\n        - [甲, \"1\", \"2\"]\n        - [{文: 合计, 跨列: 2}, \"2\"]\n";
    assert_eq!(
        tags(body),
        "Table\n  Caption\n    P\n      “收支”\n    P\n      “单位：万元”\n  THead\n    TR\n      \
         TH #6 2×1 ↓\n        “项目”\n      TH #7 1×2 ↓\n        “金额”\n    TR\n      TH #8 ↓\n        “预算”\n      \
         TH #9 ↓\n        “执行”\n  TBody\n    TR\n      TD @6\n        “甲”\n      TD @7 @8\n        “1”\n      \
         TD @7 @9\n        “2”\n    TR\n      TD 1×2 @6 @7 @8\n        “合计”\n      TD @7 @9\n        “2”\n"
    );
}

#[test]
fn a_heading_that_leaves_a_level_out_stands_one_level_under_the_one_before() {
    // The numbers stay what the author asked for.
    let dump =
        compiled("标题: 报告\n层次: [一、, 1.]\n正文:\n  - 甲:\n      - 乙:\n          - 丙。\n")
            .tags();
    let headings: Vec<&str> = dump.lines().map(str::trim).filter(|l| l.starts_with('H')).collect();
    assert_eq!(headings, ["H1", "H2"]);
}

/// What documents name lies in tests/documents.
struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(name)).map_err(|error| error.to_string())
    }
}

/// Every document of data/ and tests/documents with a body.
pub(crate) fn every_document() -> Vec<(String, Compiled)> {
    let mut found = Vec::new();
    for folder in ["data", "tests/documents"] {
        let folder = repository(folder);
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if !String::from_utf8_lossy(&bytes).contains("\n正文:") {
                continue;
            }
            let mut sources = SourceMap::default();
            let file = sources.add(&name, bytes).unwrap();
            let mut out = Diagnostics::new();
            let files = Beside(folder.clone());
            let compiled =
                compile(file, Options::default(), &mut sources, book(), &files, &mut out);
            found.push((name, compiled.unwrap()));
        }
    }
    found
}

/// What a reader says: the contents of the tree in order.
fn said(compiled: &Compiled) -> String {
    let dump = compiled.tags();
    let contents = dump.lines().filter_map(|line| line.trim().strip_prefix('“')?.strip_suffix('”'));
    contents.flat_map(str::chars).filter(|character| !character.is_whitespace()).collect()
}

/// What there is to say: every paragraph with its number, notes where they are called.
fn written(document: &Compiled) -> String {
    let mut text = String::new();
    for block in document.galley.blocks() {
        match block {
            Block::Paragraph(own) => paragraph(own, &mut text),
            Block::Figure(figure) => {
                figure.caption.iter().for_each(|line| paragraph(line, &mut text));
            }
            Block::Contents(contents) => {
                paragraph(&contents.title, &mut text);
                for ContentsEntry { line, .. } in &contents.entries {
                    paragraph(line, &mut text);
                    text.push_str(&document.layout.facts.page_references[&line.id].to_string());
                }
            }
            Block::Table(table) => table.paragraphs().for_each(|line| paragraph(line, &mut text)),
        }
    }
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn paragraph(own: &Paragraph, text: &mut String) {
    text.extend(own.label.iter().flat_map(|label| label.text.chars()));
    let mut notes = own.notes.iter().peekable();
    for (index, character) in own.text().chars().enumerate() {
        while let Some(note) = notes.next_if(|note| note.at <= index) {
            text.extend([note.number.as_str(), &note.number, &note.text.text()]);
        }
        text.push(character);
    }
    for note in notes {
        text.extend([note.number.as_str(), &note.number, &note.text.text()]);
    }
}

#[test]
fn the_tree_of_every_document_says_the_whole_document_once_and_in_order() {
    let documents = every_document();
    assert!(documents.len() >= 20, "{}", documents.len());
    for (name, document) in documents {
        let (said, written) = (said(&document), written(&document));
        assert!(!said.is_empty(), "{name}");
        let differ = said.chars().zip(written.chars()).position(|(a, b)| a != b);
        let near = |text: &str| {
            let at = differ.unwrap_or_default().saturating_sub(6);
            text.chars().skip(at).take(20).collect::<String>()
        };
        assert!(
            differ.is_none(),
            "{name}: “{}” is said, “{}” written",
            near(&said),
            near(&written)
        );
        assert_eq!(said.chars().count(), written.chars().count(), "{name}");
    }
}
