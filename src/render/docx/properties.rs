//! What a document says of itself (docProps): to programs, to file managers and search, to archives. Nothing in it
//! but what the author gave, and no date but the document's own, so that equal documents give equal files.

use super::finish::dom::{Element, write};
use super::parts::PACKAGE;
use crate::galley::{Block, Galley, Metadata};
use crate::model::Date;
use crate::template::Role;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// docProps/core.xml (ISO/IEC 29500-2 11).
pub(super) fn core(galley: &Galley) -> Vec<u8> {
    let metadata = &galley.metadata;
    let mut root = Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    let mut add = |name, text: String| {
        if !text.is_empty() {
            root.push(Element::new(name).text(text));
        }
    };
    let mark = mark(galley);
    add("dc:title", metadata.title.clone());
    add("dc:subject", if mark == metadata.title { String::new() } else { mark });
    add("dc:creator", metadata.author.clone());
    add("cp:lastModifiedBy", metadata.author.clone());
    add("cp:keywords", metadata.keywords.join("，"));
    add("dc:language", "zh-CN".to_owned());
    if let Some(Date { year, month, day }) = metadata.date {
        for name in ["dcterms:created", "dcterms:modified"] {
            let moment = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            root.push(Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(moment));
        }
    }
    write(&root)
}

/// 附件标识, which tells the attachments of one document apart.
fn mark(galley: &Galley) -> String {
    let mark = galley.blocks().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::Mark => Some(paragraph.text()),
        _ => None,
    });
    mark.unwrap_or_default()
}

/// docProps/app.xml: the program, by which it knows its own files again, and the unit (单位 in Word's dialogue).
/// It names no template of Word: the styles are the document's own.
pub(super) fn extended(metadata: &Metadata) -> Vec<u8> {
    let mut root = Element::new("Properties")
        .with("xmlns", format!("{OFFICE}/extended-properties"))
        .child(Element::new("Application").text("chengwen"));
    if !metadata.author.is_empty() {
        root.push(Element::new("Company").text(metadata.author.clone()));
    }
    write(&root)
}

/// docProps/custom.xml: what the dialogue has no field for, under the names the language gives it. Word can print
/// them by DOCPROPERTY.
pub(super) fn custom(metadata: &Metadata) -> Vec<u8> {
    /// Every property of users is of this set (ISO/IEC 29500-1 22.3).
    const SET: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let mut root = Element::new("Properties")
        .with("xmlns", format!("{OFFICE}/custom-properties"))
        .with("xmlns:vt", format!("{OFFICE}/docPropsVTypes"));
    let unit = Some(&metadata.author).filter(|author| !author.is_empty());
    let values = [
        ("单位", unit.map(|unit| Element::new("vt:lpwstr").text(unit.clone()))),
        ("年度", metadata.year.map(|year| Element::new("vt:i4").text(year.to_string()))),
    ];
    let given = values.into_iter().filter_map(|(name, value)| Some((name, value?)));
    // The numbers 0 and 1 are reserved.
    for ((name, value), number) in given.zip(2..) {
        root.push(
            Element::new("property")
                .with("fmtid", SET)
                .with("pid", number.to_string())
                .with("name", name)
                .child(value),
        );
    }
    write(&root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbering::NumeralStyle;

    fn metadata() -> Metadata {
        Metadata {
            title: "报告".to_owned(),
            author: "甲局<一>".to_owned(),
            keywords: vec!["自评".to_owned(), "支出".to_owned()],
            date: Some(Date { year: 2025, month: 3, day: 4 }),
            year: Some(2024),
        }
    }

    fn text(part: &[u8]) -> &str {
        std::str::from_utf8(part).unwrap()
    }

    #[test]
    fn a_document_says_what_its_author_said_and_when_it_was_made() {
        let galley = Galley {
            metadata: metadata(),
            sections: Vec::new(),
            note_numerals: NumeralStyle::Circled,
            is_draft: false,
        };
        let core = core(&galley);
        for part in [
            "<dc:title>报告</dc:title>",
            "<dc:creator>甲局&lt;一&gt;</dc:creator>",
            "<cp:keywords>自评，支出</cp:keywords>",
            "2025-03-04T00:00:00Z</dcterms:modified>",
        ] {
            assert!(text(&core).contains(part), "{part}");
        }
        assert!(!text(&core).contains("dc:subject"));
        assert!(text(&extended(&metadata())).contains("<Company>甲局&lt;一&gt;</Company>"));
    }

    #[test]
    fn unit_and_year_are_properties_of_their_own_only_where_they_are_given() {
        let given = custom(&metadata());
        assert!(text(&given).contains("pid=\"2\" name=\"单位\"><vt:lpwstr>甲局&lt;一&gt;<"));
        assert!(text(&given).contains("pid=\"3\" name=\"年度\"><vt:i4>2024<"));
        let none = custom(&Metadata { year: Some(2024), ..Metadata::default() });
        assert!(text(&none).contains("pid=\"2\" name=\"年度\">"));
        assert!(!text(&none).contains("单位"));
    }
}
