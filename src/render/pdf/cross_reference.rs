//! The table of where every object stands (ISO 32000-1 7.5.8), packed: a tenth as long as it is. Each entry is written
//! as its difference to the one above it; most are the same but for one byte.

use lopdf::{Dictionary, Object, dictionary};

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// There is none of this number.
    Free,
    /// By itself, so many bytes behind the start of the file.
    At(usize),
    /// In an object stream.
    Inside {
        /// The stream's number.
        stream: u32,
        /// Which of its objects, from 0.
        index: usize,
    },
}

/// The table; the place of an entry is the number of its object.
pub(super) struct Table(Vec<Entry>);

impl Table {
    pub(super) fn new() -> Self {
        Self(vec![Entry::Free])
    }

    /// Notes where an object stands.
    pub(super) fn set(&mut self, number: u32, entry: Entry) {
        let at = number as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, Entry::Free);
        }
        self.0[at] = entry;
    }

    /// What a reader must know to unpack it, and its content, not yet deflated.
    pub(super) fn stream(&self) -> (Dictionary, Vec<u8>) {
        let fields: Vec<[u64; 3]> = self.0.iter().map(|entry| entry.fields()).collect();
        let width = |field: usize| {
            let most = fields.iter().map(|fields| fields[field]).max().unwrap_or_default();
            (8 - most.leading_zeros() as usize / 8).max(1)
        };
        let widths = [1, width(1), width(2)];
        let columns: usize = widths.iter().sum();
        let mut content = Vec::with_capacity((columns + 1) * fields.len());
        let mut above = vec![0; columns];
        for fields in &fields {
            const UP: u8 = 2;
            content.push(UP);
            let bytes = fields
                .iter()
                .zip(widths)
                .flat_map(|(field, width)| field.to_be_bytes().into_iter().skip(8 - width));
            for (byte, above) in bytes.zip(&mut above) {
                content.push(byte.wrapping_sub(*above));
                *above = byte;
            }
        }
        let whole = |number: usize| Object::from(i64::try_from(number).unwrap_or(i64::MAX));
        let dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => whole(self.0.len()),
            "W" => widths.map(whole).to_vec(),
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => whole(columns) },
        };
        (dictionary, content)
    }
}

impl Entry {
    fn fields(self) -> [u64; 3] {
        match self {
            // The last of the list of free entries, never to be used again.
            Self::Free => [0, 0, 0xFFFF],
            Self::At(offset) => [1, offset as u64, 0],
            Self::Inside { stream, index } => [2, u64::from(stream), index as u64],
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

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
        // More than one object stream holds, with numbers left out.
        for number in 0..2500 {
            document.add_object(number);
            document.max_id += 1;
        }
        let bytes = output::bytes(document, std::iter::empty()).unwrap();
        let read = Document::load_mem(&bytes).unwrap();
        for number in 0..2500 {
            let id = (u32::try_from(number).unwrap() * 2 + 3, 0);
            assert_eq!(read.get_object(id).unwrap().as_i64().unwrap(), number);
        }
    }

    #[test]
    fn entries_are_as_wide_as_the_widest_asks() {
        let mut table = Table::new();
        table.set(1, Entry::At(0x1_0203));
        table.set(3, Entry::Inside { stream: 2, index: 7 });
        let (dictionary, content) = table.stream();
        assert_eq!(dictionary.get(b"W").unwrap().as_array().unwrap()[1], Object::Integer(3));
        assert_eq!(content[..7], [2, 0, 0, 0, 0, 0xFF, 0xFF]);
        assert_eq!(content[7..14], [2, 1, 1, 2, 3, 1, 1]);
        assert_eq!(content.len(), 4 * 7);
    }
}
