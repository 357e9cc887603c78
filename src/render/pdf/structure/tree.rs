//! Galley → elements, still without content, and for each paragraph and picture the elements that its
//! content goes into.

use std::collections::{BTreeMap, VecDeque};

use super::element::{ElementId, Elements, Figure, Kind};
use super::table;
use crate::galley::{self, Block, BlockId, Galley, Outline, Paragraph, Run};
use crate::template::Role;
use crate::unit::Length;

/// What is said of a picture that nobody described: a figure without words is forbidden (ISO 14289-1 7.3).
const NO_DESCRIPTION: &str = "图片";

/// Where the content of a paragraph goes.
pub(super) struct Place {
    /// Its first characters, white space not counted, when they are an element of their own: the words of a
    /// run-in heading, the number of a note.
    pub(super) first: Option<(ElementId, usize)>,
    /// All others.
    pub(super) rest: ElementId,
    /// Its notes, in the order of the text.
    pub(super) notes: VecDeque<NotePlace>,
}

/// The elements of a note, which come into the tree where its number stands.
pub(super) struct NotePlace {
    /// How many characters the number has.
    pub(super) number: usize,
    pub(super) reference: ElementId,
    pub(super) note: ElementId,
}

/// By paragraph and picture.
pub(super) type Places = BTreeMap<BlockId, Place>;

/// The elements of a galley.
pub(super) fn of(galley: &Galley) -> (Elements, Places) {
    let mut grower = Grower { elements: Elements::new(), places: Places::new(), heading_before: 0 };
    for block in galley.blocks() {
        match block {
            Block::Paragraph(paragraph) => grower.paragraph(paragraph, Elements::ROOT),
            Block::Figure(figure) => grower.figure(figure),
            Block::Table(table) => table::add(&mut grower, table),
            Block::Contents(contents) => grower.contents(contents),
        }
    }
    (grower.elements, grower.places)
}

/// Makes the elements.
pub(super) struct Grower {
    pub(super) elements: Elements,
    places: Places,
    /// Level of the heading before, as tagged; 0 before the first.
    heading_before: u8,
}

impl Grower {
    /// A paragraph under `parent`.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, parent: ElementId) {
        let run_in = run_in(paragraph);
        let first = run_in.map(|(level, length)| {
            let kind = self.heading(level);
            (self.elements.add(kind, parent), length)
        });
        let kind = match (&paragraph.outline, paragraph.role) {
            (_, Role::Title) => Kind::Title,
            (Some(Outline { level, .. }), _) if run_in.is_none() => self.heading(*level),
            _ => Kind::Paragraph,
        };
        let rest = self.elements.add(kind, parent);
        self.place(paragraph, first, rest);
    }

    /// A paragraph whose content goes right into an element.
    pub(super) fn content(&mut self, paragraph: &Paragraph, element: ElementId) {
        self.place(paragraph, None, element);
    }

    fn place(&mut self, paragraph: &Paragraph, first: Option<(ElementId, usize)>, rest: ElementId) {
        let notes = paragraph.notes.iter().map(|note| self.note(note)).collect();
        self.places.insert(paragraph.id, Place { first, rest, notes });
    }

    fn note(&mut self, note: &galley::Note) -> NotePlace {
        let number = visible(&note.number);
        let reference = self.elements.detached(Kind::Reference);
        let element = self.elements.detached(Kind::Note);
        self.elements[element].name = Some(note.text.id);
        let label = self.elements.add(Kind::Label, element);
        let place = Place { first: Some((label, number)), rest: element, notes: VecDeque::new() };
        self.places.insert(note.text.id, place);
        NotePlace { number, reference, note: element }
    }

    /// No level is left out on the way down (ISO 14289-1 7.4.2).
    fn heading(&mut self, level: u8) -> Kind {
        let level = level.max(1).min(self.heading_before + 1);
        self.heading_before = level;
        Kind::Heading(level)
    }

    /// Lines under one of a higher level are a table of contents in it.
    fn contents(&mut self, contents: &galley::Contents) {
        self.paragraph(&contents.title, Elements::ROOT);
        let whole = self.elements.add(Kind::Contents, Elements::ROOT);
        // For each level that is open: its role, its table of contents, the last line in it.
        let mut open: Vec<(Role, ElementId, Option<ElementId>)> =
            vec![(Role::Contents1, whole, None)];
        for entry in &contents.entries {
            let role = entry.line.role;
            while open.len() > 1 && open.last().is_some_and(|(level, ..)| *level > role) {
                open.pop();
            }
            if let Some(&(level, _, Some(above))) = open.last()
                && level < role
            {
                open.push((role, self.elements.add(Kind::Contents, above), None));
            }
            let Some((_, parent, last)) = open.last_mut() else { continue };
            let item = self.elements.add(Kind::ContentsItem, *parent);
            *last = Some(item);
            let reference = self.elements.add(Kind::Reference, item);
            let link = self.elements.add(Kind::Link, reference);
            self.content(&entry.line, link);
        }
    }

    fn figure(&mut self, figure: &galley::Figure) {
        let group = self.elements.add(Kind::Group, Elements::ROOT);
        let said = figure.description.trim();
        let description = if said.is_empty() { NO_DESCRIPTION } else { said }.to_owned();
        let bounds = [Length::ZERO; 4];
        let element = self.elements.add(Kind::Figure(Figure { description, bounds }), group);
        let place = Place { first: None, rest: element, notes: VecDeque::new() };
        self.places.insert(figure.id, place);
        if let Some(caption) = &figure.caption {
            let element = self.elements.add(Kind::Caption, group);
            self.content(caption, element);
        }
    }
}

/// Level and length of the heading that a paragraph begins with and goes on behind.
fn run_in(paragraph: &Paragraph) -> Option<(u8, usize)> {
    let outline = paragraph.outline.as_ref().filter(|_| paragraph.role == Role::Body)?;
    let words = paragraph.runs.iter().take_while(|run| is_heading(run));
    let label = paragraph.label.as_ref().map_or(0, |label| visible(&label.text));
    let length = label + words.map(|run| visible(&run.text)).sum::<usize>();
    (length > 0).then_some((outline.level, length))
}

fn is_heading(run: &Run) -> bool {
    matches!(run.role, Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

/// How many characters are not white space, which a line may have lost at its end.
fn visible(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}
