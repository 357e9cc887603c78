//! The other subcommands, help and version.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::documents::repository;
use crate::support::Desk;

/// Both names of every starter.
const STARTERS: [(&str, &str); 2] = [("附件", "attachment"), ("绩效自评报告", "self-evaluation")];

#[test]
fn a_starter_is_written_once_and_builds_as_it_is() {
    for (kind, english) in STARTERS {
        let desk = Desk::new();
        let said = desk.run_well(&["new", kind, "-o", "新稿.yaml"]);
        assert!(
            said.contains("写好 新稿.yaml") && said.contains("chengwen build 新稿.yaml"),
            "{said}"
        );
        let text = String::from_utf8(desk.read("新稿.yaml")).unwrap();
        assert!(text.starts_with('#') || text.contains("标题:"), "{text}");
        assert_eq!(desk.run_well(&["new", kind]), text, "without -o it is printed");
        assert_eq!(desk.run_well(&["new", english]), text);
        desk.run_well(&["build", "新稿.yaml"]);

        desk.write("新稿.yaml", "改过的");
        let ran = desk.run(&["new", kind, "-o", "新稿.yaml"]);
        ran.says_only("U001", "", &["“新稿.yaml”已经有了，没有动它"]);
        assert_eq!(ran.code, 2);
        assert_eq!(desk.read("新稿.yaml"), "改过的".as_bytes());
    }
}

#[test]
fn a_starter_of_an_unknown_kind_or_in_a_folder_that_is_missing_is_refused() {
    let desk = Desk::new();
    let ran = desk.run(&["new", "报表", "-o", "新稿.yaml"]);
    ran.says_only("U001", "", &["不能写成“报表”", "附件", "绩效自评报告"]);
    assert_eq!(ran.code, 2);
    let ran = desk.run(&["new", "附件", "-o", "没有/新稿.yaml"]);
    ran.says_only("U011", "", &["写不了“没有/新稿.yaml”：找不到"]);
    assert_eq!(ran.code, 2);
    assert!(desk.files().is_empty());
}

/// Every object key and every string of a JSON value.
fn words_of(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                words.insert(key.clone());
                words_of(value, words);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| words_of(value, words)),
        Value::String(text) => drop(words.insert(text.clone())),
        _ => {}
    }
}

#[test]
fn the_schema_is_json_that_names_every_key_of_the_language() {
    let desk = Desk::new();
    let printed = desk.run_well(&["schema"]);
    let schema: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let mut words = BTreeSet::new();
    words_of(&schema, &mut words);

    let source = std::fs::read_to_string(repository("src/schema/keys.rs")).unwrap();
    let declared: Vec<&str> = source
        .split(" = key(\"")
        .skip(1)
        .chain(source.split(" = required(\"").skip(1))
        .flat_map(|rest| rest.split('"').step_by(2).take(2))
        .collect();
    assert!(declared.contains(&"正文") && declared.contains(&"body") && declared.len() > 50);
    for key in declared {
        assert!(words.contains(key), "the schema does not know “{key}”");
    }

    desk.run_well(&["schema", "-o", "schema.json"]);
    assert_eq!(desk.read("schema.json"), printed.as_bytes());
}

#[test]
fn every_reference_of_the_schema_leads_somewhere() {
    let schema: Value = serde_json::from_str(&Desk::new().run_well(&["schema"])).unwrap();
    let mut words = BTreeSet::new();
    words_of(&schema, &mut words);
    let references: Vec<&str> =
        words.iter().filter_map(|word| word.strip_prefix("#/definitions/")).collect();
    assert!(!references.is_empty());
    for name in references {
        assert!(schema["definitions"][name].is_object(), "{name}");
    }
}

#[test]
fn fonts_tells_file_licence_and_coverage_of_every_role() {
    let desk = Desk::new();
    let text = desk.run_well(&["fonts"]);
    let json: Value = serde_json::from_str(&desk.run_well(&["fonts", "--格式", "json"])).unwrap();
    assert_eq!(desk.run_well(&["fonts", "--format", "text"]), text);
    let roles = json.as_array().unwrap();
    let names: Vec<&str> = roles.iter().map(|role| role["role"].as_str().unwrap()).collect();
    assert_eq!(names, ["仿宋", "小标宋", "楷体", "黑体", "宋体", "Times"]);
    for role in roles {
        let name = role["role"].as_str().unwrap();
        assert!(text.lines().any(|line| line == name), "{name}\n{text}");
        let faces = role["faces"].as_array().unwrap();
        assert!(!faces.is_empty(), "{name}");
        for face in faces {
            let file = face["file"].as_str().unwrap().strip_prefix("内置 ").unwrap();
            assert!(repository("fonts").join(file).is_file(), "{file}");
            let licence = face["licence"].as_str().unwrap();
            assert!(!licence.is_empty(), "{file}");
            assert!(text.contains(&format!("文件 内置 {file}；许可 {licence}；可嵌入")), "{file}");
            assert_eq!(face["embedding"], "installable", "{file}");
        }
        if name != "Times" {
            assert_eq!(faces[0]["gb2312"], 6763, "{name} shows all of GB 2312");
        }
    }
}

#[test]
fn completions_name_every_subcommand_and_option() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run_well(&["completions", shell]);
        for word in ["chengwen", "build", "schema", "fonts", "completions", "格式", "模板", "覆盖"]
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let ran = desk.run(&["completions", "cmd"]);
    ran.says_only("U001", "", &["不能写成“cmd”"]);
    assert_eq!(ran.code, 2);
}

/// The words of Latin letters that a Chinese help may hold: names that are typed as they are.
const TYPED: [&str; 89] = [
    "interactive",
    "pipe",
    "q",
    "data",
    "next",
    "year",
    "draft",
    "a",
    "extract",
    "archive",
    "A",
    "chengwen",
    "build",
    "new",
    "schema",
    "fonts",
    "completions",
    "YAML",
    "DOCX",
    "PDF",
    "JSON",
    "Schema",
    "GB",
    "T",
    "yaml",
    "docx",
    "pdf",
    "json",
    "h",
    "o",
    "V",
    "help",
    "version",
    "output",
    "format",
    "template",
    "overwrite",
    "fine",
    "embed",
    "verify",
    "measure",
    "explain",
    "score",
    "attachment",
    "self",
    "evaluation",
    "bash",
    "zsh",
    "fish",
    "powershell",
    "elvish",
    "check",
    "explain",
    "rules",
    "fix",
    "preview",
    "strict",
    "comments",
    "sarif",
    "github",
    "txt",
    "UTF",
    "Word",
    "P",
    "import",
    "account",
    "GBK",
    "csv",
    "doc",
    "wps",
    "rtf",
    "odt",
    "LibreOffice",
    "Excel",
    "batch",
    "name",
    "group",
    "continue",
    "jobs",
    "XLSX",
    "XLS",
    "ODS",
    "CSV",
    "xlsx",
    "H",
    "watch",
    "Ctrl",
    "C",
    "part",
];

#[test]
fn help_is_chinese_everywhere_and_the_same_under_each_of_its_names() {
    let desk = Desk::new();
    for command in [
        &[][..],
        &["build"],
        &["batch"],
        &["check"],
        &["explain"],
        &["verify"],
        &["measure"],
        &["extract"],
        &["next"],
        &["import"],
        &["explain-score"],
        &["new"],
        &["schema"],
        &["fonts"],
        &["completions"],
    ] {
        let help = desk.run_well(&[command, &["--帮助"]].concat());
        assert!(help.contains("用法：chengwen") && help.contains("选项："), "{help}");
        let words = help.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        let foreign: Vec<&str> = words.filter(|word| !TYPED.contains(word)).collect();
        assert_eq!(foreign, Vec::<&str>::new(), "{help}");
        for name in ["--help", "-h"] {
            assert_eq!(desk.run_well(&[command, &[name]].concat()), help);
        }
    }
}

#[test]
fn the_explanations_of_options_stand_under_each_other() {
    let help = Desk::new().run_well(&["build", "--help"]);
    let columns =
        |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let starts: BTreeSet<usize> = help
        .lines()
        .skip_while(|line| *line != "选项：")
        .skip(1)
        .filter(|line| line.contains("--"))
        .filter_map(|line| Some(columns(&line[..line.rfind("  ")? + 2])))
        .collect();
    assert_eq!(starts.len(), 1, "{help}");
}

#[test]
fn the_version_is_the_packages() {
    let desk = Desk::new();
    let version = format!("chengwen {}\n", env!("CARGO_PKG_VERSION"));
    for name in ["--version", "--版本", "-V"] {
        assert_eq!(desk.run_well(&[name]), version);
    }
}

#[test]
fn a_call_without_a_command_shows_the_help_and_is_a_fault() {
    let desk = Desk::new();
    let ran = desk.run(&[]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.out, desk.run_well(&["--help"]));
}

#[test]
fn scores_are_explained_line_by_line() {
    let desk = Desk::new();
    let form = std::fs::read_to_string(repository("data/xiangmu-ziping.yaml")).unwrap();
    desk.write("表.yaml", &form);
    let said = desk.run_well(&["explain-score", "表.yaml"]);
    for sentence in [
        "预算执行率：执行率 238.87万元 ÷ 294.65万元 = 81.07%，10分 × 238.87 ÷ 294.65 = 8.11分",
        "平台派车率：6分 × 97.6% ÷ 100% = 5.86分",
        "= 96.44分，等级：优",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
    let json = desk.run_well(&["explain-score", "表.yaml", "--format", "json"]);
    let read: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read[0]["指标"].as_array().unwrap().len(), 15);
    desk.write("无.yaml", "标题: 报告\n正文:\n  - 一段。\n");
    assert!(desk.run_well(&["explain-score", "无.yaml"]).contains("没有要算分的"));
}
