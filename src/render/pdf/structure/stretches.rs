//! Pages cut into stretches: what follows each other and belongs to one element, or is an artifact
//! (ISO 32000-1 14.8.2.2). Each stretch of an element becomes a marked-content sequence of its own.

use std::borrow::Cow;

use super::element::{ElementId, Elements, Kid, Kind};
use super::tree::{Place, Places};
use crate::layout::{GlyphRun, Item, Line, LineKind, Page, PlacedPicture, Rule};
use crate::unit::Length;

/// How a stretch is marked in the content stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render::pdf) enum Mark {
    /// Part of an element.
    Content {
        /// Its structure type.
        tag: &'static str,
        /// Of the sequence, on its page.
        number: usize,
    },
    /// What says nothing: rules, the dots of 目录.
    Layout,
    /// What every page has or shows again.
    Pagination {
        /// `Header` or `Footer`.
        subtype: &'static str,
    },
}

/// Something drawn.
pub(in crate::render::pdf) enum Drawn<'a> {
    /// A line, or the part of one that is of the element.
    Line(Cow<'a, Line>),
    Rule(Rule),
    Picture(&'a PlacedPicture),
}

/// What is drawn under one mark.
pub(in crate::render::pdf) struct Stretch<'a> {
    pub(in crate::render::pdf) mark: Mark,
    pub(in crate::render::pdf) drawn: Vec<Drawn<'a>>,
    /// Whose content it is.
    pub(super) element: Option<ElementId>,
}

/// Cuts a page and gives its content to the elements.
pub(super) fn cut<'a>(
    number: usize,
    page: &'a Page,
    elements: &mut Elements,
    places: &mut Places,
) -> Vec<Stretch<'a>> {
    let mut cutter = Cutter { page: number, elements, places, stretches: Vec::new(), count: 0 };
    for item in &page.items {
        match item {
            Item::Line(line) => cutter.line(line),
            Item::Rule(rule) => cutter.artifact(Mark::Layout, Drawn::Rule(*rule)),
            Item::Picture(picture) => cutter.picture(picture, page),
        }
    }
    cutter.stretches
}

struct Cutter<'a, 'b> {
    page: usize,
    elements: &'b mut Elements,
    places: &'b mut Places,
    stretches: Vec<Stretch<'a>>,
    /// Sequences on this page so far.
    count: usize,
}

impl<'a> Cutter<'a, '_> {
    fn line(&mut self, line: &'a Line) {
        match line.kind {
            LineKind::PageNumber => {
                let mark = Mark::Pagination { subtype: "Footer" };
                self.artifact(mark, Drawn::Line(Cow::Borrowed(line)));
            }
            LineKind::RepeatedHead => {
                let mark = Mark::Pagination { subtype: "Header" };
                self.artifact(mark, Drawn::Line(Cow::Borrowed(line)));
            }
            LineKind::Leader => self.artifact(Mark::Layout, Drawn::Line(Cow::Borrowed(line))),
            LineKind::Text | LineKind::Note | LineKind::Reference => self.text(line),
        }
    }

    fn text(&mut self, line: &'a Line) {
        let place = line.block.and_then(|block| self.places.get_mut(&block));
        let Some(place) = place else {
            // Of no paragraph of the galley: one by itself.
            let element = self.elements.add(Kind::Paragraph, Elements::ROOT);
            return self.content(element, Drawn::Line(Cow::Borrowed(line)));
        };
        let raised = |run: &GlyphRun| run.raise > Length::ZERO && !place.notes.is_empty();
        if place.first.is_none() && !line.runs.iter().any(raised) {
            let element = place.rest;
            return self.content(element, Drawn::Line(Cow::Borrowed(line)));
        }
        for Part { element, note, line } in parts(line, place) {
            if let Some((parent, note)) = note {
                self.elements.attach(element, parent);
                self.elements.attach(note, parent);
            }
            self.content(element, Drawn::Line(Cow::Owned(line)));
        }
    }

    fn picture(&mut self, placed: &'a PlacedPicture, page: &Page) {
        let Some(place) = self.places.get(&placed.block) else { return };
        let element = place.rest;
        if let Kind::Figure(figure) = &mut self.elements[element].kind {
            let PlacedPicture { left, top, width, height, .. } = *placed;
            figure.bounds = bounds([(left, top), (left + width, top + height)], page);
        }
        self.content(element, Drawn::Picture(placed));
    }

    fn content(&mut self, element: ElementId, drawn: Drawn<'a>) {
        if let Some(last) = self.stretches.last_mut()
            && last.element == Some(element)
        {
            last.drawn.push(drawn);
            return;
        }
        let number = self.count;
        self.count += 1;
        self.elements[element].kids.push(Kid::Content { page: self.page, number });
        let mark = Mark::Content { tag: self.elements[element].kind.tag(), number };
        self.stretches.push(Stretch { mark, drawn: vec![drawn], element: Some(element) });
    }

    fn artifact(&mut self, mark: Mark, drawn: Drawn<'a>) {
        match self.stretches.last_mut() {
            Some(last) if last.mark == mark => last.drawn.push(drawn),
            _ => self.stretches.push(Stretch { mark, drawn: vec![drawn], element: None }),
        }
    }
}

/// A part of a line that is of one element.
struct Part {
    element: ElementId,
    /// Where the element is the number of a note, which comes into the tree here: what it is under, and the
    /// note.
    note: Option<(ElementId, ElementId)>,
    line: Line,
}

/// A line parted between a paragraph's elements: its first words, the numbers of its notes, the rest.
fn parts(line: &Line, place: &mut Place) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // Of the number that is being read: its element and the characters it still lacks.
    let mut number: Option<(ElementId, usize)> = None;
    for run in &line.runs {
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let words = place.first.map_or(place.rest, |(first, _)| first);
            let mut note = None;
            if number.is_none()
                && run.raise > Length::ZERO
                && let Some(next) = place.notes.pop_front()
            {
                number = Some((next.reference, next.number));
                note = Some((words, next.note));
            }
            let element = if let Some((element, left)) = number {
                number = (left > 1).then_some((element, left - 1));
                element
            } else {
                place.first = place.first.and_then(|first| behind(first, glyph.character));
                words
            };
            let goes_on = parts.last().is_some_and(|part| part.element == element);
            if !goes_on {
                let Line { block, kind, baseline, .. } = *line;
                let line = Line { block, kind, baseline, runs: Vec::new() };
                parts.push(Part { element, note, line });
            }
            let Some(Part { line: part, .. }) = parts.last_mut() else { continue };
            if index == 0 || !goes_on {
                let GlyphRun { face, squeeze, size, raise, .. } = *run;
                part.runs.push(GlyphRun { face, squeeze, size, raise, glyphs: Vec::new() });
            }
            if let Some(run) = part.runs.last_mut() {
                run.glyphs.push(*glyph);
            }
        }
    }
    parts
}

/// What is left of a paragraph's first words behind a character of them.
fn behind((element, left): (ElementId, usize), character: char) -> Option<(ElementId, usize)> {
    let left = left - usize::from(!character.is_whitespace());
    (left > 0).then_some((element, left))
}

/// Left, bottom, right, top as PDF counts them, from the lower left corner of the paper, of what lies between two
/// corners.
pub(super) fn bounds(
    [(left, top), (right, bottom)]: [(Length, Length); 2],
    page: &Page,
) -> [Length; 4] {
    if page.turned {
        // What is read lies on its side: see `page::across`.
        return [top, left, bottom, right];
    }
    [left, page.height - bottom, right, page.height - top]
}
