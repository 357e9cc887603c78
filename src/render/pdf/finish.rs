//! Completes the objects printpdf leaves: the fonts' widths and character maps, the catalogue, Info and
//! XMP. What printpdf adds of its own (PDF/X marks, dates of 1970, random identifiers) goes.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::fonts::{Subset, Subsets};
use super::metadata::{Facts, LANGUAGE, page_labels};
use super::structure::Objects;
use super::xmp::Part;
use super::{Content, attachments, cmap, drawing, intent, outline, units, xmp};

/// Completes the document, whose pages show what is given, packed; the structure comes apart, to be written with it.
///
/// # Errors
/// The library's own, when an object is not where printpdf puts it.
pub(super) fn finish<'c, 'a>(
    document: &mut Document,
    content: &'c Content<'a>,
    pages: &'c [ObjectId],
    shown: Vec<Vec<u8>>,
) -> lopdf::Result<Objects<'c, 'a>> {
    "1.7".clone_into(&mut document.version);
    for &page in pages {
        let page = document.get_dictionary_mut(page)?;
        if page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            page.remove(b"Annots");
        }
    }
    for (&page, laid_out) in pages.iter().zip(&content.layout.pages) {
        if laid_out.turned {
            // On a screen what is read stands upright.
            document.get_dictionary_mut(page)?.set("Rotate", 90);
        }
    }
    fonts(document, pages, &content.subsets)?;
    for (&page, shown) in pages.iter().zip(shown) {
        let stream = drawing::contents(document, page)?;
        fill(document, stream, shown)?;
    }
    let facts = Facts::of(content.metadata);
    let info = document.trailer.get(b"Info").and_then(Object::as_reference)?;
    document.set_object(info, facts.info());
    catalogue(document, content, pages, &facts)?;
    let structure = content.structure.add(document, pages)?;
    attachments::add(document, content.attachments)?;
    Ok(structure)
}

/// Gives a stream its content, packed.
fn fill(document: &mut Document, stream: ObjectId, packed: Vec<u8>) -> lopdf::Result<()> {
    let stream = document.get_object_mut(stream)?.as_stream_mut()?;
    stream.content = packed;
    stream.dict.set("Filter", "FlateDecode");
    Ok(())
}

fn catalogue(
    document: &mut Document,
    content: &Content<'_>,
    pages: &[ObjectId],
    facts: &Facts,
) -> lopdf::Result<()> {
    let layout = content.layout;
    let part = if content.attachments.is_empty() { Part::Two } else { Part::Three };
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp::packet(facts, part).into_bytes(),
    );
    // Readable by programs that know nothing of PDF (ISO 32000-1 14.3.2).
    let packet = document.add_object(packet.with_compression(false));
    let outlines = outline::add(document, layout, pages);
    let intents = intent::add(document)?;
    let catalogue = document.catalog_mut()?;
    catalogue.remove(b"PageLayout");
    catalogue.remove(b"PageMode");
    if let Some(outlines) = outlines {
        catalogue.set("Outlines", outlines);
        catalogue.set("PageMode", "UseOutlines");
    }
    catalogue.set("Lang", Object::string_literal(LANGUAGE));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalogue.set("PageLabels", page_labels(&layout.pages));
    catalogue.set("Metadata", packet);
    catalogue.set("OutputIntents", intents);
    Ok(())
}

/// All pages share one dictionary of fonts.
fn fonts(document: &mut Document, pages: &[ObjectId], subsets: &Subsets<'_>) -> lopdf::Result<()> {
    let Some(&page) = pages.first() else { return Ok(()) };
    let resources = document.get_dictionary(page)?.get_deref(b"Resources", document)?.as_dict()?;
    let fonts = resources.get_deref(b"Font", document)?.as_dict()?.clone();
    for subset in subsets.iter() {
        let font = fonts.get(subset.id.0.as_bytes())?.as_reference()?;
        complete(document, font, subset)?;
    }
    Ok(())
}

fn complete(document: &mut Document, font: ObjectId, subset: &Subset<'_>) -> lopdf::Result<()> {
    let codes = subset.codes.iter().map(|(&code, shown)| (code, shown.character));
    let font = document.get_dictionary_mut(font)?;
    let map = font.get(b"ToUnicode")?.as_reference()?;
    let descendants = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let Some(descendant) = descendants.first_mut() else {
        return Err(lopdf::Error::DictKey("DescendantFonts".to_owned()));
    };
    let descendant = descendant.as_dict_mut()?;
    descendant.set("DW", 1000);
    descendant.set("W", widths(subset));
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    let capitals = subset.cap_height();
    let described = document.get_dictionary_mut(descriptor)?;
    described.set("CapHeight", capitals);
    if let Some(program) = &subset.program.packed {
        let file = described.get(b"FontFile2")?.as_reference()?;
        fill(document, file, program.clone())?;
        let stream = document.get_object_mut(file)?.as_stream_mut()?;
        stream.dict.set("Length1", i64::try_from(subset.program.length).unwrap_or(i64::MAX));
    }
    let map = document.get_object_mut(map)?.as_stream_mut()?;
    map.set_plain_content(cmap::to_unicode(codes).into_bytes());
    Ok(())
}

/// The widths that are not a whole em, in groups of codes that follow each other (ISO 32000-1 9.7.4.3).
fn widths(subset: &Subset<'_>) -> Object {
    const EM: i64 = 1_000_000;
    let odd: Vec<(u16, i64)> = subset
        .codes
        .iter()
        .map(|(&code, shown)| (code, shown.advance))
        .filter(|&(_, advance)| advance != EM)
        .collect();
    let groups = odd.chunk_by(|one, next| next.0 - one.0 == 1);
    let array = groups.flat_map(|group| {
        let first = group.first().map_or(0, |&(code, _)| i64::from(code));
        let widths = group.iter().map(|&(_, advance)| units::width(advance)).collect();
        [Object::Integer(first), Object::Array(widths)]
    });
    Object::Array(array.collect())
}
