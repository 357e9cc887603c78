//! The container of a DOCX: its parts, how they refer to each other, and what is no DOCX at all. What is in the parts
//! is not known here.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::xml::{is_plain, parse};
use crate::container::{decoded, resolved};
use crate::diag::Diagnostic;
use crate::inspect::limits::{LARGEST_PART, LARGEST_WHOLE};
use crate::inspect::{Compound, NO_DOCX};

/// An opened container.
pub(super) struct Package<'a> {
    /// What messages call the file.
    name: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of parts in small letters, and their numbers: programs differ in the case of names.
    parts: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// A file of another kind, an encrypted one, damage.
    pub(super) fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        if let Some(compound) = Compound::of(bytes) {
            return Err(compound.refused(name));
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| refuse(name, other_kind(bytes)))?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            if let Ok(part) = archive.by_index_raw(index)
                && let Ok(name) = part.name()
            {
                parts.entry(name.to_ascii_lowercase()).or_insert(index);
            }
        }
        Ok(Self { name, archive, parts, left: LARGEST_WHOLE })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&path.to_ascii_lowercase())
    }

    /// The bytes of a part; `None` where there is none, or a damaged one.
    ///
    /// # Errors
    /// Too many bytes.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(index) = self.parts.get(&path.to_ascii_lowercase()) else { return Ok(None) };
        let Ok(part) = self.archive.by_index(*index) else { return Ok(None) };
        let most = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        let whole = part.take(most + 1).read_to_end(&mut bytes).is_ok();
        let length = bytes.len() as u64;
        if length > most {
            return Err(self.too_large());
        }
        self.left -= length;
        Ok(whole.then_some(bytes))
    }

    /// The XML of a part; `None` where there is none, or a damaged one.
    ///
    /// # Errors
    /// Too many bytes, or elements that are built as in no document.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<String>, Diagnostic> {
        let text = self.bytes(path)?.and_then(decoded);
        match text {
            Some(text) if !is_plain(&text) => {
                Err(refuse(self.name, "里面一层套一层，或者乱了，不像是一份公文"))
            }
            text => Ok(text),
        }
    }

    /// The path of the text of the document.
    ///
    /// # Errors
    /// A file of another kind; as [`Self::text`].
    pub(super) fn main_part(&mut self) -> Result<String, Diagnostic> {
        const USUAL: &str = "word/document.xml";
        if self.has(USUAL) {
            return Ok(USUAL.to_owned());
        }
        let relations = self.relations("")?;
        if let Some(main) = relations.of_kind("officeDocument").next()
            && !main.external
            && self.has(&main.target)
            && main.target.to_ascii_lowercase().starts_with("word/")
        {
            return Ok(main.target.clone());
        }
        let other = if self.has("xl/workbook.xml") || self.has("xl/workbook.bin") {
            "是 Excel 表格，不是 Word 文件"
        } else if self.has("ppt/presentation.xml") {
            "是演示文稿，不是 Word 文件"
        } else if self.has("content.xml") {
            "是 ODF 文件（.odt），不是 DOCX"
        } else {
            "里面没有正文，不是 DOCX"
        };
        Err(refuse(self.name, other))
    }

    /// The parts that a part refers to; those of the file as a whole for the empty path.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub(super) fn relations(&mut self, path: &str) -> Result<Relations, Diagnostic> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let join = if folder.is_empty() { "" } else { "/" };
        let text = self.text(&format!("{folder}{join}_rels/{file}.rels"))?;
        let mut found = BTreeMap::new();
        let parsed = text.as_deref().and_then(|text| parse(text).ok());
        for node in parsed.iter().flat_map(|document| document.root_element().children()) {
            let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else {
                continue;
            };
            let kind = node.attribute("Type").and_then(|kind| kind.rsplit('/').next());
            let external = node.attribute("TargetMode") == Some("External");
            let target = if external { target.to_owned() } else { resolved(folder, target) };
            let kind = kind.unwrap_or_default().to_owned();
            found.entry(id.to_owned()).or_insert(Relation { kind, target, external });
        }
        Ok(Relations(found))
    }

    /// The file is damaged.
    pub(super) fn broken(&self) -> Diagnostic {
        refuse(self.name, "已经损坏")
    }

    /// There is more in it than there is room for.
    pub(super) fn too_large(&self) -> Diagnostic {
        refuse(self.name, "解开以后太大，不像是一份公文")
    }

    /// There is no text in it.
    pub(super) fn without_text(&self) -> Diagnostic {
        refuse(self.name, "里面没有正文，不是 DOCX")
    }
}

/// The parts that a part refers to, by the ids it uses for them.
#[derive(Default)]
pub(super) struct Relations(BTreeMap<String, Relation>);

/// A part referred to.
pub(super) struct Relation {
    /// `image`, `header`: the last part of its type.
    kind: String,
    /// Its path; where it is external, its address.
    pub(super) target: String,
    /// It stands outside of the file.
    pub(super) external: bool,
}

impl Relations {
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    pub(super) fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Relation> {
        self.0.values().filter(move |relation| relation.kind == kind)
    }
}

fn refuse(name: &str, what: &str) -> Diagnostic {
    Diagnostic::environment(NO_DOCX, format!("读不了“{name}”：{what}"))
        .help("看看文件是不是拿错了；老的 .doc 先用 Word 或 WPS 另存为 .docx")
}

/// What a file is that is no container.
fn other_kind(bytes: &[u8]) -> &'static str {
    let front = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |with: &[u8]| front.get(..with.len()).is_some_and(|front| front.eq_ignore_ascii_case(with));
    if begins(b"{\\rtf") {
        "是 RTF 文件，不是 DOCX"
    } else if begins(b"<html") || begins(b"<!doctype html") {
        "是网页（HTML），不是 DOCX"
    } else if begins(b"%PDF") {
        "是 PDF，不是 DOCX"
    } else {
        "不是 DOCX"
    }
}
