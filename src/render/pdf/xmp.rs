//! The XMP packet (ISO 16684-1): the values of Info again, for archives and search engines.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::metadata::{Facts, LANGUAGE, PRODUCER};
use crate::model::Date;

/// The part of ISO 19005 that the file keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// PDF/A-2.
    Two,
    /// PDF/A-3: it carries files.
    Three,
}

/// The packet; read-only, so without padding.
pub(super) fn packet(facts: &Facts, part: Part) -> String {
    let mut xml = String::from(HEAD);
    simple(&mut xml, "pdfaid:part", if part == Part::Two { "2" } else { "3" });
    simple(&mut xml, "pdfaid:conformance", "A");
    simple(&mut xml, "pdfuaid:part", "1");
    xml.push_str(EXTENSION);
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
    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"
    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"
    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
";

/// What PDF/A does not know by itself has to be described (ISO 19005-2 6.6.2.3).
const EXTENSION: &str = "   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
";

const TAIL: &str = "  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"r\"?>";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::Metadata;

    fn packet_of(metadata: &Metadata) -> String {
        packet(&Facts::of(metadata), Part::Two)
    }

    #[test]
    fn text_is_escaped_and_absent_values_are_left_out() {
        let xml = packet_of(&Metadata {
            title: "甲 <乙> & “丙”\u{0}".to_owned(),
            ..Metadata::default()
        });
        assert!(xml.contains(">甲 &lt;乙&gt; &amp; “丙”</rdf:li>"), "{xml}");
        for absent in ["dc:creator", "pdf:Keywords", "xmp:CreateDate"] {
            assert!(!xml.contains(absent), "{absent}");
        }
    }

    #[test]
    fn the_packet_is_well_formed() {
        let xml = packet_of(&Metadata {
            title: "]]> &".to_owned(),
            author: "<".to_owned(),
            keywords: vec!["&amp;".to_owned()],
            date: Some(Date { year: 2021, month: 12, day: 31 }),
            year: None,
        });
        let mut reader = quick_xml::Reader::from_str(&xml);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(xml.contains("<rdf:li>&lt;</rdf:li>"), "{xml}");
        assert!(xml.contains("<pdf:Keywords>&amp;amp;</pdf:Keywords>"), "{xml}");
        assert!(xml.contains("<xmp:CreateDate>2021-12-31T00:00:00+08:00</xmp:CreateDate>"));
    }
}
