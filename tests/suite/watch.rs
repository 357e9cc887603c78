//! `build --监视`, the whole process: saved files are built again, a broken one leaves what was written.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::{Desk, SOUND};

/// No build takes as long.
const PATIENCE: Duration = Duration::from_secs(30);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(desk: &Desk, arguments: &[&str]) -> Self {
        let mut command = desk.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (sender, lines) = channel();
        let out: ChildStdout = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines() {
                if line.is_err() || sender.send(line.unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Everything that is said until it looks at the files again.
    fn until_it_waits(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("the program goes on");
            if line.starts_with("看着") {
                return said + &line;
            }
            said = said + &line + "\n";
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_saved_document_is_built_again_and_a_broken_one_leaves_the_last_good_files() {
    let desk = Desk::with_document();
    let table = SOUND.replace("  - 一段", "  - 表: {来自: 甲.csv}\n  - 一段");
    desk.write("甲.csv", "项目,金额\n机房,1\n");
    let watching = Watching::start(&desk, &["build", "稿.yaml", "--监视"]);
    assert!(watching.until_it_waits().contains("写好 稿.pdf"));
    let first = desk.read("稿.pdf");

    desk.write("稿.yaml", &table);
    // The document and its table.
    assert!(watching.until_it_waits().ends_with("看着 2 个文件，存盘就再生成；按 Ctrl-C 结束"));
    let second = desk.read("稿.pdf");
    assert!(first != second);

    desk.write("稿.yaml", "标题: [");
    assert!(watching.until_it_waits().starts_with("没有写，上次写好的还在"));
    assert!(desk.read("稿.pdf") == second);

    desk.write("稿.yaml", &table);
    watching.until_it_waits();
    assert!(desk.read("稿.pdf") == second);

    desk.write("甲.csv", "项目,金额\n机房,23456\n");
    assert!(watching.until_it_waits().contains("写好 稿.pdf"));
    assert!(desk.read("稿.pdf") != second);

    // A file that was not there, and one that is put in the place of the old one.
    desk.write("校对.yaml", "规则: [");
    assert!(watching.until_it_waits().starts_with("没有写"));
    std::fs::remove_file(desk.path("校对.yaml")).unwrap();
    watching.until_it_waits();
    desk.write("新.yaml", SOUND);
    std::fs::rename(desk.path("新.yaml"), desk.path("稿.yaml")).unwrap();
    watching.until_it_waits();
    assert!(desk.read("稿.pdf") == first);
}

#[test]
fn of_several_documents_only_the_one_that_was_saved_is_built_again() {
    let desk = Desk::with_document();
    desk.write("乙.yaml", SOUND);
    let watching = Watching::start(&desk, &["build", "稿.yaml", "乙.yaml", "--watch"]);
    watching.until_it_waits();
    desk.write("乙.yaml", SOUND.replace("一段", "另一段"));
    let said = watching.until_it_waits();
    assert!(said.contains("乙.pdf") && !said.contains("稿.pdf"), "{said}");
}
