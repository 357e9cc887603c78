//! 批注: remarks of a reviewer beside the text, which reading programs show in the margin and do not print
//! (ISO/IEC 29500-1 17.13.4). Who remarks what is not known here.

use std::collections::BTreeSet;
use std::ops::Range;

use super::finish::dom::{Element, write};
use crate::galley::BlockId;
use crate::text::{Class, class_of};

/// A remark on a stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The paragraph.
    pub block: BlockId,
    /// Characters of its runs; an empty range is at the character in front of it.
    pub characters: Range<usize>,
    /// What it says, a paragraph a line.
    pub text: String,
}

/// Who has written them.
const AUTHOR: &str = "成文";
/// A face that Chinese systems have: embedded subsets hold the characters of the document alone.
const FACE: &str = "宋体";

/// The comments of a document and which of them are in it already: a cell whose text is written again behind a page
/// break carries them once.
#[derive(Default)]
pub(super) struct Comments<'a> {
    all: &'a [Comment],
    written: BTreeSet<usize>,
}

/// Comments that begin and end at characters of a paragraph: `(character, comment)`.
#[derive(Default)]
pub(super) struct Anchors {
    starts: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
}

impl Anchors {
    /// The comments that begin at a character.
    pub(super) fn starting(&self, character: Option<usize>) -> Vec<usize> {
        at(&self.starts, character)
    }

    /// The comments that end with a character.
    pub(super) fn ending(&self, character: Option<usize>) -> Vec<usize> {
        at(&self.ends, character)
    }
}

fn at(anchors: &[(usize, usize)], character: Option<usize>) -> Vec<usize> {
    let here = anchors.iter().filter(|(at, _)| Some(*at) == character);
    here.map(|(_, id)| *id).collect()
}

impl<'a> Comments<'a> {
    pub(super) fn new(all: &'a [Comment]) -> Self {
        Self { all, written: BTreeSet::new() }
    }

    /// Where the comments of a paragraph with these characters begin and end; from now on they are written.
    ///
    /// The end of a comment is a character to LibreOffice, at which lines may end. It stands where they may end
    /// anyway, between two hanzi or behind all of the text, so that hardly a line is another than without comments.
    pub(super) fn anchors(&mut self, block: BlockId, text: &[char]) -> Anchors {
        let mut anchors = Anchors::default();
        let length = text.len();
        let is_hanzi = |at: usize| text.get(at).is_some_and(|c| class_of(*c) == Class::Han);
        if length == 0 {
            return anchors;
        }
        for (id, comment) in
            self.all.iter().enumerate().filter(|(_, comment)| comment.block == block)
        {
            if self.written.insert(id) {
                let start = comment.characters.start.min(length - 1);
                let start =
                    if comment.characters.is_empty() { start.saturating_sub(1) } else { start };
                let end = comment.characters.end.clamp(start + 1, length);
                let between = |end: &usize| is_hanzi(end - 1) && is_hanzi(*end);
                let end = (end..length).find(between).unwrap_or(length);
                anchors.starts.push((start, id));
                anchors.ends.push((end - 1, id));
            }
        }
        anchors
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.written.is_empty()
    }

    /// word/comments.xml
    pub(super) fn part(&self) -> Vec<u8> {
        let mut root = Element::new("w:comments").with("xmlns:w", super::parts::MAIN);
        for id in &self.written {
            let mut comment = Element::new("w:comment")
                .with("w:id", id.to_string())
                .with("w:author", AUTHOR)
                .with("w:initials", AUTHOR);
            for line in self.all[*id].text.lines() {
                comment.push(paragraph(line));
            }
            root.push(comment);
        }
        write(&root)
    }
}

fn paragraph(line: &str) -> Element {
    let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia"]
        .into_iter()
        .fold(Element::new("w:rFonts"), |fonts, script| fonts.with(script, FACE));
    let look = Element::new("w:rPr")
        .child(fonts)
        .child(Element::new("w:spacing").val("0"))
        .child(Element::new("w:sz").val("21"))
        .child(Element::new("w:szCs").val("21"));
    let text = Element::new("w:t").with("xml:space", "preserve").text(line);
    let indent = Element::new("w:ind").with("w:firstLineChars", "0").with("w:firstLine", "0");
    let spacing = Element::new("w:spacing").with("w:line", "240").with("w:lineRule", "auto");
    let properties =
        Element::new("w:pPr").child(spacing).child(indent).child(Element::new("w:jc").val("left"));
    Element::new("w:p").child(properties).child(Element::new("w:r").child(look).child(text))
}
