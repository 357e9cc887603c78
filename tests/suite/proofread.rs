//! Proofreading as the program does it, for tests that look at what is found: a document's findings with their
//! lines, excerpts and the paragraphs they stand in.

use chengwen::check::{Profile, Silences, check};
use chengwen::compile::{Options, read};
use chengwen::diag::{Diagnostics, Severity};
use chengwen::proof::{DocxText, Proof, of_docx, of_galley, of_text};
use chengwen::source::SourceMap;

use crate::documents::book;

/// A finding.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// The text it marks.
    pub(crate) excerpt: String,
    /// The text of its paragraph.
    pub(crate) paragraph: String,
    /// Where in that text it begins and ends.
    pub(crate) range: std::ops::Range<usize>,
    pub(crate) message: String,
}

/// What is found in a plain text.
pub(crate) fn in_text(text: &str) -> Vec<Found> {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.txt", text.as_bytes().to_vec()).unwrap();
    let proof = of_text(file, sources.file(file));
    found(&proof, &sources, None)
}

/// What is found in a DOCX.
pub(crate) fn in_docx(bytes: &[u8]) -> Vec<Found> {
    let text = DocxText::new(chengwen::inspect::docx("稿.docx", bytes).unwrap());
    let mut sources = SourceMap::default();
    let file = sources.add("稿.docx", text.text.clone().into_bytes()).unwrap();
    found(&of_docx(&text, file), &sources, None)
}

/// What is found in a document that builds, in a YAML text.
pub(crate) fn in_yaml(text: &str) -> Vec<Found> {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let document =
        read(file, Options::default(), &mut sources, &NoFiles, &mut diagnostics).unwrap();
    let proof = match document.lay_out(book(), &mut diagnostics) {
        Ok(compiled) => of_galley(&compiled.galley, Some(&compiled.layout), &sources),
        Err(document) => of_galley(&document.galley, None, &sources),
    };
    found(&proof, &sources, Some(file))
}

/// Files that a document names beside it are not for these tests.
struct NoFiles;

impl chengwen::compile::Files for NoFiles {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = crate::documents::repository("tests/documents").join(name);
        std::fs::read(path).map_err(|error| error.to_string())
    }
}

fn found(proof: &Proof, sources: &SourceMap, yaml: Option<chengwen::diag::FileId>) -> Vec<Found> {
    let mut findings = check(proof, &Profile::default());
    if let Some(file) = yaml {
        findings = Silences::of(file, sources.file(file), &mut Vec::new()).filter(findings, proof);
    }
    let found = findings.into_iter().map(|finding| {
        let paragraph = &proof.paragraphs[finding.paragraph];
        let span = paragraph.span(finding.range.clone()).unwrap();
        let (line, column) = sources.line_and_column(span);
        Found {
            code: finding.rule.code.0,
            severity: finding.severity,
            line,
            column,
            excerpt: paragraph.text[finding.range.clone()].to_owned(),
            paragraph: paragraph.text.clone(),
            range: finding.range,
            message: finding.message,
        }
    });
    found.collect()
}
