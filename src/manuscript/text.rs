//! Plain text → manuscript: a paragraph a line.

use super::{Manuscript, Paragraph, Place};

/// The manuscript of a plain text whose lines end with line feeds.
#[must_use]
pub fn of_text(text: &str) -> Manuscript {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let range = start..start + line.len();
        start = range.end + 1;
        paragraphs.push(Paragraph { range, place: Place::Line(index + 1), ..Paragraph::default() });
    }
    if paragraphs.last().is_some_and(|last| last.range.is_empty()) {
        paragraphs.pop();
    }
    Manuscript { text: text.to_owned(), paragraphs, is_plain_text: true, ..Manuscript::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_paragraph_with_its_place() {
        let manuscript = of_text("附件4\n\n一、概况\n");
        let lines: Vec<(&str, String)> = manuscript
            .paragraphs
            .iter()
            .map(|each| (manuscript.text_of(each), each.place.to_string()))
            .collect();
        let places = ["第1行", "第2行", "第3行"].map(str::to_owned);
        assert_eq!(lines, ["附件4", "", "一、概况"].into_iter().zip(places).collect::<Vec<_>>());
        assert_eq!(manuscript.characters(), 7);
        assert!(of_text("").paragraphs.is_empty());
    }
}
