//! Which stretch of a scalar's text stands where in the source. The parser gives the text resolved and
//! the place of the whole; this walks both side by side.

use std::ops::Range;

use granit_parser::ScalarStyle as Written;

use super::lines::floor_boundary;
use crate::diag::{FileId, Span};

/// A scalar's text and the places of its stretches.
pub(super) type Placed = (String, Vec<(Range<usize>, Span)>);

/// Walks `cooked`, the resolved text, beside `source[place]`, the text as written (with its quotes).
pub(super) fn place(
    file: FileId,
    source: &str,
    place: Range<usize>,
    cooked: &str,
    style: Written,
) -> Placed {
    if cooked.is_empty() {
        return (String::new(), Vec::new());
    }
    let walk = Walk { file, source, cooked, done: 0, text: String::new(), places: Vec::new() };
    walk.run(place.clone(), style).unwrap_or_else(|| {
        let mut end = place.end;
        if place.len() == cooked.len() {
            // Escapes can make both as long as each other by chance; that must not look like step.
            end = floor_boundary(source, end - 1);
        }
        (cooked.to_owned(), vec![(0..cooked.len(), span(file, place.start, end))])
    })
}

/// A span of byte offsets; sources are far below 4 GiB.
pub(super) fn span(file: FileId, start: usize, end: usize) -> Span {
    let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(file, short(start), short(end))
}

struct Walk<'s> {
    file: FileId,
    source: &'s str,
    cooked: &'s str,
    /// Bytes of `cooked` that are accounted for.
    done: usize,
    text: String,
    places: Vec<(Range<usize>, Span)>,
}

impl Walk<'_> {
    /// `None` when the two do not run side by side.
    fn run(mut self, place: Range<usize>, style: Written) -> Option<Placed> {
        let quoted = matches!(style, Written::SingleQuoted | Written::DoubleQuoted);
        let inner = if quoted { place.start + 1..place.end - 1 } else { place };
        let block = matches!(style, Written::Literal | Written::Folded);
        let line_start = || self.source[..inner.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = if block { inner.start - line_start() } else { 0 };
        let mut start = inner.start;
        let mut first = true;
        for line in self.source[inner.clone()].split('\n') {
            let end = start + line.len();
            let content = if block {
                let cut = if first { 0 } else { line.len().min(indent) };
                start + cut..end
            } else {
                trim(self.source, start..end, !first, end < inner.end)
            };
            self.join(content.clone());
            self.take(content, style == Written::SingleQuoted)?;
            start = end + 1;
            first = false;
        }
        self.keep_breaks(inner.end);
        (self.done == self.cooked.len()).then_some((self.text, self.places))
    }

    /// Takes over what the fold between the last content and this one left in the text.
    fn join(&mut self, content: Range<usize>) {
        if content.is_empty() || self.text.is_empty() {
            return;
        }
        self.keep_breaks(content.start);
        let rest = &self.cooked[self.done..];
        if !rest.starts_with(' ') || rest.starts_with(&self.source[content.clone()]) {
            return;
        }
        let before = self.text.chars().next_back();
        let after = self.source[content].chars().next();
        self.done += 1;
        if !before.is_some_and(is_east_asian) && !after.is_some_and(is_east_asian) {
            self.extend(' ');
        }
    }

    fn keep_breaks(&mut self, before: usize) {
        while self.cooked[self.done..].starts_with('\n')
            && self.places.last().is_some_and(|(_, span)| (span.end as usize) < before)
        {
            self.done += 1;
            self.extend('\n');
        }
    }

    /// Adds white space that stands for white space of the source, byte for byte.
    fn extend(&mut self, space: char) {
        let at = self.text.len();
        self.text.push(space);
        let Some((range, place)) = self.places.last_mut() else { return };
        let end = place.end as usize;
        if self.source.as_bytes().get(end).is_some_and(u8::is_ascii_whitespace) {
            range.end += 1;
            place.end += 1;
        } else {
            // Behind a doubled quote, of which the text has one only.
            self.places.push((at..at + 1, span(self.file, end + 1, end + 2)));
        }
    }

    fn take(&mut self, content: Range<usize>, doubled_quotes: bool) -> Option<()> {
        let mut start = content.start;
        while start < content.end {
            let rest = &self.source[start..content.end];
            let (length, skip) = match rest.find("''") {
                Some(at) if doubled_quotes => (at + 1, 1),
                _ => (rest.len(), 0),
            };
            let stretch = &rest[..length];
            if !self.cooked[self.done..].starts_with(stretch) {
                return None;
            }
            let from = self.text.len();
            self.text.push_str(stretch);
            self.done += length;
            let place = span(self.file, start, start + length);
            self.places.push((from..from + length, place));
            start += length + skip;
        }
        Some(())
    }
}

fn trim(source: &str, line: Range<usize>, at_start: bool, at_end: bool) -> Range<usize> {
    let blank = |c: char| c == ' ' || c == '\t';
    let mut text = &source[line.clone()];
    let mut start = line.start;
    if at_start {
        let trimmed = text.trim_start_matches(blank);
        start += text.len() - trimmed.len();
        text = trimmed;
    }
    if at_end {
        text = text.trim_end_matches(blank);
    }
    start..start + text.len()
}

/// Hanzi, kana, and the marks that are a full character wide beside them.
fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}'
        | '‘' | '’' | '“' | '”' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use crate::source::{Node, NodeKind, Scalar, SourceMap, parse};

    fn only_scalar(yaml: &str) -> Scalar {
        let mut map = SourceMap::default();
        let id = map.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let tree: Node = parse(id, map.file(id)).unwrap();
        match tree.kind {
            NodeKind::Mapping(entries) => match &entries[0].value.kind {
                NodeKind::Scalar(scalar) => scalar.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    fn stretches<'a>(yaml: &'a str, scalar: &Scalar) -> Vec<&'a str> {
        scalar.places.iter().map(|(_, s)| &yaml[s.start as usize..s.end as usize]).collect()
    }

    #[test]
    fn every_style_keeps_the_places_of_its_lines() {
        let cases: [(&str, &str, &[&str]); 9] = [
            ("键: 一行的文字\n", "一行的文字", &["一行的文字"]),
            ("键: 'it''s'\n", "it's", &["it'", "s"]),
            ("键: \"甲 乙\"\n", "甲 乙", &["甲 乙"]),
            ("键: \"甲\\n乙\"\n", "甲\n乙", &["\"甲\\n乙\""]),
            ("键: 前一行\n  后一行\n", "前一行后一行", &["前一行", "后一行"]),
            ("键: one  \n  two\n\n  three\n", "one two\nthree", &["one ", "two\n", "three"]),
            ("键: |\n  甲\n    乙\n\n  丙\n", "甲\n  乙\n\n丙\n", &["甲\n", "  乙\n\n", "丙\n"]),
            ("键: >-\n  one\n  two\n  三\n", "one two三", &["one\n", "two", "三"]),
            ("键: |-\n  甲\n  乙", "甲\n乙", &["甲\n", "乙"]),
        ];
        for (yaml, text, places) in cases {
            let scalar = only_scalar(yaml);
            assert_eq!(scalar.text, text, "{yaml:?}");
            assert_eq!(stretches(yaml, &scalar), places, "{yaml:?}");
        }
    }

    #[test]
    fn escapes_that_make_text_and_source_equally_long_do_not_count_as_step() {
        let scalar = only_scalar("键: \"\\u4E00\\U00020000甲\"\n");
        let (range, span) = &scalar.places[0];
        assert_ne!(range.len(), (span.end - span.start) as usize);
    }
}
