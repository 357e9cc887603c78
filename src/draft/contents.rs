//! 目录: where one stands among the lines, made by a program or typed, and what is above its lines. What it says is said
//! by the headings; the block makes it anew.

use super::lines::Raw;
use crate::manuscript::{Manuscript, Within};
use crate::model::Contents as Block;

/// What stands above a table of contents, white space apart.
const NAMES: [&str; 2] = ["目录", "目次"];

/// A table of contents.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The line that it stands in front of, or that begins it.
    pub(super) at: usize,
    /// Levels of headings that it lists.
    pub(super) levels: u8,
    /// What stands above its lines.
    pub(super) title: Title,
    /// It starts a page.
    pub(super) starts_page: bool,
    /// Somebody typed its lines.
    pub(super) is_typed: bool,
}

impl Found {
    /// The line above it.
    pub(super) fn title_line(&self) -> Option<usize> {
        match self.title {
            Title::Line(at) => Some(at),
            Title::Said(_) | Title::None => None,
        }
    }
}

/// What stands above a table of contents.
#[derive(Clone, Debug)]
pub(super) enum Title {
    /// A line.
    Line(usize),
    /// Words that are set aside with it.
    Said(String),
    /// Nothing.
    None,
}

/// The tables of contents of a file, in order. `typed` says which lines are of one that was typed; those that stand above
/// one that a program made are added.
pub(super) fn found(lines: &[Raw], typed: &mut [bool], manuscript: &Manuscript) -> Vec<Found> {
    let mut all = of_text(lines, typed);
    for own in &manuscript.contents {
        let at = lines.partition_point(|line| line.paragraph < own.before);
        let above = (0..at).rev().find(|above| !lines[*above].text.trim().is_empty());
        let above = above.filter(|above| {
            let line = &lines[*above];
            let within = manuscript.paragraphs[line.paragraph].within;
            own.title.is_none() && within == Within::Body && is_name(&line.text) && !typed[*above]
        });
        let (at, title) = match (above, &own.title) {
            (Some(above), _) => (above, Title::Line(above)),
            (None, Some(title)) => (at, Title::Said(title.clone())),
            (None, None) => (at, Title::None),
        };
        if let Some(above) = above {
            typed[above] = true;
        }
        let levels = own.levels.unwrap_or(Block::USUAL_LEVELS).clamp(1, Block::MOST_LEVELS);
        all.push(Found { at, levels, title, starts_page: own.starts_page, is_typed: false });
    }
    all.sort_by_key(|own| own.at);
    all
}

fn of_text(lines: &[Raw], typed: &[bool]) -> Vec<Found> {
    let begins = |at: &usize| typed[*at] && at.checked_sub(1).is_none_or(|before| !typed[before]);
    let starts = (0..lines.len()).filter(begins);
    let found = starts.map(|at| {
        let title = if is_name(&lines[at].text) { Title::Line(at) } else { Title::None };
        Found { at, levels: Block::USUAL_LEVELS, title, starts_page: false, is_typed: true }
    });
    found.collect()
}

/// 目录, 目　录.
fn is_name(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    NAMES.contains(&text.as_str())
}
