//! A line of a manuscript while it is put together of the pieces of a DOCX: its characters, and how they look together.

use super::{Align, CountedLabel, Doubt, Look, Manuscript, Paragraph, Place, Within};
use crate::inspect::{RunLook, WordParagraph};

/// A line.
pub(super) struct Line {
    pub(super) within: Within,
    place: Place,
    pub(super) text: String,
    /// Where in the text characters begin to look so.
    looks: Vec<(usize, RunLook)>,
    pub(super) notes: Vec<(usize, usize)>,
    pub(super) pictures: Vec<(usize, usize)>,
    /// Something that stood in it was set aside.
    pub(super) had_aside: bool,
    /// It is a line of a table of contents, which keeps the page that it starts for itself.
    pub(super) of_contents: bool,
    /// A page was turned in it.
    turned: bool,
    paragraph: Paragraph,
}

impl Line {
    pub(super) fn new(within: Within, place: Place) -> Self {
        Self {
            within,
            place,
            text: String::new(),
            looks: Vec::new(),
            notes: Vec::new(),
            pictures: Vec::new(),
            had_aside: false,
            of_contents: false,
            turned: false,
            paragraph: Paragraph::default(),
        }
    }

    /// A paragraph begins or goes on in the line.
    pub(super) fn join(&mut self, paragraph: &WordParagraph, place: &Place, starts_page: bool) {
        if self.text.is_empty() {
            self.place.clone_from(place);
        }
        let own = &mut self.paragraph;
        own.starts_page |= starts_page || paragraph.starts_page;
        own.landscape |= paragraph.landscape;
        let is_note = matches!(self.within, Within::Note(_));
        if own.label.is_none()
            && !is_note
            && let Some(label) = &paragraph.label
        {
            let level = u8::try_from(label.level).unwrap_or(u8::MAX);
            own.label = Some(CountedLabel { text: label.text.clone(), level });
        }
        // Of joined paragraphs the last one's properties hold, as when the deletion is accepted.
        own.look.style.clone_from(&paragraph.look.style);
        own.look.outline = paragraph.look.outline;
        own.look.align = paragraph.look.align.as_deref().and_then(align);
        if paragraph.boxed {
            self.doubt(Doubt::Boxed);
        }
    }

    pub(super) fn doubt(&mut self, doubt: Doubt) {
        if !self.paragraph.doubts.contains(&doubt) {
            self.paragraph.doubts.push(doubt);
        }
    }

    pub(super) fn push(&mut self, text: &str, look: &RunLook) {
        if text.is_empty() {
            return;
        }
        if look.shifted && !text.trim().is_empty() {
            self.doubt(Doubt::Shifted);
        }
        if self.looks.last().is_none_or(|(_, before)| before != look) {
            self.looks.push((self.text.len(), look.clone()));
        }
        self.text.push_str(text);
    }

    /// A page begins here: what follows is a line of its own.
    pub(super) fn turn_page(&mut self) -> Self {
        self.turned = true;
        let mut next = Self::new(self.within, self.place.clone());
        next.paragraph.starts_page = true;
        next.paragraph.landscape = self.paragraph.landscape;
        next.paragraph.look.clone_from(&self.paragraph.look);
        next.turned = true;
        next
    }

    /// Nothing stands in it, and it was there only for what was set aside or for turning the page.
    fn is_nothing(&self) -> bool {
        let holds = !self.text.is_empty() || !self.notes.is_empty() || !self.pictures.is_empty();
        let boxed = self.paragraph.doubts.contains(&Doubt::Boxed);
        !holds && self.paragraph.label.is_none() && (self.had_aside || self.turned || boxed)
    }

    /// Puts the line at the end of a manuscript; says whether the next starts a page in its place.
    pub(super) fn take_down(mut self, into: &mut Manuscript) -> bool {
        if self.is_nothing() {
            return self.paragraph.starts_page && !self.of_contents;
        }
        if !into.paragraphs.is_empty() {
            into.text.push('\n');
        }
        let start = into.text.len();
        into.text.push_str(&self.text);
        let look = self.look();
        let mut own = self.paragraph;
        own.range = start..into.text.len();
        own.place = self.place;
        own.within = self.within;
        own.look = look;
        let placed = |(at, which): (usize, usize)| (start + at, which);
        own.notes = self.notes.into_iter().map(placed).collect();
        own.pictures = self.pictures.into_iter().map(placed).collect();
        into.paragraphs.push(own);
        false
    }

    /// How it looks: of white space nobody sees it.
    fn look(&mut self) -> Look {
        let ends = self.looks.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let stretches = self
            .looks
            .iter()
            .zip(ends)
            .map(|((start, look), end)| (look, self.text.get(*start..end).unwrap_or_default()));
        let seen: Vec<(&RunLook, &str)> =
            stretches.filter(|(_, text)| !text.trim().is_empty()).collect();
        let mut look = std::mem::take(&mut self.paragraph.look);
        let Some((first, _)) = seen.first() else { return look };
        let all = |same: &dyn Fn(&RunLook) -> bool| seen.iter().all(|(own, _)| same(own));
        look.bold = all(&|own| own.bold);
        look.face = first.face.clone().filter(|_| all(&|own| own.face == first.face));
        look.half_points =
            first.half_points.filter(|_| all(&|own| own.half_points == first.half_points));
        look.lead = self.lead();
        look
    }

    /// How many of its first characters look alike where the rest looks otherwise.
    fn lead(&self) -> Option<usize> {
        let visible = |start: usize, end: usize| {
            self.text.get(start..end).is_some_and(|text| !text.trim().is_empty())
        };
        let ends = self.looks.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let mut seen =
            self.looks.iter().zip(ends).filter(|((start, _), end)| visible(*start, *end));
        let ((_, first), _) = seen.next()?;
        let alike = |own: &RunLook| own.bold == first.bold && own.face == first.face;
        let ((end, _), _) = seen.find(|((_, own), _)| !alike(own))?;
        Some(self.text.get(..*end)?.chars().count())
    }
}

/// Where lines stand, as files write it (ISO/IEC 29500-1 17.18.44).
fn align(word: &str) -> Option<Align> {
    Some(match word {
        "left" | "start" | "both" | "distribute" => Align::Left,
        "center" => Align::Center,
        "right" | "end" => Align::Right,
        _ => return None,
    })
}
