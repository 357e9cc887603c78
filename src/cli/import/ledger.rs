//! The account as people read it: the sums, what was done by reason, and the full list.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::Taken;
use crate::draft::Why;
use crate::manuscript::{AsideKind, Manuscript};
use crate::transcript::{Account, Entry, Kind};

/// So many places of each reason are shown on a terminal.
const SHOWN: usize = 3;
/// So many characters of what stood there.
const WORDS: usize = 16;

/// What is printed at the end.
pub(super) fn text(taken: &Taken, output: &Path) -> String {
    let account = &taken.account;
    let mut out = sums(account);
    for (why, entries) in by_reason(account) {
        let (before, after) = both(&entries);
        let count = match (before, after) {
            (0, after) => format!("补 {after} 字"),
            (before, 0) => format!("去 {before} 字"),
            (before, after) => format!("{before} 字成 {after} 字"),
        };
        let _ = writeln!(out, "    {}：{} 处，{count}", why.words(), entries.len());
        for entry in entries.iter().take(SHOWN) {
            let _ = writeln!(out, "      {}  {}", entry.place, change(entry));
        }
        if entries.len() > SHOWN {
            let _ = writeln!(out, "      ……");
        }
    }
    let asides = asides(&taken.manuscript);
    if !asides.is_empty() {
        let _ = writeln!(out, "  搁在一边，不是正文的：{}", asides.join("，"));
    }
    if let Some(encoding) = taken.encoding {
        let _ = writeln!(out, "  原文是 {encoding} 编码，YAML 是 UTF-8");
    }
    if taken.pictures.count() > 0 {
        let _ = writeln!(out, "  图片 {} 张，放在 YAML 旁边的文件夹里", taken.pictures.count());
    }
    let shown = output.display();
    if !taken.names.is_empty() {
        let places: usize = taken.names.iter().map(|name| name.places.len()).sum();
        let count = taken.names.len();
        let _ = writeln!(out, "取出 {count} 个数放进“数据”，{places} 处改成引用，印出来不变");
    }
    if let Some(asked) = taken.asked {
        let left = if asked.left > 0 {
            format!("，{} 处没有问到，照猜的办", asked.left)
        } else {
            String::new()
        };
        let _ = writeln!(out, "问了 {} 处，改了 {} 处{left}", asked.answered, asked.changed);
    }
    let guesses = match guesses(&taken.yaml) {
        0 => String::new(),
        some => format!("，其中 {some} 处是猜的，写着“# 猜测”，请看一看"),
    };
    let _ = writeln!(out, "写好 {shown}{guesses}");
    let next =
        if taken.faults.is_empty() { "接着运行" } else { "改好上面说的，再运行" };
    let _ = writeln!(out, "{next}：chengwen build {shown}");
    out
}

fn sums(account: &Account) -> String {
    let mut out = format!("读入 {} 字，写出 {} 字，账目相平\n", account.read, account.written);
    let mut parts = vec![format!("原样 {} 字", account.kept)];
    for kind in Kind::ALL {
        let entries: Vec<&Entry> =
            account.entries.iter().filter(|entry| entry.kind() == kind).collect();
        let (before, after) = both(&entries);
        match (kind, before, after) {
            (_, 0, 0) => {}
            (Kind::LeftOut, before, _) => parts.push(format!("略去 {before} 字")),
            (Kind::Added, _, after) => parts.push(format!("补上 {after} 字")),
            _ => parts.push(format!("{} {before} 字成 {after} 字", kind.name())),
        }
    }
    if account.aside > 0 {
        parts.push(format!("搁在一边 {} 字", account.aside));
    }
    let _ = writeln!(out, "  {}", parts.join("；"));
    out
}

/// Characters before and after.
fn both(entries: &[&Entry]) -> (usize, usize) {
    let count = |text: &str| text.chars().filter(|c| *c != '\n').count();
    let before = entries.iter().map(|entry| count(&entry.before)).sum();
    (before, entries.iter().map(|entry| count(&entry.after)).sum())
}

fn by_reason(account: &Account) -> BTreeMap<Why, Vec<&Entry>> {
    let mut groups: BTreeMap<Why, Vec<&Entry>> = BTreeMap::new();
    for entry in &account.entries {
        groups.entry(entry.why).or_default().push(entry);
    }
    groups
}

/// “（三）”→“（4）”.
fn change(entry: &Entry) -> String {
    match (visible(&entry.before, WORDS), visible(&entry.after, WORDS)) {
        (before, after) if after.is_empty() => format!("去掉“{before}”"),
        (before, after) if before.is_empty() => format!("补上“{after}”"),
        (before, after) => format!("“{before}”→“{after}”"),
    }
}

/// A text in one line, white space made visible, of no more than `most` characters.
fn visible(text: &str, most: usize) -> String {
    let mut out = String::new();
    for character in text.chars().take(most) {
        match character {
            ' ' => out.push('␣'),
            '\u{3000}' => out.push('□'),
            '\t' => out.push('→'),
            '\n' | '\u{2028}' => out.push('↵'),
            c if c.is_control() || c.is_whitespace() => {
                let _ = write!(out, "‹U+{:04X}›", u32::from(c));
            }
            c => out.push(c),
        }
    }
    if text.chars().count() > most {
        out.push('…');
    }
    out
}

/// `书签 2 个`, `域代码 3 个（24 字）`.
fn asides(manuscript: &Manuscript) -> Vec<String> {
    let mut groups: BTreeMap<AsideKind, (usize, usize)> = BTreeMap::new();
    for aside in &manuscript.asides {
        let group = groups.entry(aside.kind).or_default();
        group.0 += 1;
        group.1 += if aside.counts { aside.text.chars().count() } else { 0 };
    }
    let words = |(kind, (count, characters)): (AsideKind, (usize, usize))| {
        let characters =
            if characters > 0 { format!("（{characters} 字）") } else { String::new() };
        format!("{} {count} 处{characters}", aside_name(kind))
    };
    groups.into_iter().map(words).collect()
}

const fn aside_name(kind: AsideKind) -> &'static str {
    match kind {
        AsideKind::Bookmark => "书签",
        AsideKind::FieldCode => "域代码",
        AsideKind::Hidden => "隐藏的文字",
        AsideKind::Deleted => "修订里删去的文字",
        AsideKind::Comment => "批注",
        AsideKind::Header => "页眉",
        AsideKind::Footer => "页脚",
        AsideKind::Contents => "目录",
        AsideKind::Object => "图形、公式、嵌入的文件",
        AsideKind::Symbol => "符号字体里的符号",
    }
}

/// Guesses that the YAML says in a comment.
fn guesses(yaml: &str) -> usize {
    yaml.lines().filter(|line| line.trim_start().starts_with("# 猜测")).count()
}

/// Rows of the full list: place, kind, before, after, reason.
fn rows(taken: &Taken) -> Vec<[String; 5]> {
    let entries = taken.account.entries.iter().map(|entry| {
        let kind = entry.kind().name().to_owned();
        let texts = (entry.before.clone(), entry.after.clone());
        [entry.place.to_string(), kind, texts.0, texts.1, entry.why.words().to_owned()]
    });
    let asides = taken.manuscript.asides.iter().map(|aside| {
        let why = aside_name(aside.kind).to_owned();
        let kind = if aside.counts { "搁在一边" } else { "搁在一边（不计字）" };
        [aside.place.to_string(), kind.to_owned(), aside.text.clone(), String::new(), why]
    });
    entries.chain(asides).collect()
}

/// The whole account: a table for spreadsheet programs where the name asks for one, else text.
pub(super) fn listing(taken: &Taken, path: &Path) -> Vec<u8> {
    let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut out = String::new();
    if is_table {
        // Excel takes a file without this mark for GBK.
        out.push('\u{FEFF}');
        let head = ["位置", "处理", "原来", "现在", "缘由"].map(str::to_owned);
        for row in std::iter::once(head).chain(rows(taken)) {
            let cells: Vec<String> = row.iter().map(|cell| table_cell(cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        return out.into_bytes();
    }
    out.push_str(&sums(&taken.account));
    for [place, kind, before, after, why] in rows(taken) {
        let (before, after) = (visible(&before, usize::MAX), visible(&after, usize::MAX));
        let _ = writeln!(out, "{place}\t{kind}\t“{before}”→“{after}”\t{why}");
    }
    out.into_bytes()
}

/// A cell of a CSV: quoted, and never begun with a sign that a spreadsheet program would reckon with.
fn table_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = text.replace('"', "\"\"");
    format!("\"{}{text}\"", if formula { "'" } else { "" })
}

/// The result for scripts.
pub(super) fn json(taken: &Taken, output: &Path) -> Value {
    let account = &taken.account;
    let entries = account.entries.iter().map(|entry| {
        json!({
            "place": entry.place.to_string(),
            "kind": entry.kind().name(),
            "before": entry.before,
            "after": entry.after,
            "why": entry.why.words(),
        })
    });
    let asides = taken.manuscript.asides.iter().map(|aside| {
        json!({
            "place": aside.place.to_string(),
            "kind": aside_name(aside.kind),
            "text": aside.text,
            "counts": aside.counts,
        })
    });
    let faults = taken.faults.iter().map(|fault| {
        let place = fault.span.map(|span| taken.sources.line_and_column(span));
        json!({
            "code": fault.code.0,
            "message": fault.message,
            "line": place.map(|(line, _)| line),
            "column": place.map(|(_, column)| column),
        })
    });
    json!({
        "path": output.display().to_string(),
        "read": account.read,
        "written": account.written,
        "kept": account.kept,
        "aside": account.aside,
        "encoding": taken.encoding,
        "pictures": taken.pictures.count(),
        "names": taken.names.iter().map(|name| json!({
            "path": name.path(),
            "value": name.value,
            "places": name.places.len(),
        })).collect::<Vec<_>>(),
        "guesses": guesses(&taken.yaml),
        "asked": taken.asked.map(|asked| json!({
            "answered": asked.answered,
            "changed": asked.changed,
            "left": asked.left,
        })),
        "entries": entries.collect::<Vec<_>>(),
        "asides": asides.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
    })
}
