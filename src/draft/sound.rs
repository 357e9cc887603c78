//! Shapes that the language has no words for, made others: a heading or numbered paragraph of a number alone is text, a
//! paragraph of several lines is several. No character comes or goes.

use super::{Block, BlockKind, Draft, Heading, Item, LeftOut, Number, Piece, Text, Why};

impl Draft {
    /// Makes every block one that can be written; `manuscript` is the text that the pieces are of.
    pub fn make_sound(&mut self, manuscript: &str) {
        for part in &mut self.parts {
            part.title.retain(|line| !is_blank(line, manuscript));
            part.blocks = sound(std::mem::take(&mut part.blocks), manuscript);
            let shallowest = shallowest(&part.blocks, 1);
            part.blocks.retain(|block| match &block.kind {
                // One that has nothing to list cannot be.
                BlockKind::Contents(own) if shallowest.is_none_or(|level| level > own.levels) => {
                    let ranges = own.title.0.iter().filter_map(|piece| match piece {
                        Piece::Kept(from) | Piece::Changed { from, .. } => Some(from.clone()),
                        _ => None,
                    });
                    self.left_out.extend(ranges.map(|range| LeftOut { range, why: Why::Contents }));
                    false
                }
                _ => true,
            });
        }
        self.mark_unfilled(manuscript);
    }
}

/// The level of the shallowest heading that stands alone on its line, where blocks stand at a level.
fn shallowest(blocks: &[Block], level: u8) -> Option<u8> {
    let levels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.run_in.is_none() => Some(level),
        BlockKind::Heading(heading) => shallowest(&heading.blocks, level + 1),
        BlockKind::Landscape(blocks) => shallowest(blocks, level),
        _ => None,
    });
    levels.min()
}

fn is_blank(text: &Text, manuscript: &str) -> bool {
    let noted = text.0.iter().any(|piece| matches!(piece, Piece::Note(_)));
    !noted && text.printed(manuscript).trim().is_empty()
}

/// A number with what stands behind it, as text.
fn as_text(number: Number, behind: Text) -> Text {
    let mut pieces = match number {
        Number::Typed(range) => vec![Piece::Kept(range)],
        Number::Counted(label) => vec![Piece::Counted(label)],
        Number::None => Vec::new(),
    };
    pieces.extend(behind.0);
    Text(pieces)
}

fn sound(blocks: Vec<Block>, manuscript: &str) -> Vec<Block> {
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block { kind, place, guess } = block;
        let of = |kind| Block { kind, place: place.clone(), guess: guess.clone() };
        match kind {
            BlockKind::Heading(heading) if is_blank(&heading.title, manuscript) => {
                let Heading { number, mut title, run_in, blocks } = heading;
                title.0.extend(run_in.unwrap_or_default().0);
                let text = as_text(number, title);
                found.extend(paragraphs(text, manuscript).into_iter().map(of));
                found.extend(sound(blocks, manuscript));
            }
            BlockKind::Heading(mut heading) => {
                heading.blocks = sound(heading.blocks, manuscript);
                heading.run_in = heading.run_in.filter(|text| !is_blank(text, manuscript));
                found.push(of(BlockKind::Heading(heading)));
            }
            BlockKind::Paragraph(text) => {
                found.extend(paragraphs(text, manuscript).into_iter().map(of));
            }
            BlockKind::Landscape(blocks) => {
                let blocks = sound(blocks, manuscript);
                found.extend((!blocks.is_empty()).then(|| of(BlockKind::Landscape(blocks))));
            }
            BlockKind::Items(items) => {
                let items = self::items(items, manuscript);
                found.extend((!items.is_empty()).then(|| of(BlockKind::Items(items))));
            }
            BlockKind::AttachmentNote(items) => {
                let items = self::items(items, manuscript);
                found.extend((!items.is_empty()).then(|| of(BlockKind::AttachmentNote(items))));
            }
            BlockKind::Table(mut table) => {
                table.title = table.title.filter(|text| !is_blank(text, manuscript));
                table.unit = table.unit.filter(|text| !is_blank(text, manuscript));
                table.notes.retain(|text| !is_blank(text, manuscript));
                found.push(of(BlockKind::Table(table)));
            }
            BlockKind::Signature { mut names, date } => {
                names.retain(|text| !is_blank(text, manuscript));
                match date {
                    Some(date) if names.is_empty() => found.push(of(BlockKind::Paragraph(date))),
                    date => found.push(of(BlockKind::Signature { names, date })),
                }
            }
            kind @ (BlockKind::Figure(_) | BlockKind::Contents(_) | BlockKind::PageBreak) => {
                found.push(of(kind));
            }
        }
    }
    found
}

/// Entries whose text is their number alone have it as text.
fn items(items: Vec<Item>, manuscript: &str) -> Vec<Item> {
    let own = items.into_iter().map(|item| {
        if is_blank(&item.text, manuscript) {
            Item { number: Number::None, text: as_text(item.number, item.text) }
        } else {
            item
        }
    });
    own.filter(|item| !is_blank(&item.text, manuscript)).collect()
}

/// The lines of a text, each a paragraph; none where nothing would be seen.
fn paragraphs(text: Text, manuscript: &str) -> Vec<BlockKind> {
    let mut lines = vec![Text::default()];
    for piece in text.0 {
        let is_break =
            matches!(&piece, Piece::Added { text, why: Why::Paragraphs } if text == "\n");
        match lines.last_mut() {
            Some(line) if !is_break => line.0.push(piece),
            _ => lines.push(Text::default()),
        }
    }
    lines.retain(|line| !is_blank(line, manuscript));
    lines.into_iter().map(BlockKind::Paragraph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Part;
    use crate::manuscript::Place;

    fn block(kind: BlockKind) -> Block {
        Block { kind, place: Place::Whole, guess: None }
    }

    #[test]
    fn a_number_alone_is_text_and_lines_are_paragraphs() {
        let number = Number::Typed(0.."①".len());
        let below = vec![block(BlockKind::Paragraph(Text::kept(3..6)))];
        let heading = Heading { number, title: Text::default(), run_in: None, blocks: below };
        let broken = Piece::Added { text: "\n".to_owned(), why: Why::Paragraphs };
        let lines = Text(vec![Piece::Kept(6..9), broken, Piece::Kept(9..12)]);
        let counted = Item { number: Number::Counted("1.".to_owned()), text: Text::default() };
        let blocks = vec![
            block(BlockKind::Heading(heading)),
            block(BlockKind::Paragraph(lines)),
            block(BlockKind::Items(vec![counted])),
            block(BlockKind::AttachmentNote(Vec::new())),
        ];
        let mut draft =
            Draft { parts: vec![Part { blocks, ..Part::default() }], ..Draft::default() };
        draft.make_sound("①甲乙丙");
        let shown: Vec<String> = draft.parts[0]
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Paragraph(text) => text.printed("①甲乙丙"),
                BlockKind::Items(items) => format!("条目{}", items[0].text.printed("")),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(shown, ["①", "甲", "乙", "丙", "条目1."]);
    }
}
