//! The numbers that programs print in front of paragraphs (ISO/IEC 29500-1 17.9).

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::content::WordLabel;
use super::numeral::numeral;
use super::styles::{LONGEST_CHAIN, LONGEST_NAME};
use super::symbol;
use super::xml::{child, is, number, value};

/// Lists have so many levels.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// List → what it counts by, and where its levels start anew.
    lists: BTreeMap<String, List>,
    /// Abstract list → its levels.
    levels: BTreeMap<String, Levels>,
    /// Abstract list → the style whose list it stands for.
    links: BTreeMap<String, String>,
    /// Paragraph style → list and level.
    styles: BTreeMap<String, (Option<String>, Option<usize>)>,
    /// Style → the one it is based on.
    bases: BTreeMap<String, String>,
    /// Abstract list → the last number of each level; `None` before the first.
    counts: BTreeMap<String, Vec<Option<u32>>>,
    /// Levels of lists that have started anew already.
    begun: BTreeSet<(String, usize)>,
}

/// Levels by their depth, from 0.
type Levels = BTreeMap<usize, Level>;

struct List {
    levels: String,
    starts: BTreeMap<usize, u32>,
    /// Levels that it has for itself.
    own: Levels,
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
    /// It counts on whatever was counted above it.
    goes_on: bool,
}

impl Numbering {
    pub(super) fn of(numbering: &Document<'_>, styles: Option<&Document<'_>>) -> Self {
        let mut found = Self::default();
        for node in numbering.root_element().children() {
            if is(node, "abstractNum") {
                let levels = node.children().filter(|child| is(*child, "lvl")).map(level).collect();
                let id = attribute(node, "abstractNumId");
                if let Some(style) = value(node, "numStyleLink") {
                    found.links.insert(id.clone(), style.to_owned());
                }
                found.levels.insert(id, levels);
            } else if is(node, "num") {
                let levels = value(node, "abstractNumId").unwrap_or_default().to_owned();
                let overrides = node.children().filter(|child| is(*child, "lvlOverride"));
                let (mut starts, mut own) = (BTreeMap::new(), Levels::new());
                for node in overrides {
                    let Ok(depth) = attribute(node, "ilvl").parse() else { continue };
                    own.extend(child(node, "lvl").map(|node| (depth, level(node).1)));
                    let start = value(node, "startOverride").and_then(|start| start.parse().ok());
                    starts.extend(start.map(|start| (depth, start)));
                }
                found.lists.insert(attribute(node, "numId"), List { levels, starts, own });
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
        let levels = self.levels.get(self.levels_of(&list)?)?;
        let by_style =
            levels.iter().find(|(_, level)| level.style.is_some() && level.style == style);
        let level = own_level.or(style_level).or(by_style.map(|(depth, _)| *depth)).unwrap_or(0);
        let level = level.min(LEVELS - 1);
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

    /// The abstract list by which a list counts.
    fn levels_of(&self, list: &str) -> Option<&str> {
        let levels = &self.lists.get(list)?.levels;
        let Some(style) = self.links.get(levels) else { return Some(levels) };
        let (list, _) = self.of_style(Some(style.clone()));
        Some(&self.lists.get(&list?)?.levels)
    }

    /// A level of a list.
    fn level(&self, list: &str, depth: usize) -> Option<&Level> {
        let own = self.lists.get(list)?.own.get(&depth);
        own.or_else(|| self.levels.get(self.levels_of(list)?)?.get(&depth))
    }

    fn count(&mut self, list: &str, depth: usize) {
        let Some(levels) = self.levels_of(list).map(str::to_owned) else { return };
        let anew = self.lists.get(list).and_then(|list| list.starts.get(&depth).copied());
        let first = self.level(list, depth).map_or(1, |level| level.start);
        let goes_on = |depth| self.level(list, depth).is_some_and(|level| level.goes_on);
        let kept: Vec<bool> = (0..LEVELS).map(|below| below <= depth || goes_on(below)).collect();
        let counts = self.counts.entry(levels).or_insert_with(|| vec![None; LEVELS]);
        if let Some(count) = counts.get_mut(depth) {
            *count = match anew {
                Some(start) if self.begun.insert((list.to_owned(), depth)) => Some(start),
                _ => Some(count.map_or(first, |last| last.saturating_add(1))),
            };
        }
        for (count, kept) in counts.iter_mut().zip(kept) {
            *count = count.filter(|_| kept);
        }
    }

    fn print(&self, list: &str, depth: usize) -> Option<String> {
        let counts = self.counts.get(self.levels_of(list)?)?;
        let Level { text, digits_only, .. } = self.level(list, depth)?;
        let mut text = text.clone();
        for (index, count) in counts.iter().enumerate() {
            let Some(each) = self.level(list, index) else { continue };
            let count = count.unwrap_or(each.start);
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

/// A level and its depth.
fn level(node: Node<'_, '_>) -> (usize, Level) {
    let depth = attribute(node, "ilvl").parse().unwrap_or(0);
    let format = value(node, "numFmt").unwrap_or("decimal").to_owned();
    let text: String = value(node, "lvlText")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    let faces = child(node, "rPr").and_then(|own| child(own, "rFonts"));
    let face = faces.map(|faces| attribute(faces, "ascii")).unwrap_or_default();
    let text = if format == "bullet" { symbol::bullet(&face, &text) } else { text };
    let level = Level {
        start: number(node, "start").and_then(|start| u32::try_from(start).ok()).unwrap_or(1),
        format,
        text,
        style: value(node, "pStyle").map(str::to_owned),
        digits_only: child(node, "isLgl").is_some(),
        goes_on: number(node, "lvlRestart") == Some(0),
    };
    (depth, level)
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

    #[test]
    fn a_level_that_no_list_has_asks_for_no_memory() {
        assert_eq!(labels(&["3:99999999999999", "3:0"]), ["", "一、"]);
    }
}
