//! What looks tell: which lines are titles and which are headings though nobody numbered them. Taken only where a
//! document does it throughout.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lines::{Line, Lines};
use crate::manuscript::{Align, Look, Manuscript};
use crate::proof::Kind;

/// A heading alone on its line has no more characters.
const LONGEST: usize = 40;
/// A heading of a style may have more.
const LONGEST_STYLED: usize = 100;

/// How headings without numbers look; bolder and larger ones are above others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Face {
    /// Larger first.
    size: Reverse<u32>,
    weight: Weight,
    centred: bool,
}

/// What makes it stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Black,
    Kai,
    Bold,
}

/// The level of a heading that the file or its looks give each line, and whether it is only a guess.
pub(super) fn outlines(lines: &Lines, manuscript: &Manuscript) -> Vec<Option<(u8, bool)>> {
    let mut found: Vec<Option<(u8, bool)>> =
        lines.all.iter().map(|line| styled(line, manuscript).map(|level| (level, false))).collect();
    let deepest = found.iter().flatten().map(|(level, _)| *level).max().unwrap_or(0);
    let faces = faces(lines, manuscript, &found);
    let mut groups: BTreeMap<&Face, usize> = BTreeMap::new();
    for face in faces.iter().flatten() {
        *groups.entry(face).or_default() += 1;
    }
    groups.retain(|_, count| *count > 1);
    let ranks: Vec<&Face> = groups.into_keys().collect();
    for (at, face) in faces.iter().enumerate() {
        let rank = face.as_ref().and_then(|face| ranks.iter().position(|other| *other == face));
        if let Some(rank) = rank.and_then(|rank| u8::try_from(rank).ok()) {
            found[at] = Some((deepest.saturating_add(rank).saturating_add(1), true));
        }
    }
    found
}

fn look<'m>(line: &Line, manuscript: &'m Manuscript) -> Option<&'m Look> {
    manuscript.paragraphs.get(line.paragraph).map(|paragraph| &paragraph.look)
}

/// The level that the style of a line claims.
fn styled(line: &Line, manuscript: &Manuscript) -> Option<u8> {
    let level = look(line, manuscript)?.outline?;
    let text = manuscript.text.get(line.range.clone())?.trim();
    let count = text.chars().count();
    let sentence = text.trim_end_matches('。').contains('。');
    let fits = (1..=LONGEST_STYLED).contains(&count) && !sentence;
    (fits && matches!(line.kind, Kind::Heading | Kind::Body | Kind::Title)).then_some(level)
}

/// How lines look that could be headings without a number.
fn faces(
    lines: &Lines,
    manuscript: &Manuscript,
    styled: &[Option<(u8, bool)>],
) -> Vec<Option<Face>> {
    let looks = |at: usize| {
        let line = &lines.all[at];
        let look = look(line, manuscript)?;
        let text = manuscript.text.get(line.range.clone())?.trim();
        let count = text.chars().count();
        let ends = text.ends_with(['。', '；', '，', '、', '：', ':']);
        let plain = line.kind == Kind::Body && line.number.is_none() && line.bullet.is_none();
        let fits = plain && !ends && (2..=LONGEST).contains(&count) && styled[at].is_none();
        let face = look.face.as_deref().unwrap_or_default();
        let weight = match look.bold {
            _ if face.contains("黑体") => Weight::Black,
            _ if face.contains("楷体") => Weight::Kai,
            true => Weight::Bold,
            false => return None,
        };
        let centred = look.align == Some(Align::Center);
        fits.then_some(Face { size: Reverse(look.half_points.unwrap_or(0)), weight, centred })
    };
    let found: Vec<Option<Face>> = (0..lines.all.len()).map(looks).collect();
    // Where most of the text is so, nothing stands out.
    let body = lines.all.iter().filter(|line| line.kind == Kind::Body && !line.range.is_empty());
    let (mut plain, mut heavy) = (0, 0);
    for line in body {
        let count = line.range.len();
        let is_bold = look(line, manuscript).is_some_and(|look| look.bold);
        *if is_bold { &mut heavy } else { &mut plain } += count;
    }
    let plain_below = |at: usize| {
        let behind = lines.all.get(at + 1..).unwrap_or_default().iter();
        let mut behind = behind.zip(&found[at + 1..]).filter(|(line, _)| line.kind != Kind::Blank);
        behind.next().is_some_and(|(line, _)| line.kind != Kind::Mark)
    };
    let mut kept = found.clone();
    for (at, face) in kept.iter_mut().enumerate() {
        let by_bold_only = face.as_ref().is_some_and(|face| face.weight == Weight::Bold);
        if !plain_below(at) || by_bold_only && heavy > plain {
            *face = None;
        }
    }
    kept
}
