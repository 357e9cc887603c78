use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::compile::{self, Options};
use crate::diag::Diagnostics;
use crate::draft::{
    Block, BlockKind, Cell, Column, Draft, Figure, Guess, Heading, Item, LeftOut, Mark, Number,
    Part as DraftPart, Piece, Table, Text, Why,
};
use crate::galley::Galley;
use crate::manuscript::{Aside, AsideKind, Manuscript, Paragraph, Picture, Place};
use crate::source::SourceMap;

/// A manuscript that grows line by line, each line a place of its own.
#[derive(Default)]
struct Pen(Manuscript);

impl Pen {
    fn range(&mut self, line: &str) -> Range<usize> {
        if !self.0.paragraphs.is_empty() {
            self.0.text.push('\n');
        }
        let range = self.0.text.len()..self.0.text.len() + line.len();
        self.0.text.push_str(line);
        let place = Place::Line(self.0.paragraphs.len() + 1);
        self.0.paragraphs.push(Paragraph { range: range.clone(), place, ..Paragraph::default() });
        range
    }

    fn text(&mut self, line: &str) -> Text {
        Text::kept(self.range(line))
    }
}

fn block(kind: BlockKind) -> Block {
    Block { kind, place: Place::Whole, guess: None }
}

fn cell(text: Text) -> Cell {
    Cell { text, rows: 1, columns: 1 }
}

struct OnePicture;

impl compile::Files for OnePicture {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(include_bytes!("../../tests/documents/图片/照片.jpg").to_vec())
    }
}

fn galley(yaml: &str) -> Galley {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let options = Options::default();
    let read = compile::read(file, options, &mut sources, &OnePicture, &mut diagnostics);
    let found = diagnostics.into_sorted();
    assert!(found.is_empty(), "{yaml}\n{found:?}");
    read.unwrap().galley
}

/// The YAML of a draft, which must balance.
fn balanced(draft: &Draft, manuscript: &Manuscript) -> (String, Account) {
    let pictures = [Some("稿-图/图1.jpg".to_owned())];
    let setting = Setting { pictures: &pictures, ..Setting::default() };
    let yaml = yaml(draft, manuscript, &setting);
    let account = account(draft, manuscript, &setting, &galley(&yaml));
    (yaml.clone(), account.unwrap_or_else(|fault| panic!("{}\n{yaml}", fault.message)))
}

/// A table with title, unit, header, a merged row, notes.
fn table(next: &mut impl FnMut() -> Text) -> Table {
    Table {
        title: Some(next()),
        unit: Some(next()),
        head: 1,
        columns: vec![Column { share: Some(2000), align: Some("中") }, Column::default()],
        rows: vec![
            vec![cell(next()), cell(next())],
            vec![cell(next()), cell(next())],
            vec![Cell { text: next(), rows: 1, columns: 2 }],
        ],
        notes: vec![next(), next()],
    }
}

/// A table with a header of two rows, and an empty cell.
fn merged_table(next: &mut impl FnMut() -> Text) -> Table {
    Table {
        head: 2,
        columns: vec![Column::default(), Column::default()],
        rows: vec![
            vec![Cell { text: next(), rows: 2, columns: 1 }, cell(next())],
            vec![cell(next())],
            vec![cell(Text::default()), cell(next())],
        ],
        ..Table::default()
    }
}

/// A draft with a block of every kind, each of its texts taken in turn.
fn of_everything(texts: &[String]) -> (Draft, Manuscript) {
    let mut texts = texts.iter().cycle();
    let mut pen = Pen::default();
    let mut next = || {
        let line = texts.next().unwrap();
        pen.text(line)
    };
    let title = vec![next(), next()];
    let run_in = block(BlockKind::Heading(Heading {
        number: Number::None,
        title: next(),
        run_in: Some(next()),
        blocks: Vec::new(),
    }));
    let items =
        [next(), next()].map(|text| Item { number: Number::Counted("(1)".to_owned()), text });
    let table = table(&mut next);
    let merged = merged_table(&mut next);
    let mut noted = next();
    noted.0.push(Piece::Note(next()));
    noted.0.extend(next().0);
    let under = vec![
        block(BlockKind::Paragraph(noted)),
        run_in,
        block(BlockKind::Items(items.into())),
        block(BlockKind::Table(table)),
    ];
    let number = Number::None;
    let heading = Heading { number, title: next(), run_in: None, blocks: under };
    let names = [next(), next()].map(|text| Item { number: Number::None, text });
    let date = Text(vec![Piece::Added { text: "2022年3月1日".to_owned(), why: Why::Date }]);
    let blocks = vec![
        block(BlockKind::Paragraph(next())),
        block(BlockKind::Heading(heading)),
        block(BlockKind::PageBreak),
        block(BlockKind::Landscape(vec![block(BlockKind::Table(merged))])),
        block(BlockKind::Figure(Figure { picture: 0, title: Some(next()) })),
        block(BlockKind::AttachmentNote(names.into())),
        block(BlockKind::Signature { names: vec![next(), next()], date: Some(date) }),
    ];
    let attached = DraftPart {
        mark: Some(Mark { number: Some(3), from: None }),
        title: vec![next()],
        guess: None,
        landscape: true,
        blocks: vec![block(BlockKind::Paragraph(next()))],
    };
    let own = DraftPart { mark: None, title, guess: None, landscape: false, blocks };
    let mut manuscript = pen.0;
    let picture =
        || Picture { bytes: vec![1], ending: String::new(), alt: None, width: Some(360_000) };
    manuscript.pictures.push(picture());
    // So that the number that a program counted is in the sum.
    for paragraph in manuscript.paragraphs.iter_mut().take(2) {
        let text = "(1)".to_owned();
        paragraph.label = Some(crate::manuscript::CountedLabel { text, level: 0 });
    }
    (Draft { parts: vec![own, attached], ..Draft::default() }, manuscript)
}

/// Words of the language, and what is something else in YAML.
const WORDS: &[&str] = &[
    "表",
    "图",
    "注",
    "条目",
    "分页",
    "空行",
    "横排",
    "署名",
    "table",
    "note",
    "附件说明",
    "页面",
    "表格",
    "- 甲",
    "甲: 乙",
    "甲 # 乙",
    "甲:",
    "是",
    "null",
    "~",
    "---",
    "...",
    "<<",
    "{{甲}}",
    "{{注：乙}}",
    "}}",
    "{{",
    "{",
    "}",
    "{{{",
    "}}}",
    "'",
    "\"",
    "\\n",
    "2021-01-01",
    "1.10",
    "0x1F",
    "[甲]",
    "{甲: 乙}",
    "甲：",
    "公务用车管理方面:",
    "“三公”经费",
    "&甲",
    "*甲",
    "!甲",
    "%甲",
    "@甲",
    "`甲`",
    "?",
    "? 甲",
    "－ 甲",
    "—— 甲",
    "　甲",
    "甲　",
    " 甲 ",
    "标题",
    "内容",
    "文",
    "跨列: 2",
];

/// Texts that clerks write, marks of YAML and of the language at their front, in them and at their end.
fn text() -> impl Strategy<Value = String> {
    let marks = "-?:,[]{}#&*!|>'\"%@`~=<.\\/()^$+_;";
    let marks: Vec<char> = marks.chars().chain("：，。“”‘’《》（）、；—…·　 ".chars()).collect();
    let character = prop_oneof![
        4 => proptest::sample::select(marks),
        3 => proptest::sample::select("公文附件表图注条目预算支出年1230是否".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    let fits = |text: &String| {
        !text.trim().is_empty()
            && !text.chars().any(|c| c == '\t' || c.is_control() || crate::source::is_unwanted(c))
    };
    prop_oneof![
        1 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        2 => proptest::collection::vec(character, 1..12)
            .prop_map(|characters| characters.into_iter().collect::<String>())
            .prop_filter("nothing to see", fits),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What the account asks, paragraph for paragraph, is that texts come out as they went in.
    #[test]
    fn any_text_in_any_block_is_printed_as_it_was(texts in proptest::collection::vec(text(), 7..40)) {
        // Notes lose the white space around them, as the language has it; a draft does not give them any.
        let texts: Vec<String> = texts.iter().map(|text| text.trim().to_owned()).collect();
        let (draft, manuscript) = of_everything(&texts);
        let (_, account) = balanced(&draft, &manuscript);
        prop_assert_eq!(account.read, manuscript.characters());
    }

    #[test]
    fn white_space_at_the_ends_of_a_paragraph_is_kept(text in text()) {
        let mut pen = Pen::default();
        let title = vec![pen.text("标题")];
        let heading = Heading { number: Number::None, title: pen.text(&text), run_in: None, blocks: Vec::new() };
        let blocks = vec![
            block(BlockKind::Paragraph(pen.text(&text))),
            block(BlockKind::Heading(heading)),
            block(BlockKind::Items(vec![Item { number: Number::None, text: pen.text(&text) }])),
        ];
        let part = DraftPart { title, blocks, ..DraftPart::default() };
        let draft = Draft { parts: vec![part], ..Draft::default() };
        balanced(&draft, &pen.0);
    }
}

/// A small report with something of every kind of entry.
fn report() -> (Draft, Manuscript) {
    let mut pen = Pen::default();
    let mark = pen.range("附件 4");
    let title = vec![pen.text("2021年度报告")];
    let heading = pen.range("（三） 公务用车");
    let (number, rest) = (heading.start..heading.start + 10, heading.start + 10..heading.end);
    let amount = pen.range("预算3万元。[bookmark: _GoBack]");
    let cut = amount.start + "预算3万元。".len();
    let blocks = vec![
        Block {
            kind: BlockKind::Heading(Heading {
                number: Number::Typed(number),
                title: Text::kept(rest),
                run_in: None,
                blocks: vec![block(BlockKind::Paragraph(Text::kept(amount.start..cut)))],
            }),
            place: Place::Line(3),
            guess: Some(Guess {
                taken: "接着上面的（三）编号".to_owned(),
                instead: Some("下一级"),
            }),
        },
        block(BlockKind::Heading(Heading {
            number: Number::None,
            title: pen.text("表"),
            run_in: None,
            blocks: Vec::new(),
        })),
    ];
    let part = DraftPart {
        mark: Some(Mark { number: Some(4), from: Some(mark) }),
        title,
        guess: None,
        landscape: false,
        blocks,
    };
    let draft = Draft {
        unit: Some("某局".to_owned()),
        year: Some(2021),
        levels: Some(vec!["一、".to_owned(), "（1）".to_owned()]),
        parts: vec![part],
        left_out: vec![LeftOut { range: cut..amount.end, why: Why::Residue }],
        ..Draft::default()
    };
    let text = "PAGE".to_owned();
    let aside = Aside { kind: AsideKind::FieldCode, text, counts: true, place: Place::Whole };
    pen.0.asides.push(aside);
    (draft, pen.0)
}

#[test]
fn the_yaml_is_as_a_person_would_write_it() {
    let (draft, manuscript) = report();
    let expected = "附件: 4\n标题: 2021年度报告\n# 猜测：单位取自文字\n单位: 某局\n# 猜测：年度取自文字\n年度: 2021\n层次: [一、, （1）]\n\n正文:\n  # 猜测：接着上面的（三）编号；也可能是下一级\n  - 公务用车:\n      - 预算3万元。\n  - 标题: 表\n    内容:\n";
    assert_eq!(balanced(&draft, &manuscript).0, expected);
}

#[test]
fn every_character_is_in_the_account() {
    let (draft, manuscript) = report();
    let (_, account) = balanced(&draft, &manuscript);
    let of = |entry: &Entry| (entry.before.clone(), entry.after.clone(), entry.kind());
    let entries: Vec<_> = account.entries.iter().map(of).collect();
    let text = str::to_owned;
    let expected = [
        (text("附件 4"), text("附件4"), Kind::Printed),
        (text("（三）"), text("一、"), Kind::Printed),
        (text(" "), text(""), Kind::LeftOut),
        (text("[bookmark: _GoBack]"), text(""), Kind::LeftOut),
        (text(""), text("二、"), Kind::Printed),
    ];
    assert_eq!(entries, expected);
    // 4 + 8 + 8 + 6 + 19 + 1, and four set aside.
    assert_eq!((account.read, account.aside), (46 + 4, 4));
    assert_eq!((account.kept, account.written), (8 + 4 + 6 + 1, 19 + 3 + 2 + 2));
}

#[test]
fn words_that_the_program_prints_where_they_stood_are_no_change() {
    let mut pen = Pen::default();
    let title = vec![pen.text("报告")];
    let line = pen.range("组织管理：按月调度。");
    let colon = line.start + 12;
    let unit = pen.range("单位:万元");
    let heading = Heading {
        number: Number::None,
        title: Text::kept(line.start..colon),
        run_in: Some(Text::kept(colon + 3..line.end)),
        blocks: Vec::new(),
    };
    let table = Table {
        unit: Some(Text::kept(unit.start + 7..unit.end)),
        columns: vec![Column::default()],
        rows: vec![vec![cell(pen.text("甲"))]],
        ..Table::default()
    };
    let blocks = vec![block(BlockKind::Heading(heading)), block(BlockKind::Table(table))];
    let left_out = vec![
        LeftOut { range: colon..colon + 3, why: Why::RunIn },
        LeftOut { range: unit.start..unit.start + 7, why: Why::Words },
    ];
    let part = DraftPart { title, blocks, ..DraftPart::default() };
    let draft = Draft { parts: vec![part], left_out, ..Draft::default() };
    let (_, account) = balanced(&draft, &pen.0);
    let of = |entry: &Entry| (entry.before.clone(), entry.after.clone());
    let entries: Vec<_> = account.entries.iter().map(of).collect();
    let text = str::to_owned;
    assert_eq!(entries, [(text(""), text("一、")), (text("单位:"), text("单位："))]);
    assert_eq!((account.read, account.written, account.kept), (18, 20, 15));
}

/// What an account says of a galley that is not what the draft says, or of a draft that lost something.
fn fault(change: impl FnOnce(&mut Draft, &mut Manuscript, &mut String)) -> String {
    let (mut draft, mut manuscript) = report();
    let mut yaml = yaml(&draft, &manuscript, &Setting::default());
    change(&mut draft, &mut manuscript, &mut yaml);
    account(&draft, &manuscript, &Setting::default(), &galley(&yaml)).unwrap_err().message
}

#[test]
fn whatever_is_lost_or_printed_otherwise_is_found() {
    let printed = fault(|_, _, yaml| *yaml = yaml.replace("公务用车", "公务用本"));
    assert!(printed.contains("第3行的小标题应印“公务用【车】”，印成了“公务用【本】”"), "{printed}");
    let kind = fault(|_, _, yaml| *yaml = yaml.replace("标题: 表\n    内容:", "表格名称: 段"));
    assert!(kind.contains("第5行应是小标题，印成了段首标题"), "{kind}");
    let missing = fault(|_, _, yaml| *yaml = yaml.replace("  - 标题: 表\n    内容:\n", ""));
    assert!(missing.contains("第5行的小标题没有印出来：“表”"), "{missing}");
    let more = fault(|_, _, yaml| yaml.push_str("  - 多了\n"));
    assert!(more.contains("多印了段落“多了”"), "{more}");
    let lost = fault(|draft, _, _| draft.left_out.clear());
    assert!(lost.contains("读入 50 字，有着落的 31 字"), "{lost}");
}
