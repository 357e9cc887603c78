//! Texts of a draft in the language: 数据 by their names, notes in their braces, braces of the text itself escaped.

use crate::draft::{Piece, Text};

/// The text with its braces, not yet quoted.
pub(super) fn source(text: &Text, manuscript: &str) -> String {
    let mut out = String::new();
    write(text, manuscript, false, &mut out);
    out
}

fn write(text: &Text, manuscript: &str, in_note: bool, out: &mut String) {
    let mut literal = String::new();
    for piece in &text.0 {
        let range = |range: &std::ops::Range<usize>| manuscript.get(range.clone());
        match piece {
            Piece::Kept(from) => literal.push_str(range(from).unwrap_or_default()),
            Piece::Changed { to, .. } => literal.push_str(to),
            Piece::Added { text, .. } | Piece::Counted(text) => literal.push_str(text),
            Piece::Note(note) => {
                flush(&mut literal, true, false, out);
                out.push_str("{{注：");
                write(note, manuscript, true, out);
                out.push_str("}}");
            }
        }
    }
    flush(&mut literal, false, in_note, out);
}

/// Writes out literal text. Braces that could be taken for those of the language are escaped, and then all of the
/// stretch, so that none is left beside an escape.
fn flush(literal: &mut String, opens: bool, closes: bool, out: &mut String) {
    let text = std::mem::take(literal);
    let unclear = text.contains("{{")
        || text.contains("}}")
        || (opens && text.ends_with('{'))
        || (closes && text.ends_with('}'));
    if !unclear {
        out.push_str(&text);
        return;
    }
    let mut rest = text.as_str();
    while let Some(brace) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(brace).len();
        let width = match brace {
            '{' | '}' => run.min(2),
            _ => {
                out.push(brace);
                rest = &rest[brace.len_utf8()..];
                continue;
            }
        };
        out.extend(["{{'", &rest[..width], "'}}"]);
        rest = &rest[width..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Why;

    fn added(text: &str) -> Piece {
        Piece::Added { text: text.to_owned(), why: Why::Words }
    }

    #[test]
    fn braces_of_the_text_are_escaped_where_they_could_be_the_language_s() {
        let cases: [(Vec<Piece>, &str); 5] = [
            (vec![added("一个{花括号}照印")], "一个{花括号}照印"),
            (vec![added("写成{{名称}}")], "写成{{'{{'}}名称{{'}}'}}"),
            (vec![added("{{{")], "{{'{{'}}{{'{'}}"),
            (vec![added("甲"), Piece::Note(Text(vec![added("乙}")]))], "甲{{注：乙{{'}'}}}}"),
            (vec![added("{}}")], "{{'{'}}{{'}}'}}"),
        ];
        for (pieces, expected) in cases {
            assert_eq!(source(&Text(pieces), ""), expected);
        }
    }
}
