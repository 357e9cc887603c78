//! A page → printpdf's operations: each stretch under its mark, text by lines, rules as strokes.

use std::collections::BTreeMap;

use printpdf::{
    Color, CurTransMat, DictItem, FontId, Greyscale, LineCapStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, Rect, TextMatrix, WindingOrder,
    XObjectTransform,
};

use super::fonts::{OfRun, Subsets};
use super::pictures::Pictures;
use super::structure::{Drawn, Mark, Stretch};
use super::units::{Pen, Spacing, points, share_of_byte};
use crate::fonts::Book;
use crate::layout::{GlyphRun, Line, LineKind, Page, PlacedPicture, Rule};
use crate::render::watermark;
use crate::unit::Length;

/// Draws a page, cut into stretches; of a draft over its watermark.
pub(super) fn draw(
    page: &Page,
    stretches: &[Stretch<'_>],
    subsets: &Subsets<'_>,
    pictures: &Pictures<'_>,
    mark: Option<&Book>,
) -> PdfPage {
    let mut pencil = Pencil::new(subsets, pictures, page);
    let (upright, text): (Vec<&Stretch<'_>>, Vec<&Stretch<'_>>) =
        stretches.iter().partition(|stretch| page.turned && is_page_number(stretch));
    if page.turned {
        pencil.ops.push(Op::SaveGraphicsState);
        pencil.ops.push(Op::SetTransformationMatrix { matrix: across(page) });
    }
    if let Some(book) = mark {
        pencil.watermark(page, book);
    }
    pencil.stretches(&text);
    if page.turned {
        pencil.ops.push(Op::RestoreGraphicsState);
        pencil =
            Pencil { height: page.width, ops: pencil.ops, ..Pencil::new(subsets, pictures, page) };
    }
    pencil.stretches(&upright);
    PdfPage { ops: pencil.ops, ..blank(page) }
}

/// A page on which nothing is drawn.
pub(super) fn blank(page: &Page) -> PdfPage {
    let (width, height) =
        if page.turned { (page.height, page.width) } else { (page.width, page.height) };
    let sheet = || Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: points(width),
        height: points(height),
        mode: None,
        winding_order: None,
    };
    PdfPage { media_box: sheet(), trim_box: sheet(), crop_box: sheet(), ops: Vec::new() }
}

fn is_page_number(stretch: &Stretch<'_>) -> bool {
    let number =
        |drawn: &Drawn<'_>| matches!(drawn, Drawn::Line(line) if line.kind == LineKind::PageNumber);
    stretch.drawn.iter().any(number)
}

/// What is read lies on its side: its upper edge is the left edge of the paper.
fn across(page: &Page) -> CurTransMat {
    CurTransMat::Raw([0.0, 1.0, -1.0, 0.0, points(page.height).0, 0.0])
}

/// Writes the operations of one page and knows the state they leave.
struct Pencil<'a> {
    subsets: &'a Subsets<'a>,
    pictures: &'a Pictures<'a>,
    height: Length,
    ops: Vec<Op>,
    font: Option<(FontId, Length)>,
    rule: Option<Length>,
    spacing: Spacing,
}

impl<'a> Pencil<'a> {
    fn new(subsets: &'a Subsets<'a>, pictures: &'a Pictures<'a>, page: &Page) -> Self {
        Self {
            subsets,
            pictures,
            height: page.height,
            ops: Vec::new(),
            font: None,
            rule: None,
            spacing: Spacing::default(),
        }
    }

    fn stretches(&mut self, stretches: &[&Stretch<'_>]) {
        for stretch in stretches {
            self.begin(stretch.mark);
            for drawn in &stretch.drawn {
                match drawn {
                    Drawn::Line(line) => self.line(line),
                    Drawn::Rule(rule) => self.rule(*rule),
                    Drawn::Picture(placed) => self.picture(placed),
                }
            }
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Outlines, no text: what is read stays the text of the document.
    fn watermark(&mut self, page: &Page, book: &Book) {
        self.begin(Mark::Pagination { subtype: "Watermark" });
        let contours = watermark::contours(page.width, page.height, book).into_iter();
        let corner = |(x, y)| LinePoint { p: Point { x: points(x), y: points(y) }, bezier: false };
        let ring =
            |contour: Vec<_>| PolygonRing { points: contour.into_iter().map(corner).collect() };
        let col = Color::Greyscale(Greyscale::new(share_of_byte(watermark::GREY), None));
        let polygon = Polygon {
            rings: contours.map(ring).collect(),
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetFillColor { col },
            Op::DrawPolygon { polygon },
            Op::RestoreGraphicsState,
            Op::EndMarkedContent,
        ]);
    }

    fn begin(&mut self, mark: Mark) {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let (tag, properties) = match mark {
            Mark::Content { tag, number } => {
                let number = DictItem::Int(i64::try_from(number).unwrap_or(i64::MAX));
                (tag, BTreeMap::from([("MCID".to_owned(), number)]))
            }
            Mark::Layout => ("Artifact", BTreeMap::from([("Type".to_owned(), name("Layout"))])),
            Mark::Pagination { subtype } => {
                let kind = ("Type".to_owned(), name("Pagination"));
                ("Artifact", BTreeMap::from([kind, ("Subtype".to_owned(), name(subtype))]))
            }
        };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map: properties },
        });
    }

    fn line(&mut self, line: &Line) {
        self.ops.push(Op::StartTextSection);
        for run in &line.runs {
            self.run(run, line.baseline - run.raise);
        }
        self.ops.push(Op::EndTextSection);
    }

    /// One `TJ` for a run, or one for each stretch of it that another subset shows.
    fn run(&mut self, run: &GlyphRun, baseline: Length) {
        let subsets = self.subsets.of_run(run);
        self.set_spacing(run, subsets);
        let mut shown = Shown { items: Vec::new(), codes: Vec::new() };
        let mut pen: Option<Pen> = None;
        for &glyph in &run.glyphs {
            let Some((subset, code, advance)) = subsets.find(glyph) else { continue };
            if self.set_font(&subset.id, run.size, &mut shown) {
                pen = None;
            }
            let pen = pen.get_or_insert_with(|| {
                self.show(&mut shown);
                let matrix = TextMatrix::Translate(points(glyph.x), points(self.height - baseline));
                self.ops.push(Op::SetTextMatrix { matrix });
                Pen::new(glyph.x, run.size, self.spacing)
            });
            if let Some(adjustment) = pen.adjust(glyph.x) {
                shown.flush();
                shown.items.push(DictItem::Real(adjustment));
            }
            shown.codes.extend(code.to_be_bytes());
            pen.advance(advance);
        }
        self.show(&mut shown);
    }

    /// The space that most glyphs of a run have behind them goes into the text state, so that only the
    /// others need an adjustment of their own: measured, a third of a long document's time and a fifth
    /// of its bytes.
    fn set_spacing(&mut self, run: &GlyphRun, subsets: OfRun<'_>) {
        let mut spaces: Vec<Length> = run
            .glyphs
            .windows(2)
            .filter_map(|pair| {
                let [glyph, next] = pair else { return None };
                let (_, _, advance) = subsets.find(*glyph)?;
                Some(next.x - glyph.x - run.size.scale(advance, 1_000_000))
            })
            .collect();
        spaces.sort_unstable();
        let Some(&usual) = spaces.get(spaces.len() / 2) else { return };
        let spacing = Spacing::of(usual);
        if spacing != self.spacing {
            self.spacing = spacing;
            self.ops.push(Op::SetCharacterSpacing { multiplier: spacing.points() });
        }
    }

    /// Selects a font, after showing what the one before it has to show; whether it was another.
    fn set_font(&mut self, id: &FontId, size: Length, shown: &mut Shown) -> bool {
        if self.font.as_ref().is_some_and(|(font, set)| font == id && *set == size) {
            return false;
        }
        self.show(shown);
        self.font = Some((id.clone(), size));
        let font = PdfFontHandle::External(id.clone());
        self.ops.push(Op::SetFont { font, size: points(size) });
        true
    }

    /// By codes: printpdf would look up each character among those of its font, page by page.
    fn show(&mut self, shown: &mut Shown) {
        shown.flush();
        if shown.items.is_empty() {
            return;
        }
        let items = std::mem::take(&mut shown.items);
        let (operator, operand) = match <[DictItem; 1]>::try_from(items) {
            Ok([only]) => ("Tj", only),
            Err(items) => ("TJ", DictItem::Array(items)),
        };
        self.ops.push(Op::Unknown { key: operator.to_owned(), value: vec![operand] });
    }

    /// An image fills the unit square (ISO 32000-1 8.9.5.2).
    fn picture(&mut self, placed: &PlacedPicture) {
        let Some(id) = self.pictures.id(&placed.picture) else { return };
        let bottom = placed.top + placed.height;
        let [width, height, x, y] =
            [placed.width, placed.height, placed.left, self.height - bottom].map(|at| points(at).0);
        let matrix = CurTransMat::Raw([width, 0.0, 0.0, height, x, y]);
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix },
            Op::UseXobject { id, transform },
            Op::RestoreGraphicsState,
        ]);
    }

    fn rule(&mut self, rule: Rule) {
        if self.rule.is_none() {
            // The square end closes the corner where two rules meet.
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
        }
        if self.rule != Some(rule.width) {
            self.rule = Some(rule.width);
            self.ops.push(Op::SetOutlineThickness { pt: points(rule.width) });
        }
        let end = |x: Length, y: Length| LinePoint {
            p: Point { x: points(x), y: points(self.height - y) },
            bezier: false,
        };
        let ends = vec![end(rule.x0, rule.y0), end(rule.x1, rule.y1)];
        self.ops.push(Op::DrawLine { line: printpdf::Line { points: ends, is_closed: false } });
    }
}

/// Codes and adjustments waiting to be shown by one operator.
struct Shown {
    items: Vec<DictItem>,
    codes: Vec<u8>,
}

impl Shown {
    fn flush(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::Bytes(std::mem::take(&mut self.codes)));
        }
    }
}
