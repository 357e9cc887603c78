//! What the file says of itself: Info (ISO 32000-1 14.3.3), page labels, and the values that the XMP
//! packet repeats.

use lopdf::{Dictionary, Object, dictionary};

use crate::galley::Metadata;
use crate::layout::Page;
use crate::model::Date;

/// The program, as creator and as producer.
pub(super) const PRODUCER: &str = concat!("chengwen ", env!("CARGO_PKG_VERSION"));
/// Stands for the title of a document without one: a file must have a title (ISO 14289-1 7.1).
const UNTITLED: &str = "无标题";
/// The language of the text.
pub(super) const LANGUAGE: &str = "zh-CN";

/// Values for Info and XMP, free of what XML cannot hold.
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) keywords: String,
    pub(super) date: Option<Date>,
}

impl Facts {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
        let title = clean(&metadata.title);
        Self {
            title: if title.is_empty() { UNTITLED.to_owned() } else { title },
            author: clean(&metadata.author),
            keywords: clean(&metadata.keywords.join("，")),
            date: metadata.date,
        }
    }

    /// The Info dictionary.
    pub(super) fn info(&self) -> Dictionary {
        let texts = [
            ("Title", self.title.as_str()),
            ("Author", &self.author),
            ("Keywords", &self.keywords),
            ("Creator", PRODUCER),
            ("Producer", PRODUCER),
        ];
        let mut info: Dictionary = texts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, text_string(text)))
            .collect();
        if let Some(Date { year, month, day }) = self.date {
            // The hour is not known; the zone is, 北京时间.
            let moment = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
            for key in ["CreationDate", "ModDate"] {
                info.set(key, Object::string_literal(moment.as_str()));
            }
        }
        info
    }
}

/// A text string (ISO 32000-1 7.9.2.2): ASCII as it is, anything else as UTF-16.
pub(super) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes = units.flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// The printed numbers as page labels: a range for each stretch that counts on by one.
pub(super) fn page_labels(pages: &[Page]) -> Dictionary {
    let mut numbers = Vec::new();
    let mut expected = None;
    for (page, index) in pages.iter().zip(0_i64..) {
        if expected != Some(page.number) {
            let range = dictionary! { "S" => "D", "St" => i64::from(page.number.max(1)) };
            numbers.extend([Object::Integer(index), Object::Dictionary(range)]);
        }
        expected = page.number.checked_add(1);
    }
    dictionary! { "Nums" => Object::Array(numbers) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Metadata {
        Metadata {
            title: "附件4\u{1}".to_owned(),
            author: "A (B)".to_owned(),
            keywords: vec!["绩效".to_owned(), "自评".to_owned()],
            date: Some(Date { year: 2021, month: 1, day: 2 }),
            year: Some(2021),
        }
    }

    #[test]
    fn info_holds_only_what_is_known() {
        let info = Facts::of(&Metadata::default()).info();
        let keys: Vec<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key)).collect();
        assert_eq!(keys, ["Title", "Creator", "Producer"]);
    }

    #[test]
    fn info_carries_the_date_of_the_document_and_no_other() {
        let info = Facts::of(&metadata()).info();
        for key in [b"CreationDate".as_slice(), b"ModDate"] {
            assert_eq!(info.get(key).unwrap().as_str().unwrap(), b"D:20210102000000+08'00'");
        }
        assert_eq!(info.get(b"Author").unwrap().as_str().unwrap(), b"A (B)");
        let title = info.get(b"Title").unwrap().as_str().unwrap();
        assert_eq!(title, [0xFE, 0xFF, 0x96, 0x44, 0x4E, 0xF6, 0, b'4']);
    }

    #[test]
    fn labels_start_anew_where_the_printed_number_jumps() {
        let page = |number| Page {
            turned: false,
            width: crate::unit::Length::ZERO,
            height: crate::unit::Length::ZERO,
            number,
            items: Vec::new(),
        };
        let labels = page_labels(&[page(3), page(4), page(7)]);
        let numbers = labels.get(b"Nums").unwrap().as_array().unwrap();
        let starts: Vec<_> = numbers
            .chunks(2)
            .map(|pair| {
                let start = pair[1].as_dict().unwrap().get(b"St").unwrap();
                (pair[0].as_i64().unwrap(), start.as_i64().unwrap())
            })
            .collect();
        assert_eq!(starts, [(0, 3), (2, 7)]);
    }
}
