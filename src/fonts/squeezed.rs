//! The squeezed form of a subset (标点挤压): the same outlines, its marks narrower by what neighbouring
//! marks give up. A glyph's own width is what every reader of a DOCX or PDF follows: LibreOffice takes no
//! more than a sixth of a character's height off by run spacing, and text taken out of a PDF comes out in
//! order only where no glyph lies over another. Which marks are squeezed is for `layout`.

use std::collections::BTreeMap;

use skrifa::raw::types::GlyphId;
use skrifa::raw::{FontRef, TableProvider};
use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable;
use write_fonts::tables::glyf::{
    Anchor, Bbox, CompositeGlyph, Contour, GlyfLocaBuilder, Glyph, SimpleGlyph,
};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;

use super::subset::{SubsetError, text_of};
use crate::text::EmptySide;

/// Makes the squeezed form of the font file `data`: each of `marks`, by glyph number, loses
/// `thousandths` of an em of its advance at its empty side.
///
/// # Errors
/// A file whose tables cannot be read.
pub fn squeezed(
    data: &[u8],
    marks: &BTreeMap<u16, EmptySide>,
    thousandths: i32,
) -> Result<Vec<u8>, SubsetError> {
    let font = FontRef::new(data).map_err(text_of)?;
    let units = i32::from(font.head().map_err(text_of)?.units_per_em());
    let by = i16::try_from(thousandths * units / 1000).map_err(text_of)?;
    let mut metrics = metrics(&font)?;
    for (&glyph, &side) in marks {
        let Some(metric) = metrics.get_mut(usize::from(glyph)) else { continue };
        metric.advance = metric.advance.saturating_sub_signed(by);
        if side == EmptySide::Left {
            metric.side_bearing = metric.side_bearing.saturating_sub(by);
        }
    }
    let mut header: Hhea = font.hhea().map_err(text_of)?.to_owned_table();
    header.number_of_h_metrics = u16::try_from(metrics.len()).map_err(text_of)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&header).map_err(text_of)?;
    builder.add_table(&Hmtx::new(metrics, Vec::new())).map_err(text_of)?;
    if font.glyf().is_ok() && marks.values().any(|side| *side == EmptySide::Left) {
        add_moved_outlines(&font, marks, by, &mut builder)?;
    }
    builder.copy_missing_tables(font);
    Ok(builder.build())
}

/// One metric for each glyph: `hmtx` leaves out the advances of the last glyphs when they are equal.
fn metrics(font: &FontRef) -> Result<Vec<LongMetric>, SubsetError> {
    let table = font.hmtx().map_err(text_of)?;
    let count = font.maxp().map_err(text_of)?.num_glyphs();
    let metrics = (0..u32::from(count)).map(GlyphId::new).map(|glyph| {
        let advance = table.advance(glyph)?;
        Some(LongMetric::new(advance, table.side_bearing(glyph)?))
    });
    metrics.collect::<Option<Vec<_>>>().ok_or_else(|| SubsetError("hmtx".to_owned()))
}

/// Moves the outlines of opening marks themselves: not every reader draws an outline where the side
/// bearing says when the two differ.
fn add_moved_outlines(
    font: &FontRef<'_>,
    marks: &BTreeMap<u16, EmptySide>,
    by: i16,
    builder: &mut FontBuilder<'_>,
) -> Result<(), SubsetError> {
    let (glyphs, places) = (font.glyf().map_err(text_of)?, font.loca(None).map_err(text_of)?);
    let mut moved = GlyfLocaBuilder::new();
    for number in 0..font.maxp().map_err(text_of)?.num_glyphs() {
        let outline = places.get_glyf(GlyphId::from(number), &glyphs).map_err(text_of)?;
        let mut outline: Glyph = outline.map_or(Glyph::Empty, |outline| outline.to_owned_table());
        if marks.get(&number) == Some(&EmptySide::Left) {
            outline = shifted(outline, by)?;
        }
        moved.add_glyph(&outline).map_err(text_of)?;
    }
    let (glyphs, places, format) = moved.build();
    let mut head: Head = font.head().map_err(text_of)?.to_owned_table();
    head.index_to_loc_format = i16::from(format == LocaFormat::Long);
    builder.add_table(&glyphs).map_err(text_of)?;
    builder.add_table(&places).map_err(text_of)?;
    builder.add_table(&head).map_err(text_of)?;
    Ok(())
}

fn shifted(outline: Glyph, by: i16) -> Result<Glyph, SubsetError> {
    match outline {
        Glyph::Empty => Ok(Glyph::Empty),
        Glyph::Simple(mut simple) => {
            shift(&mut simple, by);
            Ok(simple.into())
        }
        Glyph::Composite(composite) => {
            let moved = |bound: i16| bound.saturating_sub(by);
            let bounds = composite.bbox;
            let bounds = Bbox { x_min: moved(bounds.x_min), x_max: moved(bounds.x_max), ..bounds };
            let parts = composite.components().iter().cloned().map(|mut part| {
                if let Anchor::Offset { x, .. } = &mut part.anchor {
                    *x = x.saturating_sub(by);
                }
                part.flags.use_my_metrics = false;
                (part, bounds)
            });
            CompositeGlyph::try_from_iter(parts).map(Glyph::Composite).map_err(text_of)
        }
    }
}

fn shift(outline: &mut SimpleGlyph, by: i16) {
    for contour in &mut outline.contours {
        let mut points: Vec<_> = std::mem::take(contour).into();
        for point in &mut points {
            point.x = point.x.saturating_sub(by);
        }
        *contour = Contour::from(points);
    }
    outline.instructions.clear();
    outline.recompute_bounding_box();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use skrifa::MetadataProvider;

    use super::super::{Book, Preference, subset_for_pdf};
    use super::*;
    use crate::template::FontRole;

    #[test]
    fn marks_lose_half_their_width_and_opening_ones_move_to_the_left() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::FangSong));
        let cases = [
            ('，', EmptySide::Right),
            ('”', EmptySide::Right),
            ('“', EmptySide::Left),
            ('（', EmptySide::Left),
        ];
        let glyphs: BTreeSet<u16> =
            cases.iter().map(|(mark, _)| face.glyph(*mark).unwrap()).collect();
        let subset = subset_for_pdf(face, &glyphs).unwrap();
        let number = |mark: char| subset.glyphs[&face.glyph(mark).unwrap()];
        let marks = cases.iter().map(|(mark, side)| (number(*mark), *side)).collect();
        let tight = squeezed(&subset.data, &marks, 500).unwrap();
        let (before, after) = (FontRef::new(&subset.data).unwrap(), FontRef::new(&tight).unwrap());
        let measure = |font: &FontRef, mark: char| {
            let glyph = GlyphId::from(number(mark));
            let table = font.hmtx().unwrap();
            let size = skrifa::instance::Size::unscaled();
            let metrics = font.glyph_metrics(size, skrifa::instance::LocationRef::default());
            let bounds = metrics.bounds(glyph).unwrap();
            (table.advance(glyph).unwrap(), table.side_bearing(glyph).unwrap(), bounds.x_min)
        };
        let half = i16::try_from(face.units_per_em() / 2).unwrap();
        for (mark, side) in cases {
            let (wide, left, edge) = measure(&before, mark);
            let (narrow, moved, moved_edge) = measure(&after, mark);
            let shift = if side == EmptySide::Left { half } else { 0 };
            assert_eq!(wide - narrow, half.unsigned_abs(), "{mark}");
            assert_eq!(left - moved, shift, "{mark}");
            assert!((edge - moved_edge - f32::from(shift)).abs() < 1.0, "{mark}");
        }
    }
}
