//! The one reader of DOCX, of ours and of other programs: all that a file holds ([`word`]), and of that the text in
//! order, with the numbers that programs print in front of paragraphs, and then its notes ([`docx`]). What the text
//! means is not known here.

mod content;
mod drawing;
mod field;
mod formula;
mod labels;
mod note;
mod package;
mod page;
mod reader;
mod section;
mod styles;
mod symbol;
mod table;
mod xml;

pub use content::{
    CellPlace, ParagraphLook, Piece, RunLook, State, Story, WordCell, WordDocument, WordLabel,
    WordParagraph, WordPicture, WordTable,
};
pub use symbol::sign;

use std::collections::{BTreeMap, HashMap};

use roxmltree::Document;

use self::drawing::Pictures;
use self::labels::Numbering;
use self::note::{Calls, NoteKind, notes};
use self::package::{Package, Relations};
use self::page::Pages;
use self::reader::{Reader, Shared};
use self::styles::Styles;
use self::xml::{attribute, is, parse, walk};
use crate::diag::Diagnostic;

/// A paragraph of a DOCX's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number as programs print it: `（三）`.
    pub label: String,
    /// Its text; a line feed for a line break.
    pub text: String,
    /// The cell it stands in.
    pub cell: Option<CellPlace>,
    /// The page it begins on, from 1, as far as the file tells: pages that the last program to lay it out has
    /// marked, else only those that its author began.
    pub page: usize,
}

/// Reads the text of a DOCX; `name` is what messages call it. Headers, footers and comments are left out; so is what is
/// deleted or hidden.
///
/// # Errors
/// A file that is no DOCX, or is damaged.
pub fn docx(name: &str, bytes: &[u8]) -> Result<Vec<Paragraph>, Diagnostic> {
    let document = read(&mut Package::open(name, bytes)?, false)?;
    Ok(document.paragraphs.iter().filter_map(shown).collect())
}

/// Reads all that a DOCX holds; `name` is what messages call it.
///
/// # Errors
/// A file that is no DOCX, or is damaged.
pub fn word(name: &str, bytes: &[u8]) -> Result<WordDocument, Diagnostic> {
    read(&mut Package::open(name, bytes)?, true)
}

/// What is shown of a paragraph that is text.
fn shown(paragraph: &WordParagraph) -> Option<Paragraph> {
    let label = match paragraph.story {
        Story::Body | Story::Note(_) => paragraph.label.as_ref(),
        _ => return None,
    };
    let mut text = String::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text {
                text: own, state: State::Shown | State::Contents | State::Ruby, ..
            } => {
                text.extend(own.chars().map(|c| if c == '\u{2028}' { '\n' } else { c }));
            }
            Piece::PageBreak => text.push('\n'),
            Piece::Note { mark, .. } => text.push_str(mark),
            Piece::Symbol(..) => text.push(char::REPLACEMENT_CHARACTER),
            _ => {}
        }
    }
    let label = label.map(|label| label.text.clone()).unwrap_or_default();
    Some(Paragraph { label, text, cell: paragraph.cell, page: paragraph.page })
}

/// Reads the text and its notes; asked for the `whole`, everything beside them too.
fn read(package: &mut Package<'_>, whole: bool) -> Result<WordDocument, Diagnostic> {
    let path = package.main_part()?;
    let relations = package.relations(&path)?;
    let mut near = Near { package, path, relations };
    let text = near.package.text(&near.path)?.ok_or_else(|| near.package.without_text())?;
    let body = parse(&text).map_err(|_| near.package.broken())?;
    let mut shared = near.shared(&body)?;
    if whole {
        shared.pictures = near.pictures()?;
    }
    let mut reader = Reader::new(&mut shared, &near.relations, Story::Body, Pages::of(&body));
    walk(body.root_element(), &mut reader);
    let around = reader.finish();
    near.notes(NoteKind::Footnote, whole, &mut shared)?;
    if whole {
        near.notes(NoteKind::Endnote, whole, &mut shared)?;
        near.comments(&mut shared)?;
        near.around(around, &mut shared)?;
        near.properties(&mut shared.document)?;
        if shared.pictures.are_too_many() {
            return Err(near.package.too_large());
        }
    }
    Ok(shared.document)
}

/// The parts around the text of a document.
struct Near<'p, 'a> {
    package: &'p mut Package<'a>,
    /// Of the text.
    path: String,
    relations: Relations,
}

impl Near<'_, '_> {
    /// The part of a kind, which usually has that name beside the text.
    fn text(
        &mut self,
        kind: &'static str,
        usual: &str,
    ) -> Result<Option<(String, String)>, Diagnostic> {
        let named = self.relations.of_kind(kind).find(|relation| !relation.external);
        let path = match named {
            Some(relation) => relation.target.clone(),
            None => {
                format!("{}/{usual}", self.path.rsplit_once('/').map_or("", |(folder, _)| folder))
            }
        };
        Ok(self.package.text(&path)?.map(|text| (path, text)))
    }

    fn shared(&mut self, body: &Document<'_>) -> Result<Shared, Diagnostic> {
        let mut text = |kind, usual| -> Result<Option<String>, Diagnostic> {
            Ok(self.text(kind, usual)?.map(|(_, text)| text))
        };
        let styles = text("styles", "styles.xml")?;
        let numbering = text("numbering", "numbering.xml")?;
        let theme = text("theme", "theme/theme1.xml")?;
        let styles = styles.as_deref().and_then(|text| parse(text).ok());
        let numbering = numbering.as_deref().and_then(|text| parse(text).ok());
        let theme = theme.as_deref().and_then(|text| parse(text).ok());
        let numbering = numbering.map(|part| Numbering::of(&part, styles.as_ref()));
        Ok(Shared {
            document: WordDocument::default(),
            styles: Styles::of(styles.as_ref(), theme.as_ref()),
            numbering: numbering.unwrap_or_default(),
            calls: Calls::of(body),
            pictures: Pictures::default(),
            comments: HashMap::new(),
        })
    }

    /// The notes that are called, behind the text; of the `whole`, those that nothing calls as well.
    fn notes(
        &mut self,
        kind: NoteKind,
        whole: bool,
        shared: &mut Shared,
    ) -> Result<(), Diagnostic> {
        let (word, usual) = match kind {
            NoteKind::Footnote => ("footnotes", "footnotes.xml"),
            NoteKind::Endnote => ("endnotes", "endnotes.xml"),
        };
        let Some((path, text)) = self.text(word, usual)? else { return Ok(()) };
        let part = parse(&text).map_err(|_| self.package.broken())?;
        let relations = self.package.relations(&path)?;
        let notes = notes(&part, kind);
        let mut by_id: BTreeMap<&str, _> = notes.iter().copied().collect();
        let called: Vec<(usize, String, String)> = shared
            .calls
            .called
            .iter()
            .enumerate()
            .filter(|(_, call)| call.kind == kind && (whole || !call.mark.is_empty()))
            .map(|(note, call)| (note, call.id.clone(), call.mark.clone()))
            .collect();
        let known = by_id.clone();
        for (note, id, mark) in called {
            by_id.remove(id.as_str());
            let Some(node) = known.get(id.as_str()) else { continue };
            let first = shared.document.paragraphs.len();
            let mut reader = Reader::new(shared, &relations, Story::Note(note), Pages::none());
            walk(*node, &mut reader);
            reader.finish();
            let line = shared.document.paragraphs.get_mut(first);
            if let Some(line) = line.filter(|_| !mark.is_empty()) {
                line.label = Some(WordLabel { text: mark, level: 0 });
            }
        }
        let stray = notes.iter().filter(|(id, _)| whole && by_id.contains_key(id));
        for (_, node) in stray {
            let mut reader = Reader::new(shared, &relations, Story::StrayNote, Pages::none());
            walk(*node, &mut reader);
            reader.finish();
        }
        Ok(())
    }

    fn comments(&mut self, shared: &mut Shared) -> Result<(), Diagnostic> {
        let Some((path, text)) = self.text("comments", "comments.xml")? else { return Ok(()) };
        let part = parse(&text).map_err(|_| self.package.broken())?;
        let relations = self.package.relations(&path)?;
        for node in part.root_element().children().filter(|node| is(*node, "comment")) {
            let about = attribute(node, "id").and_then(|id| shared.comments.get(id).copied());
            let story = Story::Comment(about);
            let mut reader = Reader::new(shared, &relations, story, Pages::none());
            walk(node, &mut reader);
            reader.finish();
        }
        Ok(())
    }

    /// Headers and footers, each once.
    fn around(
        &mut self,
        named: Vec<(Story, String)>,
        shared: &mut Shared,
    ) -> Result<(), Diagnostic> {
        let mut read: Vec<String> = Vec::new();
        for (story, id) in named {
            let Some(relation) = self.relations.get(&id).filter(|own| !own.external) else {
                continue;
            };
            let path = relation.target.clone();
            if read.contains(&path) {
                continue;
            }
            if let Some(text) = self.package.text(&path)? {
                let part = parse(&text).map_err(|_| self.package.broken())?;
                let relations = self.package.relations(&path)?;
                let mut reader = Reader::new(shared, &relations, story, Pages::none());
                walk(part.root_element(), &mut reader);
                reader.finish();
            }
            read.push(path);
        }
        Ok(())
    }

    /// The files of pictures that the text refers to, and the words of its charts.
    fn pictures(&mut self) -> Result<Pictures, Diagnostic> {
        let mut found = Pictures::default();
        let mut paths = Vec::new();
        for kind in ["image", "chart", "diagramData"] {
            let inside = self.relations.of_kind(kind).filter(|relation| !relation.external);
            paths.extend(inside.map(|relation| (kind == "image", relation.target.clone())));
        }
        for (is_picture, path) in paths {
            if found.has(&path) {
                continue;
            }
            if is_picture {
                if let Some(bytes) = self.package.bytes(&path)? {
                    found.add(path, bytes);
                }
            } else if let Some(text) = self.package.text(&path)?
                && let Ok(part) = parse(&text)
            {
                found.add_words(path, drawing::words(&part));
            }
        }
        Ok(found)
    }

    fn properties(&mut self, document: &mut WordDocument) -> Result<(), Diagnostic> {
        let mut said = |path: &str, name: &str| -> Result<Option<String>, Diagnostic> {
            let Some(text) = self.package.text(path)? else { return Ok(None) };
            let Ok(part) = parse(&text) else { return Ok(None) };
            let node = part.descendants().find(|node| node.tag_name().name() == name);
            let text = node.and_then(|node| node.text()).map(str::trim);
            Ok(text.filter(|text| !text.is_empty()).map(str::to_owned))
        };
        document.title = said("docProps/core.xml", "title")?;
        document.company = said("docProps/app.xml", "Company")?;
        document.has_macros = self.package.has("word/vbaProject.bin");
        Ok(())
    }
}
