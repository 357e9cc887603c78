//! docs/faults.md: faults of every kind done to the program, and what was left afterwards. Each trial begins with the
//! two outputs of an earlier run in the folder; afterwards both are as they were or both are new, nothing else lies
//! there, the program ended by itself with a code it means, and said in Chinese what is wrong.
//! `CHENGWEN_BLESS=1 cargo test faults` writes the page.
#![allow(
    clippy::too_many_lines,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "lists of trials, and texts made once"
)]

mod inputs;
mod outputs;
mod runs;
mod stage;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::documents::hold_page;
use stage::Stage;

/// What a trial saw.
pub(super) struct Seen {
    /// Exit code; `None` where it was killed.
    code: Option<i32>,
    /// First line on standard error.
    said: String,
    /// What became of the outputs, where it is not for [`Stage::left`] to say.
    left: Option<String>,
}

/// A fault and how it is done.
pub(super) struct Trial {
    /// In words of a clerk.
    fault: &'static str,
    /// In words of whoever wants to do it again.
    how: &'static str,
    /// The exit codes with which it may end; none where it is killed.
    codes: &'static [i32],
    run: fn(&Stage) -> Seen,
}

/// The codes of what is done, and of what is killed.
const DONE: &[i32] = &[0];
const KILLED: &[i32] = &[];

fn trial(
    fault: &'static str,
    how: &'static str,
    codes: &'static [i32],
    run: fn(&Stage) -> Seen,
) -> Trial {
    Trial { fault, how, codes, run }
}

const HEAD: &str = "# 试过的故障\n\n这一页由测试写成（`cargo test faults`）：每一种故障真做一遍，看程序怎么收场。做之前，文件夹里有上一次生成的 DOCX 和 PDF；\
做完以后，两份都是旧的，或者都是新的，文件夹里不多一个文件。除了被杀掉的，程序都自己结束：退出码 0 是做成了，1 是文稿有错，2 是命令或环境有问题；\
没有一次崩溃。\n";

fn trials() -> Vec<(&'static str, Vec<Trial>)> {
    vec![
        ("读进来的文件", inputs::unreadable()),
        ("文稿的内容", inputs::contents()),
        ("文稿里提到的文件，拿来校对、量版面的文件", inputs::others()),
        ("写出去的文件", outputs::trials()),
        ("运行的环境，半路被打断", runs::trials()),
    ]
}

/// Does it and says what came of it, as a row of the table.
fn row(trial: &Trial) -> String {
    let Trial { fault, how, codes, run } = trial;
    let stage = Stage::new();
    let seen = run(&stage);
    let said = seen.said.as_str();
    assert!(!said.contains("panicked") && !said.contains("U014"), "{fault}: {said}");
    let ended = match seen.code {
        None => "被杀掉".to_owned(),
        Some(code) => {
            assert!(codes.contains(&code), "{fault}: ended with {code}: {said}");
            format!("退出码 {code}")
        }
    };
    assert_eq!(seen.code.is_none(), codes.is_empty(), "{fault}: {ended}");
    if seen.code.is_some_and(|code| code > 0) {
        let is_hanzi = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        assert!(said.starts_with("错误[") && said.contains(is_hanzi), "{fault}: {said}");
    }
    let left = seen.left.unwrap_or_else(|| stage.left(fault).to_owned());
    let said = if said.is_empty() { String::new() } else { format!("；{said}") };
    let cell = |text: &str| text.replace('|', "\\|");
    format!("| {fault} | {} | {ended}，{left}{} |\n", cell(how), cell(&said))
}

/// Does all of them, on both cores.
fn page() -> String {
    let groups = trials();
    let all: Vec<&Trial> = groups.iter().flat_map(|(_, trials)| trials).collect();
    let (next, rows) = (AtomicUsize::new(0), Mutex::new(vec![String::new(); all.len()]));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(trial) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = all.iter().position(|other| std::ptr::eq(*other, *trial)).unwrap();
                    let row = row(trial);
                    rows.lock().unwrap()[at] = row;
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap().into_iter();
    let mut page = format!("{HEAD}\n共 {} 种。\n", all.len());
    for (name, trials) in &groups {
        page.push_str(&format!("\n## {name}\n\n| 故障 | 怎么试的 | 结果 |\n|---|---|---|\n"));
        page.extend(rows.by_ref().take(trials.len()));
    }
    page
}

#[test]
fn every_fault_leaves_whole_files_and_a_word_about_it() {
    hold_page("docs/faults.md", &page(), "faults");
}
