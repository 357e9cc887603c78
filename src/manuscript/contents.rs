//! Tables of contents of a DOCX while it is taken down: where each stands, what is above its lines, how many levels of
//! headings it lists. Its lines say again what headings say, and are set aside.

use crate::inspect::{Piece, State, WordParagraph};

/// A table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The paragraph in front of which it stands; the number of all paragraphs where it is behind the last.
    pub before: usize,
    /// Levels of headings that it lists, as far as its field says.
    pub levels: Option<u8>,
    /// The words above its lines.
    pub title: Option<String>,
    /// It starts a page, because its author said so.
    pub starts_page: bool,
}

/// Those found so far.
#[derive(Default)]
pub(super) struct Taking {
    found: Vec<Contents>,
    /// The last one goes on.
    open: bool,
    /// The field that was begun lists pictures or tables, not headings.
    other: bool,
}

impl Taking {
    /// Looks at a paragraph of the text that begins a line in front of which so many are put down; says whether it is
    /// of a table of contents.
    pub(super) fn paragraph(
        &mut self,
        paragraph: &WordParagraph,
        before: usize,
        starts_page: bool,
    ) -> bool {
        let (mut text, mut shown, mut code) = (String::new(), false, String::new());
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text { text: own, state: State::Contents, .. } => text.push_str(own),
                Piece::Text { text: own, state: State::FieldCode, .. } => code.push_str(own),
                Piece::Text { text: own, state: State::Shown, .. } => {
                    shown |= !own.trim().is_empty();
                }
                _ => {}
            }
        }
        let text = text.trim();
        if shown || text.is_empty() {
            self.open &= !shown;
            return false;
        }
        let field = field(&code);
        if let Some(Field::Other) = field {
            self.other = true;
        } else if field.is_some() {
            self.other = false;
        }
        if self.other {
            return false;
        }
        if !self.open {
            self.open = true;
            let paged = text.contains('\t') || text.ends_with(|c: char| c.is_ascii_digit());
            let title = (field.is_none() && !paged).then(|| text.to_owned());
            self.found.push(Contents { before, title, starts_page, levels: None });
        }
        if let (Some(Field::Headings(levels)), Some(last)) = (field, self.found.last_mut()) {
            last.levels = levels;
        }
        true
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<Contents> {
        self.found
    }
}

/// What a field `TOC` lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// Headings of so many levels, as far as it says (ISO/IEC 29500-1 17.16.5.68).
    Headings(Option<u8>),
    /// Captions.
    Other,
}

/// What the table of contents lists whose code a paragraph holds; fields inside it have theirs behind its own.
fn field(code: &str) -> Option<Field> {
    let code = code.trim_start();
    let own = code.get("TOC".len()..)?;
    if !code.get(.."TOC".len())?.eq_ignore_ascii_case("TOC") {
        return None;
    }
    let end = ["HYPERLINK", "PAGEREF"].iter().filter_map(|word| own.find(word)).min();
    let switches = || own[..end.unwrap_or(own.len())].split('\\').skip(1);
    if switches().any(|switch| switch.starts_with(['c', 'C', 'a', 'A'])) {
        return Some(Field::Other);
    }
    // \o "1-3" and \t "标题 1,1,标题 2,2": the largest number is the deepest level.
    let levels = switches().filter(|switch| switch.starts_with(['o', 'O', 't', 'T']));
    let numbers = levels.flat_map(|switch| switch.split(|c: char| !c.is_ascii_digit()));
    Some(Field::Headings(numbers.filter_map(|number| number.parse().ok()).max()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_say_how_many_levels_they_list() {
        for (code, expected) in [
            (
                " TOC \\o \"1-3\" \\h \\z \\u  HYPERLINK \\l \"_Toc100\" ",
                Some(Field::Headings(Some(3))),
            ),
            (
                " TOC \\h \\z \\t \"Heading 1,1,Heading 2,2,标题 1,1,标题 2,2\" ",
                Some(Field::Headings(Some(2))),
            ),
            ("toc \\t \"一级标题;1;二级标题;2\"", Some(Field::Headings(Some(2)))),
            ("TOC \\u", Some(Field::Headings(None))),
            (" TOC \\h \\z \\c \"图\" ", Some(Field::Other)),
            (" HYPERLINK \\l \"_Toc3\" ", None),
            (" PAGEREF _Toc3 \\h", None),
            ("", None),
        ] {
            assert_eq!(field(code), expected, "{code}");
        }
    }
}
