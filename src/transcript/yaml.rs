//! The whole of a draft as YAML: keys in Chinese, block style, what was guessed said above the place it is about.

use super::scalar::{Stand, quoted, scalar};
use super::{table, text};
use crate::draft::{Block, BlockKind, Contents, Draft, Figure, Guess, Heading, Item, Part, Text};
use crate::manuscript::Manuscript;
use crate::schema;
use crate::source::is_unwanted;

/// Keys of YAML may have a thousand characters; nobody reads one of this many.
const LONGEST_KEY: usize = 300;

/// EMU in a tenth of a millimetre, and the widest picture of the type area in them.
const TENTH: i64 = 3600;
const WIDEST: i64 = 1560;

/// What is written beside the draft itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// 模板; `None` for the default one.
    pub template: Option<&'a str>,
    /// What the text calls each picture of the manuscript; `None` for one that cannot be printed as it is.
    pub pictures: &'a [Option<String>],
    /// What a person said is right; it is no guess any more.
    pub sure: Sure,
}

/// What is said of the document as a whole and a person was asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sure {
    /// 模板.
    pub template: bool,
    /// 年度.
    pub year: bool,
}

/// The draft as the text of a YAML file.
#[must_use]
pub fn yaml(draft: &Draft, manuscript: &Manuscript, setting: &Setting<'_>) -> String {
    let mut page = Page { manuscript, setting, out: String::new() };
    if let Some(template) = setting.template {
        if !setting.sure.template {
            page.guess("按标题选的模板，另有“附件”", 0);
        }
        page.entry(0, "模板", template);
    }
    // The document's own part is the first one, where it carries no mark, and what stands alone.
    let alone = draft.parts.len() <= 1;
    let own = draft.parts.first().filter(|part| alone || part.mark.is_none());
    if let Some(own) = own {
        page.opening(own, false, 0);
    }
    page.of_all(draft);
    if let Some(own) = own {
        page.body(own, 0);
    }
    let others = &draft.parts[usize::from(own.is_some())..];
    if !others.is_empty() {
        page.out.push_str("\n各附件:\n");
    }
    for part in others {
        let start = page.out.len();
        page.opening(part, true, 4);
        page.body(part, 4);
        page.begin_item(start, 4);
    }
    page.out
}

/// A YAML file in the making.
pub(super) struct Page<'a> {
    pub(super) manuscript: &'a Manuscript,
    setting: &'a Setting<'a>,
    pub(super) out: String,
}

impl Page<'_> {
    /// The text with its braces.
    pub(super) fn source(&self, text: &Text) -> String {
        text::source(text, &self.manuscript.text)
    }

    /// Spaces, then this, then the end of the line.
    pub(super) fn line(&mut self, indent: usize, content: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(content);
        self.out.push('\n');
    }

    /// `键: 值`.
    pub(super) fn entry(&mut self, indent: usize, key: &str, value: &str) {
        let value = scalar(value, Stand::Line);
        self.line(indent, &format!("{key}: {value}"));
    }

    /// `- 值`.
    pub(super) fn item(&mut self, indent: usize, value: &str) {
        let value = scalar(value, Stand::Line);
        self.line(indent, &format!("- {value}"));
    }

    /// One text, or a list below its key.
    pub(super) fn texts(&mut self, indent: usize, key: &str, texts: &[Text]) {
        match texts {
            [] => {}
            [only] => self.entry(indent, key, &self.source(only)),
            _ => {
                self.line(indent, &format!("{key}:"));
                for text in texts {
                    self.item(indent + 2, &self.source(text));
                }
            }
        }
    }

    /// A comment about what comes next.
    fn guess(&mut self, words: &str, indent: usize) {
        self.comment(&format!("猜测：{words}"), indent);
    }

    fn guess_of(&mut self, guess: &Guess, indent: usize) {
        match guess.instead {
            Some(instead) => self.guess(&format!("{}；也可能是{instead}", guess.taken), indent),
            None => self.guess(&guess.taken, indent),
        }
    }

    fn comment(&mut self, words: &str, indent: usize) {
        let unseen = |c: char| c.is_control() || c.is_whitespace() || is_unwanted(c);
        let words: String = words.chars().map(|c| if unseen(c) { ' ' } else { c }).collect();
        self.line(indent, &format!("# {words}"));
    }

    /// The first line of what was written from `start` on, comments passed over, becomes that of an item of a list.
    fn begin_item(&mut self, start: usize, indent: usize) {
        let mut at = start;
        while self.out[at..].trim_start_matches(' ').starts_with('#') {
            at += self.out[at..].find('\n').map_or(0, |end| end + 1);
        }
        if at + indent <= self.out.len() {
            self.out.replace_range(at + indent - 2..at + indent, "- ");
        }
    }

    fn opening(&mut self, part: &Part, one_of_several: bool, indent: usize) {
        match &part.mark {
            Some(mark) => {
                let number = mark.number.map_or("是".to_owned(), |number| number.to_string());
                self.line(indent, &format!("附件: {number}"));
            }
            // One of several would be counted on.
            None if one_of_several => self.line(indent, "附件: 否"),
            None => {}
        }
        if let Some(guess) = &part.guess {
            self.guess_of(guess, indent);
        }
        self.texts(indent, "标题", &part.title);
        if part.landscape {
            self.line(indent, "横排: 是");
        }
    }

    /// What is said of the document as a whole.
    fn of_all(&mut self, draft: &Draft) {
        let said = &self.manuscript.properties;
        if let Some(unit) = &draft.unit {
            if said.unit.as_ref() != Some(unit) {
                self.guess("单位取自文字", 0);
            }
            self.entry(0, "单位", unit);
        }
        if let Some(year) = draft.year {
            if said.year != Some(year) && !self.setting.sure.year {
                self.guess("年度取自文字", 0);
            }
            self.line(0, &format!("年度: {year}"));
        }
        if let Some(levels) = &draft.levels {
            let levels: Vec<String> =
                levels.iter().map(|level| scalar(level, Stand::Brackets)).collect();
            self.line(0, &format!("层次: [{}]", levels.join(", ")));
        }
    }

    fn body(&mut self, part: &Part, indent: usize) {
        if indent == 0 {
            self.out.push('\n');
        }
        self.line(indent, "正文:");
        let before = self.out.len();
        self.blocks(&part.blocks, indent + 2);
        let only_comments = self.out[before..].lines().all(|l| l.trim_start().starts_with('#'));
        if only_comments {
            self.guess("原来没有正文", indent + 2);
            self.line(indent + 2, "- 空行:");
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            if let Some(guess) = &block.guess {
                self.guess_of(guess, indent);
            }
            self.block(&block.kind, indent);
        }
    }

    fn block(&mut self, block: &BlockKind, indent: usize) {
        match block {
            BlockKind::Heading(heading) => self.heading(heading, indent),
            BlockKind::Paragraph(text) => {
                let text = self.source(text);
                // Bare, it would look like a block that lacks its colon.
                if schema::is_taken(text.trim()) {
                    self.line(indent, &format!("- {}", quoted(&text)));
                } else {
                    self.item(indent, &text);
                }
            }
            BlockKind::Items(items) => self.items("条目", items, indent),
            BlockKind::Table(given) => table::write(self, given, indent),
            BlockKind::Figure(figure) => self.figure(figure, indent),
            BlockKind::Contents(contents) => self.contents(contents, indent),
            BlockKind::PageBreak => self.line(indent, "- 分页:"),
            BlockKind::Landscape(blocks) => {
                self.line(indent, "- 横排:");
                self.blocks(blocks, indent + 4);
            }
            BlockKind::AttachmentNote(items) => self.items("附件说明", items, indent),
            BlockKind::Signature { names, date } => {
                self.line(indent, "- 署名:");
                self.texts(indent + 4, "单位", names);
                if let Some(date) = date {
                    self.entry(indent + 4, "日期", &date.printed(&self.manuscript.text));
                }
            }
        }
    }

    fn contents(&mut self, contents: &Contents, indent: usize) {
        self.line(indent, "- 目录:");
        if contents.levels != Contents::USUAL_LEVELS {
            self.line(indent + 4, &format!("级数: {}", contents.levels));
        }
        let title = self.source(&contents.title);
        if title != Contents::USUAL_TITLE {
            self.entry(indent + 4, "标题", &title);
        }
    }

    fn items(&mut self, key: &str, items: &[Item], indent: usize) {
        self.line(indent, &format!("- {key}:"));
        for item in items {
            self.item(indent + 4, &self.source(&item.text));
        }
    }

    fn heading(&mut self, heading: &Heading, indent: usize) {
        let words = self.source(&heading.title);
        let run_in = heading.run_in.as_ref().map(|text| scalar(&self.source(text), Stand::Line));
        let run_in = run_in.map(|text| format!(" {text}")).unwrap_or_default();
        if schema::is_taken(&words) || words.chars().count() > LONGEST_KEY {
            let words = scalar(&words, Stand::Line);
            self.line(indent, &format!("- 标题: {words}"));
            self.line(indent + 2, &format!("内容:{run_in}"));
        } else {
            let words = scalar(&words, Stand::Key);
            self.line(indent, &format!("- {words}:{run_in}"));
        }
        if heading.run_in.is_none() {
            self.blocks(&heading.blocks, indent + 4);
        }
    }

    fn figure(&mut self, figure: &Figure, indent: usize) {
        let given = self.manuscript.pictures.get(figure.picture);
        let name = self.setting.pictures.get(figure.picture).cloned().flatten();
        let (Some(given), Some(name)) = (given, name) else {
            let words = format!(
                "这里原来有图 {}，不是 PNG 或 JPEG，或读不完整：另存成 PNG 放在旁边，在这里写“- 图: {{文件: …}}”",
                figure.picture + 1
            );
            self.comment(&words, indent);
            // Its title is text of the document all the same.
            if let Some(title) = &figure.title {
                self.item(indent, &self.source(title));
            }
            return;
        };
        self.line(indent, "- 图:");
        self.entry(indent + 4, "文件", &name);
        let tenths = given.width.map(|width| (width + TENTH / 2) / TENTH);
        if let Some(tenths) = tenths.filter(|tenths| (1..WIDEST).contains(tenths)) {
            self.line(indent + 4, &format!("宽: {}.{}mm", tenths / 10, tenths % 10));
        }
        if let Some(title) = &figure.title {
            self.entry(indent + 4, "标题", &self.source(title));
        }
        let said = given.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
        if let Some(alt) = said.filter(|alt| !alt.chars().any(|c| c.is_control() || is_unwanted(c)))
        {
            self.entry(indent + 4, "说明", alt);
        }
    }
}
