//! A paragraph set into lines between two edges; where on the page they stand is for `flow`.

use super::line::{LineRange, Measure, break_greedily, place};
use super::page::GlyphRun;
use super::shape::{Shaped, Shaper};
use super::title;
use crate::diag::Diagnostics;
use crate::galley::Paragraph;
use crate::template::{Alignment, Role, RoleStyle};
use crate::unit::Length;

/// The lines of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct SetParagraph {
    /// One item a line, placed from left to right; an empty paragraph has one empty line.
    pub(super) lines: Vec<Vec<GlyphRun>>,
    /// Characters of each line, label included, spaces between lines counted to the line before.
    pub(super) lengths: Vec<usize>,
    /// From baseline to baseline.
    pub(super) pitch: Length,
}

impl SetParagraph {
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
    let text = shaper.shape(paragraph.label.as_ref(), &paragraph.runs, diagnostics);
    let edges = Edges::new(paragraph, &style, measure);
    let ranges = if paragraph.balanced {
        title::balance(&text, edges.line(1).width)
    } else {
        break_greedily(&text, |line| edges.line(line).width)
    };
    let alignment = alignment.unwrap_or(style.alignment);
    let surplus = grid_surplus(shaper, &style);
    let mut lines: Vec<Vec<GlyphRun>> = ranges
        .iter()
        .enumerate()
        .map(|(number, range)| place(&text, *range, edges.line(number), alignment, surplus))
        .collect();
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    SetParagraph { lines, lengths: lengths(&ranges, &text), pitch: style.line_pitch }
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
        let (left, right) = (style.chars(left), style.chars(right));
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
    let cell = sheet.page.area_width / i64::from(sheet.grid.chars);
    (cell - style.size - style.tracking).max(Length::ZERO)
}

fn lengths(ranges: &[LineRange], text: &[Shaped]) -> Vec<usize> {
    let starts = ranges.iter().map(|range| range.start);
    let ends = ranges.iter().skip(1).map(|range| range.start).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| end - start).collect()
}
