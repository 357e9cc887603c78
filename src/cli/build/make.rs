//! One document made into its outputs: compiled, proofread, rendered side by side. Where it is read from and where the
//! outputs go is for the callers, `build` and `batch`.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use super::checked::Checked;
use super::plan::{Checking, Format, Making};
use super::summary::Built;
use crate::check::Profile;
use crate::compile::{self, Attachment, Files, Options};
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::fonts::Book;
use crate::io;
use crate::source::{Node, SourceMap};

/// A document that is opened.
pub(in crate::cli) struct Opened<'a> {
    /// Its text.
    pub(in crate::cli) file: FileId,
    /// Its tree; `None` where it could not be read, which is reported.
    pub(in crate::cli) tree: Option<Node>,
    /// The template laid over its own.
    pub(in crate::cli) overlay: Option<FileId>,
    /// What it is proofread by.
    pub(in crate::cli) profile: &'a Profile,
    /// What it names.
    pub(in crate::cli) files: &'a dyn Files,
}

/// How documents are made.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Manner<'a> {
    pub(in crate::cli) making: &'a Making,
    pub(in crate::cli) check: &'a Checking,
    pub(in crate::cli) book: &'a Book,
}

/// The bytes of each output, and what is told of them.
pub(in crate::cli) struct Made {
    pub(in crate::cli) outputs: Vec<(Format, PathBuf, Vec<u8>)>,
    pub(in crate::cli) built: Built,
}

impl Made {
    /// Writes the outputs: all of them, or none.
    pub(in crate::cli) fn write(self) -> Result<Built, Diagnostic> {
        let outputs = self.outputs.iter();
        let files: Vec<_> =
            outputs.map(|(_, path, bytes)| (path.as_path(), bytes.as_slice())).collect();
        io::write_together(&files).map(|()| self.built)
    }
}

/// Makes the outputs of a document; every fault goes into `diagnostics`, and one that is an error leaves nothing to write.
pub(in crate::cli) fn make(
    opened: Opened<'_>,
    outputs: &[(Format, PathBuf)],
    manner: Manner<'_>,
    sources: &mut SourceMap,
    attachments: impl FnOnce() -> Vec<Attachment>,
    diagnostics: &mut Diagnostics,
) -> Option<Made> {
    let Manner { making, check, book } = manner;
    let Opened { file, tree, overlay, profile, files } = opened;
    let options = Options { overlay, fine: making.fine, draft: making.draft };
    let read = compile::read_tree(tree, options, sources, files, diagnostics)?;
    let compiled = read.lay_out(book, diagnostics).ok()?;
    let attachments = attachments();
    let proofread = || Checked::of(&compiled, profile, file, sources);
    // Where the outputs do not depend on what is found, both are done at the same time.
    let found = (check.strict || check.comments).then(proofread);
    if let Some(found) = found.as_ref().filter(|found| check.strict && found.counts.errors > 0) {
        diagnostics.extend(found.errors());
        return None;
    }
    let comments = found.as_ref().filter(|_| check.comments).map(Checked::comments);
    let comments = comments.unwrap_or_default();
    let rendered = |format| match format {
        Format::Docx => compiled.docx(&comments, making.embed, book),
        Format::Pdf => compiled.pdf(&attachments, book),
    };
    let (contents, checked) = render(outputs, &rendered, || found.unwrap_or_else(proofread));
    let mut made = Vec::new();
    for ((format, path), bytes) in outputs.iter().zip(contents) {
        let bytes = bytes.map_err(|fault| diagnostics.push(fault)).ok()?;
        made.push((*format, path.clone(), bytes));
    }
    let built = Built::new(&compiled, making.embed, book, &made, checked.counts);
    Some(Made { outputs: made, built })
}

/// The outputs' bytes, made side by side, and what is done in the meantime. An idle thread takes what was put down first,
/// so that comes last which fills gaps best: the check, which is many small pieces.
fn render<T: Send>(
    outputs: &[(Format, PathBuf)],
    make: &(impl Fn(Format) -> Result<Vec<u8>, Diagnostic> + Sync),
    meanwhile: impl FnOnce() -> T + Send,
) -> (VecDeque<Result<Vec<u8>, Diagnostic>>, T) {
    let Some(((format, _), rest)) = outputs.split_first() else {
        return (VecDeque::new(), meanwhile());
    };
    let others = || render(rest, make, meanwhile);
    let (first, (mut contents, done)) = rayon::join(|| make(*format), others);
    contents.push_front(first);
    (contents, done)
}

/// Why an output cannot be written where it should be, seen before anything is made.
pub(in crate::cli) fn refused(path: &Path, input: &Path, overwrite: bool) -> Option<Diagnostic> {
    if path.is_dir() {
        Some(folder(path))
    } else if io::is_same_file(path, input) {
        Some(input_itself(path))
    } else if !overwrite && !io::is_ours(path) {
        Some(foreign(path))
    } else {
        None
    }
}

fn input_itself(path: &Path) -> Diagnostic {
    let message = format!("“{}”就是文稿本身，不能写成它", path.display());
    Diagnostic::environment(io::UNWRITABLE, message)
        .help("把文稿改名为 .yaml 结尾，或用 -o 写到别处")
}

fn folder(path: &Path) -> Diagnostic {
    let message = format!("“{}”是文件夹，写不成文件", path.display());
    Diagnostic::environment(io::UNWRITABLE, message).help("用 -o 写到别处，或先把这个文件夹改名")
}

fn foreign(path: &Path) -> Diagnostic {
    let message = format!("“{}”不是成文写的，或被人改存过，没有动它", path.display());
    Diagnostic::environment(io::FOREIGN_OUTPUT, message)
        .help("用 -o 写到别处；确实要换掉它，加 --覆盖")
}
