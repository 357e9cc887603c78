//! What the PDF says about itself, twice and in step: the information dictionary and the XMP packet.
//! The only date is the document's own.

use lopdf::{Dictionary, text_string};
use quick_xml::escape::escape;

use crate::galley::Metadata;
use crate::model::Date;

/// Who makes these files.
const PRODUCER: &str = concat!("chengwen ", env!("CARGO_PKG_VERSION"));

/// The information dictionary.
pub(super) fn information(metadata: &Metadata) -> Dictionary {
    let mut info = Dictionary::new();
    let mut set = |key: &str, value: &str| {
        if !value.is_empty() {
            info.set(key, text_string(value));
        }
    };
    set("Title", &metadata.title);
    set("Author", &metadata.author);
    set("Keywords", &metadata.keywords.join("，"));
    set("Creator", PRODUCER);
    set("Producer", PRODUCER);
    if let Some(date) = metadata.date {
        let Date { year, month, day } = date;
        let date = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
        set("CreationDate", &date);
        set("ModDate", &date);
    }
    info
}

/// The XMP packet.
pub(super) fn xmp(metadata: &Metadata) -> String {
    let mut properties = String::new();
    let mut add = |property: String| properties.push_str(&property);
    add("<dc:format>application/pdf</dc:format>".to_owned());
    add("<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>".to_owned());
    if !metadata.title.is_empty() {
        let title = escape(&metadata.title);
        add(format!(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>"
        ));
    }
    if !metadata.author.is_empty() {
        let author = escape(&metadata.author);
        add(format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"));
    }
    if !metadata.keywords.is_empty() {
        let keywords = metadata.keywords.join("，");
        add(format!("<pdf:Keywords>{}</pdf:Keywords>", escape(&keywords)));
    }
    if let Some(Date { year, month, day }) = metadata.date {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00");
        add(format!("<xmp:CreateDate>{date}</xmp:CreateDate>"));
        add(format!("<xmp:ModifyDate>{date}</xmp:ModifyDate>"));
    }
    add(format!("<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"));
    add(format!("<pdf:Producer>{PRODUCER}</pdf:Producer>"));
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\
         {properties}</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Metadata {
        Metadata {
            title: "甲<乙>&丙".to_owned(),
            author: "某县".to_owned(),
            keywords: vec!["绩效".to_owned(), "自评".to_owned()],
            date: Some(Date { year: 2022, month: 3, day: 1 }),
        }
    }

    #[test]
    fn the_packet_is_escaped_and_dated_by_the_document() {
        let packet = xmp(&metadata());
        assert!(packet.contains("甲&lt;乙&gt;&amp;丙"));
        assert!(packet.contains("<xmp:CreateDate>2022-03-01T00:00:00+08:00</xmp:CreateDate>"));
        assert!(packet.contains("<pdf:Keywords>绩效，自评</pdf:Keywords>"));
    }

    #[test]
    fn a_document_without_a_date_has_none() {
        let undated = Metadata { date: None, ..metadata() };
        assert!(!information(&undated).has(b"CreationDate"));
        assert!(!xmp(&undated).contains("CreateDate"));
    }
}
