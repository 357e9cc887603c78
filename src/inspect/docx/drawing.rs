//! Pictures of a DOCX, in either language of drawings (`DrawingML`, VML): their bytes, what is told of them, their width;
//! and the words of charts.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::content::WordPicture;
use super::package::Relation;
use crate::inspect::limits::LARGEST_PICTURES;

/// A drawing that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    /// A file of another program, of which a picture is shown.
    pub(super) is_object: bool,
    alt: Option<String>,
    width: Option<i64>,
}

impl Drawing {
    pub(super) fn of(node: Node<'_, '_>) -> Self {
        let named = |name: &'static str| {
            let frame = node.children().filter(Node::is_element);
            let mut inside = frame.flat_map(|frame| frame.children());
            inside.find(|inner| inner.tag_name().name() == name)
        };
        Self {
            is_object: node.tag_name().name() == "object",
            alt: named("docPr").and_then(told),
            width: named("extent").and_then(|size| size.attribute("cx")?.parse().ok()),
        }
    }

    /// With what the shape around a picture says, in VML.
    pub(super) fn around(&self, picture: Node<'_, '_>) -> Self {
        let shape = picture.parent();
        let alt = self.alt.clone().or_else(|| {
            shape?.attribute("alt").filter(|alt| !alt.trim().is_empty()).map(str::to_owned)
        });
        let width = self.width.or_else(|| {
            let style = shape?.attribute("style")?;
            let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
            emu(rules.find(|(name, _)| name.trim() == "width")?.1.trim())
        });
        Self { is_object: self.is_object, alt, width }
    }
}

/// What is told of a picture to those who cannot see it.
fn told(properties: Node<'_, '_>) -> Option<String> {
    let said = properties.attribute("descr").or_else(|| properties.attribute("title"));
    said.filter(|said| !said.trim().is_empty()).map(str::to_owned)
}

/// A width of VML in EMU.
fn emu(width: &str) -> Option<i64> {
    let digits = width.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &width[digits.len()..] {
        "pt" => 12_700,
        "in" => 914_400,
        "cm" => 360_000,
        "mm" => 36_000,
        "px" | "" => 9_525,
        _ => return None,
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let thousandths: String = rest.chars().chain("000".chars()).take(3).collect();
    let (whole, rest): (i64, i64) = (whole.parse().ok()?, thousandths.parse().ok()?);
    whole.checked_mul(1000)?.checked_add(rest)?.checked_mul(unit).map(|width| width / 1000)
}

/// The pictures of a container, read before any text refers to them.
#[derive(Default)]
pub(super) struct Pictures {
    files: BTreeMap<String, Vec<u8>>,
    words: BTreeMap<String, String>,
    shown: usize,
}

impl Pictures {
    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.files.insert(path, bytes);
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.words.contains_key(path)
    }

    pub(super) fn add_words(&mut self, path: String, words: String) {
        self.words.insert(path, words);
    }

    /// The words of a chart; of one that is shown again, none.
    pub(super) fn take_words(&mut self, path: &str) -> Option<String> {
        self.words.remove(path)
    }

    /// A picture as it is shown.
    pub(super) fn of(&mut self, target: &Relation, drawing: Option<Drawing>) -> WordPicture {
        let drawing = drawing.unwrap_or_default();
        let bytes = self.files.get(&target.target).filter(|_| !target.external);
        let bytes = bytes.cloned().unwrap_or_default();
        self.shown = self.shown.saturating_add(bytes.len());
        // Whoever made the file asks for more than there is room for: the caller refuses it.
        let bytes = if self.are_too_many() { Vec::new() } else { bytes };
        let name = target.target.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = if ending.len() > 5 { String::new() } else { ending.to_ascii_lowercase() };
        WordPicture { bytes, ending, alt: drawing.alt, width: drawing.width }
    }

    /// The pictures take more room than any document needs.
    pub(super) fn are_too_many(&self) -> bool {
        self.shown > LARGEST_PICTURES
    }
}

/// The words that charts and diagrams show.
pub(super) fn words(part: &roxmltree::Document<'_>) -> String {
    let shown = part.descendants().filter(|node| matches!(node.tag_name().name(), "t" | "v"));
    let texts = shown.filter_map(|node| node.text()).filter(|text| !text.trim().is_empty());
    texts.collect::<Vec<_>>().join(" ")
}
