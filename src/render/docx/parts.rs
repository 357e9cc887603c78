//! Parts that are ours alone: settings, font table, relationships, content types. The theme is in `theme`, what the
//! document says of itself in `properties`.

use super::finish::SEPARATORS;
use super::finish::dom::{Element, write};
use super::fonts::{Embed, Font};
use super::package::Part;
use crate::fonts::Metrics;
use crate::template::Sheet;
use crate::text::{line_end_prohibited, line_start_prohibited};

/// The namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What the namespaces of the package begin with.
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// word/settings.xml; it names the separators of notes where there are any.
pub(super) fn settings(sheet: &Sheet, embed: Embed, has_notes: bool) -> Vec<u8> {
    let flag = |name| Element::new(name);
    let no_start = format!("{}{}", line_start_prohibited(), sheet.breaking.extra_no_start);
    let mut root = Element::new("w:settings")
        .with("xmlns:w", MAIN)
        .child(Element::new("w:zoom").with("w:percent", "100"));
    if embed != Embed::Nothing {
        root.push(flag("w:embedTrueTypeFonts"));
    }
    // Where more than the text needs travels along, Word is to keep it when it saves.
    if embed == Embed::Used {
        root.push(flag("w:saveSubsetFonts"));
    }
    let mut root = root
        .child(Element::new("w:defaultTabStop").val("420"))
        .child(flag("w:evenAndOddHeaders"))
        // Neighbouring marks are squeezed by their own style, alike in every program.
        .child(Element::new("w:characterSpacingControl").val("doNotCompress"))
        .child(prohibited("w:noLineBreaksAfter", line_end_prohibited()))
        .child(prohibited("w:noLineBreaksBefore", &no_start));
    if has_notes {
        let separators = SEPARATORS.map(|(id, _)| Element::new("w:footnote").with("w:id", id));
        root.push(separators.into_iter().fold(Element::new("w:footnotePr"), Element::child));
    }
    let root = root
        .child(compatibility())
        .child(Element::new("w:themeFontLang").val("en-US").with("w:eastAsia", "zh-CN"))
        .child(colours())
        .child(Element::new("w:decimalSymbol").val("."))
        .child(Element::new("w:listSeparator").val(","));
    write(&root)
}

fn prohibited(name: &'static str, characters: &str) -> Element {
    Element::new(name).with("w:lang", "zh-CN").val(characters)
}

/// Word 2013 and later.
fn compatibility() -> Element {
    const URI: &str = "http://schemas.microsoft.com/office/word";
    let settings = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
        ("useWord2013TrackBottomHyphenation", "0"),
    ];
    let start = Element::new("w:compat")
        .child(Element::new("w:doNotExpandShiftReturn"))
        .child(Element::new("w:useFELayout"));
    settings.into_iter().fold(start, |compat, (name, value)| {
        compat.child(
            Element::new("w:compatSetting").with("w:name", name).with("w:uri", URI).val(value),
        )
    })
}

fn colours() -> Element {
    [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ]
    .into_iter()
    .fold(Element::new("w:clrSchemeMapping"), |map, (name, value)| map.with(name, value))
}

/// word/fontTable.xml; the embedded fonts are `rId1` and so on, in order.
pub(super) fn font_table(fonts: &[Font]) -> Vec<u8> {
    let mut root = Element::new("w:fonts").with("xmlns:w", MAIN).with("xmlns:r", RELATIONS);
    let mut number = 0;
    for font in fonts {
        let mut entry = Element::new("w:font").with("w:name", font.family.clone());
        if font.alternative != font.family {
            entry.push(Element::new("w:altName").val(font.alternative.clone()));
        }
        let panose = u128::from_be_bytes(sixteen(font.metrics.panose));
        entry.push(Element::new("w:panose1").val(format!("{panose:020X}")));
        entry.push(Element::new("w:charset").val(if font.is_chinese { "86" } else { "00" }));
        entry.push(Element::new("w:family").val("auto"));
        entry.push(Element::new("w:pitch").val("variable"));
        entry.push(signature(&font.metrics));
        if let Some(embedded) = &font.embedded {
            number += 1;
            let mut file = Element::new("w:embedRegular")
                .with("r:id", format!("rId{number}"))
                .with("w:fontKey", embedded.key.clone());
            if embedded.is_subset {
                file = file.with("w:subsetted", "1");
            }
            entry.push(file);
        }
        root.push(entry);
    }
    write(&root)
}

fn sixteen(panose: [u8; 10]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[6..].copy_from_slice(&panose);
    bytes
}

/// `w:sig`: which scripts and code pages the face covers, by which Word finds one like it.
fn signature(metrics: &Metrics) -> Element {
    let scripts = ["w:usb0", "w:usb1", "w:usb2", "w:usb3"].into_iter().zip(metrics.unicode_ranges);
    let pages = ["w:csb0", "w:csb1"].into_iter().zip(metrics.code_pages);
    scripts.chain(pages).fold(Element::new("w:sig"), |signature, (name, bits)| {
        signature.with(name, format!("{bits:08X}"))
    })
}

/// _rels/.rels
pub(super) fn package_relations() -> Vec<u8> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relations(vec![
        ("rId1".to_owned(), format!("{RELATIONS}/officeDocument"), "word/document.xml".to_owned()),
        ("rId2".to_owned(), core, "docProps/core.xml".to_owned()),
        (
            "rId3".to_owned(),
            format!("{RELATIONS}/extended-properties"),
            "docProps/app.xml".to_owned(),
        ),
        (
            "rId4".to_owned(),
            format!("{RELATIONS}/custom-properties"),
            "docProps/custom.xml".to_owned(),
        ),
    ])
}

/// word/_rels/document.xml.rels. The footers go by the ids docx-rs gives them, headers likewise, pictures are `rIdImage1`
/// and so on, in order; `further` are the names of parts that not every document has.
pub(super) fn document_relations(
    headers: usize,
    footers: usize,
    further: &[&str],
    media: &[Part],
) -> Vec<u8> {
    let own = ["styles", "numbering", "settings", "fontTable"]
        .map(|name| (format!("rId_{name}"), format!("{RELATIONS}/{name}"), format!("{name}.xml")));
    let theme =
        ("rId_theme".to_owned(), format!("{RELATIONS}/theme"), "theme/theme1.xml".to_owned());
    let footers = (1..=footers).map(|number| {
        (format!("rIdFooter{number}"), format!("{RELATIONS}/footer"), format!("footer{number}.xml"))
    });
    let headers = (1..=headers).map(|number| {
        (format!("rIdHeader{number}"), format!("{RELATIONS}/header"), format!("header{number}.xml"))
    });
    let images = media.iter().zip(1..).map(|(part, number)| {
        let target = part.name.trim_start_matches("word/").to_owned();
        (format!("rIdImage{number}"), format!("{RELATIONS}/image"), target)
    });
    let further = further
        .iter()
        .map(|name| (format!("rId_{name}"), format!("{RELATIONS}/{name}"), format!("{name}.xml")));
    let own = own.into_iter().chain([theme]).chain(further).chain(headers);
    relations(own.chain(footers).chain(images).collect())
}

/// word/_rels/fontTable.xml.rels
pub(super) fn font_relations(count: usize) -> Vec<u8> {
    let fonts = (1..=count).map(|number| {
        (format!("rId{number}"), format!("{RELATIONS}/font"), format!("fonts/font{number}.odttf"))
    });
    relations(fonts.collect())
}

fn relations(list: Vec<(String, String, String)>) -> Vec<u8> {
    let start = Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships"));
    let root = list.into_iter().fold(start, |root, (id, kind, target)| {
        root.child(
            Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target),
        )
    });
    write(&root)
}

/// `[Content_Types].xml`; `further` are the names of parts that not every document has.
pub(super) fn content_types(headers: usize, footers: usize, further: &[&str]) -> Vec<u8> {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
    let defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml".to_owned()),
        ("xml", "application/xml".to_owned()),
        ("png", "image/png".to_owned()),
        ("jpeg", "image/jpeg".to_owned()),
        ("odttf", format!("{OFFICE}.obfuscatedFont")),
    ];
    let mut overrides =
        vec![("/word/document.xml".to_owned(), format!("{WORD}.document.main+xml"))];
    for name in ["styles", "numbering", "settings", "fontTable"] {
        overrides.push((format!("/word/{name}.xml"), format!("{WORD}.{name}+xml")));
    }
    for name in further {
        overrides.push((format!("/word/{name}.xml"), format!("{WORD}.{name}+xml")));
    }
    for number in 1..=headers {
        overrides.push((format!("/word/header{number}.xml"), format!("{WORD}.header+xml")));
    }
    for number in 1..=footers {
        overrides.push((format!("/word/footer{number}.xml"), format!("{WORD}.footer+xml")));
    }
    overrides.push(("/word/theme/theme1.xml".to_owned(), format!("{OFFICE}.theme+xml")));
    let core = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
    overrides.push(("/docProps/core.xml".to_owned(), core));
    overrides.push(("/docProps/app.xml".to_owned(), format!("{OFFICE}.extended-properties+xml")));
    overrides.push(("/docProps/custom.xml".to_owned(), format!("{OFFICE}.custom-properties+xml")));
    let mut root = Element::new("Types").with("xmlns", format!("{PACKAGE}/content-types"));
    for (extension, kind) in defaults {
        root.push(Element::new("Default").with("Extension", extension).with("ContentType", kind));
    }
    for (name, kind) in overrides {
        root.push(Element::new("Override").with("PartName", name).with("ContentType", kind));
    }
    write(&root)
}
