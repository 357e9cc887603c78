//! Markdown → manuscript: its signs are markup and mean headings, numbers, tables, notes; its text is text. What HTML is
//! in it is set aside.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::taken::{Lists, Open, Source, Taken};
use super::{Aside, AsideKind, Cell, Manuscript, Place, Table, Within};

/// The manuscript of a Markdown text. `file` gives the bytes of a picture that lies beside it, by its name.
#[must_use]
pub fn of_markdown(text: &str, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Manuscript {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader::new(text, file);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.source.at(range.start);
        reader.event(event);
    }
    reader.finish_line();
    reader.taken.manuscript
}

struct Reader<'a> {
    source: Source<'a>,
    taken: Taken,
    open: Open,
    within: Within,
    lists: Lists,
    /// Where bold text began.
    bold_from: Option<usize>,
    notes: BTreeMap<String, usize>,
    /// Inside of a picture, its text.
    alt: Option<(String, String)>,
    /// Of the open table: row and column that come next.
    cell: (usize, usize),
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, file: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        Self {
            source: Source::new(source, file),
            taken: Taken::default(),
            open: Open::default(),
            within: Within::Body,
            lists: Lists::default(),
            bold_from: None,
            notes: BTreeMap::new(),
            alt: None,
            cell: (0, 0),
        }
    }

    fn finish_line(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        take_signs(&mut open);
        self.taken.line(open);
        self.bold_from = None;
    }

    /// Begins a line.
    fn begin(&mut self) {
        if !self.open.is_empty() {
            self.finish_line();
        }
        self.open.paragraph.within = self.within;
        self.open.paragraph.place = self.source.place();
    }

    fn push(&mut self, text: &str) {
        if let Some((alt, _)) = &mut self.alt {
            alt.push_str(text);
            return;
        }
        if self.open.text.is_empty() && self.open.paragraph.place == Place::Whole {
            self.begin();
        }
        self.open.text.push_str(text);
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            // Between hanzi a line break of the source is nothing.
            Event::SoftBreak => {
                if self.open.text.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
                    self.push(" ");
                }
            }
            Event::HardBreak => self.push("\u{2028}"),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(name) => {
                let note = self.note(&name);
                let at = self.open.text.len();
                self.open.paragraph.notes.push((at, note));
            }
            Event::TaskListMarker(done) => self.push(if done { "☑" } else { "☐" }),
            Event::Rule => {}
        }
    }

    /// A block of code has its lines in one text.
    fn text(&mut self, text: &str) {
        let mut lines = text.split('\n');
        self.push(lines.next().unwrap_or_default());
        for line in lines {
            self.finish_line();
            self.push(line);
        }
    }

    fn html(&mut self, html: &str) {
        let tag = html.trim().to_lowercase();
        if tag.starts_with("<br") {
            return self.push("\u{2028}");
        }
        let kind = if tag.starts_with("<!--") { AsideKind::Comment } else { AsideKind::Object };
        let text = html.trim().to_owned();
        let place = self.source.place();
        self.taken.manuscript.asides.push(Aside { kind, text, counts: false, place });
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) if self.open.is_empty() => {
                let label = self.open.paragraph.label.take();
                self.begin();
                self.open.paragraph.label = label;
            }
            Tag::Paragraph | Tag::CodeBlock(_) => self.begin(),
            Tag::Heading { level, .. } => {
                self.begin();
                self.open.paragraph.look.outline = Some(outline(level));
            }
            Tag::List(first) => {
                self.finish_line();
                self.lists.0.push(first);
            }
            Tag::Item => self.item(),
            Tag::Table(_) => self.table(),
            Tag::TableHead | Tag::TableRow => self.cell.1 = 0,
            Tag::TableCell => self.table_cell(),
            Tag::FootnoteDefinition(name) => {
                self.finish_line();
                self.within = Within::Note(self.note(&name));
            }
            Tag::Strong => self.bold_from = Some(self.open.text.len()),
            Tag::Image { dest_url, .. } => self.alt = Some((String::new(), dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::HtmlBlock => self.finish_line(),
            TagEnd::List(_) => {
                self.lists.0.pop();
            }
            TagEnd::TableCell => {
                self.finish_line();
                self.cell.1 += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.cell.0 += 1,
            TagEnd::Table => self.within = Within::Body,
            TagEnd::FootnoteDefinition => {
                self.finish_line();
                self.within = Within::Body;
            }
            TagEnd::Strong => {
                if let Some(from) = self.bold_from.take() {
                    self.open.bold.push(from..self.open.text.len());
                }
            }
            TagEnd::Image => self.picture(),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.begin();
        if let Some(label) = self.lists.item() {
            self.open.paragraph.label = Some(label);
        }
    }

    fn table(&mut self) {
        self.finish_line();
        self.cell = (0, 0);
        self.taken.manuscript.tables.push(Table { head: 1, ..Table::default() });
    }

    fn table_cell(&mut self) {
        let (row, column) = self.cell;
        let tables = &mut self.taken.manuscript.tables;
        let Some(table) = tables.len().checked_sub(1) else { return };
        tables[table].cells.push(Cell { row, column, rows: 1, columns: 1, again: false });
        tables[table].columns = tables[table].columns.max(column + 1);
        self.within = Within::Cell { table, row, column };
        self.begin();
    }

    fn note(&mut self, name: &CowStr<'_>) -> usize {
        let next = self.notes.len();
        *self.notes.entry(name.to_string()).or_insert(next)
    }

    fn picture(&mut self) {
        let Some((alt, name)) = self.alt.take() else { return };
        let picture = self.source.picture(&name, Some(alt));
        let pictures = &mut self.taken.manuscript.pictures;
        pictures.push(picture);
        let which = pictures.len() - 1;
        if self.open.paragraph.place == Place::Whole {
            self.begin();
        }
        let at = self.open.text.len();
        self.open.paragraph.pictures.push((at, which));
    }
}

/// Signs of bold text that `CommonMark` leaves standing, since between a mark and a hanzi it sees no end of a word
/// (`**机构：**6个`): an even number of them is meant as such.
fn take_signs(open: &mut Open) {
    const SIGN: &str = "**";
    let signs: Vec<usize> = open.text.match_indices(SIGN).map(|(at, _)| at).collect();
    if signs.is_empty() || !signs.len().is_multiple_of(2) {
        return;
    }
    let moved = |at: usize| at - SIGN.len() * signs.iter().filter(|sign| **sign < at).count();
    for (at, _) in open.paragraph.notes.iter_mut().chain(&mut open.paragraph.pictures) {
        *at = moved(*at);
    }
    for bold in &mut open.bold {
        *bold = moved(bold.start)..moved(bold.end);
    }
    let pairs = signs.chunks_exact(2).map(|pair| moved(pair[0])..moved(pair[1]));
    open.bold.extend(pairs);
    open.bold.sort_by_key(|bold| bold.start);
    open.text = open.text.replace(SIGN, "");
}

fn outline(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dump;
    use super::*;

    fn of(text: &str) -> Manuscript {
        of_markdown(text, &|name| (name == "图.png").then(|| vec![1]))
    }

    #[test]
    fn headings_lists_and_signs_are_markup() {
        let manuscript = of(
            "# 概况\n\n**机构设置：**设6个\n股室。\n\n3. 甲项\n4. 乙项\n   - 丙\n\n普通*文字*与`代码`，[链接](a)。\n",
        );
        let expected = [
            "H1 概况",
            "机构设置：设6个股室。",
            "[3.]甲项",
            "[4.]乙项",
            "丙",
            "普通文字与代码，链接。",
        ];
        assert_eq!(dump(&manuscript), expected);
        assert_eq!(manuscript.paragraphs[1].look.lead, Some(5));
        assert_eq!(manuscript.paragraphs[1].place, Place::Line(3));
        // 2 + 11 + 2×2 + 2×2 + 1 + 11
        assert_eq!(manuscript.characters(), 33);
    }

    #[test]
    fn tables_notes_and_pictures_have_their_places() {
        let text = "| 指标 | 完成值 |\n|---|---:|\n| 满意度 | 96.2% |\n| 车辆 | |\n\n共12辆[^1]。\n\n![车](图.png)\n\n[^1]: 含租赁。\n";
        let manuscript = of(text);
        let expected = [
            "0:0,0 指标",
            "0:0,1 完成值",
            "0:1,0 满意度",
            "0:1,1 96.2%",
            "0:2,0 车辆",
            "0:2,1 ",
            "共12辆。",
            "",
            "注0 含租赁。",
        ];
        assert_eq!(dump(&manuscript), expected);
        assert_eq!((manuscript.tables[0].columns, manuscript.tables[0].head), (2, 1));
        let noted = &manuscript.paragraphs[6];
        assert_eq!(noted.notes, [(noted.range.start + "共12辆".len(), 0)]);
        assert_eq!(manuscript.paragraphs[7].pictures.len(), 1);
        let picture = &manuscript.pictures[0];
        assert_eq!((picture.alt.as_deref(), picture.ending.as_str()), (Some("车"), "png"));
        assert_eq!(picture.bytes, [1]);
    }

    #[test]
    fn html_is_set_aside_and_breaks_stay() {
        let manuscript = of("甲<br>乙  \n丙<!-- 草 -->\n");
        assert_eq!(dump(&manuscript), ["甲\u{2028}乙\u{2028}丙"]);
        assert_eq!(manuscript.asides.len(), 1);
        assert_eq!(manuscript.asides[0].kind, AsideKind::Comment);
    }
}
