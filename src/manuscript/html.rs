//! Web pages → manuscript: tags mean headings, numbers, tables, breaks; white space is what a browser makes of it; scripts,
//! styles and what is hidden are set aside. Tables are in `html::grid`'s care: spans, and cells that nobody wrote.

mod grid;

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use self::grid::Grid;
use super::taken::{Lists, Open, Source, Taken};
use super::{Align, Aside, AsideKind, Manuscript, Place, Within};

/// Tables inside each other, at most; the text of deeper ones is text of the cell.
const DEEPEST: usize = 8;

/// Tags that begin and end a line.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
];

/// Tags whose content nobody reads.
const UNREAD: [&str; 7] = ["script", "style", "template", "noscript", "textarea", "svg", "math"];

/// Tags that have no end.
const VOID: [&str; 8] = ["br", "img", "hr", "meta", "link", "input", "col", "wbr"];

/// The manuscript of a web page. `file` gives the bytes of a picture that lies beside it, by its name.
#[must_use]
pub fn of_html(text: &str, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Manuscript {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        source: Source::new(text, file),
        taken: Taken::default(),
        open: Open::default(),
        space: false,
        lists: Lists::default(),
        tables: Vec::new(),
        bold: None,
        unread: None,
        preformatted: 0,
        in_title: false,
    };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        reader.token(token);
    }
    reader.finish_line();
    while !reader.tables.is_empty() {
        reader.end_table();
    }
    reader.taken.manuscript
}

/// What is being passed over.
struct Unread {
    name: String,
    /// Of the same name, open inside.
    depth: usize,
    kind: AsideKind,
    text: String,
    place: Place,
}

struct Reader<'a> {
    source: Source<'a>,
    taken: Taken,
    open: Open,
    /// White space waits for a character behind it.
    space: bool,
    lists: Lists,
    tables: Vec<Grid>,
    /// How many tags for bold text are open, and where it began.
    bold: Option<(usize, usize)>,
    unread: Option<Unread>,
    preformatted: usize,
    in_title: bool,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                self.source.at(tag.span.start);
                self.start(&tag);
            }
            Token::EndTag(tag) => {
                self.source.at(tag.span.start);
                self.end(&String::from_utf8_lossy(&tag.name));
            }
            Token::String(text) => {
                self.source.at(text.span.start);
                self.text(&String::from_utf8_lossy(&text.value));
            }
            Token::Comment(comment) => {
                let text = String::from_utf8_lossy(&comment.value).trim().to_owned();
                self.aside(AsideKind::Comment, text, false);
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn aside(&mut self, kind: AsideKind, text: String, counts: bool) {
        if !text.is_empty() {
            let place = self.source.place();
            self.taken.manuscript.asides.push(Aside { kind, text, counts, place });
        }
    }

    fn within(&self) -> Within {
        self.tables.last().and_then(Grid::cell).unwrap_or_default()
    }

    fn finish_line(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        self.space = false;
        if let Some((_, from)) = &mut self.bold {
            open.bold.push(*from..open.text.len());
            *from = 0;
        }
        open.paragraph.within = self.within();
        if open.is_empty() {
            // A number and a look wait for the text they are of.
            self.open.paragraph.label = open.paragraph.label.take();
            return;
        }
        if let Some(grid) = self.tables.last_mut() {
            grid.has_line();
        }
        self.taken.line(open);
    }

    fn text(&mut self, text: &str) {
        if let Some(unread) = &mut self.unread {
            unread.text.push_str(text);
            return;
        }
        if self.in_title {
            let title = self.taken.manuscript.properties.title.get_or_insert_default();
            title.push_str(text.trim());
            return;
        }
        for character in text.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            if is_space && self.preformatted > 0 {
                match character {
                    '\n' => self.finish_line(),
                    _ => self.open.text.push(character),
                }
            } else if is_space {
                self.space |= !self.open.text.is_empty();
            } else {
                self.character(character);
            }
        }
    }

    fn character(&mut self, character: char) {
        if self.open.paragraph.place == Place::Whole {
            self.open.paragraph.place = self.source.place();
        }
        let last = self.open.text.chars().next_back();
        // Between hanzi a line break of the source is no space, though browsers show one.
        let joins = last.is_some_and(|last| !last.is_ascii()) && !character.is_ascii();
        if std::mem::take(&mut self.space) && !joins && last != Some('\u{2028}') {
            self.open.text.push(' ');
        }
        self.open.text.push(character);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some(unread) = &mut self.unread {
            unread.depth += usize::from(unread.name == name && !tag.self_closing);
            return;
        }
        let style = attribute(&tag.attributes, "style").unwrap_or_default().replace(' ', "");
        let hidden =
            attribute(&tag.attributes, "hidden").is_some() || style.contains("display:none");
        if UNREAD.contains(&name.as_str()) || hidden && !VOID.contains(&name.as_str()) {
            let kind = if hidden { AsideKind::Hidden } else { AsideKind::Object };
            let place = self.source.place();
            self.unread = Some(Unread { name, depth: 0, kind, text: String::new(), place });
            return;
        }
        if BLOCKS.contains(&name.as_str()) || name == "h6" {
            self.finish_line();
        }
        match name.as_str() {
            "title" => self.in_title = true,
            "br" => {
                self.space = false;
                self.open.text.push('\u{2028}');
            }
            "pre" => self.preformatted += 1,
            "b" | "strong" => {
                let (depth, from) = self.bold.unwrap_or((0, self.open.text.len()));
                self.bold = Some((depth + 1, from));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.open.paragraph.look.outline = name[1..].parse().ok();
            }
            "ol" => {
                let first = attribute(&tag.attributes, "start").and_then(|text| text.parse().ok());
                self.lists.0.push(Some(first.unwrap_or(1)));
            }
            "ul" => self.lists.0.push(None),
            "li" => {
                if let Some(label) = self.lists.item() {
                    self.open.paragraph.label = Some(label);
                }
            }
            "table" => self.begin_table(),
            "tr" => self.row(),
            "td" | "th" => self.cell(&name, &tag.attributes),
            "img" => self.picture(&tag.attributes),
            _ => {}
        }
        let align = attribute(&tag.attributes, "align").unwrap_or_default();
        if style.contains("text-align:center") || align == "center" || name == "center" {
            self.open.paragraph.look.align = Some(Align::Center);
        } else if style.contains("text-align:right") || align == "right" {
            self.open.paragraph.look.align = Some(Align::Right);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(unread) = &mut self.unread {
            if unread.name == name {
                match unread.depth.checked_sub(1) {
                    Some(depth) => unread.depth = depth,
                    None => self.end_unread(),
                }
            }
            return;
        }
        if BLOCKS.contains(&name) || name == "h6" {
            self.finish_line();
            self.open.paragraph = super::Paragraph::default();
        }
        match name {
            "title" => self.in_title = false,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "b" | "strong" => {
                self.bold = match self.bold {
                    Some((depth, from)) if depth > 1 => Some((depth - 1, from)),
                    Some((_, from)) => {
                        self.open.bold.push(from..self.open.text.len());
                        None
                    }
                    None => None,
                };
            }
            "ol" | "ul" => {
                self.lists.0.pop();
            }
            "td" | "th" => self.end_cell(),
            "tr" => self.row_ends(),
            "table" => self.end_table(),
            _ => {}
        }
    }

    fn end_unread(&mut self) {
        let Some(unread) = self.unread.take() else { return };
        let text = unread.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let counts = unread.kind == AsideKind::Hidden;
            let aside = Aside { kind: unread.kind, text, counts, place: unread.place };
            self.taken.manuscript.asides.push(aside);
        }
    }

    fn begin_table(&mut self) {
        self.finish_line();
        if self.tables.len() < DEEPEST {
            let inside = self.tables.last().map(|grid| grid.index);
            let tables = &mut self.taken.manuscript.tables;
            tables.push(super::Table { inside, ..super::Table::default() });
            self.tables.push(Grid::new(tables.len() - 1, self.taken.manuscript.paragraphs.len()));
        }
    }

    fn row(&mut self) {
        self.row_ends();
        if let Some(grid) = self.tables.last_mut() {
            grid.begin_row();
        }
    }

    fn cell(&mut self, name: &str, attributes: &Attributes) {
        self.end_cell();
        let span = |name| attribute(attributes, name).and_then(|text| text.trim().parse().ok());
        let (rows, columns) = (span("rowspan").unwrap_or(1), span("colspan").unwrap_or(1));
        let Some(grid) = self.tables.last_mut() else { return };
        grid.begin_cell(rows, columns, name == "th");
    }

    /// Every cell has a line, though nothing stands in it.
    fn end_cell(&mut self) {
        self.finish_line();
        let within = self.within();
        let Some(grid) = self.tables.last_mut() else { return };
        if grid.end_cell() {
            self.empty_line(within);
        }
    }

    fn empty_line(&mut self, within: Within) {
        let mut open = Open::default();
        open.paragraph.within = within;
        open.paragraph.place = self.source.place();
        self.taken.line(open);
    }

    /// A row with fewer cells than the others has empty ones.
    fn row_ends(&mut self) {
        self.end_cell();
        let missing = self.tables.last_mut().map(Grid::end_row).unwrap_or_default();
        for within in missing {
            self.empty_line(within);
        }
    }

    fn end_table(&mut self) {
        self.row_ends();
        let Some(mut grid) = self.tables.pop() else { return };
        let missing = grid.fill();
        self.taken.fill(grid.index, grid.first, missing);
        if let Some(table) = self.taken.manuscript.tables.get_mut(grid.index) {
            grid.into_table(table);
        }
    }

    fn picture(&mut self, attributes: &Attributes) {
        let name = attribute(attributes, "src").unwrap_or_default();
        let picture = self.source.picture(&name, attribute(attributes, "alt"));
        let pictures = &mut self.taken.manuscript.pictures;
        pictures.push(picture);
        let at = self.open.text.len();
        self.open.paragraph.pictures.push((at, pictures.len() - 1));
        self.open.paragraph.place = self.source.place();
    }
}

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

fn attribute(attributes: &Attributes, name: &str) -> Option<String> {
    let found = attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&found.1.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::dump;
    use super::*;

    fn of(text: &str) -> Manuscript {
        of_html(text, &|_| None)
    }

    #[test]
    fn paragraphs_headings_lists_and_breaks() {
        let manuscript = of(
            "<!DOCTYPE html><html><head><title>报告</title><style>p{}</style></head><body>\n<h1>一、概况</h1>\n<p>预算&nbsp;5&lt;6\n万元，\n  全年。<br>又一行</p>散文<ol start=3><li>甲</li><li><p>乙</p><ul><li>丙</ul></ol>\n<p><b>机构：</b>6个</p></body>",
        );
        let expected = [
            "H1 一、概况",
            "预算\u{A0}5<6 万元，全年。\u{2028}又一行",
            "散文",
            "[3.]甲",
            "[4.]乙",
            "丙",
            "机构：6个",
        ];
        assert_eq!(dump(&manuscript), expected);
        assert_eq!(manuscript.properties.title.as_deref(), Some("报告"));
        assert_eq!(manuscript.paragraphs[6].look.lead, Some(3));
        assert_eq!(manuscript.paragraphs[1].place, Place::Line(3));
    }

    #[test]
    fn scripts_and_hidden_text_are_set_aside() {
        let manuscript = of(
            "甲<script>if (a<b) { x('<p>') }</script><div hidden>藏<div>深</div>着</div><!-- 注 --><p style='display: none'>无</p>乙",
        );
        assert_eq!(dump(&manuscript), ["甲乙"]);
        let asides: Vec<_> =
            manuscript.asides.iter().map(|a| (a.kind, a.text.as_str(), a.counts)).collect();
        let expected = [
            (AsideKind::Object, "if (a<b) { x('<p>') }", false),
            (AsideKind::Hidden, "藏深着", true),
            (AsideKind::Comment, "注", false),
            (AsideKind::Hidden, "无", true),
        ];
        assert_eq!(asides, expected);
    }

    #[test]
    fn cells_stand_in_the_grid_that_spans_make() {
        let manuscript = of(
            "<table><tr><th>一级指标<th colspan=2>二级指标</tr><tr><td rowspan=2>产出</td><td>数量</td><td>5辆</td></tr><tr><td>质量<td></table><p>后",
        );
        let expected = [
            "0:0,0 一级指标",
            "0:0,1 二级指标",
            "0:1,0 产出",
            "0:1,1 数量",
            "0:1,2 5辆",
            "0:2,1 质量",
            "0:2,2 ",
            "后",
        ];
        assert_eq!(dump(&manuscript), expected);
        let table = &manuscript.tables[0];
        assert_eq!((table.columns, table.head), (3, 1));
        let spans: Vec<_> = table.cells.iter().map(|cell| (cell.rows, cell.columns)).collect();
        assert_eq!(spans, [(1, 1), (1, 2), (2, 1), (1, 1), (1, 1), (1, 1), (1, 1)]);
    }

    #[test]
    fn rows_shorter_than_later_ones_get_empty_cells_and_all_else_keeps_its_place() {
        let manuscript = of(
            "<p>前<table><tr><td>甲<tr></tr><tr><td>乙<td>丙<table><tr><td>丁<tr><td>戊<td>己</table></td><td>庚</table><p>后<img src=a.png>",
        );
        let expected = [
            "前",
            "0:0,0 甲",
            "0:0,1 ",
            "0:0,2 ",
            "0:1,0 ",
            "0:1,1 ",
            "0:1,2 ",
            "0:2,0 乙",
            "0:2,1 丙",
            "1:0,0 丁",
            "1:0,1 ",
            "1:1,0 戊",
            "1:1,1 己",
            "0:2,2 庚",
            "后",
        ];
        assert_eq!(dump(&manuscript), expected);
        let lines: Vec<&str> = manuscript.text.split('\n').collect();
        assert_eq!(lines.len(), manuscript.paragraphs.len());
        let texts = manuscript.paragraphs.iter().map(|own| manuscript.text_of(own));
        assert!(texts.eq(lines), "{:?}", manuscript.text);
        assert_eq!(manuscript.paragraphs[14].pictures, [(manuscript.text.len(), 0)]);
    }

    #[test]
    fn short_rows_and_hostile_spans_make_no_harm() {
        let manuscript = of(
            "<table><tr><td>甲<td>乙<tr><td>丙<tr><td rowspan=99999999 colspan=99999999>丁</table>",
        );
        let mut expected =
            ["0:0,0 甲", "0:0,1 乙", "0:1,0 丙", "0:1,1 ", "0:2,0 丁"].map(str::to_owned).to_vec();
        let empty = |row| (2..64).map(move |column| format!("0:{row},{column} "));
        expected.splice(4..4, empty(1));
        expected.splice(2..2, empty(0));
        assert_eq!(dump(&manuscript), expected);
        let last = manuscript.tables[0].cells.last().unwrap();
        assert_eq!((last.rows, last.columns), (1, 64));
        let deep = format!("{}字", "<table><tr><td>".repeat(2000));
        assert!(of(&deep).tables.len() == DEEPEST);
        for broken in
            ["</table></td>", "<td>甲", "<tr>", "<li>甲", "<b><b>甲", "<table><td>甲<p>乙"]
        {
            let _ = of(broken);
        }
    }
}
