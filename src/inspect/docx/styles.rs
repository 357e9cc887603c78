//! What styles, themes and defaults say of how paragraphs and characters look (ISO/IEC 29500-1 17.7). What a
//! paragraph says itself is laid over it here too; numbers are for `labels`.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::content::{ParagraphLook, RunLook};
use super::xml::{attribute, child, is, number, switch, value};

/// No name of a face or style has more characters.
pub(super) const LONGEST_NAME: usize = 64;

/// No chain of styles is longer.
pub(super) const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    defaults: Said,
    /// The paragraph style of what names none.
    plain: Option<String>,
    by_id: HashMap<String, Style>,
    theme: Theme,
}

#[derive(Default)]
struct Style {
    name: String,
    base: Option<String>,
    own: Said,
}

/// What is said, and left unsaid.
#[derive(Clone, Debug, Default)]
struct Said {
    bold: Option<bool>,
    hidden: Option<bool>,
    face: Option<String>,
    latin: Option<String>,
    half_points: Option<u32>,
    shifted: Option<bool>,
    outline: Option<usize>,
    align: Option<String>,
    page_break: Option<bool>,
}

/// The faces of a theme.
#[derive(Default)]
struct Theme {
    major: Faces,
    minor: Faces,
}

#[derive(Default)]
struct Faces {
    chinese: Option<String>,
    latin: Option<String>,
}

/// What a paragraph is like: its look, and what its characters look like unless they say otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    pub(super) look: ParagraphLook,
    pub(super) starts_page: bool,
    /// It is a line of a table of contents, or what stands above it, by the name of its style.
    pub(super) is_contents: bool,
    characters: Said,
}

impl Styles {
    pub(super) fn of(styles: Option<&Document<'_>>, theme: Option<&Document<'_>>) -> Self {
        let mut found = Self { theme: theme.map(Theme::of).unwrap_or_default(), ..Self::default() };
        for node in styles.into_iter().flat_map(|styles| styles.root_element().children()) {
            if is(node, "docDefaults") {
                let defaults = |outer, inner| child(node, outer).and_then(|own| child(own, inner));
                found.defaults =
                    found.said(defaults("pPrDefault", "pPr"), defaults("rPrDefault", "rPr"));
            } else if is(node, "style") {
                found.style(node);
            }
        }
        found
    }

    fn style(&mut self, node: Node<'_, '_>) {
        let id = attribute(node, "styleId").unwrap_or_default().to_owned();
        let is_default = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
        if is_default && attribute(node, "type") == Some("paragraph") {
            self.plain.get_or_insert_with(|| id.clone());
        }
        let style = Style {
            name: value(node, "name").map(name).unwrap_or_default(),
            base: value(node, "basedOn").map(str::to_owned),
            own: self.said(child(node, "pPr"), child(node, "rPr")),
        };
        self.by_id.entry(id).or_insert(style);
    }

    fn said(&self, paragraph: Option<Node<'_, '_>>, run: Option<Node<'_, '_>>) -> Said {
        let mut said = Said::default();
        if let Some(own) = paragraph {
            said.outline = number(own, "outlineLvl");
            said.align = value(own, "jc").map(name);
            said.page_break = switch(own, "pageBreakBefore");
        }
        if let Some(own) = run {
            said.bold = switch(own, "b");
            said.hidden = switch(own, "vanish");
            said.half_points = number(own, "sz").and_then(|size| u32::try_from(size).ok());
            said.shifted = value(own, "vertAlign").map(|shift| shift != "baseline");
            if let Some(faces) = child(own, "rFonts") {
                let named = |which: &str| attribute(faces, which).map(name);
                let theme = |name: &str, chinese| {
                    let name = attribute(faces, name)?;
                    self.theme.face(name, chinese)
                };
                said.face = theme("eastAsiaTheme", true).or_else(|| named("eastAsia"));
                said.latin = theme("asciiTheme", false).or_else(|| named("ascii"));
            }
        }
        said
    }

    /// A style and those it is based on, over `said`.
    fn styled(&self, style: Option<&str>, mut said: Said) -> Said {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some(style) = next.and_then(|id| self.by_id.get(id))
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(style);
            next = style.base.as_deref();
        }
        for style in chain.iter().rev() {
            said.lay(&style.own);
        }
        // Programs that write no levels mean them all the same by the names that are built in.
        if said.outline.is_none() {
            said.outline = chain.iter().find_map(|style| heading_level(&style.name));
        }
        said
    }

    /// What a paragraph with these properties is like.
    pub(super) fn paragraph(&self, properties: Option<Node<'_, '_>>) -> Base {
        let id = properties.and_then(|own| value(own, "pStyle"));
        let id = id.filter(|id| self.by_id.contains_key(*id)).or(self.plain.as_deref());
        let mut said = self.styled(id, self.defaults.clone());
        let own = self.said(properties, None);
        said.lay(&own);
        let named = id.filter(|id| Some(*id) != self.plain.as_deref());
        let style = named.and_then(|id| self.by_id.get(id)).map(|style| style.name.clone());
        // LibreOffice names the style of plain text and does not say that it is the default.
        let style = style.filter(|name| !name.eq_ignore_ascii_case("normal"));
        let outline = said.outline.filter(|level| *level < 9);
        let outline = outline.and_then(|level| u8::try_from(level + 1).ok());
        let is_contents =
            style.as_ref().is_some_and(|name| name.to_ascii_lowercase().starts_with("toc "));
        Base {
            is_contents,
            look: ParagraphLook { style, outline, align: said.align.clone() },
            starts_page: said.page_break == Some(true),
            characters: said,
        }
    }

    /// How characters of such a paragraph look that have these properties, and whether they are hidden.
    pub(super) fn run(&self, base: &Base, properties: Option<Node<'_, '_>>) -> (RunLook, bool) {
        let mut said = base.characters.clone();
        if let Some(own) = properties {
            if let Some(style) = value(own, "rStyle") {
                said = self.styled(Some(style), said);
            }
            said.lay(&self.said(None, Some(own)));
        }
        let look = RunLook {
            bold: said.bold == Some(true),
            face: said.face,
            latin: said.latin,
            half_points: said.half_points,
            shifted: said.shifted == Some(true),
        };
        (look, said.hidden == Some(true))
    }
}

impl Said {
    /// Takes over what `other` says.
    fn lay(&mut self, other: &Self) {
        fn lay<T: Clone>(below: &mut Option<T>, above: Option<&T>) {
            if let Some(above) = above {
                *below = Some(above.clone());
            }
        }
        lay(&mut self.bold, other.bold.as_ref());
        lay(&mut self.hidden, other.hidden.as_ref());
        lay(&mut self.face, other.face.as_ref());
        lay(&mut self.latin, other.latin.as_ref());
        lay(&mut self.half_points, other.half_points.as_ref());
        lay(&mut self.shifted, other.shifted.as_ref());
        lay(&mut self.outline, other.outline.as_ref());
        lay(&mut self.align, other.align.as_ref());
        lay(&mut self.page_break, other.page_break.as_ref());
    }
}

impl Theme {
    fn of(theme: &Document<'_>) -> Self {
        let faces = |name: &str| {
            let node = theme.descendants().find(|node| node.tag_name().name() == name);
            node.map(Faces::of).unwrap_or_default()
        };
        Self { major: faces("majorFont"), minor: faces("minorFont") }
    }

    /// The face that a theme's word stands for: `minorEastAsia`.
    fn face(&self, word: &str, chinese: bool) -> Option<String> {
        let faces = if word.starts_with("major") { &self.major } else { &self.minor };
        if chinese { faces.chinese.clone() } else { faces.latin.clone() }
    }
}

impl Faces {
    fn of(node: Node<'_, '_>) -> Self {
        let face = |node: Node<'_, '_>| {
            node.attribute("typeface").filter(|face| !face.is_empty()).map(name)
        };
        let named = |which: &str| node.children().find(|child| child.tag_name().name() == which);
        let script = node.children().find(|child| child.attribute("script") == Some("Hans"));
        Self {
            chinese: named("ea").and_then(face).or_else(|| script.and_then(face)),
            latin: named("latin").and_then(face),
        }
    }
}

/// A name, which every paragraph and run of that look holds: cut off where no name is as long.
fn name(written: &str) -> String {
    written.chars().take(LONGEST_NAME).collect()
}

/// The level, from 0, of a heading style by its built-in name.
fn heading_level(name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let level = lower.strip_prefix("heading").or_else(|| lower.strip_prefix("标题"))?;
    let level: usize = level.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}
