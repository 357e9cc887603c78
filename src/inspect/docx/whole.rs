//! A DOCX read part by part: the text first, then the parts that it refers to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use roxmltree::Document;

use super::content::{Story, WordDocument, WordLabel};
use super::drawing::{self, Pictures};
use super::labels::Numbering;
use super::note::{Calls, NoteKind, notes};
use super::package::{Package, Relations};
use super::page::Pages;
use super::reader::{Reader, Shared};
use super::styles::Styles;
use super::xml::{attribute, is, parse, walk};
use crate::diag::Diagnostic;

/// Reads the text and its notes; asked for the `whole`, everything beside them too.
pub(super) fn read(package: &mut Package<'_>, whole: bool) -> Result<WordDocument, Diagnostic> {
    let path = package.main_part()?;
    let relations = package.relations(&path)?;
    let mut near = Near { package, path, relations };
    let text = near.package.text(&near.path)?.ok_or_else(|| near.package.without_text())?;
    let body = parse(&text).map_err(|_| near.package.broken())?;
    if !is(body.root_element(), "document") {
        return Err(near.package.without_text());
    }
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
        for (note, id, mark) in called {
            // A note that is called again is not read again: a small file could be made to say much.
            let Some(node) = by_id.remove(id.as_str()) else { continue };
            let first = shared.document.paragraphs.len();
            let mut reader = Reader::new(shared, &relations, Story::Note(note), Pages::none());
            walk(node, &mut reader);
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
        let mut read = BTreeSet::new();
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
            read.insert(path);
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
