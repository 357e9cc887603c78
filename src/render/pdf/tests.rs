//! The renderer as a whole: what is written is opened again and walked.

use lopdf::{Dictionary, Document, Object};

use super::testing::{book, layout, line, page};
use super::write;
use crate::galley::{BlockId, Galley, Metadata};
use crate::layout::{Item, Layout, LineKind, OutlineEntry, Rule};
use crate::model::Date;
use crate::numbering::NumeralStyle;
use crate::template::FontRole;
use crate::unit::Length;

const PITCH: Length = Length::from_emu(200_571);

fn text(mm: i64, text: &str) -> Item {
    Item::Line(line(FontRole::FangSong, text, Length::from_mm(mm), PITCH))
}

/// A galley that says nothing but this: every line is a paragraph of its own.
fn galley(metadata: Metadata) -> Galley {
    Galley { metadata, sections: Vec::new(), note_numerals: NumeralStyle::Arabic, is_draft: false }
}

fn pdf(layout: &Layout) -> Document {
    let bytes = write(layout, &galley(Metadata::default()), &[], book()).unwrap();
    Document::load_mem(&bytes).unwrap()
}

fn content(document: &Document) -> String {
    let pages = document.get_pages();
    String::from_utf8(document.get_page_content(pages[&1])).unwrap()
}

/// Every ToUnicode map of the document.
fn maps(document: &Document) -> Vec<String> {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams
        .filter_map(|stream| stream.decompressed_content().ok())
        .filter(|content| content.starts_with(b"/CIDInit"))
        .map(|content| String::from_utf8(content).unwrap())
        .collect()
}

fn catalogue(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

#[test]
fn a_line_is_one_array_of_codes_and_adjustments() {
    let rule = Rule {
        x0: Length::from_mm(28),
        y0: Length::from_mm(40),
        x1: Length::from_mm(184),
        y1: Length::from_mm(40),
        width: Length::from_points(1),
    };
    let mut shown = text(37, "成文，”后");
    if let Item::Line(line) = &mut shown {
        // Two marks share a cell and a half.
        for glyph in &mut line.runs[0].glyphs[3..] {
            glyph.x -= Length::from_points(8);
        }
    }
    let document = pdf(&layout(vec![page(1, vec![Item::Rule(rule), shown])]));
    // The pitch is 15.793 pt, 0.207 less than the advance; half an em is 500 thousandths.
    let expected = "/Artifact <</Type/Layout>> BDC\n2 J\n1 w\n79.37 728.504 m\n521.575 728.504 l\nS\nEMC\n\
        /P <</MCID 0>> BDC\nBT\n-0.207 Tc\n/C0 16 Tf\n1 0 0 1 79.37 737.008 Tm\n[<000200030004> 500<00050001>] TJ\nET\nEMC\n";
    assert_eq!(content(&document), expected);
}

#[test]
fn page_numbers_and_repeated_heads_are_artifacts() {
    let mut items = vec![text(37, "续表"), text(45, "正文"), text(270, "1")];
    for (item, of) in
        items.iter_mut().zip([LineKind::RepeatedHead, LineKind::Text, LineKind::PageNumber])
    {
        if let Item::Line(line) = item {
            line.kind = of;
        }
    }
    let content = content(&pdf(&layout(vec![page(1, items)])));
    let marks: Vec<_> =
        content.lines().filter(|line| line.contains("BDC") || *line == "EMC").collect();
    assert_eq!(
        marks,
        [
            "/Artifact <</Subtype/Header/Type/Pagination>> BDC",
            "EMC",
            "/P <</MCID 0>> BDC",
            "EMC",
            "/Artifact <</Subtype/Footer/Type/Pagination>> BDC",
            "EMC"
        ]
    );
}

#[test]
fn two_characters_with_one_glyph_stay_two_characters() {
    let mut items = vec![text(37, "一日一")];
    if let Item::Line(line) = &mut items[0] {
        // As faces do that draw the radical ⼀ with the glyph of 一.
        line.runs[0].glyphs[2].character = '⼀';
    }
    let maps = maps(&pdf(&layout(vec![page(1, items)])));
    assert_eq!(maps.len(), 2);
    assert!(maps[0].contains("<4E00>") && maps[0].contains("<65E5>"), "{maps:?}");
    assert!(maps[1].contains("1 beginbfchar") && maps[1].contains("<2F00>"), "{maps:?}");
}

#[test]
fn every_character_has_its_code_in_a_map_and_its_face_a_name_of_a_subset() {
    let shown = "成文，2021年“公务”——……";
    let document = pdf(&layout(vec![page(1, vec![text(37, shown)])]));
    let maps = maps(&document).concat();
    for character in shown.chars() {
        assert!(maps.contains(&format!("<{:04X}>", u32::from(character))), "{character}");
    }
    let names: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok())
        .collect();
    assert!(!names.is_empty());
    for name in names {
        assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+', "{name:?}");
    }
}

#[test]
fn the_second_document_of_a_process_has_the_bytes_of_the_first() {
    let sheet = layout(vec![page(1, vec![text(37, "同样的输入，同样的字节")])]);
    let titled = |title: &str| galley(Metadata { title: title.to_owned(), ..Metadata::default() });
    let written = |title: &str| write(&sheet, &titled(title), &[], book()).unwrap();
    let [first, second] = [written("甲"), written("甲")];
    assert_eq!(first, second);
    let id = |bytes: &[u8]| Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&first), id(&written("乙")));
    let zero = Object::String(vec![0; 16], lopdf::StringFormat::Hexadecimal);
    assert_ne!(id(&first), Object::Array(vec![zero.clone(), zero]));
}

#[test]
fn the_catalogue_names_language_outline_title_and_printed_numbers() {
    let mut sheet = layout(vec![page(3, vec![text(37, "一、概况")]), page(4, vec![])]);
    sheet.outline = vec![OutlineEntry {
        block: BlockId(0),
        level: 1,
        text: "一、概况".to_owned(),
        page: 0,
        top: Length::from_mm(37),
    }];
    let metadata = Metadata {
        title: "报告".to_owned(),
        date: Some(Date { year: 2022, month: 3, day: 1 }),
        ..Metadata::default()
    };
    let document =
        Document::load_mem(&write(&sheet, &galley(metadata), &[], book()).unwrap()).unwrap();
    assert_eq!(document.version, "1.7");
    let catalogue = catalogue(&document);
    assert_eq!(catalogue.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalogue.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let labels = catalogue.get(b"PageLabels").unwrap().as_dict().unwrap();
    assert_eq!(labels.get(b"Nums").unwrap().as_array().unwrap().len(), 2);
    let outlines = catalogue.get_deref(b"Outlines", &document).unwrap().as_dict().unwrap();
    let item = outlines.get_deref(b"First", &document).unwrap().as_dict().unwrap();
    let destination = item.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(destination[0].as_reference().unwrap(), document.get_pages()[&1]);
    assert_eq!(destination[3], Object::Real(737.008));
    let packet = catalogue.get_deref(b"Metadata", &document).unwrap().as_stream().unwrap();
    assert!(!packet.dict.has(b"Filter"));
    let info = document.trailer.get_deref(b"Info", &document).unwrap().as_dict().unwrap();
    let keys: Vec<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key)).collect();
    assert_eq!(keys, ["Title", "Creator", "Producer", "CreationDate", "ModDate"]);
}

#[test]
fn a_document_without_text_is_a_document() {
    let document = pdf(&layout(vec![page(1, vec![])]));
    assert_eq!(document.get_pages().len(), 1);
    assert!(!catalogue(&document).has(b"Outlines"));
}

#[test]
fn a_page_across_the_paper_is_drawn_on_its_side_with_its_number_upright() {
    let mut number = text(200, "—");
    if let Item::Line(line) = &mut number {
        line.kind = LineKind::PageNumber;
    }
    let mut turned = page(1, vec![text(37, "国"), number]);
    (turned.width, turned.height, turned.turned) = (turned.height, turned.width, true);
    let document = pdf(&layout(vec![turned]));
    let content = content(&document);
    let at = |part: &str| content.find(part).unwrap_or_else(|| panic!("{part} in {content}"));
    // Turned by a quarter and moved by the width of the paper, 210 mm.
    assert!(at("0 1 -1 0 595.27") < at("Q"), "{content}");
    assert!(at("Q") < at("/Artifact"), "{content}");
    let pages = document.get_pages();
    let dictionary = document.get_dictionary(pages[&1]).unwrap();
    assert_eq!(dictionary.get(b"Rotate").unwrap().as_i64().unwrap(), 90);
    let sheet = dictionary.get(b"MediaBox").unwrap().as_array().unwrap();
    let size: Vec<f32> = sheet.iter().map(|side| side.as_float().unwrap().round()).collect();
    assert_eq!(size, [0.0, 0.0, 595.0, 842.0]);
}
