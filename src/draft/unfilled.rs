//! 待填 in a file: a text that says nothing else is one that the language leaves to be filled in, and is printed as a
//! draft prints that.

use super::{Block, BlockKind, Draft, Piece, Text, Why};
use crate::model::{UNFILLED, unfilled};

impl Draft {
    /// Writes 待填 that stands alone, or in front of its explanation, as a draft prints it.
    pub(super) fn mark_unfilled(&mut self, manuscript: &str) {
        for part in &mut self.parts {
            part.title.iter_mut().for_each(|text| mark(text, manuscript));
            of_blocks(&mut part.blocks, manuscript);
        }
    }
}

fn of_blocks(blocks: &mut [Block], manuscript: &str) {
    let mark = |text: &mut Text| mark(text, manuscript);
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                std::iter::once(&mut heading.title).chain(&mut heading.run_in).for_each(mark);
                of_blocks(&mut heading.blocks, manuscript);
            }
            BlockKind::Paragraph(text) => mark(text),
            BlockKind::Items(items) | BlockKind::AttachmentNote(items) => {
                items.iter_mut().map(|item| &mut item.text).for_each(mark);
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter_mut().flatten().map(|cell| &mut cell.text);
                let around = table.title.iter_mut().chain(&mut table.unit).chain(&mut table.notes);
                around.chain(cells).for_each(mark);
            }
            BlockKind::Figure(figure) => figure.title.iter_mut().for_each(mark),
            BlockKind::Contents(contents) => mark(&mut contents.title),
            BlockKind::Landscape(blocks) => of_blocks(blocks, manuscript),
            BlockKind::Signature { names, .. } => names.iter_mut().for_each(mark),
            BlockKind::PageBreak => {}
        }
    }
}

fn mark(text: &mut Text, manuscript: &str) {
    let printed = text.printed(manuscript);
    let Some(note) = unfilled(&printed) else { return };
    let word = match printed.split_once(['：', ':']) {
        Some((word, _)) if !note.is_empty() => word.trim(),
        _ => printed.trim(),
    };
    let stands = |piece: &Piece| match piece {
        Piece::Kept(range) => {
            let own = manuscript.get(range.clone())?;
            let start = range.start + own.find(word)?;
            Some((range.clone(), start..start + word.len()))
        }
        _ => None,
    };
    let found = text.0.iter().enumerate().find_map(|(at, piece)| Some((at, stands(piece)?)));
    let Some((at, (whole, own))) = found else { return };
    let (front, back) = (whole.start..own.start, own.end..whole.end);
    let kept = |range: std::ops::Range<usize>| (!range.is_empty()).then_some(Piece::Kept(range));
    let changed = Piece::Changed { from: own, to: UNFILLED.to_owned(), why: Why::Unfilled };
    text.0.splice(at..=at, kept(front).into_iter().chain([changed]).chain(kept(back)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_alone_or_with_its_explanation_is_printed_as_a_draft_prints_it() {
        for (source, printed) in [
            ("待填", "【待填】"),
            ("待填：问财务股", "【待填】：问财务股"),
            ("待填：", "【待填】"),
            ("todo", "【待填】"),
            ("尚待填写", "尚待填写"),
            ("共【待填】辆", "共【待填】辆"),
        ] {
            let mut text = Text::kept(0..source.len());
            mark(&mut text, source);
            assert_eq!(text.printed(source), printed);
        }
    }
}
