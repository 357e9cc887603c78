//! The pass over printpdf's objects: catalogue, outline, page labels, metadata, ids, compression. What
//! printpdf writes of its own accord and should not (random ids, the mark of another standard) goes.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::{broken, metadata, outline};
use crate::diag::Diagnostic;
use crate::galley::Metadata;
use crate::layout::Layout;

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    layout: &Layout,
    about: &Metadata,
) -> Result<Vec<u8>, Diagnostic> {
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in &pages {
        if let Ok(page) = document.get_dictionary_mut(*page) {
            page.remove(b"Annots");
            page.set("Tabs", "S");
        }
    }
    let outline = outline::add(&mut document, layout, &pages);
    let packet = xmp_stream(about);
    let packet = document.add_object(packet);
    let catalog = document.catalog_mut().map_err(|error| broken(&error.to_string()))?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLabels", page_labels(layout));
    catalog.set("Metadata", packet);
    let info = document.add_object(metadata::information(about));
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    document.compress();
    let id = id_of(&document);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).map_err(|error| broken(&error.to_string()))?;
    Ok(bytes)
}

/// Not compressed, so that programs which do not read PDF find it.
fn xmp_stream(about: &Metadata) -> Stream {
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(entries, metadata::xmp(about).into_bytes()).with_compression(false)
}

/// The printed numbers, for viewers that show them.
fn page_labels(layout: &Layout) -> Dictionary {
    let first = layout.pages.first().map_or(1, |page| i64::from(page.number));
    let label = dictionary! { "S" => "D", "St" => first };
    let numbers: Vec<Object> = vec![Object::Integer(0), Object::Dictionary(label)];
    dictionary! { "Nums" => numbers }
}

/// An identifier that is the same for the same content: a hash of every stream.
fn id_of(document: &Document) -> Object {
    let mut parts = Vec::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            parts.extend_from_slice(&hash(&stream.content).to_be_bytes());
        }
    }
    let bytes = [hash(&parts).to_be_bytes(), hash(&hash(&parts).to_le_bytes()).to_be_bytes()];
    Object::String(bytes.concat(), StringFormat::Hexadecimal)
}

/// FNV-1a over 64 bits: the same on every machine and in every version of the compiler.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
