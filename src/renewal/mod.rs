//! 续写: last year's text as this year's draft. Years that mean the year reported on move along, figures become 待填 with
//! the old ones in comments, and everything else stays byte for byte; each decision is an entry with its reason. `years`
//! and `figures` decide, `roles` knows what a text is for, `sheet` writes the changes into the source. Files are not read
//! here.

mod entry;
mod figures;
mod roles;
mod sheet;
#[cfg(test)]
mod tests;
mod years;

pub use entry::{Entry, Kind};

use crate::check::{Profile, Reading};
use crate::diag::Span;
use crate::model::Document;
use crate::proof::{Kind as ParagraphKind, Paragraph, Proof};
use crate::source::{Node, SourceFile};

use roles::{Role, Roles};
use sheet::Sheet;

/// A document of last year, read.
pub struct Last<'a> {
    /// What its author wrote.
    pub document: &'a Document,
    /// The same as a tree.
    pub tree: &'a Node,
    /// The same as text.
    pub file: &'a SourceFile,
    /// As a proofreader sees it.
    pub proof: Proof,
}

/// The draft of another year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The file.
    pub text: String,
    /// What was decided: what a person has to look at first, then by place.
    pub entries: Vec<Entry>,
    /// For each line of `text` that ends, the line of the old text that it is of or stands above, from 0.
    pub origins: Vec<usize>,
}

/// The year a document reports on: its 年度, else that of its title.
#[must_use]
pub fn year_of(last: &Last<'_>) -> Option<u16> {
    Reading::new(&last.proof, &Profile::default()).year
}

/// Makes the draft of `to` of a document that reports on `from`.
#[must_use]
pub fn renew(mut last: Last<'_>, from: u16, to: u16) -> Renewed {
    let file = last.document.span.file;
    let mut work = Work {
        from,
        to,
        roles: Roles::of(last.document, &last.proof),
        sheet: Sheet::new(last.tree, last.file.text()),
    };
    work.head(last.document);
    work.data(&last.document.data, last.document.data_from.as_ref());
    work.forms(last.document);
    let unprinted = work.paragraphs(roles::unprinted(last.document).into_iter());
    last.proof.paragraphs.extend(unprinted);
    let first_source = last.proof.paragraphs.len();
    let sources = roles::sources(&last.document.data);
    let texts = work.paragraphs(sources.iter().map(|source| source.span));
    last.proof.paragraphs.extend(texts);
    let profile = Profile::default();
    let reading = Reading::new(&last.proof, &profile);
    for read in reading.written() {
        let source = read.index.checked_sub(first_source).and_then(|at| sources.get(at));
        if let Some(source) = source {
            work.source(read, *source);
            continue;
        }
        let place = read.paragraph.span(0..read.text().len());
        let role = work.roles.of_paragraph(read.index, place);
        if place.is_some_and(|place| place.file == file) && role != Role::Reason {
            let is_figure = work.whole_cell(read, role);
            work.years(read, role);
            if !is_figure {
                work.figures(read, role);
            }
        }
    }
    let (text, mut entries, origins) = work.sheet.finish();
    entries.sort_by_key(|entry| (!entry.doubtful, entry.line, entry.column));
    Renewed { text, entries, origins }
}

/// What is carried along.
struct Work<'a> {
    from: u16,
    to: u16,
    roles: Roles,
    sheet: Sheet<'a>,
}

impl Work<'_> {
    /// 年度 and the dates of the document.
    fn head(&mut self, document: &Document) {
        if let Some(year) = &document.year
            && year.value == self.from
        {
            self.move_year(year.span, "文稿的年度");
        }
        let signed = roles::signatures(document).filter_map(|signature| signature.date.as_ref());
        for date in document.date.iter().chain(signed) {
            self.sheet.empty(date.span, "成文日期");
        }
    }

    /// Moves the only year in a value.
    fn move_year(&mut self, span: Span, why: &'static str) {
        let (old, new) = (self.from.to_string(), self.to.to_string());
        let text = self.sheet.source(span);
        if let Some(at) = text.find(&old) {
            let start = span.start as usize + at;
            self.sheet.change(start..start + old.len(), &new, Kind::Year, why);
        }
    }

    /// Texts that are printed nowhere but may name the year: each as a paragraph.
    fn paragraphs(&self, spans: impl Iterator<Item = Span>) -> Vec<Paragraph> {
        spans
            .map(|span| {
                let text = self.sheet.source(span);
                let inner = text.trim_matches(['"', '\'']);
                let start = span.start + u32::try_from(text.find(inner).unwrap_or(0)).unwrap_or(0);
                let end = start + u32::try_from(inner.len()).unwrap_or(0);
                let span = Span::new(span.file, start, end);
                Paragraph::verbatim(ParagraphKind::Caption, inner, span)
            })
            .collect()
    }
}
