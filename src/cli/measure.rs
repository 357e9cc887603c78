//! `chengwen measure`: the 版面量测单 of a PDF, as text, JSON, or a PDF set like any document of ours.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{Outcome, asks_for_json, print, read_back, show, show_one};
use crate::compile::{Options, compile};
use crate::diag::{Diagnostic, Diagnostics};
use crate::fonts::{Book, Preference};
use crate::io;
use crate::measure::{Measure, Verdict, measure};
use crate::source::{SourceMap, parse_reporting};
use crate::template;

const HEADS: [&str; 6] = ["条款", "项目", "要求", "实测", "允差", "结论"];

/// Measures the PDF named.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(path) = matches.get_one::<PathBuf>("input") else { return Outcome::EnvironmentFault };
    let measures = match measured(path, matches) {
        Ok(measures) => measures,
        Err(faults) => {
            show(&faults.0, &faults.1);
            return Outcome::of(&faults.0);
        }
    };
    if let Some(output) = matches.get_one::<PathBuf>("output") {
        let overwrite = matches.get_flag("overwrite");
        if let Err(fault) = write_sheet(path, &measures, output, overwrite) {
            return show_one(fault);
        }
    }
    if asks_for_json(matches) {
        print(&format!("{:#}\n", as_json(path, &measures)));
    } else {
        print(&as_text(path, &measures));
    }
    let fails = measures.iter().any(|measure| measure.verdict == Verdict::Fails);
    if fails { Outcome::DocumentFault } else { Outcome::Done }
}

type Faults = (Vec<Diagnostic>, SourceMap);

fn measured(path: &Path, matches: &ArgMatches) -> Result<Vec<Measure>, Faults> {
    let alone = |fault: Diagnostic| (vec![fault], SourceMap::default());
    let name = path.display().to_string();
    let bytes = io::read_output(path).map_err(alone)?;
    let pages = read_back::pdf(&name, bytes).map_err(alone)?;
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::new();
    let overlay = match matches.get_one::<PathBuf>("template") {
        None => None,
        Some(path) => {
            let bytes = io::read(path).map_err(alone)?;
            let file = sources.add(&path.display().to_string(), bytes).map_err(alone)?;
            let tree = parse_reporting(file, sources.file(file), &mut diagnostics);
            match tree {
                Some(tree) => Some(tree),
                None => return Err((diagnostics.into_sorted(), sources)),
            }
        }
    };
    match template::load(None, overlay, &mut sources, &mut diagnostics) {
        Some(sheet) => Ok(measure(&pages, &sheet)),
        None => Err((diagnostics.into_sorted(), sources)),
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "合",
        Verdict::Fails => "不合",
        Verdict::Deviates => "不同（国标说“一般”）",
        Verdict::NotShown => "量不到",
    }
}

fn cells(measure: &Measure) -> [&str; 6] {
    let Measure { clause, what, wanted, found, tolerance, verdict: own } = measure;
    [clause, what, wanted, found, tolerance, verdict(*own)]
}

/// How many hold, and how many do not.
fn summary(measures: &[Measure]) -> String {
    let count = |wanted: Verdict| measures.iter().filter(|m| m.verdict == wanted).count();
    format!(
        "{} 项合，{} 项不合，{} 项与“一般”的规定不同，{} 项量不到",
        count(Verdict::Holds),
        count(Verdict::Fails),
        count(Verdict::Deviates),
        count(Verdict::NotShown)
    )
}

fn as_text(path: &Path, measures: &[Measure]) -> String {
    let rows: Vec<[&str; 6]> = [HEADS].into_iter().chain(measures.iter().map(cells)).collect();
    let widths: Vec<usize> = (0..HEADS.len())
        .map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0))
        .collect();
    let mut out = format!("{} 的版面\n", path.display());
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell}{}  ", " ".repeat(width - cell.width()));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "{}", summary(measures));
    out
}

fn as_json(path: &Path, measures: &[Measure]) -> Value {
    let row = |measure: &Measure| {
        json!({
            "clause": measure.clause,
            "what": measure.what,
            "wanted": measure.wanted,
            "found": measure.found,
            "tolerance": measure.tolerance,
            "verdict": match measure.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::Deviates => "deviates",
                Verdict::NotShown => "not_shown",
            },
        })
    };
    json!({
        "file": path.display().to_string(),
        "measures": measures.iter().map(row).collect::<Vec<_>>(),
    })
}

/// The sheet is a document like any other: written in the language, laid out, rendered.
fn write_sheet(
    path: &Path,
    measures: &[Measure],
    output: &Path,
    overwrite: bool,
) -> Result<(), Diagnostic> {
    if output.is_dir() {
        let message = format!("“{}”是文件夹，写不成文件", output.display());
        return Err(Diagnostic::environment(io::UNWRITABLE, message).help("写出 PDF 的文件名"));
    }
    if !overwrite && !io::is_ours(output) {
        let message = format!("“{}”不是成文写的，没有动它", output.display());
        return Err(Diagnostic::environment(io::FOREIGN_OUTPUT, message)
            .help("用 -o 写到别处；确实要换掉它，加 --覆盖"));
    }
    let mut sources = SourceMap::default();
    let file = sources.add("量测单", sheet_yaml(path, measures).into_bytes())?;
    let book = Book::open(Preference::Bundled)?;
    let mut diagnostics = Diagnostics::new();
    let overlay = sources.add("量测单的模板", SHEET_LOOK.as_bytes().to_vec())?;
    let options = Options { overlay: Some(overlay), ..Options::default() };
    let compiled = compile(file, options, &mut sources, &book, &(), &mut diagnostics);
    match compiled {
        Some(compiled) => io::write_whole(output, &compiled.pdf(&[], &book)?),
        None => Err(diagnostics.into_sorted().into_iter().next().unwrap_or_else(|| {
            Diagnostic::environment(super::usage::USAGE, "量测单没能排出来，这是程序的错误")
        })),
    }
}

/// All of it on one page.
const SHEET_LOOK: &str = "样式:
  表头: {字号: 小五, 行距: 12pt}
  表格文字: {字号: 小五, 行距: 12pt}
表格: {上下边距: 0.5mm}
";

fn sheet_yaml(path: &Path, measures: &[Measure]) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    // A JSON string is a YAML string; what the fonts lack in a file's name is left out.
    let quoted =
        |text: &str| Value::String(text.replace("{{", "{ {").replace("}}", "} }")).to_string();
    let mut yaml = "标题: 版面量测单\n正文:\n".to_owned();
    let file = format!("文件：{name}。{}。", summary(measures));
    let _ = writeln!(yaml, "  - {}\n  - 表:\n      列:", quoted(&file));
    for head in HEADS {
        let _ = writeln!(yaml, "        - {head}");
    }
    yaml.push_str("      合并相同: [条款]\n      行:\n");
    for measure in measures {
        let cells = cells(measure).map(&quoted);
        let _ = writeln!(yaml, "        - [{}]", cells.join(", "));
    }
    yaml
}
