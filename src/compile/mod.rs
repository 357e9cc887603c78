//! The whole road in one call: source text → galley and layout → bytes. Pure: no disk, no terminal; what
//! a document names is read by whoever asks, see [`Files`].

mod pictures;

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::figures::Ledger;
use crate::fonts::{Book, FaceId};
use crate::forms::{self, Explained};
use crate::galley::{self, Galley};
use crate::imports;
pub use crate::imports::Files;
use crate::layout::{self, Item, Layout};
use crate::render;
pub use crate::render::docx::{Comment, Embed};
pub use crate::render::pdf::{Attachment, Relationship};
use crate::schema::{self, Unfilled};
use crate::source::{Node, SourceMap, parse_reporting};
use crate::template::{self, Policy, Sheet};

/// A document laid out and ready to be written.
#[derive(Debug)]
pub struct Compiled {
    /// The text, final.
    pub galley: Galley,
    /// The template as read.
    pub sheet: Sheet,
    /// The pages.
    pub layout: Layout,
}

/// What the user asks for beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The user's own template, laid over the one that the document names.
    pub overlay: Option<FileId>,
    /// 精排, whatever the template says.
    pub fine: bool,
    /// 草稿: what is left to be filled in is no fault, and every page says that it is a draft.
    pub draft: bool,
}

/// A document read, not yet laid out.
#[derive(Debug)]
pub struct Read {
    /// The text, final.
    pub galley: Galley,
    /// The template as read.
    pub sheet: Sheet,
    /// What is left to be filled in; a fault already where no draft was asked for.
    pub unfilled: Vec<Unfilled>,
    /// Nothing was left out of the galley; of one that is not sound, only words and characters can be judged.
    sound: bool,
}

/// Reads the document in `file`: everything but layout.
///
/// Every fault goes into `diagnostics`; `None` when there is no text to speak of.
#[must_use]
pub fn read(
    file: FileId,
    options: Options,
    sources: &mut SourceMap,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Read> {
    let tree = parse_reporting(file, sources.file(file), diagnostics);
    read_tree(tree, options, sources, files, diagnostics)
}

/// Reads a document whose tree is known: everything but layout. Faults of the template are found even where there is no
/// tree.
///
/// Every fault goes into `diagnostics`; `None` when there is no text to speak of.
#[must_use]
pub fn read_tree(
    tree: Option<Node>,
    options: Options,
    sources: &mut SourceMap,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Read> {
    let overlay_tree = match options.overlay {
        None => None,
        Some(overlay) => Some(parse_reporting(overlay, sources.file(overlay), diagnostics)?),
    };
    let tree = tree?;
    let unfilled = schema::unfilled(&tree);
    if !options.draft {
        diagnostics.extend(unfilled.iter().map(Unfilled::to_diagnostic));
    }
    let document = schema::read(&tree, diagnostics);
    let template = document.as_ref().and_then(|document| document.template.as_ref());
    let name = template.map(|name| (name.value.as_str(), name.span));
    let mut sheet = template::load(name, overlay_tree, sources, diagnostics)?;
    if options.fine {
        sheet.breaking.policy = Policy::Fine;
    }
    let document = document?;
    if let Some(levels) = &document.levels {
        sheet.scheme = template::own_levels(&sheet.scheme, levels, diagnostics)?;
    }
    let read = |name: &str| files.read(name);
    let document = imports::fill(document, files, diagnostics)?;
    let pictures = pictures::read(&document, files, diagnostics);
    let sound = !diagnostics.has_errors();
    let ledger = Ledger::new(&document, diagnostics);
    let forms = forms::fill(&document, &ledger, &read, sources, diagnostics);
    let mut galley =
        galley::build(&document, &sheet, &ledger, &pictures, &forms.tables, diagnostics);
    galley.is_draft = options.draft;
    Some(Read { galley, sheet, unfilled, sound })
}

impl Read {
    /// Lays it out. Every fault goes into `diagnostics`.
    ///
    /// # Errors
    /// The document as it was read, when one of its faults is an error.
    pub fn lay_out(
        self,
        book: &Book,
        diagnostics: &mut Diagnostics,
    ) -> Result<Compiled, Box<Self>> {
        if !self.sound {
            // What was left out would shift every line; only the characters can be judged.
            layout::check_characters(&self.galley, &self.sheet, book, diagnostics);
            return Err(Box::new(self));
        }
        let layout = layout::lay_out(&self.galley, &self.sheet, book, diagnostics);
        if diagnostics.has_errors() {
            return Err(Box::new(self));
        }
        Ok(Compiled { galley: self.galley, sheet: self.sheet, layout })
    }
}

/// Compiles the document in `file`.
///
/// Every fault goes into `diagnostics`; `None` when one of them is an error.
#[must_use]
pub fn compile(
    file: FileId,
    options: Options,
    sources: &mut SourceMap,
    book: &Book,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Compiled> {
    read(file, options, sources, files, diagnostics)?.lay_out(book, diagnostics).ok()
}

/// How the scores of the forms in `file` come about. Every fault goes into `diagnostics`.
#[must_use]
pub fn scores(
    file: FileId,
    sources: &mut SourceMap,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Explained> {
    let tree = parse_reporting(file, sources.file(file), diagnostics);
    let document = tree.and_then(|tree| schema::read(&tree, diagnostics));
    let read = |name: &str| files.read(name);
    let document = document.and_then(|document| imports::fill(document, files, diagnostics));
    let Some(document) = document else { return Vec::new() };
    let ledger = Ledger::new(&document, diagnostics);
    forms::fill(&document, &ledger, &read, sources, diagnostics).explained
}

impl Compiled {
    /// The DOCX, with comments for a reviewer where there are any.
    ///
    /// # Errors
    /// A face that cannot be subset or may not be embedded.
    pub fn docx(
        &self,
        comments: &[Comment],
        embed: Embed,
        book: &Book,
    ) -> Result<Vec<u8>, Diagnostic> {
        render::docx::write(&self.galley, &self.sheet, &self.layout.facts, comments, embed, book)
    }

    /// The PDF, for archives: with the files it carries, if any.
    ///
    /// # Errors
    /// A face that cannot be subset or may not be embedded.
    pub fn pdf(&self, attachments: &[Attachment], book: &Book) -> Result<Vec<u8>, Diagnostic> {
        render::pdf::write(&self.layout, &self.galley, attachments, book)
    }

    /// The structure of the PDF (ISO 32000-1 14.7), as text that a person can read in a diff.
    #[must_use]
    pub fn tags(&self) -> String {
        render::pdf::tags(&self.layout, &self.galley)
    }

    /// The faces that show the text.
    #[must_use]
    pub fn faces(&self) -> BTreeSet<FaceId> {
        let items = self.layout.pages.iter().flat_map(|page| &page.items);
        let lines = items.filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Rule(_) | Item::Picture(_) => None,
        });
        lines.flat_map(|line| &line.runs).map(|run| run.face).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Preference;

    /// `F006 3:5` for every fault of a text, in order.
    fn faults(text: &str) -> Vec<String> {
        let book = Book::open(Preference::Bundled).unwrap();
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", text.as_bytes().to_vec()).unwrap();
        let mut diagnostics = Diagnostics::new();
        assert!(
            compile(file, Options::default(), &mut sources, &book, &(), &mut diagnostics).is_none()
        );
        let place = |fault: &Diagnostic| {
            let (line, column) = sources.line_and_column(fault.span.unwrap());
            format!("{} {line}:{column}", fault.code.0)
        };
        diagnostics.into_sorted().iter().map(place).collect()
    }

    #[test]
    fn faults_of_syntax_keys_formulas_and_characters_are_reported_in_one_run() {
        let text = "标题：报告\n页马: 1\n数据:\n  总支出: 100万元\n正文:\n  - 共{{总支出}}，{{总支}}。\n  - 甲\u{12000}\n";
        assert_eq!(faults(text), ["Y006 1:3", "Y101 2:1", "F006 6:16", "G002 7:6"]);
    }

    #[test]
    fn a_datum_at_fault_is_not_reported_again_where_it_is_named() {
        let text = "标题: 报告\n数据:\n  甲: [1, 2]\n  乙 丙: 3\n  丁: 三万元\n正文:\n  - 共{{甲}}、{{甲.一}}、{{丁}}。\n";
        assert_eq!(faults(text), ["Y103 3:6", "Y114 4:3", "F001 5:6"]);
    }

    #[test]
    fn characters_of_private_use_are_refused() {
        let text = "标题: 报告\n正文:\n  - 王\u{E123}、李\u{F0001}。\n";
        assert_eq!(faults(text), ["G005 3:6", "G005 3:9"]);
    }

    #[test]
    fn names_are_not_missed_where_the_key_of_the_data_is_misspelt() {
        let text = "标题: 报告\n数剧:\n  甲: 1\n正文:\n  - 共{{甲}}。\n";
        assert_eq!(faults(text), ["Y101 2:1"]);
    }
}
