//! `chengwen import` as a person runs it: what is written, what is said, what is refused.

use serde_json::Value;

use crate::support::Desk;

/// A text as colleagues send it.
const TEXT: &str = "附件2\n青禾县数据中心2024年度项目支出绩效自评报告\n一、项目概况\n（一）基本情况\n2024年预算1286.50万元。\n（四）组织管理\n成立领导小组，每月调度一次。\u{3000}\n二、完成情况\n各项任务按期完成。\n";

#[test]
fn a_text_becomes_a_yaml_beside_it_that_builds() {
    let desk = Desk::new();
    desk.write("报告.txt", TEXT);
    let said = desk.run_well(&["import", "报告.txt"]);
    assert!(said.starts_with("读入 93 字，写出 92 字，账目相平\n"), "{said}");
    assert!(said.contains("写好 报告.yaml"), "{said}");
    assert!(said.contains("chengwen build 报告.yaml"), "{said}");
    assert!(said.contains("第6行  “（四）”→“（二）”"), "{said}");
    let yaml = String::from_utf8(desk.read("报告.yaml")).unwrap();
    assert!(
        yaml.contains("附件: 2\n") && yaml.contains("  - 项目概况:\n      - 基本情况:\n"),
        "{yaml}"
    );
    desk.run_well(&["build", "报告.yaml"]);
    assert_eq!(desk.files(), ["报告.docx", "报告.pdf", "报告.txt", "报告.yaml"]);
}

#[test]
fn encodings_of_chinese_programs_are_read_and_told() {
    let desk = Desk::new();
    desk.write("甲.txt", TEXT);
    desk.run_well(&["import", "甲.txt"]);
    let expected = desk.read("甲.yaml");
    let gbk = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    let wide = std::iter::once(0xFEFF).chain(TEXT.encode_utf16());
    let little: Vec<u8> = wide.clone().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = wide.flat_map(u16::to_be_bytes).collect();
    for (name, bytes, encoding) in
        [("乙", gbk, "GBK/GB 18030"), ("丙", little, "UTF-16"), ("丁", big, "UTF-16")]
    {
        desk.write(&format!("{name}.txt"), bytes);
        let said = desk.run_well(&["import", &format!("{name}.txt")]);
        assert!(said.contains(&format!("原文是 {encoding} 编码")), "{said}");
        assert_eq!(desk.read(&format!("{name}.yaml")), expected, "{name}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over_unasked() {
    let desk = Desk::new();
    desk.write("报告.txt", TEXT);
    desk.write("报告.yaml", "我的");
    let ran = desk.run(&["import", "报告.txt"]);
    ran.says_only("U001", "", &["“报告.yaml”已经有了，没有动它", "--覆盖"]);
    assert_eq!((ran.code, desk.read("报告.yaml")), (2, "我的".as_bytes().to_vec()));
    desk.write("账.txt", "别的账");
    let ran = desk.run(&["import", "报告.txt", "-o", "新.yaml", "--账目", "账.txt"]);
    ran.says_only("U001", "", &["“账.txt”已经有了"]);
    assert_eq!(desk.files(), ["报告.txt", "报告.yaml", "账.txt"]);
    desk.run_well(&["import", "报告.txt", "--overwrite", "--account", "账.txt"]);
    assert_ne!(desk.read("报告.yaml"), "我的".as_bytes());
    assert_ne!(desk.read("账.txt"), "别的账".as_bytes());
}

#[test]
fn the_yaml_goes_where_it_is_asked_for() {
    let desk = Desk::new();
    desk.write("报告.txt", TEXT);
    desk.write("箱/有.txt", "");
    desk.run_well(&["import", "报告.txt", "-o", "箱"]);
    desk.run_well(&["import", "报告.txt", "--输出", "今年.yml"]);
    assert_eq!(desk.read("箱/报告.yaml"), desk.read("今年.yml"));
    let ran = desk.run(&["import", "报告.txt", "-o", "今年.docx"]);
    ran.says_only("U001", "", &["写不了“今年.docx”", ".yaml"]);
    let ran = desk.run(&["import", "报告.txt", "-o", "没有/今年.yaml"]);
    ran.says_only("U011", "", &["写不了“没有/今年.yaml”：找不到"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn the_whole_account_is_a_list_or_a_table() {
    let desk = Desk::new();
    desk.write("报告.txt", TEXT);
    desk.run_well(&["import", "报告.txt", "--账目", "账.csv"]);
    let table = String::from_utf8(desk.read("账.csv")).unwrap();
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines[0], "\u{FEFF}\"位置\",\"处理\",\"原来\",\"现在\",\"缘由\"");
    assert!(
        lines.contains(&"\"第6行\",\"由程序印\",\"（四）\",\"（二）\",\"层次序数由程序编\""),
        "{table}"
    );
    desk.run_well(&["import", "报告.txt", "--覆盖", "--账目", "账.txt"]);
    let list = String::from_utf8(desk.read("账.txt")).unwrap();
    assert!(list.starts_with("读入 93 字，写出 92 字"), "{list}");
    assert!(list.contains("第6行\t由程序印\t“（四）”→“（二）”\t层次序数由程序编\n"), "{list}");
    assert!(list.contains("第7行\t略去\t“□”→“”"), "{list}");

    let json = desk.run_well(&["import", "报告.txt", "--覆盖", "--格式", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((json["read"].as_u64(), json["written"].as_u64()), (Some(93), Some(92)));
    let entries = json["entries"].as_array().unwrap();
    assert_eq!(
        entries.len() + 1,
        lines.len() - 1,
        "an entry a line of the table, head and end apart"
    );
    let changed = |side: &str| -> u64 {
        let texts = entries.iter().map(|entry| entry[side].as_str().unwrap().chars().count());
        texts.sum::<usize>() as u64
    };
    assert_eq!(json["kept"].as_u64().unwrap() + changed("before"), 93);
    assert_eq!(json["kept"].as_u64().unwrap() + changed("after"), 92);
}

#[test]
fn what_cannot_be_taken_in_is_refused_in_words() {
    let desk = Desk::new();
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let with = |name: &str| -> Vec<u8> {
        ole.iter().copied().chain(name.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let cases: [(&str, Vec<u8>, &str, &str); 10] = [
        ("空.docx", Vec::new(), "U001", "它是空的"),
        ("白.txt", b" \n\n".to_vec(), "U001", "文件是空的"),
        ("锁.docx", with("EncryptedPackage"), "U022", "设了打开密码"),
        ("旧.doc", with("WordDocument"), "U033", "这台电脑没有装"),
        ("旧.wps", with("WordDocument"), "U033", "这台电脑没有装"),
        ("报告.pdf", b"%PDF-1.7\n".to_vec(), "U001", "它是PDF"),
        ("图.docx", b"\x89PNG\r\n\x1A\n".to_vec(), "U001", "它是图片"),
        ("坏.docx", b"PK\x03\x04word/document.xml".to_vec(), "U022", "坏.docx"),
        ("数.txt", b"\x00\x01\x02\x03".to_vec(), "U001", "它不是文本"),
        ("大.txt", vec![b'a'; 17 << 20], "U001", "超过上限"),
    ];
    for (name, bytes, code, words) in cases {
        desk.write(name, bytes);
        let ran = desk.run(&["import", name]);
        ran.says_only(code, "", &[words]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.out.is_empty(), "{name}: {}", ran.out);
    }
    let ran = desk.run(&["import", "没有.docx"]);
    ran.says_only("U010", "", &["读不了“没有.docx”：找不到"]);
    let ran = desk.run(&["import", "."]);
    ran.says_only("U010", "", &["是文件夹"]);
    assert!(desk.files().iter().all(|name| !name.contains(".yaml")), "{:?}", desk.files());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_file_to_take_in() {
    let desk = Desk::new();
    let made = std::process::Command::new("mkfifo").arg(desk.path("管.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    desk.run(&["import", "管.txt"]).says_only("U010", "", &["不是普通的文件"]);
}

#[test]
fn a_document_that_cannot_be_set_yet_is_written_and_said() {
    let desk = Desk::new();
    desk.write("报告.txt", "报告\n一、概况\n姓名：王\u{E123}。\n");
    let ran = desk.run(&["import", "报告.txt"]);
    assert_eq!(ran.code, 1);
    ran.says_only("G005", "报告.yaml:5:13", &["自造字"]);
    assert!(
        ran.out.contains("写好 报告.yaml") && ran.out.contains("改好上面说的，再运行"),
        "{}",
        ran.out
    );
}

/// Two guesses about blocks, one about the template, one about the year.
const DOUBTFUL: &str = "青禾县档案馆2024年度项目支出绩效自评报告\n一、概况\n（一）人员\n在编46人。\n（2）经费\n经费如下。\n项目　　预算　　支出\n人员　　120　　118\n公用　　30　　29\n二、问题\n有问题。\n";

#[test]
fn answers_out_of_a_pipe_are_taken_where_they_are_asked_for() {
    let desk = Desk::new();
    desk.write("稿.txt", DOUBTFUL);
    let ran = desk.run_told(&["import", "稿.txt", "--交互=管道"], "1\n2\n1\n\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("选哪个？").count(), 4, "{}", ran.err);
    assert!(
        ran.out.contains("账目相平") && ran.out.contains("问了 4 处，改了 3 处\n"),
        "{}",
        ran.out
    );
    let yaml = String::from_utf8(desk.read("稿.yaml")).unwrap();
    assert!(!yaml.contains('#') && !yaml.contains("模板"), "{yaml}");
    assert!(yaml.contains("          - （2）经费\n"), "{yaml}");
    assert!(yaml.contains("年度: 2024\n"), "{yaml}");
    desk.run_well(&["build", "稿.yaml"]);
}

#[test]
fn what_was_not_answered_is_said_in_comments_still() {
    let desk = Desk::new();
    desk.write("稿.txt", DOUBTFUL);
    desk.run_well(&["import", "稿.txt", "-o", "不问.yaml"]);
    let ran = desk.run_told(&["import", "稿.txt", "--interactive=pipe", "--format", "json"], "\n");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["asked"], serde_json::json!({"answered": 1, "changed": 0, "left": 3}));
    let (yaml, unasked) = (desk.read("稿.yaml"), desk.read("不问.yaml"));
    let count = |yaml: &[u8]| String::from_utf8_lossy(yaml).matches("# 猜测：").count();
    assert_eq!((count(&yaml), count(&unasked)), (3, 4));
    let bare = |yaml: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(yaml).into_owned();
        text.lines().filter(|line| !line.contains("# 猜测：")).map(str::to_owned).collect()
    };
    assert_eq!(bare(&yaml), bare(&unasked));
}

#[test]
fn nobody_to_ask_is_told_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("稿.txt", DOUBTFUL);
    let ran = desk.run_told(&["import", "稿.txt", "--交互"], "\n\n\n\n");
    ran.says_only("U001", "", &["标准输入不是终端，没有写文件", "--交互=管道"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let ran = desk.run_told(&["import", "稿.txt", "--交互=管道"], "\n7\n");
    assert!(ran.err.contains("第 2 行的答案“7”不能用，没有写文件"), "{}", ran.err);
    assert_eq!((ran.code, desk.files()), (2, vec!["稿.txt".to_owned()]));
}

/// What the file leaves to be filled in is left so in the YAML, and told; a draft of ours comes back the same.
#[test]
fn what_a_file_leaves_to_be_filled_in_is_left_so_and_told() {
    let desk = Desk::new();
    let text = "某局2021年工作总结\n\n一、基本情况\n待填\n（一）接待费：待填\n（二）车辆：待填：问财务股\n";
    desk.write("稿.txt", text);
    let ran = desk.run(&["import", "稿.txt"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(ran.findings().len(), 3, "{}", ran.err);
    assert!(ran.out.contains("待填的地方，草稿里这样印：3 处，6 字成 12 字"), "{}", ran.out);
    let yaml = String::from_utf8(desk.read("稿.yaml")).unwrap();
    assert!(yaml.contains("车辆: 【待填】：问财务股"), "{yaml}");
    assert_eq!(desk.run(&["build", "稿.yaml"]).code, 1);
    desk.run_well(&["build", "稿.yaml", "--草稿"]);
    let ran = desk.run(&["import", "稿.docx", "-o", "回来.yaml"]);
    assert_eq!((ran.code, ran.findings().len()), (1, 3), "{}", ran.err);
    assert_eq!(desk.read("回来.yaml"), yaml.as_bytes());
}
