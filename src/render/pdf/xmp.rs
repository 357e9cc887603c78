//! The XMP packet (ISO 16684-1): the values of Info again, for archives and search engines.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::metadata::{Facts, LANGUAGE, PRODUCER};
use crate::model::Date;

/// The packet; read-only, so without padding.
pub(super) fn packet(facts: &Facts) -> String {
    let mut xml = String::from(HEAD);
    property(&mut xml, "dc:title", "Alt", " xml:lang=\"x-default\"", &facts.title);
    property(&mut xml, "dc:creator", "Seq", "", &facts.author);
    property(&mut xml, "dc:language", "Bag", "", LANGUAGE);
    simple(&mut xml, "dc:format", "application/pdf");
    simple(&mut xml, "pdf:Keywords", &facts.keywords);
    simple(&mut xml, "pdf:Producer", PRODUCER);
    simple(&mut xml, "xmp:CreatorTool", PRODUCER);
    if let Some(Date { year, month, day }) = facts.date {
        let moment = format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00");
        simple(&mut xml, "xmp:CreateDate", &moment);
        simple(&mut xml, "xmp:ModifyDate", &moment);
    }
    xml.push_str(TAIL);
    xml
}

fn simple(xml: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(xml, "   <{name}>{}</{name}>", escape(text));
    }
}

/// A property whose value XMP wants in a container of one.
fn property(xml: &mut String, name: &str, container: &str, language: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(
            xml,
            "   <{name}><rdf:{container}><rdf:li{language}>{}</rdf:li></rdf:{container}></{name}>",
            escape(text)
        );
    }
}

const HEAD: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
 <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
  <rdf:Description rdf:about=\"\"
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"
    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">
";

const TAIL: &str = "  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"r\"?>";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::Metadata;

    #[test]
    fn text_is_escaped_and_absent_values_are_left_out() {
        let xml = packet(&Facts::of(&Metadata {
            title: "甲 <乙> & “丙”\u{0}".to_owned(),
            ..Metadata::default()
        }));
        assert!(xml.contains(">甲 &lt;乙&gt; &amp; “丙”</rdf:li>"), "{xml}");
        for absent in ["dc:creator", "pdf:Keywords", "xmp:CreateDate"] {
            assert!(!xml.contains(absent), "{absent}");
        }
    }

    #[test]
    fn the_packet_is_well_formed() {
        let xml = packet(&Facts::of(&Metadata {
            title: "]]> &".to_owned(),
            author: "<".to_owned(),
            keywords: vec!["&amp;".to_owned()],
            date: Some(Date { year: 2021, month: 12, day: 31 }),
            year: None,
        }));
        let mut reader = quick_xml::Reader::from_str(&xml);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(xml.contains("<rdf:li>&lt;</rdf:li>"), "{xml}");
        assert!(xml.contains("<pdf:Keywords>&amp;amp;</pdf:Keywords>"), "{xml}");
        assert!(xml.contains("<xmp:CreateDate>2021-12-31T00:00:00+08:00</xmp:CreateDate>"));
    }
}
