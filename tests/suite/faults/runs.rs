//! Where and how it runs: killed at any moment, many at once, without what programs usually find around them.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Stdio;
use std::time::Instant;

use super::stage::{Stage, seen};
use super::{DONE, KILLED, Seen, Trial, trial};

/// Starts it again and again and sends it this signal after a while, from at once to about its end; the outputs are
/// whole each time.
fn interrupted(stage: &Stage, signal: &str, times: u32) -> Seen {
    let begun = Instant::now();
    assert_eq!(stage.build().code, Some(0));
    let usual = begun.elapsed();
    let mut random: u32 = 1;
    for _ in 0..times {
        // A multiplicative generator: the same moments each time, as far as the machine allows.
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut child = stage.command(&["build", "稿.yaml"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual * (random >> 16) / (1 << 16));
        let id = child.id().to_string();
        let _ =
            std::process::Command::new("kill").args([signal, &id]).stderr(Stdio::null()).status();
        child.wait().unwrap();
        for name in ["稿.docx", "稿.pdf"] {
            assert!(is_whole(&std::fs::read(stage.path(name)).unwrap()), "{name} after {signal}");
        }
        if signal == "-KILL" {
            // Who is killed cannot put anything away: the next run does, once it is sure that nobody needs it.
            stage.age_what_is_left();
            assert_eq!(stage.build().code, Some(0));
        }
        stage.nothing_left_behind(signal);
    }
    let left = "每次两份都是完整的，没有留下半个文件";
    Seen { code: None, said: String::new(), left: Some(left.to_owned()) }
}

fn is_whole(bytes: &[u8]) -> bool {
    let is_pdf = bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF");
    is_pdf || zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok()
}

pub(super) fn trials() -> Vec<Trial> {
    let mut all = signals();
    all.extend(streams());
    all.extend(surroundings());
    all.extend(names());
    all
}

fn signals() -> Vec<Trial> {
    vec![
        trial("随时被强行结束", "`kill -9`，10 个时刻", KILLED, |stage| {
            interrupted(stage, "-KILL", 10)
        }),
        trial("按 Ctrl-C", "`kill -INT`，5 个时刻", KILLED, |stage| {
            interrupted(stage, "-INT", 5)
        }),
        trial("关机、注销", "`kill -TERM`，5 个时刻", KILLED, |stage| {
            interrupted(stage, "-TERM", 5)
        }),
        trial(
            "几个人同时生成",
            "同一份文稿同时开 6 个，一半 `--精排`",
            DONE,
            |stage| {
                let made = |extra: &[&str]| {
                    let alone = Stage::new();
                    alone.text(std::fs::read(stage.path("稿.yaml")).unwrap());
                    assert_eq!(alone.run(&[&["build", "稿.yaml"], extra].concat()).code, Some(0));
                    ["稿.docx", "稿.pdf"].map(|name| std::fs::read(alone.path(name)).unwrap())
                };
                stage.text(format!(
                    "标题: 报告\n正文:\n  - {}\n",
                    "预算，执行情况良好。".repeat(60)
                ));
                let pairs = [made(&[]), made(&["--精排"])];
                assert!(pairs[0] != pairs[1]);
                let run = |index: usize| {
                    let extra = if index < 3 { &[][..] } else { &["--精排"] };
                    stage
                        .command(&[&["build", "稿.yaml"], extra].concat())
                        .stdout(Stdio::null())
                        .spawn()
                };
                let children: Vec<_> = (0..6).map(|index| run(index).unwrap()).collect();
                for mut child in children {
                    assert_eq!(child.wait().unwrap().code(), Some(0));
                }
                stage.nothing_left_behind("几个人同时生成");
                let now =
                    ["稿.docx", "稿.pdf"].map(|name| std::fs::read(stage.path(name)).unwrap());
                assert!(pairs.contains(&now), "a DOCX of one run and a PDF of another");
                let left = "留下的 DOCX 和 PDF 出自同一次".to_owned();
                Seen { code: Some(0), said: String::new(), left: Some(left) }
            },
        ),
    ]
}

fn streams() -> Vec<Trial> {
    vec![
        trial("看结果的程序先走了", "`build 稿.yaml | true`", DONE, |stage| {
            stage.script("\"$PROGRAM\" build 稿.yaml | true")
        }),
        trial("只看第一行", "`schema | head -1`", DONE, |stage| {
            stage.script("\"$PROGRAM\" schema | head -1 >/dev/null")
        }),
        trial("结果写不出来", "`schema > /dev/full`", &[2], |stage| {
            stage.script("\"$PROGRAM\" schema > /dev/full")
        }),
        trial("标准输出关着", "`build 稿.yaml >&-`", DONE, |stage| {
            stage.script("\"$PROGRAM\" build 稿.yaml >&-")
        }),
        trial("标准错误关着", "`build 没有.yaml 2>&-`", &[2], |stage| {
            let seen = stage.script("\"$PROGRAM\" build 没有.yaml 2>&-");
            assert_eq!(seen.said, "");
            Seen { said: "错误[U010]（没有地方显示）".to_owned(), ..seen }
        }),
    ]
}

fn surroundings() -> Vec<Trial> {
    vec![
        trial("没有任何环境变量", "`env -i`，没有 HOME、PATH", DONE, Stage::build),
        trial(
            "别的语言、别的时区",
            "`LANG=tr_TR LC_ALL=C TZ=Pacific/Kiritimati`",
            DONE,
            |stage| {
                let mut command = stage.command(&["build", "稿.yaml"]);
                command.envs([("LANG", "tr_TR"), ("LC_ALL", "C"), ("TZ", "Pacific/Kiritimati")]);
                seen(&command.output().unwrap())
            },
        ),
        trial("没有临时文件夹", "`TMPDIR=/没有`", DONE, |stage| {
            seen(&stage.command(&["build", "稿.yaml"]).env("TMPDIR", "/没有").output().unwrap())
        }),
        trial("所在的文件夹被删了", "在删掉的文件夹里运行", &[2], |stage| {
            stage.script("mkdir 夹; cd 夹; rmdir ../夹; exec \"$PROGRAM\" build 稿.yaml")
        }),
        trial(
            "所在的文件夹不让写",
            "`chmod 555 夹`，`-o` 写到别处，以普通用户运行",
            DONE,
            |stage| {
                std::fs::create_dir(stage.path("夹")).unwrap();
                stage.allow("夹", 0o555);
                let mut command = stage.command_of_user(&["build", "../稿.yaml", "-o", ".."]);
                seen(&command.current_dir(stage.path("夹")).output().unwrap())
            },
        ),
    ]
}

/// Builds a document of that name.
fn named(stage: &Stage, name: &OsStr) -> Seen {
    let folder = stage.path("");
    let text = std::fs::read(stage.path("稿.yaml")).unwrap();
    let mut name = name.to_owned();
    name.push(".yaml");
    let input = folder.join(name);
    std::fs::write(&input, text).unwrap();
    let seen = seen(&stage.command(&["build"]).arg("--").arg(&input).output().unwrap());
    stage.nothing_left_behind("文件名");
    assert!(stage.are_new(&input.with_extension("docx"), &input.with_extension("pdf")));
    Seen { left: Some("新的两份都写好了".to_owned()), ..seen }
}

fn names() -> Vec<Trial> {
    vec![
        trial("文件名有引号、换行、空格", "`“'\\n\"$(x)`", DONE, |stage| {
            named(stage, OsStr::new("“ '\n\"$(x)"))
        }),
        trial("文件名有表情符号", "`📊👨‍👩‍👧`", DONE, |stage| {
            named(stage, OsStr::new("📊👨\u{200D}👩\u{200D}👧"))
        }),
        trial("文件名以短横开头", "`-- --覆盖.yaml`", DONE, |stage| {
            named(stage, OsStr::new("--覆盖"))
        }),
        trial("文件名长到头", "255 字节", DONE, |stage| {
            named(stage, OsStr::new(&"a".repeat(250)))
        }),
        trial("文件名不是 UTF-8", "字节 0xFF", DONE, |stage| {
            named(stage, OsStr::from_bytes(b"\xFF\xFE"))
        }),
        trial("-o 的文件名太长", "300 字节", &[2], |stage| {
            stage.run(&["build", "稿.yaml", "-o", &format!("{}.pdf", "a".repeat(296))])
        }),
    ]
}
