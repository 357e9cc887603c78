//! The numbers that programs print in front of paragraphs (ISO/IEC 29500-1 17.9).

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::content::WordLabel;
use super::styles::LONGEST_CHAIN;
use super::xml::{child, is, value};
use crate::numbering::{NumeralStyle, format_numeral};

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// List → what it counts by, and where its levels start anew.
    lists: BTreeMap<String, List>,
    /// Abstract list → its levels.
    levels: BTreeMap<String, Vec<Level>>,
    /// Paragraph style → list and level.
    styles: BTreeMap<String, (Option<String>, Option<usize>)>,
    /// Style → the one it is based on.
    bases: BTreeMap<String, String>,
    /// Abstract list → the last number of each level; `None` before the first.
    counts: BTreeMap<String, Vec<Option<u32>>>,
    /// Levels of lists that have started anew already.
    begun: BTreeSet<(String, usize)>,
}

struct List {
    levels: String,
    starts: BTreeMap<usize, u32>,
}

struct Level {
    start: u32,
    format: String,
    /// `（%2）`.
    text: String,
    /// The paragraph style that counts at it.
    style: Option<String>,
    /// Every number in it is in digits (`w:isLgl`).
    digits_only: bool,
}

impl Numbering {
    pub(super) fn of(numbering: &Document<'_>, styles: Option<&Document<'_>>) -> Self {
        let mut found = Self::default();
        for node in numbering.root_element().children() {
            if is(node, "abstractNum") {
                let levels = node.children().filter(|child| is(*child, "lvl")).map(level).collect();
                found.levels.insert(attribute(node, "abstractNumId"), levels);
            } else if is(node, "num") {
                let levels = value(node, "abstractNumId").unwrap_or_default().to_owned();
                let overrides = node.children().filter(|child| is(*child, "lvlOverride"));
                let starts = overrides.filter_map(|node| {
                    let start = value(node, "startOverride")?.parse().ok()?;
                    Some((attribute(node, "ilvl").parse().ok()?, start))
                });
                let starts = starts.collect();
                found.lists.insert(attribute(node, "numId"), List { levels, starts });
            }
        }
        let root = styles.map(Document::root_element);
        for style in root.into_iter().flat_map(|root| root.children()) {
            if is(style, "style") {
                found.style(style);
            }
        }
        found
    }

    fn style(&mut self, style: Node<'_, '_>) {
        let id = attribute(style, "styleId");
        if let Some(base) = value(style, "basedOn") {
            self.bases.insert(id.clone(), base.to_owned());
        }
        if let Some(own) = child(style, "pPr").and_then(|own| child(own, "numPr")) {
            self.styles.insert(id, place(own));
        }
    }

    /// The number of a paragraph with these properties, which counts as one.
    pub(super) fn label(&mut self, properties: Node<'_, '_>) -> Option<WordLabel> {
        let style = value(properties, "pStyle").map(str::to_owned);
        let (own_list, own_level) = child(properties, "numPr").map(place).unwrap_or_default();
        let (style_list, style_level) = self.of_style(style.clone());
        let list = own_list.or(style_list).filter(|list| list != "0")?;
        let levels = self.levels.get(&self.lists.get(&list)?.levels)?;
        let by_style =
            levels.iter().position(|level| level.style.is_some() && level.style == style);
        let level = own_level.or(style_level).or(by_style).unwrap_or(0);
        self.count(&list, level);
        let text = self.print(&list, level).filter(|text| !text.is_empty())?;
        Some(WordLabel { text, level })
    }

    fn of_style(&self, style: Option<String>) -> (Option<String>, Option<usize>) {
        let mut style = style;
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = style else { break };
            if let Some(place) = self.styles.get(&id) {
                return place.clone();
            }
            style = self.bases.get(&id).cloned();
        }
        (None, None)
    }

    fn count(&mut self, list: &str, level: usize) {
        let Some(List { levels, starts }) = self.lists.get(list) else { return };
        let counts = self.counts.entry(levels.clone()).or_default();
        if counts.len() <= level {
            counts.resize(level + 1, None);
        }
        let anew = starts.get(&level).copied();
        let first = self.levels.get(levels).and_then(|levels| levels.get(level));
        let first = first.map_or(1, |level| level.start);
        counts[level] = match anew {
            Some(start) if self.begun.insert((list.to_owned(), level)) => Some(start),
            _ => Some(counts[level].map_or(first, |last| last.saturating_add(1))),
        };
        counts.truncate(level + 1);
    }

    fn print(&self, list: &str, level: usize) -> Option<String> {
        let id = &self.lists.get(list)?.levels;
        let (levels, counts) = (self.levels.get(id)?, self.counts.get(id)?);
        let Level { text, digits_only, .. } = levels.get(level)?;
        let mut text = text.clone();
        for (index, each) in levels.iter().enumerate().take(9) {
            let count = counts.get(index).copied().flatten().unwrap_or(each.start);
            let format = if *digits_only { "decimal" } else { each.format.as_str() };
            text = text.replace(&format!("%{}", index + 1), &numeral(format, count));
        }
        Some(text)
    }
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    super::xml::attribute(node, name).unwrap_or_default().to_owned()
}

/// List and level of `w:numPr`.
fn place(node: Node<'_, '_>) -> (Option<String>, Option<usize>) {
    let level = value(node, "ilvl").and_then(|level| level.parse().ok());
    (value(node, "numId").map(str::to_owned), level)
}

fn level(node: Node<'_, '_>) -> Level {
    Level {
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        style: value(node, "pStyle").map(str::to_owned),
        digits_only: child(node, "isLgl").is_some(),
    }
}

/// `ST_NumberFormat`, as far as Chinese documents use it; others count in digits.
fn numeral(format: &str, number: u32) -> String {
    let letter = |first: u8| {
        let index = u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0);
        char::from(first + index).to_string()
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand" => format_numeral(NumeralStyle::Chinese, number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            format_numeral(NumeralStyle::Circled, number)
        }
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "decimalZero" => format!("{number:02}"),
        "none" | "bullet" => String::new(),
        _ => format_numeral(NumeralStyle::Arabic, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
      </w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="Mine"><w:basedOn w:val="Heading1"/></w:style>
      </w:styles>"#;

    /// The numbers of paragraphs given as `style`, `list:level`, or both.
    fn labels(paragraphs: &[&str]) -> Vec<String> {
        let (numbering, styles) =
            (Document::parse(NUMBERING).unwrap(), Document::parse(STYLES).unwrap());
        let mut numbering = Numbering::of(&numbering, Some(&styles));
        let label = |given: &&str| {
            let property = |part: &str| match part.split_once(':') {
                Some((list, level)) => format!(
                    r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#
                ),
                None => format!(r#"<w:pStyle w:val="{part}"/>"#),
            };
            let properties: String = given.split(' ').map(property).collect();
            let xml = format!(r#"<w:pPr xmlns:w="{MAIN}">{properties}</w:pPr>"#);
            let parsed = Document::parse(&xml).unwrap();
            let label = numbering.label(parsed.root_element());
            label.map(|label| label.text).unwrap_or_default()
        };
        paragraphs.iter().map(label).collect()
    }

    #[test]
    fn numbers_count_by_style_and_by_list_and_start_anew_where_told() {
        assert_eq!(
            labels(&[
                "Heading1",
                "3:1",
                "3:1",
                "Mine",
                "3:1",
                "4:1",
                "4:1",
                "Heading1 0:0",
                "Other"
            ]),
            ["一、", "1.1", "1.2", "二、", "2.1", "2.5", "2.6", "", ""]
        );
    }
}
