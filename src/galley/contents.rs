//! 目录: made where it stands, filled once the headings of its part are known.

use super::block::{Block, BlockId, Contents, ContentsEntry, Outline, Paragraph};
use super::build::{Builder, generated};
use crate::diag::Span;
use crate::model;
use crate::template::Role;

/// What stands above the lines where the author does not say.
const TITLE: &str = "目录";

/// A heading that a table of contents may list.
pub(super) struct Listed {
    heading: BlockId,
    level: u8,
    /// Number and words.
    text: String,
    span: Span,
}

impl Listed {
    /// The heading of a paragraph.
    pub(super) fn of(paragraph: &Paragraph, outline: &Outline) -> Self {
        let Outline { level, text } = outline;
        Self { heading: paragraph.id, level: *level, text: text.clone(), span: paragraph.span }
    }
}

/// Puts a table of contents without lines behind the blocks so far.
pub(super) fn begin(builder: &mut Builder, given: &model::Contents) {
    let role = Role::ContentsTitle;
    let (span, runs) = match &given.title {
        Some(title) => (title.span, builder.runs(title, role)),
        None => (given.span, vec![generated(TITLE, role, given.span)]),
    };
    let title = builder.paragraph(role, span, runs);
    let (span, levels) = (given.span, given.levels);
    builder.push_block(Block::Contents(Contents { span, levels, title, entries: Vec::new() }));
}

/// Gives the table of contents among the blocks of this part, if there is one, its lines.
pub(super) fn fill(builder: &mut Builder, first_section: usize) {
    let headings = std::mem::take(&mut builder.headings);
    let mut sections = std::mem::take(&mut builder.sections);
    let blocks = sections.iter_mut().skip(first_section).flat_map(|section| &mut section.blocks);
    let empty = blocks.filter_map(|block| match block {
        Block::Contents(contents) if contents.entries.is_empty() => Some(contents),
        _ => None,
    });
    for contents in empty {
        let listed = headings.iter().filter(|heading| heading.level <= contents.levels);
        contents.entries = listed.map(|heading| entry(builder, heading)).collect();
    }
    builder.sections = sections;
}

fn entry(builder: &mut Builder, listed: &Listed) -> ContentsEntry {
    let role = Role::contents(listed.level);
    let runs = vec![generated(listed.text.clone(), role, listed.span)];
    // A page break that is due is not for this line, which stands further in front.
    let page_break = builder.take_page_break();
    let line = builder.paragraph(role, listed.span, runs);
    builder.page_break = page_break;
    ContentsEntry { line, heading: listed.heading }
}
