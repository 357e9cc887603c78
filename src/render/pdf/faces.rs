//! The faces of a layout, subset and handed to printpdf in its own form.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};

use super::FACE;
use crate::diag::Diagnostic;
use crate::fonts::{Book, Embedding, Face, FaceId, PdfSubset, subset_for_pdf};
use crate::layout::{Item, Layout};

/// A face as embedded.
pub(super) struct EmbeddedFace {
    /// Number in the order of embedding.
    number: usize,
    pub(super) parsed: ParsedFont,
    /// Old glyph number → number in the subset.
    pub(super) numbers: BTreeMap<u16, u16>,
    /// The character that each glyph (old number) stands for where nothing else is said: the first it
    /// is used for.
    pub(super) meanings: BTreeMap<u16, char>,
    /// Advance of each glyph (old number) in thousandths of the em, as the PDF's width table has it.
    pub(super) widths: BTreeMap<u16, i64>,
}

impl EmbeddedFace {
    /// The name of the font resource.
    pub(super) fn font_id(&self) -> FontId {
        FontId(format!("Face{}", self.number))
    }
}

/// Subsets every face that the layout uses.
///
/// # Errors
/// A face whose licence forbids embedding, or whose tables cannot be read.
pub(super) fn prepare(
    layout: &Layout,
    book: &Book,
) -> Result<BTreeMap<FaceId, EmbeddedFace>, Diagnostic> {
    let mut faces = BTreeMap::new();
    for (number, (id, meanings)) in used(layout).into_iter().enumerate() {
        faces.insert(id, embed(number, book.face(id), meanings)?);
    }
    Ok(faces)
}

/// The glyphs used of each face, with the first character each is used for.
fn used(layout: &Layout) -> BTreeMap<FaceId, BTreeMap<u16, char>> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, char>> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Item::Line(line) = item else { continue };
        for run in &line.runs {
            let meanings = used.entry(run.face).or_default();
            for glyph in &run.glyphs {
                meanings.entry(glyph.id).or_insert(glyph.character);
            }
        }
    }
    used
}

fn embed(
    number: usize,
    face: &Face,
    meanings: BTreeMap<u16, char>,
) -> Result<EmbeddedFace, Diagnostic> {
    if face.embedding() == Embedding::Restricted {
        let message = format!("字体“{}”的许可不准嵌入文件", face.family_chinese());
        return Err(Diagnostic::environment(FACE, message).help("改用内置字体（--字体 内置）"));
    }
    let glyphs: BTreeSet<u16> = meanings.keys().copied().collect();
    let subset = subset_for_pdf(face, &glyphs).map_err(|error| {
        let message = format!("字体“{}”取不出子集：{}", face.family_chinese(), error.0);
        Diagnostic::environment(FACE, message)
    })?;
    let units = i64::from(face.units_per_em().max(1));
    let width = |glyph: u16| i64::from(face.advance(glyph)) * 1000 / units;
    let widths = glyphs.iter().map(|glyph| (*glyph, width(*glyph))).collect();
    let parsed = parsed(face, &subset);
    Ok(EmbeddedFace { number, parsed, numbers: subset.glyphs, meanings, widths })
}

fn parsed(face: &Face, subset: &PdfSubset) -> ParsedFont {
    let metrics = face.metrics();
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    let cff = subset.data.starts_with(b"OTTO");
    let advances = subset.glyphs.iter().map(|(old, new)| (*new, face.advance(*old)));
    ParsedFont {
        original_bytes: subset.data.clone(),
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&subset.data), face.postscript_name())),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: advances.collect(),
        units_per_em: face.units_per_em(),
        font_metrics: FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
        font_type: if cff { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: face.units_per_em(),
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: metrics.weight,
        },
    }
}

/// Six capitals that tell this subset from others (ISO 32000-1 9.6.4), from its bytes.
fn tag(data: &[u8]) -> String {
    let mut hash = super::finish::hash(data);
    let letters = (0..6).map(|_| {
        let letter = b'A' + u8::try_from(hash % 26).unwrap_or(0);
        hash /= 26;
        char::from(letter)
    });
    letters.collect()
}
