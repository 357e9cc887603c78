//! What is written: places that do not take it, disks that are full, files that are somebody's.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::time::{Duration, SystemTime};

use super::stage::seen;
use super::{DONE, KILLED, Seen, Trial, trial};

const REFUSED: &[i32] = &[2];

/// Runs, and says of the outputs what `left` finds.
fn with_left(seen: Seen, left: &str) -> Seen {
    Seen { left: Some(left.to_owned()), ..seen }
}

pub(super) fn trials() -> Vec<Trial> {
    let mut all = places();
    all.extend(disks());
    all.extend(others());
    all
}

fn places() -> Vec<Trial> {
    vec![
        trial("要写的名字是文件夹", "`稿.pdf` 是文件夹", REFUSED, |stage| {
            stage.remove("稿.pdf");
            std::fs::create_dir(stage.path("稿.pdf")).unwrap();
            let old = std::fs::read(stage.path("稿.docx")).unwrap();
            let seen = stage.build();
            assert_eq!(std::fs::read(stage.path("稿.docx")).unwrap(), old);
            with_left(seen, "旧的 DOCX 没有动")
        }),
        trial("要写的名字是管道", "`mkfifo 稿.pdf`", REFUSED, |stage| {
            stage.remove("稿.pdf");
            super::inputs::pipe(stage, "稿.pdf");
            let old = std::fs::read(stage.path("稿.docx")).unwrap();
            let seen = stage.build();
            assert_eq!(std::fs::read(stage.path("稿.docx")).unwrap(), old);
            with_left(seen, "旧的 DOCX 没有动")
        }),
        trial("旧文件设成了只读", "`chmod 444 稿.pdf`", REFUSED, |stage| {
            stage.allow("稿.pdf", 0o444);
            stage.build()
        }),
        trial("文件夹不让写", "`chmod 555`，以普通用户运行", REFUSED, |stage| {
            stage.allow("", 0o555);
            let seen = seen(&stage.command_of_user(&["build", "稿.yaml"]).output().unwrap());
            stage.allow("", 0o777);
            seen
        }),
        trial("-o 是系统里不能建文件的地方", "`-o /proc/成文`", REFUSED, |stage| {
            stage.run(&["build", "稿.yaml", "-o", "/proc/成文"])
        }),
        trial("-o 是设备", "`-o /dev/full`", REFUSED, |stage| {
            stage.run(&["build", "稿.yaml", "-o", "/dev/full"])
        }),
        trial("-o 的半路是文件", "`-o 稿.yaml/里面`", REFUSED, |stage| {
            stage.run(&["build", "稿.yaml", "-o", "稿.yaml/里面"])
        }),
        trial(
            "输出就是文稿自己",
            "文稿名为 `文稿.docx`，加 `--覆盖`",
            REFUSED,
            |stage| {
                let text = std::fs::read(stage.path("稿.yaml")).unwrap();
                stage.write("文稿.docx", &text);
                let seen = stage.run(&["build", "文稿.docx", "--覆盖"]);
                assert_eq!(std::fs::read(stage.path("文稿.docx")).unwrap(), text);
                seen
            },
        ),
        trial("两份文稿写成同名", "`build 稿.yaml 稿.yml`", REFUSED, |stage| {
            stage.write("稿.yml", "标题: 报告\n");
            stage.run(&["build", "稿.yaml", "稿.yml"])
        }),
    ]
}

fn disks() -> Vec<Trial> {
    vec![
        trial(
            "写到一半写不下了",
            "`trap '' XFSZ; ulimit -f 8`，文件大小受限，和磁盘满走同一条路",
            REFUSED,
            |stage| stage.script("trap '' XFSZ; ulimit -f 8; exec \"$PROGRAM\" build 稿.yaml"),
        ),
        trial("写到一半被系统停下", "`ulimit -f 8`，不拦信号", KILLED, |stage| {
            // What the shell says of it is not the program's.
            let seen = stage.script("ulimit -c 0; ulimit -f 8; exec \"$PROGRAM\" build 稿.yaml");
            Seen { said: String::new(), ..seen }
        }),
        trial("第二份写不成", "`稿.pdf` 是断了的链接", REFUSED, |stage| {
            stage.remove("稿.pdf");
            symlink("没有的文件夹/真.pdf", stage.path("稿.pdf")).unwrap();
            let old = std::fs::read(stage.path("稿.docx")).unwrap();
            let seen = stage.build();
            assert_eq!(std::fs::read(stage.path("稿.docx")).unwrap(), old);
            stage.nothing_left_behind("第二份写不成");
            with_left(seen, "旧的 DOCX 没有动")
        }),
        trial(
            "上次被杀掉留下了半个文件",
            "一小时前的 `.chengwen-….tmp`",
            DONE,
            |stage| {
                stage.write(".chengwen-abc.tmp", "half");
                let file =
                    std::fs::File::options().write(true).open(stage.path(".chengwen-abc.tmp"));
                file.unwrap().set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
                stage.build()
            },
        ),
    ]
}

fn others() -> Vec<Trial> {
    vec![
        trial("旧文件被别人改存过", "`稿.docx` 换成别的内容", REFUSED, |stage| {
            stage.write("稿.docx", "别人的");
            let pdf = std::fs::read(stage.path("稿.pdf")).unwrap();
            let seen = stage.build();
            assert_eq!(std::fs::read(stage.path("稿.docx")).unwrap(), "别人的".as_bytes());
            assert_eq!(std::fs::read(stage.path("稿.pdf")).unwrap(), pdf);
            with_left(seen, "两份都没有动")
        }),
        trial(
            "旧文件不让看",
            "`chmod 000 稿.docx`，以普通用户运行",
            REFUSED,
            |stage| {
                stage.allow("稿.docx", 0o000);
                let seen = seen(&stage.command_of_user(&["build", "稿.yaml"]).output().unwrap());
                stage.allow("稿.docx", 0o666);
                seen
            },
        ),
        trial("旧文件是链接", "`稿.pdf` 指向别处的文件", DONE, |stage| {
            std::fs::create_dir(stage.path("别处")).unwrap();
            std::fs::rename(stage.path("稿.pdf"), stage.path("别处/真.pdf")).unwrap();
            symlink("别处/真.pdf", stage.path("稿.pdf")).unwrap();
            let seen = stage.build();
            assert!(std::fs::symlink_metadata(stage.path("稿.pdf")).unwrap().is_symlink());
            stage.nothing_left_behind("旧文件是链接");
            assert!(stage.are_new(&stage.path("稿.docx"), &stage.path("别处/真.pdf")));
            with_left(seen, "链接还在，它指的文件是新的")
        }),
        trial("旧文件另有权限", "`chmod 640 稿.docx`", DONE, |stage| {
            stage.allow("稿.docx", 0o640);
            let seen = stage.build();
            let mode = std::fs::metadata(stage.path("稿.docx")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o640);
            stage.left("旧文件另有权限");
            with_left(seen, "新的两份都写好了，权限照旧")
        }),
        trial("旧文件另有一个名字", "硬链接", DONE, |stage| {
            let old = std::fs::read(stage.path("稿.docx")).unwrap();
            std::fs::hard_link(stage.path("稿.docx"), stage.path("存档.docx")).unwrap();
            let seen = stage.build();
            assert_eq!(std::fs::read(stage.path("存档.docx")).unwrap(), old);
            assert_eq!(std::fs::metadata(stage.path("存档.docx")).unwrap().nlink(), 1);
            stage.left("旧文件另有一个名字");
            with_left(seen, "新的两份都写好了，另一个名字下还是旧的")
        }),
    ]
}
