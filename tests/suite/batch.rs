//! `chengwen batch`, the whole process: a document and a table in, two files for each unit out; what goes wrong for one
//! unit and for all; killed and continued.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use crate::support::Desk;

const DOCUMENT: &str = "\
附件: 4
单位: 待填
年度: 待填
日期: 2022-03-25
标题: \"{{单位}}{{年度}}年度自评报告\"
数据:
  预算批复: 待填
  支出: 待填
  执行率: =支出 ÷ 预算批复 | 百分比(2)
正文:
  - \"{{年度}}年预算批复{{预算批复}}，支出{{支出}}，执行率{{执行率}}，负责人{{负责人}}。\"
  - 表: {来自: 明细.csv, 列: [项目, 金额]}
";

const UNITS: &str = "\
单位,年度,预算批复（万元）,支出（万元）,负责人
青禾县财政局,2021,1200.50,1180.25,张某
青禾县教育局,2021,200,,李某
青禾县水利局/二队,2021,300,280.5,王某
合计,,1700.50,,
";

const DETAILS: &str = "单位,项目,金额\n青禾县财政局,机房,10.5\n青禾县水利局/二队,水库,30.5\n青禾县财政局,网络,20.5\n青禾县教育局,校舍,1\n";

const CALL: [&str; 8] =
    ["batch", "附件4.yaml", "--数据", "单位.csv", "--数据", "明细.csv", "-o", "出"];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("附件4.yaml", DOCUMENT);
    desk.write("单位.csv", UNITS);
    desk.write("明细.csv", encoding_rs::GB18030.encode(DETAILS).0);
    desk
}

fn docx_text(desk: &Desk, name: &str) -> String {
    let read = chengwen::inspect::docx(name, &desk.read(name)).unwrap();
    read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("|")
}

#[test]
fn each_unit_gets_its_own_figures_and_rows_and_one_fault_stops_no_other() {
    let desk = desk();
    let ran = desk.run(&CALL);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert_eq!(
        desk.files().into_iter().filter(|name| name.starts_with('出')).collect::<Vec<_>>(),
        [
            "出/.chengwen-batch.jsonl",
            "出/批量结果.csv",
            "出/批量结果.txt",
            "出/附件4-青禾县水利局／二队.docx",
            "出/附件4-青禾县水利局／二队.pdf",
            "出/附件4-青禾县财政局.docx",
            "出/附件4-青禾县财政局.pdf",
        ]
    );
    let text = docx_text(&desk, "出/附件4-青禾县财政局.docx");
    for due in ["预算批复1200.50万元，支出1180.25万元，执行率98.31%，负责人张某", "机房", "网络"]
    {
        assert!(text.contains(due), "{due}: {text}");
    }
    assert!(!text.contains("水库") && !text.contains("校舍"), "{text}");
    let said = [
        "写好 2 份，没有写 1 份",
        "不是单位，没有生成：第 5 行“合计”",
        "第 3 行 青禾县教育局：",
        "“支出”待填：“单位.csv”第 3 行的“支出（万元）”是空的",
        "附件4.yaml:8:7",
    ];
    for due in said {
        assert!(ran.out.contains(due), "{due}: {}", ran.out);
    }
    let table = String::from_utf8(desk.read("出/批量结果.csv")).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[1].starts_with(
            "1,青禾县财政局,2,写好,1,附件4-青禾县财政局.docx,附件4-青禾县财政局.pdf,0,"
        )
    );
    assert!(lines[2].starts_with("2,青禾县教育局,3,没有写,,,,,,,错误[Y124]: “支出”待填"));
    assert_eq!(lines.len(), 4);
}

#[test]
fn one_unit_alone_is_what_build_makes_of_the_same_words() {
    let desk = desk();
    desk.run(&CALL);
    let typed = DOCUMENT
        .replace("单位: 待填", "单位: 青禾县财政局")
        .replace("年度: 待填", "年度: 2021")
        .replace("预算批复: 待填", "预算批复: 1200.50万元")
        .replace("支出: 待填", "支出: 1180.25万元\n  负责人: {文字: 张某}")
        .replace("明细.csv", "自己.csv");
    desk.write("附件.yaml", typed);
    desk.write("自己.csv", "项目,金额\n机房,10.5\n网络,20.5\n");
    desk.run_well(&["build", "附件.yaml"]);
    for ending in ["docx", "pdf"] {
        let made = desk.read(&format!("出/附件4-青禾县财政局.{ending}"));
        assert!(made == desk.read(&format!("附件.{ending}")), "{ending}");
    }
}

#[test]
fn going_on_makes_what_is_missing_and_what_would_come_out_otherwise() {
    let desk = desk();
    let call = [&CALL[..], &["--继续", "--格式", "json"]].concat();
    let kept = |desk: &Desk| -> Vec<(String, bool, bool)> {
        let json: serde_json::Value = serde_json::from_str(&desk.run(&call).out).unwrap();
        let unit = |unit: &serde_json::Value| {
            let is = |key: &str| unit[key].as_bool().unwrap();
            (unit["unit"].as_str().unwrap().to_owned(), is("written"), is("kept"))
        };
        json["units"].as_array().unwrap().iter().map(unit).collect()
    };
    let named = |states: [(bool, bool); 3]| {
        let names = ["青禾县财政局", "青禾县教育局", "青禾县水利局/二队"];
        names
            .into_iter()
            .zip(states)
            .map(|(name, (written, kept))| (name.to_owned(), written, kept))
    };
    assert!(kept(&desk).into_iter().eq(named([(true, false), (false, false), (true, false)])));
    assert!(kept(&desk).into_iter().eq(named([(true, true), (false, false), (true, true)])));
    // The row is completed; a file is gone; another is not what was written.
    desk.write("单位.csv", UNITS.replace("200,,", "200,150,"));
    std::fs::remove_file(desk.path("出/附件4-青禾县财政局.pdf")).unwrap();
    assert!(kept(&desk).into_iter().eq(named([(true, false), (true, false), (true, true)])));
    let mut pdf = desk.read("出/附件4-青禾县财政局.pdf");
    pdf.push(b'\n');
    desk.write("出/附件4-青禾县财政局.pdf", pdf);
    assert!(kept(&desk).into_iter().eq(named([(true, false), (true, true), (true, true)])));
    // What the documents name counts as well, and so does the call.
    desk.write("明细.csv", DETAILS.replace("30.5", "31.5"));
    assert!(kept(&desk).into_iter().eq(named([(true, false); 3])));
    let draft = [&call[..], &["--草稿"]].concat();
    assert!(desk.run(&draft).out.contains("\"kept\": 0"));
}

/// Many units, of which the second has no figures.
fn many(count: usize) -> Desk {
    let desk = desk();
    let rows = (1..=count).map(|number| {
        let spent = if number == 2 { String::new() } else { format!("{number}.5") };
        format!("青禾县第{number}中学,2021,{number}00,{spent},某{number}\n")
    });
    let head = UNITS.lines().next().unwrap();
    desk.write("单位.csv", format!("{head}\n{}", rows.collect::<String>()));
    let rows = (1..=count).map(|number| format!("青禾县第{number}中学,项目{number},{number}\n"));
    desk.write("明细.csv", format!("单位,项目,金额\n{}", rows.collect::<String>()));
    desk
}

fn outputs(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let names = desk.files().into_iter();
    let inside = names.filter_map(|name| Some(name.strip_prefix(folder)?.to_owned()));
    let shown = inside.filter(|name| !name.starts_with("/."));
    shown.map(|name| (name.clone(), desk.read(&format!("{folder}{name}")))).collect()
}

/// The issue that no run may leave half a file, however it ends.
#[test]
fn killed_ten_times_and_continued_every_file_is_what_an_undisturbed_run_writes() {
    const UNITS: usize = 24;
    let desk = many(UNITS);
    let at = |folder: &str| {
        let mut call: Vec<String> = CALL.map(str::to_owned).to_vec();
        folder.clone_into(call.last_mut().unwrap());
        call
    };
    let undisturbed = at("全");
    assert_eq!(desk.run(&undisturbed.iter().map(String::as_str).collect::<Vec<_>>()).code, 1);
    let whole = outputs(&desk, "全");
    assert_eq!(whole.len(), 2 * (UNITS - 1) + 2);
    let mut call = at("断");
    call.push("--继续".to_owned());
    let mut killed = 0;
    // Moments without any order, the same in every run.
    for moment in [240, 90, 410, 15, 170, 330, 60, 290, 120, 200] {
        let call: Vec<&str> = call.iter().map(String::as_str).collect();
        let mut run = desk.command(&call);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        killed += usize::from(run.try_wait().unwrap().is_none());
        run.kill().unwrap();
        run.wait().unwrap();
        for (name, bytes) in outputs(&desk, "断") {
            assert!(whole.get(&name) == Some(&bytes), "{name} after {moment} ms");
        }
    }
    assert!(killed > 0);
    let ran = desk.run(&call.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let continued = outputs(&desk, "断");
    assert_eq!(continued.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    for (name, bytes) in &continued {
        // The text names neither folder nor what was there before.
        assert!(whole[name] == *bytes, "{name}");
    }
}

#[test]
fn as_many_at_a_time_as_asked_for_write_the_same_bytes() {
    let desk = many(6);
    for (folder, jobs) in [("一", "1"), ("多", "5")] {
        let call = ["batch", "附件4.yaml", "--数据", "单位.csv", "--数据", "明细.csv"];
        desk.run(&[&call[..], &["-o", folder, "--并行", jobs]].concat());
    }
    assert!(outputs(&desk, "一") == outputs(&desk, "多"));
}

#[test]
fn what_is_wrong_for_all_is_said_once_and_nothing_is_written() {
    type Case = (&'static str, &'static str, &'static [&'static str], i32, &'static [&'static str]);
    let cases: [Case; 9] = [
        ("附件4.yaml", "标题: [", &[], 1, &["附件4.yaml:1:"]),
        ("单位.csv", "名称,支出\n甲,1\n", &["--分组", "单位"], 2, &["B001", "没有“单位”这一列"]),
        (
            "单位.csv",
            "单位,年度,支出\n甲局,2021,1万元\n",
            &[],
            1,
            &["B003", "“预算批复”待填", "附件4.yaml:7:9"],
        ),
        ("单位.csv", "单位,年度\n", &[], 2, &["B001", "列名下面没有单位"]),
        ("单位.csv", "", &[], 2, &["单位.csv"]),
        ("单位.csv", "\u{0}\u{1}\u{2}", &[], 2, &["单位.csv"]),
        ("校对.yaml", "规则: [", &[], 1, &["校对.yaml:1:"]),
        ("空", "", &["--名称", "附件"], 2, &["B005", "都会叫“附件”"]),
        ("空", "", &["--名称", "附件-{科室}"], 2, &["B004", "没有这一列"]),
    ];
    for (file, content, options, code, said) in cases {
        let desk = desk();
        desk.write(file, content);
        let before = desk.files();
        let ran = desk.run(&[&CALL[..], options].concat());
        assert_eq!(ran.code, code, "{file} {options:?}: {}", ran.err);
        for due in said {
            assert!(ran.err.contains(due), "{due}: {}", ran.err);
        }
        assert_eq!(desk.files(), before, "{file} {options:?}");
    }
    let desk = desk();
    let ran = desk.run(&[&CALL[..], &["--数据", "没有.csv"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("读不了“没有.csv”"), "{}", ran.err);
    for (data, said) in [("没有.csv", "找不到"), ("附件4.yaml#", "--数据"), ("出", "找不到")]
    {
        let ran = desk.run(&["batch", "附件4.yaml", "--数据", data]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(said), "{data}: {}", ran.err);
    }
}

#[test]
fn what_somebody_else_wrote_stays_and_folders_follow_the_pattern() {
    let desk = desk();
    desk.write("出/青禾县财政局/1.docx", "别人的");
    let named = [&CALL[..], &["--名称", "{单位}/{年度}"]].concat();
    // 2021 and not 1: the pattern is by columns.
    desk.write("出/青禾县财政局/2021.docx", "别人的");
    let ran = desk.run(&named);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("不是成文写的"), "{}", ran.out);
    assert_eq!(desk.read("出/青禾县财政局/2021.docx"), "别人的".as_bytes());
    assert!(!desk.path("出/青禾县财政局/2021.pdf").exists());
    assert!(desk.path("出/青禾县水利局／二队/2021.pdf").exists());
    desk.run(&[&named[..], &["--覆盖"]].concat());
    assert!(desk.path("出/青禾县财政局/2021.pdf").exists());
    desk.write("出/批量结果.csv", "单位,自己的表\n");
    let ran = desk.run(&named);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("批量结果.csv"), "{}", ran.err);
    assert_eq!(desk.read("出/批量结果.csv"), "单位,自己的表\n".as_bytes());
}

#[test]
fn without_a_folder_the_outputs_lie_beside_the_document() {
    let desk = desk();
    let ran =
        desk.run(&["batch", "附件4.yaml", "--data", "单位.csv", "--data", "明细.csv", "--draft"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(desk.path("附件4-批量/附件4-青禾县教育局.pdf").exists());
    assert!(docx_text(&desk, "附件4-批量/附件4-青禾县教育局.docx").contains("支出【待填】"));
}

#[test]
fn parts_make_together_what_one_run_makes() {
    let desk = many(7);
    let call = ["batch", "附件4.yaml", "--数据", "单位.csv", "--数据", "明细.csv", "-o"];
    desk.run(&[&call[..], &["全"]].concat());
    for part in ["1/3", "2/3", "3/3"] {
        desk.run(&[&call[..], &["分", "--份", part]].concat());
    }
    let documents = |folder: &str| -> BTreeMap<String, Vec<u8>> {
        let all = outputs(&desk, folder).into_iter();
        all.filter(|(name, _)| !name.contains("批量结果")).collect()
    };
    assert_eq!(documents("全").len(), 12);
    assert!(documents("全") == documents("分"));
    // Each part tells of its own units: the header, and seven rows in all.
    let lines = |part: &str| {
        let table = desk.read(&format!("分/批量结果-{part}-3.csv"));
        String::from_utf8(table).unwrap().lines().count() - 1
    };
    assert_eq!([lines("1"), lines("2"), lines("3")], [2, 2, 3]);
    let ran = desk.run(&[&call[..], &["分", "--part", "4/3"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("3/20"), "{}", ran.err);
}

#[test]
fn a_row_without_its_unit_is_told_and_stops_no_other() {
    let desk = desk();
    desk.write("单位.csv", UNITS.replace("青禾县教育局,2021,200,", ",2021,200,100"));
    let ran = desk.run(&CALL);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for due in ["写好 2 份，没有写 1 份", "错误[B006]: “单位.csv”第 3 行没有写“单位”"]
    {
        assert!(ran.out.contains(due), "{due}: {}", ran.out);
    }
}
