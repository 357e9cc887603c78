//! A file to be proofread, read by its kind: our YAML, a Word file, a plain text.

use std::path::{Path, PathBuf};

use super::profile::{self, Chosen};
use super::{Checked, proofread};
use crate::check::{Finding, Profile};
use crate::cli::build::Beside;
use crate::cli::usage::USAGE;
use crate::compile::{self, Options};
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::fonts::Book;
use crate::inspect;
use crate::io;
use crate::proof::{self, DocxPlace, DocxText, Proof};
use crate::source::SourceMap;

/// A file with its proof and what was found in it.
pub(super) struct Manuscript {
    pub(super) path: PathBuf,
    pub(super) sources: SourceMap,
    /// The file as it is on the disk.
    pub(super) bytes: Vec<u8>,
    /// Its id, unless it could not be read at all.
    pub(super) file: Option<FileId>,
    pub(super) kind: Kind,
    pub(super) proof: Proof,
    pub(super) findings: Vec<Finding>,
    /// Faults that no rule found.
    pub(super) faults: Vec<Diagnostic>,
    pub(super) profile: Profile,
    /// The profile that lay beside it.
    beside: Option<PathBuf>,
}

/// What kind of file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Yaml,
    /// Where each paragraph is.
    Docx {
        places: Vec<DocxPlace>,
    },
    /// The encoding, where it is not UTF-8.
    Text {
        encoding: Option<&'static str>,
    },
    Unknown,
}

impl Manuscript {
    /// Opens a file and proofreads it.
    pub(super) fn open(path: &Path, asked: Option<&Path>, book: &Book) -> Self {
        match io::read_output(path) {
            Ok(bytes) => Self::of(path, bytes, asked, book),
            Err(fault) => {
                let mut unread = Self::empty(path, Vec::new());
                unread.faults.push(fault);
                unread
            }
        }
    }

    /// Proofreads these bytes as the file of that name.
    pub(super) fn of(path: &Path, bytes: Vec<u8>, asked: Option<&Path>, book: &Book) -> Self {
        let mut own = Self::read(path, bytes, asked, Some(book));
        if let Some(file) = own.file {
            let comments = own.kind == Kind::Yaml;
            let (findings, faults) =
                proofread(&own.proof, &own.profile, file, &own.sources, comments);
            own.findings = findings;
            own.faults.extend(faults);
        }
        own
    }

    /// What these bytes say as the file of that name, set where there are fonts; no rule has looked at it.
    pub(super) fn read(
        path: &Path,
        bytes: Vec<u8>,
        asked: Option<&Path>,
        book: Option<&Book>,
    ) -> Self {
        let mut own = Self::empty(path, bytes);
        let Chosen { profile, overlay, found, faults, .. } =
            profile::choose(path, asked, &mut own.sources);
        let failed = faults.iter().any(|fault| fault.severity == crate::diag::Severity::Error);
        (own.profile, own.beside, own.faults) = (profile, found, faults);
        if failed {
            return own;
        }
        let ending = path.extension().map(|text| text.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("yaml" | "yml") => own.yaml(overlay, book),
            Some("docx") => own.docx(),
            Some("txt" | "text") => own.text(),
            other => own.faults.push(other_kind(path, other)),
        }
        own
    }

    fn empty(path: &Path, bytes: Vec<u8>) -> Self {
        Self {
            path: path.to_owned(),
            sources: SourceMap::default(),
            bytes,
            file: None,
            kind: Kind::Unknown,
            proof: Proof::default(),
            findings: Vec::new(),
            faults: Vec::new(),
            profile: Profile::default(),
            beside: None,
        }
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn yaml(&mut self, overlay: Option<FileId>, book: Option<&Book>) {
        self.kind = Kind::Yaml;
        let mut diagnostics = Diagnostics::new();
        let added = self.sources.add(&self.name(), self.bytes.clone());
        let file = match added {
            Ok(file) => file,
            Err(fault) => return self.faults.push(fault),
        };
        let options = Options { overlay, ..Options::default() };
        let beside = Beside(&self.path);
        let read = compile::read(file, options, &mut self.sources, &beside, &mut diagnostics);
        if let Some(read) = read {
            self.file = Some(file);
            let set = match book {
                Some(book) => read.lay_out(book, &mut diagnostics),
                None => Err(Box::new(read)),
            };
            self.proof = match set {
                Ok(compiled) => {
                    proof::of_galley(&compiled.galley, Some(&compiled.layout), &self.sources)
                }
                Err(read) => proof::of_galley(&read.galley, None, &self.sources),
            };
        }
        self.faults.extend(diagnostics.into_sorted());
    }

    fn docx(&mut self) {
        let docx = match inspect::docx(&self.name(), &self.bytes) {
            Ok(paragraphs) => DocxText::new(paragraphs),
            Err(fault) => return self.faults.push(fault),
        };
        let added = self.sources.add(&self.name(), docx.text.clone().into_bytes());
        if let Some(file) = self.despite_characters(added) {
            self.proof = proof::of_docx(&docx, file);
        }
        self.kind = Kind::Docx { places: docx.places() };
    }

    fn text(&mut self) {
        let added = self.sources.add_text(&self.name(), self.bytes.clone());
        let encoding = added.as_ref().ok().and_then(|(_, encoding)| *encoding);
        self.kind = Kind::Text { encoding };
        if let Some(file) = self.despite_characters(added.map(|(file, _)| file)) {
            self.proof = proof::of_text(file, self.sources.file(file));
        }
    }

    /// The file, also where characters that nobody sees are in it: that is told like anything else.
    fn despite_characters(&mut self, added: Result<FileId, Diagnostic>) -> Option<FileId> {
        self.file = match added {
            Ok(file) => Some(file),
            Err(fault) => {
                let read = fault.code == crate::source::codes::CONTROL_CHARACTER;
                self.faults.push(fault);
                self.sources.last().filter(|_| read)
            }
        };
        self.file
    }

    /// All that was found, in the order of the text.
    pub(super) fn into_checked(self) -> Checked {
        let mut all = Diagnostics::new();
        all.extend(
            self.findings.into_iter().filter_map(|finding| finding.into_diagnostic(&self.proof)),
        );
        if let Kind::Docx { places } = &self.kind {
            // Of a Word file a line is a paragraph, and nothing in it is mended.
            let findings = std::mem::take(&mut all).into_sorted();
            all.extend(findings.into_iter().map(|found| {
                let line = found.span.map_or(1, |span| self.sources.line_and_column(span).0);
                let place = places.get(line - 1).map(words).unwrap_or_default();
                Diagnostic { edits: Vec::new(), ..found.label(place) }
            }));
        }
        let unread = self.file.is_none();
        all.extend(self.faults);
        Checked {
            path: self.path,
            sources: self.sources,
            found: all.into_sorted(),
            profile: self.beside,
            unread,
        }
    }
}

/// Where a paragraph of a Word file is, in words.
fn words(place: &DocxPlace) -> String {
    let DocxPlace { paragraph, cell, page } = place;
    match cell {
        Some((table, row, column)) => {
            format!("第 {table} 张表第 {row} 行第 {column} 列，第 {page} 面")
        }
        None => format!("第 {paragraph} 段，第 {page} 面"),
    }
}

fn other_kind(path: &Path, ending: Option<&str>) -> Diagnostic {
    let message = format!("查不了“{}”：只查 .yaml、.docx、.txt", path.display());
    let help = match ending {
        Some("doc" | "wps" | "rtf" | "odt") => "用 Word 或 WPS 打开它，另存为 .docx 再查",
        Some("pdf") => "查生成它的 YAML 或 Word 文件；要量版面，用 chengwen measure",
        _ => "写成 chengwen check 报告.yaml",
    };
    Diagnostic::environment(USAGE, message).help(help)
}
