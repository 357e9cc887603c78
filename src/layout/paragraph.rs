//! A paragraph set into lines between two edges; where on the page they stand is for `flow`.

use std::collections::BTreeSet;

use super::contents;
use super::fine;
use super::line::{LineRange, Measure, break_greedily, place};
use super::page::{GlyphRun, SetLines};
use super::shape::{Shaped, Shaper};
use super::title;
use crate::diag::Diagnostics;
use crate::galley::Paragraph;
use crate::template::{Alignment, Policy, Role, RoleStyle, Sheet};
use crate::unit::Length;

/// The lines of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct SetParagraph {
    /// One item a line, placed from left to right; an empty paragraph has one empty line.
    pub(super) lines: Vec<Vec<GlyphRun>>,
    /// What the DOCX must know where flowing text would break otherwise.
    pub(super) fixed: Option<SetLines>,
    /// From baseline to baseline.
    pub(super) pitch: Length,
}

impl SetParagraph {
    /// How many lines of that pitch it takes.
    pub(super) fn lines_of(&self, pitch: Length) -> i64 {
        let pitch = pitch.emu().max(1);
        (self.height().emu() + pitch - 1).div_euclid(pitch)
    }

    pub(super) fn height(&self) -> Length {
        self.pitch * i64::try_from(self.lines.len()).unwrap_or(i64::MAX)
    }
}

/// Sets a paragraph between the edges of `measure`, aligned as its role says or as `alignment` does.
pub(super) fn set(
    paragraph: &Paragraph,
    measure: Measure,
    alignment: Option<Alignment>,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> SetParagraph {
    let style = shaper.sheet.roles[paragraph.role];
    let edges = Edges::new(paragraph, &style, measure);
    let alignment = alignment.unwrap_or(style.alignment);
    let surplus = grid_surplus(shaper, &style);
    let policy = match alignment {
        Alignment::Justified => shaper.sheet.breaking.policy,
        Alignment::Left | Alignment::Center | Alignment::Right => Policy::Flowing,
    };
    let text = shaper.shape_paragraph(paragraph, policy, diagnostics);
    let (mut lines, fixed) = if policy == Policy::Fine {
        set_finely(paragraph, &text, &edges, surplus, shaper.sheet)
    } else {
        let ranges = if paragraph.balanced {
            title::balance(&text, edges.line(1).width)
        } else {
            break_greedily(&text, |line| edges.line(line).width)
        };
        let lines = ranges.iter().enumerate();
        let lines: Vec<_> = lines
            .map(|(number, range)| place(&text, *range, edges.line(number), alignment, surplus))
            .collect();
        // The room for the page number, which no line of 目录 takes, is not known to the DOCX.
        let fixed = paragraph.balanced || paragraph.role.is_contents_line();
        let fixed = fixed && ranges.len() > 1;
        let fixed =
            fixed.then(|| SetLines { lengths: lengths(&ranges, &text, 0), ..SetLines::default() });
        (lines, fixed)
    };
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    SetParagraph { lines, fixed, pitch: style.line_pitch }
}

/// Sets a paragraph by 精排.
fn set_finely(
    paragraph: &Paragraph,
    text: &[Shaped],
    edges: &Edges,
    surplus: Length,
    sheet: &Sheet,
) -> (Vec<Vec<GlyphRun>>, Option<SetLines>) {
    let label = paragraph.label.as_ref().map_or(0, |label| label.text.chars().count());
    let breaking = &sheet.breaking;
    let task = fine::Task::new(text, label, sheet.fine, breaking.squeeze, breaking.latin_gap);
    let chosen = fine::choose(&task, |line| edges.line(line).width);
    let lines = chosen.iter().enumerate();
    let lines: Vec<_> =
        lines.map(|(number, line)| fine::place(&task, line, edges.line(number), surplus)).collect();
    let ranges: Vec<LineRange> = chosen.iter().map(|line| line.range).collect();
    let narrow: BTreeSet<usize> = chosen
        .iter()
        .flat_map(|line| &line.narrow)
        .filter_map(|index| index.checked_sub(label))
        .collect();
    let fixed = ranges.len() > 1 || !narrow.is_empty();
    let fixed = fixed.then(|| SetLines { lengths: lengths(&ranges, text, label), narrow });
    (lines, fixed)
}

/// Left and right edge of each line, indents taken off.
struct Edges {
    measure: Measure,
    first: Length,
}

impl Edges {
    fn new(paragraph: &Paragraph, style: &RoleStyle, measure: Measure) -> Self {
        let (left, first, right) = paragraph
            .indent
            .map_or((style.left_indent, style.first_indent, style.right_indent), |indent| {
                (indent.left, indent.first, indent.right)
            });
        let left = style.chars(left);
        let mut right = style.chars(right);
        if paragraph.role.is_contents_line() {
            right = right.max(contents::room_for_number(style));
        }
        let measure = Measure { left: measure.left + left, width: measure.width - left - right };
        Self { measure, first: style.chars(first) }
    }

    fn line(&self, number: usize) -> Measure {
        let shift = if number == 0 { self.first } else { Length::ZERO };
        Measure { left: self.measure.left + shift, width: self.measure.width - shift }
    }
}

/// What a character of body size lacks to the grid's cell: the last line of a paragraph is not
/// justified, but its characters stand under those of the full lines (GB/T 9704 5.2.3).
fn grid_surplus(shaper: &Shaper<'_>, style: &RoleStyle) -> Length {
    let sheet = shaper.sheet;
    let body = &sheet.roles[Role::Body];
    if style.size != body.size || style.tracking != body.tracking {
        return Length::ZERO;
    }
    // A full line begins and ends with ink at the edges of the type area.
    let places = i64::from(sheet.grid.chars).max(2) - 1;
    let pitch = (sheet.page.area_width - style.size) / places;
    (pitch - style.size - style.tracking).max(Length::ZERO)
}

/// Characters of each line, the `label` in front left out, spaces between lines counted to the line
/// before.
fn lengths(ranges: &[LineRange], text: &[Shaped], label: usize) -> Vec<usize> {
    let starts = ranges.iter().map(|range| range.start.max(label));
    let ends = ranges.iter().skip(1).map(|range| range.start.max(label)).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| end.saturating_sub(start)).collect()
}
