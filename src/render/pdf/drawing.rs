//! The pages → objects, by printpdf. It takes a whole document at once and holds of each glyph what a page of them
//! fills some hundred kilobytes with; so it is given a few pages at a time, side by side, and what they show is kept
//! packed. The document that these pages are of comes from printpdf too, made of blank ones.

use lopdf::{Document, Object, ObjectId};
use printpdf::{Codepoint, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, TextItem};
use rayon::prelude::*;

use super::fonts::Subsets;
use super::pictures::Pictures;
use super::structure::Structure;
use super::units::points;
use super::{broken, page};
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::layout::{Layout, Page};
use crate::render::deflate::{Kind, zlib};
use crate::unit::Length;

/// How many pages are drawn at once: few enough to be little beside a long document, so many that the document which
/// printpdf makes around them costs next to nothing.
const AT_ONCE: usize = 64;

/// The document as printpdf leaves it, its pages blank, and what each of them shows, packed; of a draft over a
/// watermark whose face is of the book.
///
/// # Errors
/// What printpdf warns of; a stream that cannot be packed.
pub(super) fn draw(
    layout: &Layout,
    structure: &Structure<'_>,
    subsets: &Subsets<'_>,
    mark: Option<&Book>,
) -> Result<(Document, Vec<Vec<u8>>), Diagnostic> {
    let pictures = Pictures::of(layout);
    let mut blank: Vec<PdfPage> = layout.pages.iter().map(page::blank).collect();
    if let Some(first) = blank.first_mut() {
        first.ops = samples(subsets);
    }
    let mut document = PdfDocument::new("");
    document.resources.fonts.map = subsets.programs();
    document.resources.xobjects.map = pictures.objects();
    document.pages = blank;
    let document = written(&document)?;
    let pages: Vec<(&Page, &Vec<_>)> = layout.pages.iter().zip(&structure.pages).collect();
    let packed: Vec<Result<Vec<Vec<u8>>, Diagnostic>> = pages
        .par_chunks(AT_ONCE)
        .map(|pages| {
            let draw = |&(page, stretches): &(&Page, &Vec<_>)| {
                page::draw(page, stretches, subsets, &pictures, mark)
            };
            packed(pages.iter().map(draw).collect(), &pictures)
        })
        .collect();
    let packed = packed.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok((document, packed.into_iter().flatten().collect()))
}

/// A character of each font: printpdf leaves out fonts that show nothing.
fn samples(subsets: &Subsets<'_>) -> Vec<Op> {
    let shown = subsets.iter().filter_map(|subset| Some((subset, subset.codes.iter().next()?)));
    let samples = shown.flat_map(|(subset, (code, shown))| {
        let font = PdfFontHandle::External(subset.id.clone());
        let sample = Codepoint::with_cid(*code, 0.0, shown.character.to_string());
        let items = vec![TextItem::GlyphIds(vec![sample])];
        [Op::SetFont { font, size: points(Length::from_points(16)) }, Op::ShowText { items }]
    });
    [Op::StartTextSection].into_iter().chain(samples).chain([Op::EndTextSection]).collect()
}

/// What pages show, each packed.
fn packed(pages: Vec<PdfPage>, pictures: &Pictures<'_>) -> Result<Vec<Vec<u8>>, Diagnostic> {
    let mut document = PdfDocument::new("");
    document.resources.xobjects.map = pictures.stand_ins();
    document.pages = pages;
    let written = written(&document)?;
    drop(document);
    let streams = written.get_pages().into_values().map(|page| {
        let stream = contents(&written, page).and_then(|id| written.get_object(id)?.as_stream());
        let stream = stream.map_err(|fault| broken(&fault))?;
        zlib(Kind::Text, &stream.content).map_err(|fault| broken(&fault))
    });
    streams.collect()
}

/// The stream of what a page shows.
///
/// # Errors
/// The library's own, when it is not where printpdf puts it.
pub(super) fn contents(document: &Document, page: ObjectId) -> lopdf::Result<ObjectId> {
    document.get_dictionary(page)?.get(b"Contents").and_then(Object::as_reference)
}

fn written(document: &PdfDocument) -> Result<Document, Diagnostic> {
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        // Else operators that printpdf has no type for are left out; all of them are ours.
        secure: false,
        image_optimization: None,
    };
    // What printpdf only warns of (text that most readers would not show) is a fault here.
    let mut warnings = Vec::new();
    let written = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        None => Ok(written),
        Some(warning) => Err(broken(&warning.msg)),
    }
}
