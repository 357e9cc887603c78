//! A PDF's pages: every glyph with its text and place, every straight rule.

use std::sync::Arc;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathSeg, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

use super::limits::MOST_GLYPHS;
use super::units::{is_upright, length, origin, point, reach, size, thickness};
use super::{NO_PDF, NO_TEXT};
use crate::diag::Diagnostic;
use crate::unit::Length;

/// A page as it is read: turned as its `Rotate` says, the origin in the upper left corner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// As it is read.
    pub width: Length,
    /// As it is read.
    pub height: Length,
    /// In the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Horizontal and vertical lines, and rectangles so thin that they are lines.
    pub rules: Vec<Rule>,
    /// How many pictures it shows.
    pub pictures: usize,
}

/// A glyph on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// What it says; U+FFFD where the file does not tell.
    pub text: String,
    /// Its origin, from the left edge.
    pub x: Length,
    /// Its origin, from the top.
    pub baseline: Length,
    /// Where the next glyph would stand.
    pub end: Length,
    /// Size of its em.
    pub size: Length,
    /// PostScript name of its face, empty where the file does not tell.
    pub font: Arc<str>,
    /// Part of a line that runs from left to right.
    pub upright: bool,
    /// Marked as no part of the text: a page number, a repeated head.
    pub artifact: bool,
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Left or upper end.
    pub x0: Length,
    /// Left or upper end.
    pub y0: Length,
    /// Right or lower end.
    pub x1: Length,
    /// Right or lower end.
    pub y1: Length,
    /// Thickness.
    pub width: Length,
}

/// Reads a PDF; `name` is what messages call it.
///
/// # Errors
/// A file that is no PDF, is encrypted or damaged, or holds no text.
pub fn pdf(name: &str, bytes: Vec<u8>) -> Result<Vec<Page>, Diagnostic> {
    let file = Pdf::new(bytes).map_err(|fault| unreadable(name, fault))?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for source in file.pages().iter() {
        pages.push(page(source, &file, &cache));
    }
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        let message = format!("“{name}”里没有文字层，可能是扫描的图片");
        return Err(Diagnostic::environment(NO_TEXT, message)
            .help("用生成它的程序重新导出 PDF；扫描件没有办法比对"));
    }
    Ok(pages)
}

pub(super) fn unreadable(name: &str, fault: LoadPdfError) -> Diagnostic {
    let (what, help) = match fault {
        LoadPdfError::Decryption(_) => ("加了密码", "用打开它的程序去掉密码，另存一份"),
        LoadPdfError::Invalid => ("不是 PDF，或已经损坏", "看看文件是不是拿错了，或重新导出一次"),
    };
    Diagnostic::environment(NO_PDF, format!("读不了“{name}”：{what}")).help(help)
}

fn page<'a>(source: &Source<'a>, file: &'a Pdf, cache: &InterpreterCache<'a>) -> Page {
    let (width, height) = source.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let mut reader = Reader {
        page: Page { width: length(width), height: length(height), ..Page::default() },
        marks: Vec::new(),
    };
    let mut context = Context::new(
        source.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, width, height),
        cache,
        file.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(source, &mut context, &mut reader);
    reader.page
}

struct Reader {
    page: Page,
    /// For each open marked content, whether it is an artifact.
    marks: Vec<bool>,
}

impl Reader {
    fn glyph(&mut self, glyph: &Drawn<'_>, transform: Affine, font: &Arc<str>) {
        if self.page.glyphs.len() >= MOST_GLYPHS {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let (x, baseline) = origin(transform);
        self.page.glyphs.push(Glyph {
            text,
            x,
            baseline,
            end: x + reach(transform, advance.unwrap_or_default()),
            size: size(transform),
            font: Arc::clone(font),
            upright: is_upright(transform),
            artifact: self.marks.contains(&true),
        });
    }

    /// A rule of its own for each straight piece along an axis.
    fn stroke(&mut self, path: &BezPath, transform: Affine, width: f32) {
        let width = thickness(transform, width);
        for segment in path.segments() {
            let PathSeg::Line(line) = segment else { continue };
            let (from, to) = (point(transform, line.p0), point(transform, line.p1));
            let rule = Rule {
                x0: from.0.min(to.0),
                y0: from.1.min(to.1),
                x1: from.0.max(to.0),
                y1: from.1.max(to.1),
                width,
            };
            self.rule(rule);
        }
    }

    /// A rectangle no thicker than a rule.
    fn fill(&mut self, path: &BezPath, transform: Affine) {
        let box_of = (transform * path.clone()).bounding_box();
        let (x0, y0) = (length(box_of.x0), length(box_of.y0));
        let (x1, y1) = (length(box_of.x1), length(box_of.y1));
        let (across, down) = (x1 - x0, y1 - y0);
        let width = across.min(down);
        if width > THICKEST || across.max(down) < width * 4 {
            return;
        }
        let half = width / 2;
        self.rule(if across > down {
            Rule { x0, y0: y0 + half, x1, y1: y0 + half, width }
        } else {
            Rule { x0: x0 + half, y0, x1: x0 + half, y1, width }
        });
    }

    fn rule(&mut self, rule: Rule) {
        if self.page.rules.len() >= MOST_GLYPHS {
            return;
        }
        let (across, down) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
        let straight = across.min(down) <= Length::from_twips(2);
        if straight && across.max(down) > Length::ZERO {
            self.page.rules.push(rule);
        }
    }
}

/// The name of the face that a run is set in.
fn font(run: &GlyphRun<'_, '_>) -> Arc<str> {
    let face = run.glyphs().first().and_then(|glyph| match &**glyph {
        Drawn::Outline(outline) => outline.font_data()?.postscript_name,
        Drawn::Type3(_) => None,
    });
    face.unwrap_or_default().into()
}

/// Thicker rectangles are areas.
const THICKEST: Length = Length::from_points(4);

impl Device<'_> for Reader {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        match mode {
            DrawMode::Stroke(stroke) => self.stroke(path, props.transform, stroke.line_width),
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => self.fill(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let font = font(run);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), &font);
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.page.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        self.marks.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of one line, drawn by hand.
    fn file(content: &str, rotate: i32) -> Vec<u8> {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        );
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            page,
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 65/LastChar 66/Widths[600 600]/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (object, number) in objects.iter().zip(1..) {
            places.push(bytes.len());
            bytes.extend(format!("{number} 0 obj{object}endobj\n").into_bytes());
        }
        let table = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
        for place in places {
            bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
        }
        bytes.extend(
            format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").into_bytes(),
        );
        bytes
    }

    #[test]
    fn glyphs_and_rules_stand_where_they_are_drawn_artifacts_are_known() {
        let content = "BT /F 10 Tf 72 770 Td (AB) Tj ET /Artifact BMC BT /F 14 Tf 500 60 Td (A) Tj ET EMC 2 w 72 700 m 172 700 l S 72 600 100 1 re f";
        let pages = pdf("a.pdf", file(content, 0)).unwrap();
        let [page] = &pages[..] else { panic!("one page") };
        let points = Length::from_points;
        assert_eq!((page.width, page.height), (points(595), points(842)));
        let said: Vec<_> = page.glyphs.iter().map(|g| (g.text.as_str(), g.artifact)).collect();
        assert_eq!(said, [("A", false), ("B", false), ("A", true)]);
        let second = &page.glyphs[1];
        assert_eq!((second.x, second.baseline), (points(78), points(72)));
        assert_eq!((second.end, second.size, second.upright), (points(84), points(10), true));
        let rule = |y, width| Rule { x0: points(72), y0: y, x1: points(172), y1: y, width };
        let half = points(1) / 2;
        assert_eq!(page.rules, [rule(points(142), points(2)), rule(points(241) + half, points(1))]);
    }

    #[test]
    fn a_turned_page_is_read_as_it_is_shown() {
        let content = "BT /F 10 Tf 0 1 -1 0 72 100 Tm (A) Tj ET";
        let pages = pdf("a.pdf", file(content, 90)).unwrap();
        let points = Length::from_points;
        assert_eq!((pages[0].width, pages[0].height), (points(842), points(595)));
        let glyph = &pages[0].glyphs[0];
        assert_eq!((glyph.x, glyph.baseline, glyph.upright), (points(100), points(72), true));
    }

    #[test]
    fn what_is_no_pdf_or_holds_no_text_is_refused() {
        let code = |bytes: Vec<u8>| pdf("a.pdf", bytes).unwrap_err().code.0;
        assert_eq!(code(Vec::new()), "U020");
        assert_eq!(code(b"PK\x03\x04".to_vec()), "U020");
        assert_eq!(code(file("0 0 m", 0)), "U021");
    }

    proptest::proptest! {
        #[test]
        fn damaged_files_never_make_it_panic(at in 0usize..900, byte: u8, cut in 0usize..900) {
            let mut bytes = file("BT /F 10 Tf 72 770 Td (AB) Tj ET 0 0 100 1 re f", 0);
            let at = at % bytes.len();
            bytes[at] = byte;
            let keep = bytes.len() - if cut % 3 == 0 { cut % bytes.len() } else { 0 };
            bytes.truncate(keep);
            let _ = pdf("a.pdf", bytes);
        }
    }
}
