//! Web pages → manuscript: tags mean headings, numbers, tables, breaks; white space is what a browser makes of it; scripts,
//! styles and what is hidden are set aside. Tables are in `html::grid`'s care: spans, and cells that nobody wrote.

mod grid;
mod table;

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use self::grid::Grid;
use super::taken::{Lists, Open, Source, Taken};
use super::{Align, Aside, AsideKind, Manuscript, Place, Within};

/// Tables inside each other, at most; the text of deeper ones is text of the cell.
const DEEPEST: usize = 8;

/// Tags that begin and end a line.
const BLOCKS: [&str; 32] = [
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
    "h6",
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
        if BLOCKS.contains(&name.as_str()) {
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
        if BLOCKS.contains(&name) {
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
mod tests;
