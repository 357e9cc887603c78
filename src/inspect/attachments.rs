//! Files that a PDF carries (ISO 32000-1 7.11.4), ours and others'.

use std::io::Read as _;

use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Stream, String as Text};

use super::limits::{DEEPEST_NAMES, LARGEST_CARRIED, MOST_CARRIED};
use super::pdf::unreadable;
use super::{NO_ATTACHMENTS, NO_PDF};
use crate::diag::Diagnostic;

/// A file in a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// As it is called there; anything may stand in it.
    pub name: String,
    /// The whole of it.
    pub bytes: Vec<u8>,
}

/// The files in a PDF; `name` is what messages call it.
///
/// # Errors
/// A file that is no PDF, or carries none, or ones that are damaged, too many or too large.
pub fn attachments(name: &str, bytes: Vec<u8>) -> Result<Vec<Attachment>, Diagnostic> {
    within(LARGEST_CARRIED, name, bytes)
}

fn within(mut room: u64, name: &str, bytes: Vec<u8>) -> Result<Vec<Attachment>, Diagnostic> {
    let file = Pdf::new(bytes).map_err(|fault| unreadable(name, fault))?;
    let mut found = Vec::new();
    let catalogue = file.xref().get::<Dict<'_>>(file.xref().root_id());
    let names = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>("Names"));
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        collect(&tree, DEEPEST_NAMES, &mut found);
    }
    if found.is_empty() {
        let message = format!("“{name}”里没有带别的文件");
        return Err(Diagnostic::environment(NO_ATTACHMENTS, message)
            .help("只有用 chengwen build --存档 生成的 PDF 才带着文稿"));
    }
    let mut attachments = Vec::with_capacity(found.len());
    for specification in &found {
        let attachment = read(specification, room).map_err(|why| {
            let message = format!("“{name}”里带的文件取不出来：{why}");
            Diagnostic::environment(NO_PDF, message).help("看看文件是不是拿错了，或传输中损坏了")
        })?;
        room -= attachment.bytes.len() as u64;
        attachments.push(attachment);
    }
    Ok(attachments)
}

/// The file specifications of a name tree (7.9.6).
fn collect<'a>(node: &Dict<'a>, depth: usize, found: &mut Vec<Dict<'a>>) {
    if let Some(names) = node.get::<Array<'_>>("Names") {
        let mut names = names.flex_iter();
        // Keys and values in turn.
        while names.next::<Text<'_>>().is_some() && found.len() < MOST_CARRIED {
            found.extend(names.next::<Dict<'_>>());
        }
    }
    let kids = node.get::<Array<'a>>("Kids").filter(|_| depth > 0);
    for kid in kids.iter().flat_map(Array::iter::<Dict<'_>>) {
        if found.len() < MOST_CARRIED {
            collect(&kid, depth - 1, found);
        }
    }
}

/// A file of at most so many bytes.
fn read(specification: &Dict<'_>, room: u64) -> Result<Attachment, String> {
    let name = specification.get::<Text<'_>>("UF").or_else(|| specification.get::<Text<'_>>("F"));
    let name = name.map(|name| text(name.as_bytes())).ok_or("有一个文件没有名称")?;
    let file = specification.get::<Dict<'_>>("EF");
    let file = file.and_then(|file| file.get::<Stream<'_>>("F").or_else(|| file.get("UF")));
    let stream = file.ok_or_else(|| format!("“{name}”没有内容"))?;
    let raw = stream.raw_data();
    let mut bytes = Vec::new();
    match stream.filters().as_slice() {
        [] => bytes.extend_from_slice(raw.get(..).unwrap_or_default()),
        [Filter::FlateDecode] => {
            let unpacked =
                flate2::read::ZlibDecoder::new(&*raw).take(room + 1).read_to_end(&mut bytes);
            unpacked.map_err(|_| format!("“{name}”损坏了"))?;
        }
        _ => return Err(format!("“{name}”的压缩方法不认识")),
    }
    if bytes.len() as u64 > room {
        return Err(format!("文件太大，合起来超过 {} MB", LARGEST_CARRIED / 1024 / 1024));
    }
    Ok(Attachment { name, bytes })
}

/// A text string (7.9.2.2).
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let units = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::*;

    /// A PDF that carries these contents, packed, in a tree two levels deep.
    fn carrying(contents: &[(&str, &[u8])]) -> Vec<u8> {
        let mut pdf = Document::with_version("1.7");
        let kids = contents.iter().map(|(name, content)| {
            let mut stream = Stream::new(dictionary! {}, content.to_vec());
            stream.compress().unwrap();
            let stream = pdf.add_object(stream);
            let name = Object::string_literal(*name);
            let file = dictionary! { "UF" => name.clone(), "EF" => dictionary! { "F" => stream } };
            let file = pdf.add_object(file);
            let names = vec![name, Object::Reference(file)];
            Object::Reference(pdf.add_object(dictionary! { "Names" => names }))
        });
        let kids: Vec<Object> = kids.collect();
        let files = dictionary! { "EmbeddedFiles" => dictionary! { "Kids" => kids } };
        let pages = pdf.add_object(
            dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 },
        );
        let root = dictionary! { "Type" => "Catalog", "Pages" => pages, "Names" => files };
        let root = pdf.add_object(root);
        pdf.trailer.set("Root", root);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let found = attachments("甲.pdf", carrying(&[("a.txt", b"one"), ("b.txt", &[7; 9999])]));
        let found = found.unwrap();
        let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
        assert_eq!((found[0].bytes.as_slice(), found[1].bytes.len()), (&b"one"[..], 9999));
    }

    #[test]
    fn a_small_pdf_that_unpacks_to_more_than_there_is_room_for_is_refused() {
        let pdf = carrying(&[("a", &vec![0; 900_000]), ("b", &vec![0; 200_000])]);
        assert!(pdf.len() < 20_000);
        assert!(within(1_100_000, "甲.pdf", pdf.clone()).is_ok());
        let fault = within(1_099_999, "甲.pdf", pdf).unwrap_err();
        assert!(fault.message.contains("太大"), "{}", fault.message);
    }

    #[test]
    fn names_are_read_in_both_encodings() {
        assert_eq!(text(b"a.txt"), "a.txt");
        assert_eq!(text(&[0xFE, 0xFF, 0x62, 0xA5, 0x54, 0x4A, 0]), "报告");
        assert_eq!(text(&[0xFE, 0xFF, 0xD8, 0x00]), "\u{FFFD}");
    }
}
