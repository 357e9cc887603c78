//! The table of where every object stands (ISO 32000-1 7.5.8), which lopdf writes as it is: packed, it is a
//! tenth as long. It is the last object of the file, so that nothing else moves.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Bytes of an entry, as lopdf writes them: `/W[1 4 2]`.
const ENTRY: usize = 7;

/// Packs the table of a whole file.
///
/// # Errors
/// A file that does not end with such a table.
pub(super) fn pack(file: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let Some(Table { dictionary, content }) = find(file) else {
        return Err(std::io::Error::other("the cross-reference stream is not where it belongs"));
    };
    let (head, stream) = (&file[..dictionary], &file[content.clone()]);
    // Each entry as its difference to the one above it: most are the same but for one place.
    let above = std::iter::once(&[0; ENTRY][..]).chain(stream.chunks(ENTRY));
    let mut encoder = ZlibEncoder::new(Vec::new(), level);
    for (entry, above) in stream.chunks(ENTRY).zip(above) {
        const UP: u8 = 2;
        let differences = entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(*above));
        encoder.write_all(&std::iter::once(UP).chain(differences).collect::<Vec<u8>>())?;
    }
    let packed = encoder.finish()?;
    let mut out = Vec::with_capacity(file.len());
    out.extend_from_slice(head);
    writeln!(
        out,
        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ENTRY}>>/Length {}>>stream",
        packed.len()
    )?;
    out.extend_from_slice(&packed);
    out.extend_from_slice(&file[content.end..]);
    Ok(out)
}

/// Where the table is.
struct Table {
    /// Where its dictionary has come to when it tells its length.
    dictionary: usize,
    content: std::ops::Range<usize>,
}

fn find(file: &[u8]) -> Option<Table> {
    const LENGTH: &[u8] = b"/Length ";
    const STREAM: &[u8] = b">>stream\n";
    let told = position(file, b"startxref\n", file.len().checked_sub(64)?)? + b"startxref\n".len();
    let start: usize = std::str::from_utf8(file.get(told..)?).ok()?.lines().next()?.parse().ok()?;
    let dictionary = position(file, LENGTH, start)?;
    let end = position(file, STREAM, dictionary)?;
    let length = file.get(dictionary + LENGTH.len()..end)?;
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let content = end + STREAM.len()..end + STREAM.len() + length;
    (length.is_multiple_of(ENTRY) && content.end < told).then_some(Table { dictionary, content })
}

fn position(file: &[u8], pattern: &[u8], from: usize) -> Option<usize> {
    let rest = file.get(from..)?;
    rest.windows(pattern.len()).position(|window| window == pattern).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, dictionary};

    use super::*;
    use crate::render::pdf::output;

    #[test]
    fn a_packed_table_leads_to_every_object() {
        let mut document = Document::with_version("1.7");
        let pages = document.add_object(
            dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 },
        );
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", root);
        for number in 0..500 {
            document.add_object(number);
        }
        let bytes = output::bytes(document).unwrap();
        let read = Document::load_mem(&bytes).unwrap();
        for number in 0..500 {
            let id = (u32::try_from(number).unwrap() + 3, 0);
            assert_eq!(read.get_object(id).unwrap().as_i64().unwrap(), number);
        }
        assert!(bytes.len() < 500 * ENTRY, "{}", bytes.len());
    }

    #[test]
    fn a_file_without_a_table_is_refused() {
        for file in [&b""[..], b"%PDF-1.7\nstartxref\n9\n%%EOF", &[b' '; 100]] {
            assert!(pack(file, Compression::new(6)).is_err());
        }
    }
}
