//! 目录 of a part: one block, in front of the line that it stood in front of.

use super::super::contents::Title;
use super::super::tree::Element;
use super::super::{Block, BlockKind, Contents, Guess, Piece, Text, Why};
use super::Reader;
use crate::source::is_unwanted;

impl Reader<'_, '_> {
    /// A line of a table of contents: the words above it are the block's.
    pub(super) fn contents_line(&mut self, at: usize) {
        if !self.titles.contains(&at) {
            self.cutter.leave_out(self.lines.all[at].range.clone(), Why::Contents);
        }
        self.drop_label(at, Why::Contents);
    }

    /// Puts the tables of contents that come in front of a line; a part has one.
    pub(super) fn contents(&mut self, at: usize) {
        while self.contents.front().is_some_and(|own| own.at <= at)
            && let Some(own) = self.contents.pop_front()
        {
            if std::mem::replace(&mut self.has_contents, true) {
                if let Title::Line(line) = own.title {
                    self.cutter.leave_out(self.lines.all[line].range.clone(), Why::Contents);
                }
                continue;
            }
            let place = self.lines.place(self.cutter.manuscript, own.at);
            if own.starts_page && !self.elements.is_empty() {
                let block = Block { kind: BlockKind::PageBreak, place: place.clone(), guess: None };
                self.elements.push(Element::Block(block, false));
            }
            let kind = BlockKind::Contents(Contents {
                levels: own.levels,
                title: self.contents_title(&own.title),
            });
            let taken = "目录原来是手排的，改由程序按小标题编，页码也由程序算";
            let guess = own.is_typed.then(|| Guess { taken: taken.to_owned(), instead: None });
            self.elements.push(Element::Block(Block { kind, place, guess }, false));
        }
    }

    fn contents_title(&mut self, title: &Title) -> Text {
        let said = match title {
            Title::Line(line) => {
                return self.cutter.plain(self.lines.all[*line].range.clone());
            }
            Title::Said(said) => said.as_str(),
            Title::None => "",
        };
        let said: String = said.chars().filter(|c| !c.is_control() && !is_unwanted(*c)).collect();
        let said = if said.trim().is_empty() { Contents::USUAL_TITLE } else { said.trim() };
        Text(vec![Piece::Added { text: said.to_owned(), why: Why::Contents }])
    }
}
