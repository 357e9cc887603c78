//! `chengwen check`, `explain` and what `build` does with findings, as whole processes.

use serde_json::Value;

use crate::support::Desk;

/// A document with a mark of half width, a double space and a table.
const FAULTY: &str = "标题: 报告\n正文:\n  # 说明不动\n  - 更新、处置工作,拟定相关制度。   # 行尾注释\n  - \"引号里的,也算。\"\n  - {{注：x}}\n";

/// What [`FAULTY`] is without the note that keeps it from being built.
fn faulty() -> String {
    FAULTY.replace("  - {{注：x}}\n", "")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn findings_are_shown_with_place_clause_and_way_out_and_errors_make_the_exit_code() {
    let desk = Desk::new();
    desk.write("稿.yaml", faulty());
    let ran = desk.run(&["check", "稿.yaml"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    for part in [
        "── 标点和空白：错误 2",
        "错误[P001]: 半角的“,”应为全角的“，”",
        "--> 稿.yaml:4:12",
        "依据: GB/T 15834-2011",
        "共 2 处，错误 2；其中 2 处可以用 --修 自动改",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    desk.write("好.yaml", crate::support::SOUND);
    assert_eq!(desk.run_well(&["check", "好.yaml"]), "好.yaml：没有发现问题\n");
}

#[test]
fn mending_changes_nothing_but_what_it_tells_of_and_finds_nothing_the_second_time() {
    let desk = Desk::new();
    desk.write("稿.yaml", format!("\u{FEFF}{}", faulty().replace('\n', "\r\n")));
    let before = desk.read("稿.yaml");
    let ran = desk.run(&["check", "稿.yaml", "--修", "--预览"]);
    assert!(ran.out.starts_with("要改 2 处（没有写文件）：\n"), "{}", ran.out);
    assert!(
        ran.out.contains("- 更新、处置工作,拟定") && ran.out.contains("+ 更新、处置工作，拟定")
            || ran.out.contains("处置工作，拟定相关制度"),
        "{}",
        ran.out
    );
    assert_eq!(desk.read("稿.yaml"), before, "a preview writes nothing");
    let out = desk.run_well(&["check", "稿.yaml", "--fix"]);
    assert!(out.starts_with("改了 2 处：\n") && out.contains("4:12  “,” 改为 “，”  P001"), "{out}");
    let expected =
        String::from_utf8(before).unwrap().replace("工作,", "工作，").replace("里的,", "里的，");
    assert_eq!(String::from_utf8(desk.read("稿.yaml")).unwrap(), expected);
    let again = desk.run_well(&["check", "稿.yaml", "--修"]);
    assert_eq!(again, "没有可以自动改的\n\n稿.yaml：没有发现问题\n");
    assert_eq!(desk.files(), ["稿.yaml"]);
}

#[test]
fn what_would_change_the_meaning_of_the_yaml_is_not_mended() {
    let desk = Desk::new();
    // In a list on one line a comma parts two items; these are texts, and only theirs are mended.
    let text = "标题: 报告\n正文:\n  - 表:\n      列: [{名: 甲}, {名: 乙}]\n      行:\n        - [一处,二处, \"三,四处\"]\n        - [五处, 六处]\n";
    desk.write("稿.yaml", text);
    desk.run(&["check", "稿.yaml", "--修"]);
    let after = String::from_utf8(desk.read("稿.yaml")).unwrap();
    let changed: Vec<_> =
        text.chars().zip(after.chars()).filter(|(one, other)| one != other).collect();
    assert!(changed.iter().all(|pair| *pair == (',', '，')), "{after}");
    assert!(
        after.contains("列: [{名: 甲}, {名: 乙}]") && after.contains("- [五处, 六处]"),
        "{after}"
    );
}

/// A text in every way YAML has of writing one, comments with marks of half width beside them.
const EVERY_STYLE: &str = r#"模板: 附件
标题: "关于检查的通知"
单位: 青禾县水利局   # 单位,不改
正文:
  - 更新,处置 工作。   # 注,释
  - "双引号里,有\u8f6c\u4e49,和\"引号\"。"
  - '单引号里,有''一''个。'
  - |
    块里第一段,要改。
    块里第二段>=3个,也要改.
  - >
    折叠的文字,
    接着写,完了。
  - 多行的普通文字,
    第二行接着,完。
  - 小标题,在键里: 后面的文字,也改。
  - 另一个标题:
      - 有注的{{注：注里,也改。}}文字,改。
      - 有算式{{1 + 1 | 数(0)}},后面改。
  - 表:
      标题: 表题,改
      列: [{名: "甲,乙"}, {名: 丙}]
      行:
        - ["一,二", 三;四]
        - [五六, "(七)"]
      注: 表注,改。
  - 附件说明: [名单。]
  - 署名: {单位: 青禾县水利局, 日期: 2024-03-05}
"#;

#[test]
fn a_text_is_mended_in_every_way_of_writing_it_and_comments_stay() {
    let desk = Desk::new();
    desk.write("稿.yaml", EVERY_STYLE);
    let ran = desk.run(&["check", "稿.yaml", "--修"]);
    assert!(ran.out.starts_with("改了 24 处："), "{}", ran.out);
    let after = String::from_utf8(desk.read("稿.yaml")).unwrap();
    let kept = |line: &&str| EVERY_STYLE.lines().any(|own| own == *line);
    let unchanged: Vec<&str> = after.lines().filter(kept).collect();
    // Escapes do not run in step with what they stand for, so that text is told of and left alone.
    assert!(unchanged.contains(&r#"  - "双引号里,有\u8f6c\u4e49,和\"引号\"。""#), "{after}");
    assert!(after.contains("单位: 青禾县水利局   # 单位,不改\n"), "{after}");
    let first = after.lines().find(|line| line.contains("更新")).unwrap();
    assert_eq!(first, "  - 更新，处置工作。   # 注,释");
    for line in [
        "  - '单引号里，有''一''个。'",
        "    块里第二段≥3个，也要改。",
        "    折叠的文字，",
        "    第二行接着，完。",
        "  - 小标题，在键里: 后面的文字，也改。",
        "      - 有注的{{注：注里，也改。}}文字，改。",
        "      - 有算式{{1 + 1 | 数(0)}}，后面改。",
        "        - [\"一，二\", 三；四]",
        "  - 附件说明: [名单]",
    ] {
        assert!(after.lines().any(|own| own == line), "{line}\n{after}");
    }
    let again = desk.run(&["check", "稿.yaml", "--修"]);
    assert!(again.out.starts_with("没有可以自动改的\n"), "{}", again.out);
    assert_eq!(String::from_utf8(desk.read("稿.yaml")).unwrap(), after);
}

#[test]
fn json_sarif_and_github_carry_the_same_findings() {
    let desk = Desk::new();
    desk.write("稿.yaml", faulty());
    let ran = desk.run(&["check", "稿.yaml", "--格式", "json"]);
    let all = json(&ran.out);
    let first = &all[0]["diagnostics"][0];
    assert_eq!(
        (&all[0]["errors"], &first["code"], &first["line"], &first["column"]),
        (&2.into(), &"P001".into(), &4.into(), &12.into())
    );
    assert_eq!((&first["excerpt"], &first["fix"][0]["text"]), (&",".into(), &"，".into()));
    let sarif = json(&desk.run(&["check", "稿.yaml", "--format", "sarif"]).out);
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&sarif["version"], &result["ruleId"], &result["level"]),
        (&"2.1.0".into(), &"P001".into(), &"error".into())
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%A8%BF.yaml");
    assert_eq!(
        (
            &place["region"]["startLine"],
            &place["region"]["startColumn"],
            &place["region"]["endColumn"]
        ),
        (&4.into(), &12.into(), &13.into())
    );
    assert!(sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len() > 5);
    let github = desk.run(&["check", "稿.yaml", "--格式", "github"]);
    assert_eq!(github.code, 1);
    assert!(
        github.out.starts_with(
            "::error file=稿.yaml,line=4,col=12,endLine=4,endColumn=13,title=P001 半角标点::"
        ),
        "{}",
        github.out
    );
}

#[test]
fn a_comment_silences_a_rule_on_its_line_and_one_that_silences_nothing_is_told() {
    let desk = Desk::new();
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 处置工作,拟定制度。 # 成文:忽略 P001\n  - 一段文字。 # 成文:忽略 P001 P999\n");
    let ran = desk.run(&["check", "稿.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        !ran.out.contains("错误[") && ran.out.contains("警告[R003]: 没有“P999”这条规则"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("提示[R004]: 这一处没有 P001 可忽略"), "{}", ran.out);
}

#[test]
fn a_profile_beside_the_document_holds_unasked_and_another_one_when_asked_for() {
    let desk = Desk::new();
    desk.write("稿.yaml", faulty());
    desk.write("校对.yaml", "规则: {P001: 提示}\n");
    let ran = desk.run(&["check", "稿.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.out.starts_with("按 校对.yaml 校对\n") && ran.out.contains("提示[P001]"),
        "{}",
        ran.out
    );
    desk.write("别的.yaml", "rules: {P: off}\n");
    assert_eq!(
        desk.run_well(&["check", "稿.yaml", "--规则", "别的.yaml"]),
        "稿.yaml：没有发现问题\n"
    );
    desk.write("校对.yaml", "规责: {}\n");
    let ran = desk.run(&["check", "稿.yaml"]);
    ran.says_only("R001", "校对.yaml:1:1", &["规责", "是不是想写“规则”"]);
    assert_eq!(ran.code, 1);
}

#[test]
fn the_template_of_a_profile_holds_for_what_is_built_and_one_that_is_missing_is_told() {
    let desk = Desk::with_document();
    desk.write("28磅.yaml", "样式:\n  正文: {行距: 28pt}\n");
    desk.run_well(&["build", "稿.yaml", "-o", "国标"]);
    desk.run_well(&["build", "稿.yaml", "--模板", "28磅.yaml", "-o", "模板"]);
    assert!(
        desk.read("国标/稿.docx") != desk.read("模板/稿.docx"),
        "the template changes something"
    );
    desk.write("校对.yaml", "模板: 28磅.yaml\n");
    desk.run_well(&["build", "稿.yaml", "-o", "规则"]);
    for name in ["稿.docx", "稿.pdf"] {
        let (asked, found) =
            (desk.read(&format!("模板/{name}")), desk.read(&format!("规则/{name}")));
        assert!(asked == found, "{name} is laid out as the profile's template says");
    }
    desk.write("校对.yaml", "模板: 没有.yaml\n");
    for command in ["check", "build"] {
        desk.run(&[command, "稿.yaml"]).says_only(
            "U010",
            "校对.yaml:1:5",
            &["没有.yaml", "找不到"],
        );
    }
}

#[test]
fn plain_texts_in_the_encodings_of_chinese_programs_are_checked_and_only_utf8_is_mended() {
    let desk = Desk::new();
    let text = "关于检查的报告\n\n一、情况\n更新、处置工作,拟定相关制度。\n";
    desk.write("稿.txt", text);
    let ran = desk.run(&["check", "稿.txt"]);
    assert!(ran.out.contains("--> 稿.txt:4:8"), "{}", ran.out);
    desk.write("旧.txt", encoding_rs::GBK.encode(text).0);
    let ran = desk.run(&["check", "旧.txt", "--修"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("GBK/GB 18030 编码，--修 只改 UTF-8"), "{}", ran.out);
    assert_eq!(desk.read("旧.txt"), encoding_rs::GBK.encode(text).0.as_ref());
    desk.run(&["check", "稿.txt", "--修"]);
    assert_eq!(String::from_utf8(desk.read("稿.txt")).unwrap(), text.replace(',', "，"));
}

#[test]
fn a_word_file_is_checked_by_paragraph_and_page_and_never_changed() {
    let desk = Desk::new();
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 情况:\n      - 更新、处置工作,拟定相关制度。\n  - 分页:\n  - 措施:\n      - 加强培训,提高水平。\n");
    desk.run(&["build", "稿.yaml"]);
    let before = desk.read("稿.docx");
    let ran = desk.run(&["check", "稿.docx", "--修"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.out.contains("段，第 2 面") && ran.out.contains("--修 不改 Word 文件"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.matches("错误[P001]").count(), 2, "{}", ran.out);
    assert_eq!(desk.read("稿.docx"), before);
}

#[test]
fn a_long_document_is_checked_like_a_short_one() {
    let desk = Desk::new();
    // Slips of families that are looked at on different threads.
    let line = "处置工作,拟定制度。组织实地察堪。\n";
    let found = |lines: usize| {
        desk.write("稿.txt", line.repeat(lines));
        let all = json(&desk.run(&["check", "稿.txt", "--格式", "json"]).out);
        let found = all[0]["diagnostics"].as_array().unwrap().iter();
        let place = |each: &Value| {
            (each["line"].as_u64(), each["column"].as_u64(), each["code"].to_string())
        };
        found.map(place).collect::<Vec<_>>()
    };
    let (short, long) = (found(10), found(2_500));
    assert_eq!(short.iter().filter(|(line, ..)| *line == Some(5)).count(), 2, "{short:?}");
    assert_eq!(&long[..short.len()], short.as_slice());
    assert!(long.is_sorted() && long.len() == 250 * short.len(), "{}", long.len());
}

#[test]
fn other_files_are_refused_with_a_way_out() {
    let desk = Desk::new();
    for (name, help) in [
        ("稿.doc", "另存为 .docx"),
        ("稿.wps", "另存为 .docx"),
        ("稿.pdf", "chengwen measure"),
        ("稿", "chengwen check 报告.yaml"),
    ] {
        desk.write(name, "x");
        let ran = desk.run(&["check", name]);
        ran.says_only("U001", "", &["只查 .yaml、.docx、.txt", help]);
        assert_eq!(ran.code, 2);
    }
    desk.run(&["check", "没有.yaml"]).says_only("U010", "", &["找不到"]);
    desk.write("空.txt", "");
    desk.run(&["check", "空.txt"]).says_only("Y003", "空.txt:1:1", &["空的"]);
    desk.run(&["check", "稿.docx", "--预览"]).says_only("U001", "", &["--修"]);
    desk.write("坏.docx", "PK not a zip");
    desk.run(&["check", "坏.docx"]).says_only("U022", "", &["不是 DOCX"]);
}

#[test]
fn explain_shows_the_page_of_a_rule_a_list_of_all_and_the_nearest_code() {
    let desk = Desk::new();
    let page = desk.run_well(&["explain", "p001"]);
    for part in [
        "P001（标点和空白）：半角标点，错误，--修 能改",
        "查什么：",
        "依据：GB/T 15834-2011",
        "例（错）：",
        "例（对）：",
        "改法：",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let list = desk.run_well(&["explain"]);
    assert!(list.contains("S 结构和层次序数") && list.contains("P001  错误  半角标点"), "{list}");
    desk.run(&["explain", "P0001"]).says_only("U001", "", &["没有“P0001”这条规则", "P001"]);
}

#[test]
fn build_counts_findings_refuses_them_when_strict_and_puts_them_beside_the_text() {
    let desk = Desk::new();
    desk.write("稿.yaml", faulty());
    let out = desk.run_well(&["build", "稿.yaml"]);
    assert!(out.ends_with("  校对 错误 2；逐条看：chengwen check 稿.yaml\n"), "{out}");
    let plain = desk.read("稿.docx");
    let ran = desk.run(&["build", "稿.yaml", "--严格", "-o", "严"]);
    assert_eq!((ran.code, ran.findings().len()), (1, 2), "{}", ran.err);
    assert_eq!(desk.files(), ["稿.docx", "稿.pdf", "稿.yaml"], "nothing is written");
    desk.run_well(&["build", "稿.yaml", "--批注"]);
    let comments = part(&desk.read("稿.docx"), "word/comments.xml").unwrap();
    assert!(
        comments.contains("【错误 P001】半角的“,”应为全角的“，”")
            && comments.contains("依据：GB/T 15834"),
        "{comments}"
    );
    let body = part(&desk.read("稿.docx"), "word/document.xml").unwrap();
    for id in 0..2 {
        for anchor in [
            format!("<w:commentRangeStart w:id=\"{id}\"/>"),
            format!("<w:commentRangeEnd w:id=\"{id}\"/>"),
            format!("<w:commentReference w:id=\"{id}\"/>"),
        ] {
            assert_eq!(body.matches(&anchor).count(), 1, "{anchor}");
        }
    }
    desk.run_well(&["build", "稿.yaml"]);
    assert_eq!(desk.read("稿.docx"), plain, "without --批注 the file is as it was");
}

fn part(docx: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).ok()?, &mut text).unwrap();
    Some(text)
}
