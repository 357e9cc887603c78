//! One page as printpdf's drawing operations.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, DictItem, Line as DrawnLine, LinePoint, Op, PdfFontHandle, PdfPage, Point, Pt, Rect,
    TextItem, TextMatrix,
};

use super::faces::EmbeddedFace;
use super::units::{Fine, adjustment, points};
use crate::fonts::FaceId;
use crate::layout::{Glyph, GlyphRun, Item, Line, LineKind, Page, Rule};
use crate::unit::Length;

/// Places nearer than this to where the pen is anyway need no adjustment: 1/500 point.
const NEAR: i64 = 20;

/// Draws a page.
pub(super) fn draw(page: &Page, faces: &BTreeMap<FaceId, EmbeddedFace>) -> PdfPage {
    let mut artist = Artist { faces, height: page.height, ops: Vec::new(), spacing: Fine(0) };
    for item in &page.items {
        match item {
            Item::Rule(rule) => artist.rule(rule),
            Item::Line(line) => artist.line(line),
        }
    }
    let sheet = Rect::from_wh(Pt(points(page.width)), Pt(points(page.height)));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: artist.ops }
}

struct Artist<'a> {
    faces: &'a BTreeMap<FaceId, EmbeddedFace>,
    height: Length,
    ops: Vec<Op>,
    /// Character spacing in force.
    spacing: Fine,
}

impl Artist<'_> {
    fn rule(&mut self, rule: &Rule) {
        self.artifact(|artist| {
            let point = |x: Length, y: Length| LinePoint {
                p: Point { x: Pt(points(x)), y: Pt(points(artist.height - y)) },
                bezier: false,
            };
            let ends = vec![point(rule.x0, rule.y0), point(rule.x1, rule.y1)];
            artist.ops.push(Op::SetOutlineThickness { pt: Pt(points(rule.width)) });
            artist.ops.push(Op::DrawLine { line: DrawnLine { points: ends, is_closed: false } });
        });
    }

    /// Page numbers and repeated headers are no part of the text that a reader is to hear.
    fn line(&mut self, line: &Line) {
        match line.kind {
            LineKind::Text => self.text(line),
            LineKind::RepeatedHead | LineKind::PageNumber => {
                self.artifact(|artist| artist.text(line));
            }
        }
    }

    fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        draw(self);
        self.ops.push(Op::EndMarkedContent);
    }

    fn text(&mut self, line: &Line) {
        self.ops.push(Op::StartTextSection);
        for run in &line.runs {
            self.run(run, line.baseline);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn run(&mut self, run: &GlyphRun, baseline: Length) {
        let (Some(face), Some(first)) = (self.faces.get(&run.face), run.glyphs.first()) else {
            return;
        };
        let size = Pt(points(run.size));
        let font = PdfFontHandle::External(face.font_id());
        self.ops.push(Op::SetFont { font, size });
        let spacing = usual_spacing(run, face);
        if spacing != self.spacing {
            self.ops.push(Op::SetCharacterSpacing { multiplier: spacing.points() });
            self.spacing = spacing;
        }
        let y = self.height - baseline;
        let matrix = TextMatrix::Translate(Pt(points(first.x)), Pt(points(y)));
        self.ops.push(Op::SetTextMatrix { matrix });
        Setter::new(run, face, spacing).set(&mut self.ops);
    }
}

/// The advance of a glyph by the PDF's width table.
fn advance(glyph: Glyph, run: &GlyphRun, face: &EmbeddedFace) -> i64 {
    let width = face.widths.get(&glyph.id).copied().unwrap_or(0);
    width * Fine::of(run.size).0 / 1000
}

/// The space that most glyphs of a run have behind them: it goes into the text state, and only the
/// others need an adjustment of their own.
fn usual_spacing(run: &GlyphRun, face: &EmbeddedFace) -> Fine {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for pair in run.glyphs.windows(2) {
        let space = Fine::of(pair[1].x).0 - Fine::of(pair[0].x).0 - advance(pair[0], run, face);
        *counts.entry(space).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(space, count)| (**count, -space.abs()));
    Fine(most.map_or(0, |(space, _)| *space))
}

/// Sets the glyphs of a run, each from its own place on the page, so that no rounding adds up.
struct Setter<'a> {
    run: &'a GlyphRun,
    face: &'a EmbeddedFace,
    spacing: Fine,
    pen: i64,
    items: Vec<TextItem>,
    glyphs: Vec<Codepoint>,
}

impl<'a> Setter<'a> {
    fn new(run: &'a GlyphRun, face: &'a EmbeddedFace, spacing: Fine) -> Self {
        let pen = run.glyphs.first().map_or(0, |glyph| Fine::of(glyph.x).0);
        Self { run, face, spacing, pen, items: Vec::new(), glyphs: Vec::new() }
    }

    fn set(mut self, ops: &mut Vec<Op>) {
        for glyph in &self.run.glyphs {
            self.move_to(Fine::of(glyph.x).0);
            let usual = self.face.meanings.get(&glyph.id) == Some(&glyph.character);
            if usual {
                self.show(*glyph);
            } else {
                self.show_with_meaning(*glyph, ops);
            }
        }
        self.flush(ops);
    }

    fn move_to(&mut self, target: i64) {
        let off = self.pen - target;
        if off.abs() > NEAR {
            self.end_glyphs();
            self.items.push(TextItem::Offset(adjustment(Fine(off), Fine::of(self.run.size))));
            self.pen = target;
        }
    }

    fn show(&mut self, glyph: Glyph) {
        let number = self.face.numbers.get(&glyph.id).copied().unwrap_or(0);
        let meaning = self.face.meanings.get(&glyph.id).map(char::to_string).unwrap_or_default();
        self.glyphs.push(Codepoint::with_cid(number, 0.0, meaning));
        self.pen += advance(glyph, self.run, self.face) + self.spacing.0;
    }

    /// A glyph that here stands for another character than elsewhere (⼀ and 一) says so.
    fn show_with_meaning(&mut self, glyph: Glyph, ops: &mut Vec<Op>) {
        self.flush(ops);
        let text: Vec<u8> = std::iter::once(0xFEFF)
            .chain(glyph.character.to_string().encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        let text = DictItem::String { data: text, literal: false };
        let map = BTreeMap::from([("ActualText".to_owned(), text)]);
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_owned(),
            properties: DictItem::Dict { map },
        });
        self.show(glyph);
        self.flush(ops);
        ops.push(Op::EndMarkedContent);
    }

    fn end_glyphs(&mut self) {
        if !self.glyphs.is_empty() {
            self.items.push(TextItem::GlyphIds(std::mem::take(&mut self.glyphs)));
        }
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        self.end_glyphs();
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}
