//! Files inside the file (ISO 19005-3 6.8, annex E): what a document was made of, so that it can be made
//! again.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::metadata::text_string;

/// A file to be carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, with folders from where the document lies: `图/楼.png`.
    pub name: String,
    /// Kind of its content, `application/yaml`.
    pub media_type: &'static str,
    /// What it is, for people.
    pub description: String,
    /// What it is to the document.
    pub relationship: Relationship,
    /// The whole of it.
    pub bytes: Vec<u8>,
}

/// What an attachment is to the document (ISO 19005-3 annex E).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made of it.
    Source,
    /// It says more about the document.
    Supplement,
}

impl Relationship {
    fn name(self) -> &'static str {
        match self {
            Relationship::Source => "Source",
            Relationship::Supplement => "Supplement",
        }
    }
}

/// Adds the files to the catalogue. None makes no entries.
///
/// # Errors
/// The library's own, when there is no catalogue.
pub(super) fn add(document: &mut Document, attachments: &[Attachment]) -> lopdf::Result<()> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut files: Vec<(Object, ObjectId)> = Vec::new();
    for attachment in attachments {
        let name = text_string(&attachment.name);
        files.push((name.clone(), file(document, attachment, &name)));
    }
    let associated: Vec<Object> = files.iter().map(|(_, id)| Object::Reference(*id)).collect();
    // A name tree is searched by halves (ISO 32000-1 7.9.6).
    files.sort_by(|(a, _), (b, _)| key(a).cmp(key(b)));
    let names: Vec<Object> =
        files.into_iter().flat_map(|(name, id)| [name, Object::Reference(id)]).collect();
    let catalogue = document.catalog_mut()?;
    catalogue.set("AF", associated);
    catalogue.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}

fn key(name: &Object) -> &[u8] {
    name.as_str().unwrap_or_default()
}

fn file(document: &mut Document, attachment: &Attachment, name: &Object) -> ObjectId {
    let Attachment { media_type, description, relationship, bytes, .. } = attachment;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let stream = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => *media_type,
        "Params" => dictionary! { "Size" => size },
    };
    let stream = document.add_object(Stream::new(stream, bytes.clone()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => name.clone(),
        "UF" => name.clone(),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
        "Desc" => text_string(description),
        "AFRelationship" => relationship.name(),
    })
}
