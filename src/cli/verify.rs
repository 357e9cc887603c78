//! `chengwen verify`: reads the files of a document back and says whether they are the document.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value, json};

use super::build::Beside;
use super::{Outcome, load, print, read_back, show, show_one, usage};
use crate::compile::{Compiled, Options, compile};
use crate::diag::{Diagnostic, Diagnostics};
use crate::fonts::{Book, Preference};
use crate::inspect;
use crate::io;
use crate::source::SourceMap;
use crate::verify::{self, Account, Character, Difference, Kind, Pages, Place};

/// Differences shown; all of them are in the JSON.
const SHOWN: usize = 20;

/// What was compared with what.
struct Comparison {
    first: String,
    second: String,
    text: Account,
    /// `None` where nobody can lay the first out.
    pages: Option<Pages>,
    /// Who laid the first out.
    by: &'static str,
}

/// Compares the files named.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let files = match Files::of(matches) {
        Ok(files) => files,
        Err(fault) => return show_one(fault),
    };
    let mut sources = SourceMap::default();
    let compared = match files.compare(matches, &mut sources) {
        Ok(compared) => compared,
        Err(faults) => {
            show(&faults, &sources);
            return Outcome::of(&faults);
        }
    };
    let same = compared.iter().all(Comparison::same);
    if super::asks_for_json(matches) {
        let list = compared.iter().map(|comparison| comparison.json(&sources)).collect();
        print(&format!("{:#}\n", json!({ "same": same, "comparisons": Value::Array(list) })));
    } else {
        for comparison in &compared {
            print(&comparison.text(&sources));
        }
        print(if same { "一致\n" } else { "不一致\n" });
    }
    if same { Outcome::Done } else { Outcome::DocumentFault }
}

/// The files to compare, by kind.
struct Files {
    source: Option<PathBuf>,
    docx: Option<PathBuf>,
    pdf: Option<PathBuf>,
}

impl Files {
    fn of(matches: &ArgMatches) -> Result<Self, Diagnostic> {
        let mut files = Self { source: None, docx: None, pdf: None };
        for path in matches.get_many::<PathBuf>("inputs").into_iter().flatten() {
            let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase());
            let place = match extension.as_deref() {
                Some("yaml" | "yml") => &mut files.source,
                Some("docx") => &mut files.docx,
                Some("pdf") => &mut files.pdf,
                _ => {
                    let message = format!("“{}”不是 YAML、DOCX 或 PDF", path.display());
                    return Err(Diagnostic::environment(usage::USAGE, message).help(
                        "写成 chengwen verify 报告.yaml，或 chengwen verify 报告.docx 报告.pdf",
                    ));
                }
            };
            if place.replace(path.clone()).is_some() {
                let message = "同一种文件写了两个".to_owned();
                return Err(
                    Diagnostic::environment(usage::USAGE, message).help("YAML、DOCX、PDF 各写一个")
                );
            }
        }
        if let (Some(source), None, None) = (&files.source, &files.docx, &files.pdf) {
            files.docx = Some(source.with_extension("docx"));
            files.pdf = Some(source.with_extension("pdf"));
        }
        let count = [&files.source, &files.docx, &files.pdf].into_iter().flatten().count();
        if count < 2 {
            let message = "只有一个文件，没有可以比的";
            return Err(Diagnostic::environment(usage::USAGE, message)
                .help("写上 YAML，或 DOCX 和 PDF 两个"));
        }
        Ok(files)
    }

    fn compare(
        &self,
        matches: &ArgMatches,
        sources: &mut SourceMap,
    ) -> Result<Vec<Comparison>, Vec<Diagnostic>> {
        let alone = |fault: Diagnostic| vec![fault];
        let docx = self.docx.as_deref().map(read_docx).transpose().map_err(alone)?;
        let pdf = self.pdf.as_deref().map(read_pdf).transpose().map_err(alone)?;
        let mut compared = Vec::new();
        if let Some(source) = &self.source {
            let lines = pdf.as_ref().map(|pdf| verify::page_lines(&pdf.pages));
            let compiled = compiled(source, matches, lines.as_deref(), sources)?;
            if let Some(docx) = &docx {
                let wanted = verify::of_docx(&compiled.galley, &compiled.layout.facts);
                compared.push(comparison(source, &docx.name, &wanted, &docx.characters));
            }
            if let Some(pdf) = &pdf {
                let wanted = verify::of_layout(&compiled.galley, &compiled.layout);
                let mut found = comparison(source, &pdf.name, &wanted, &pdf.characters);
                let laid_out = verify::laid_out(&compiled.layout);
                found.pages = Some(verify::compare(&laid_out, &verify::page_lines(&pdf.pages)));
                found.by = "成文";
                compared.push(found);
            }
        }
        if let (Some(docx), Some(pdf)) = (&docx, &pdf) {
            let path = Path::new(&docx.name);
            let mut found = comparison(path, &pdf.name, &docx.characters, &pdf.characters);
            if let Some(rendered) = rendered(&docx.bytes) {
                let lines = verify::page_lines(&rendered);
                found.pages = Some(verify::compare(&lines, &verify::page_lines(&pdf.pages)));
                found.by = "LibreOffice";
            }
            compared.push(found);
        }
        Ok(compared)
    }
}

struct ReadDocx {
    name: String,
    bytes: Vec<u8>,
    characters: Vec<Character>,
}

struct ReadPdf {
    name: String,
    pages: Vec<inspect::Page>,
    characters: Vec<Character>,
}

fn read_docx(path: &Path) -> Result<ReadDocx, Diagnostic> {
    let name = path.display().to_string();
    let bytes = io::read_output(path)?;
    let characters = verify::of_docx_file(&inspect::docx(&name, &bytes)?);
    Ok(ReadDocx { name, bytes, characters })
}

fn read_pdf(path: &Path) -> Result<ReadPdf, Diagnostic> {
    let name = path.display().to_string();
    let pages = read_back::pdf(&name, io::read_output(path)?)?;
    let characters = verify::of_pdf_file(&pages);
    Ok(ReadPdf { name, pages, characters })
}

/// The DOCX as LibreOffice lays it out, where it is installed.
fn rendered(docx: &[u8]) -> Option<Vec<inspect::Page>> {
    let bytes = io::render_with_office(&io::find_office()?, docx)?;
    read_back::pdf("LibreOffice", bytes).ok()
}

/// The document, in the way of breaking lines that is more like the PDF's.
fn compiled(
    source: &Path,
    matches: &ArgMatches,
    lines: Option<&[Vec<String>]>,
    sources: &mut SourceMap,
) -> Result<Compiled, Vec<Diagnostic>> {
    let alone = |fault: Diagnostic| vec![fault];
    let preference = match matches.get_one::<String>("fonts").map(String::as_str) {
        Some("系统" | "system") => Preference::System,
        _ => Preference::Bundled,
    };
    let book = Book::open(preference).map_err(alone)?;
    let file = load(source, sources).map_err(alone)?;
    let overlay = matches.get_one::<PathBuf>("template");
    let overlay = overlay.map(|path| load(path, sources)).transpose().map_err(alone)?;
    let mut make = |fine| {
        let mut diagnostics = Diagnostics::new();
        // A draft has the same text and lines; whether one is finished is not asked here.
        let options = Options { overlay, fine, draft: true };
        let made = compile(file, options, sources, &book, &Beside(source), &mut diagnostics);
        made.ok_or_else(|| diagnostics.into_sorted())
    };
    let plain = make(false)?;
    let Some(lines) = lines else { return Ok(plain) };
    let unlike = |made: &Compiled| {
        let found = verify::compare(&verify::laid_out(&made.layout), lines);
        found.lines.0.max(found.lines.1) - found.alike
    };
    if unlike(&plain) == 0 {
        return Ok(plain);
    }
    let by_paragraph = make(true)?;
    Ok(if unlike(&by_paragraph) < unlike(&plain) { by_paragraph } else { plain })
}

fn comparison(first: &Path, second: &str, wanted: &[Character], found: &[Character]) -> Comparison {
    Comparison {
        first: first.display().to_string(),
        second: second.to_owned(),
        text: verify::account(wanted, found),
        pages: None,
        by: "",
    }
}

impl Comparison {
    fn same(&self) -> bool {
        self.text.differences.is_empty() && self.pages.as_ref().is_none_or(Pages::same)
    }

    fn text(&self, sources: &SourceMap) -> String {
        let mut out = String::new();
        let Account { first, second, differences } = &self.text;
        let balance = if differences.is_empty() {
            format!("一字不差，{first} 字")
        } else {
            format!("有 {} 处不同（{first} 字，{second} 字）", differences.len())
        };
        let _ = writeln!(out, "{} 与 {}\n  文字：{balance}", self.first, self.second);
        for difference in differences.iter().take(SHOWN) {
            let _ = writeln!(out, "    {}", self.said(difference, sources));
        }
        if let Some(more) = differences.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(out, "    另有 {more} 处，用 --格式 json 看全部");
        }
        match &self.pages {
            Some(pages) => self.page_text(pages, &mut out),
            None if self.by.is_empty() && self.first.to_lowercase().ends_with(".docx") => {
                out.push_str("  行和面：没有装 LibreOffice，DOCX 排出来的样子没有比\n");
            }
            None => {}
        }
        out.push('\n');
        out
    }

    fn page_text(&self, pages: &Pages, out: &mut String) {
        let Pages { pages: (first, second), lines, alike, differences } = pages;
        let by = self.by;
        if pages.same() {
            let _ = writeln!(out, "  行和面：{first} 面 {} 行，逐行一致（{by} 排）", lines.0);
            return;
        }
        let all = lines.0.max(lines.1);
        let _ = writeln!(
            out,
            "  行和面：{all} 行里 {alike} 行一致；{by} 排成 {first} 面，PDF 有 {second} 面"
        );
        let shown = |line: &str| {
            if line.is_empty() {
                "（这一面到此为止）".to_owned()
            } else {
                format!("“{line}”")
            }
        };
        for found in differences.iter().take(SHOWN) {
            let (first, second) = (shown(&found.first), shown(&found.second));
            let _ = writeln!(out, "    第 {} 面：{by} 排的是{first}，PDF 是{second}", found.page);
        }
    }

    /// One difference in a sentence.
    fn said(&self, difference: &Difference, sources: &SourceMap) -> String {
        let Difference { kind, text, before, after, in_first, in_second } = difference;
        let place = |place: &Option<Place>| place.map_or_else(String::new, |at| said(at, sources));
        let context = format!("…{before}【{text}】{after}…");
        match kind {
            Kind::Missing => {
                format!("{}缺少“{text}”：{}{context}", self.second, place(in_first))
            }
            Kind::Added => {
                format!("{}多出“{text}”：{}{context}", self.second, place(in_second))
            }
            Kind::Moved => format!(
                "“{text}”的位置不同：{}{context}，在 {} 里是{}",
                place(in_first),
                self.second,
                place(in_second).trim_end()
            ),
        }
    }

    fn json(&self, sources: &SourceMap) -> Value {
        let differences: Vec<Value> = self
            .text
            .differences
            .iter()
            .map(|found| {
                json!({
                    "kind": match found.kind {
                        Kind::Missing => "missing",
                        Kind::Added => "added",
                        Kind::Moved => "moved",
                    },
                    "text": found.text,
                    "before": found.before,
                    "after": found.after,
                    "in_first": found.in_first.map(|at| said(at, sources).trim_end().to_owned()),
                    "in_second": found.in_second.map(|at| said(at, sources).trim_end().to_owned()),
                })
            })
            .collect();
        let pages = self.pages.as_ref().map(|pages| {
            let differing: Vec<Value> = pages
                .differences
                .iter()
                .map(
                    |page| json!({ "page": page.page, "first": page.first, "second": page.second }),
                )
                .collect();
            json!({
                "laid_out_by": self.by,
                "pages": [pages.pages.0, pages.pages.1],
                "lines": [pages.lines.0, pages.lines.1],
                "lines_alike": pages.alike,
                "differing_pages": differing,
            })
        });
        json!({
            "first": self.first,
            "second": self.second,
            "same": self.same(),
            "characters": [self.text.first, self.text.second],
            "differences": differences,
            "layout": pages,
        })
    }
}

/// `报告.yaml:12:5 `, `第 3 段 `, `第 2 面 `.
fn said(place: Place, sources: &SourceMap) -> String {
    match place {
        Place::Source(span) => {
            let (line, column) = sources.line_and_column(span);
            format!("{}:{line}:{column} ", sources.file(span.file).name())
        }
        Place::Paragraph(number) => format!("第 {number} 段 "),
        Place::Page(number) => format!("第 {number} 面 "),
    }
}
