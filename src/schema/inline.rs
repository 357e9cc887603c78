//! Scalars → running text: `{{…}}` and `{{注：…}}` set apart from literal text, every piece with its exact
//! place. What a formula means is not known here.

use std::ops::Range;

use super::scalar::scalar;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Inline, Piece, PieceKind, unfilled};
use crate::source::{Node, NodeKind, Scalar, ScalarStyle, codes};

/// A text of one line that is not empty.
pub(super) fn one_line(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Inline> {
    let scalar = scalar(node, what, out)?;
    let range = trimmed(scalar);
    if range.is_empty() {
        out.push(Diagnostic::error(codes::EMPTY_VALUE, node.span, format!("{what}是空的")));
        return None;
    }
    if let Some(at) = scalar.text[range.clone()].find('\n') {
        let place = place_of(scalar, node.span, range.start + at..range.start + at + 1);
        let fault = Diagnostic::error(codes::SEVERAL_LINES, place, format!("{what}只能写一行"));
        out.push(fault.help("写成一行；要分成几段的，写成列表"));
        return None;
    }
    Some(value(scalar, node.span, range, out))
}

/// A key's text.
pub(super) fn key(key: &Scalar, span: Span, out: &mut Diagnostics) -> Inline {
    part(key, span, trimmed(key), out)
}

/// A text that may be empty and have several lines.
pub(super) fn lines_in_one(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Inline> {
    let scalar = scalar(node, what, out)?;
    Some(value(scalar, node.span, trimmed(scalar), out))
}

/// As [`part`]; 待填 alone is what `{{待填}}` is.
fn value(scalar: &Scalar, span: Span, range: Range<usize>, out: &mut Diagnostics) -> Inline {
    if unfilled(&scalar.text).is_none() {
        return part(scalar, span, range, out);
    }
    let text = scalar.text[range].to_owned();
    Inline { span, pieces: vec![Piece { kind: PieceKind::Formula, text, span }] }
}

/// Each line of a text that is not blank.
pub(super) fn lines(scalar: &Scalar, span: Span, out: &mut Diagnostics) -> Vec<Inline> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in scalar.text.split('\n') {
        if !line.trim().is_empty() {
            found.push(part(scalar, span, start..start + line.len(), out));
        }
        start += line.len() + 1;
    }
    found
}

/// One text, or a list of texts; each of one line.
pub(super) fn one_or_several(node: &Node, what: &str, out: &mut Diagnostics) -> Vec<Inline> {
    match &node.kind {
        NodeKind::Sequence(items) => {
            items.iter().filter_map(|item| one_line(item, what, out)).collect()
        }
        NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Block => {
            lines(scalar, node.span, out)
        }
        _ => one_line(node, what, out).into_iter().collect(),
    }
}

fn trimmed(scalar: &Scalar) -> Range<usize> {
    let end = if scalar.style == ScalarStyle::Block {
        scalar.text.trim_end_matches('\n').len()
    } else {
        scalar.text.len()
    };
    0..end
}

/// The pieces of `range` of the scalar's text.
fn part(scalar: &Scalar, span: Span, range: Range<usize>, out: &mut Diagnostics) -> Inline {
    let whole = range.start == 0 && range.end == scalar.text.len();
    let own = if whole { span } else { place_of(scalar, span, range.clone()) };
    let mut splitter = Splitter { scalar, span, in_note: false, pieces: Vec::new() };
    splitter.split(range, out);
    Inline { span: own, pieces: splitter.pieces }
}

/// What a note begins with, behind its `{{`.
const NOTE_WORDS: [&str; 4] = ["注：", "注:", "note:", "note："];

/// Braces that are printed: between quotes and braces of the language.
const ESCAPES: [&str; 4] = ["{{'{{'}}", "{{'}}'}}", "{{'{'}}", "{{'}'}}"];

/// Which of the escapes a text begins with.
fn escape(text: &str) -> Option<&'static str> {
    ESCAPES.into_iter().find(|escape| text.starts_with(escape))
}

/// The length of the word that makes a note of what stands between braces.
fn note_word(inside: &str) -> Option<usize> {
    let start = inside.len() - inside.trim_start().len();
    let word = NOTE_WORDS.iter().find(|word| inside[start..].starts_with(**word))?;
    Some(start + word.len())
}

struct Splitter<'s> {
    scalar: &'s Scalar,
    span: Span,
    in_note: bool,
    pieces: Vec<Piece>,
}

impl Splitter<'_> {
    fn split(&mut self, range: Range<usize>, out: &mut Diagnostics) {
        let mut start = range.start;
        while start < range.end {
            let rest = &self.scalar.text[start..range.end];
            let (open, close) = (rest.find("{{"), rest.find("}}"));
            let stray = close.filter(|close| open.is_none_or(|open| *close < open));
            if let Some(at) = stray {
                self.text(start..start + at + 2);
                let message = "“}}”前面没有与它成对的“{{”";
                self.fault(start + at..start + at + 2, message, out);
                start += at + 2;
                if open.is_none() {
                    // Told once; there may be thousands.
                    self.text(start..range.end);
                    return;
                }
            } else if let Some(at) = open {
                self.text(start..start + at);
                start += at;
                start = match escape(&rest[at..]) {
                    Some(escape) => {
                        self.text(start + 3..start + escape.len() - 3);
                        start + escape.len()
                    }
                    None => self.formula(start, range.end, out),
                };
            } else {
                self.text(start..range.end);
                start = range.end;
            }
        }
    }

    /// Takes the formula or note whose `{{` stands at `start`; where to go on.
    fn formula(&mut self, start: usize, end: usize, out: &mut Diagnostics) -> usize {
        let inside = &self.scalar.text[start + 2..end];
        if let Some(word) = note_word(inside)
            && let Some(close) = closing(inside)
        {
            self.note(start, start + 2 + word..start + 2 + close, out);
            return start + 2 + close + 2;
        }
        let close =
            inside.find("}}").filter(|close| inside.find("{{").is_none_or(|open| open > *close));
        let Some(close) = close else {
            self.text(start..start + 2);
            if matches!(inside.trim(), "注" | "note") {
                // YAML has taken a colon of half width for the end of a key.
                let span = place_of(self.scalar, self.span, start..start + 2 + inside.len());
                let fault = Diagnostic::error(codes::NOTE, span, "注的冒号写成了半角的“:”");
                out.push(fault.help("写全角的：{{注：注的文字}}"));
                return end;
            }
            self.fault(start..start + 2, "“{{”后面没有与它成对的“}}”", out);
            if inside.contains("}}") {
                return start + 2;
            }
            self.text(start + 2..end);
            return end;
        };
        let formula = start + 2..start + 2 + close;
        if inside[..close].trim().is_empty() {
            self.fault(start..formula.end + 2, "“{{”和“}}”中间是空的", out);
        } else {
            let text = self.scalar.text[formula.clone()].to_owned();
            let span = place_of(self.scalar, self.span, formula.clone());
            self.pieces.push(Piece { kind: PieceKind::Formula, text, span });
        }
        formula.end + 2
    }

    /// The note whose text is `range`; its `{{` stands at `start`.
    fn note(&mut self, start: usize, range: Range<usize>, out: &mut Diagnostics) {
        let text = &self.scalar.text[range.clone()];
        let leading = text.len() - text.trim_start().len();
        let range = range.start + leading..range.start + text.trim_end().len().max(leading);
        let whole = place_of(self.scalar, self.span, start..range.end.max(start + 1));
        let fault = if self.in_note {
            Some("注里面不能再加注")
        } else if range.is_empty() {
            Some("这条注是空的")
        } else if text.contains('\n') {
            Some("一条注只能写一段")
        } else {
            None
        };
        if let Some(message) = fault {
            let fault = Diagnostic::error(codes::NOTE, whole, message);
            out.push(fault.help("写成 {{注：注的文字}}，紧跟在要加注的字后面"));
            return;
        }
        let (scalar, span) = (self.scalar, self.span);
        let own = place_of(scalar, span, range.clone());
        let mut inner = Splitter { scalar, span, in_note: true, pieces: Vec::new() };
        inner.split(range, out);
        let kind = PieceKind::Note(Inline { span: own, pieces: inner.pieces });
        self.pieces.push(Piece { kind, text: String::new(), span: whole });
    }

    /// Literal text, one piece for each stretch that runs in step with the source.
    fn text(&mut self, range: Range<usize>) {
        for (stretch, _) in &self.scalar.places {
            let part = stretch.start.max(range.start)..stretch.end.min(range.end);
            if part.start < part.end {
                let text = self.scalar.text[part.clone()].to_owned();
                let span = place_of(self.scalar, self.span, part);
                self.pieces.push(Piece { kind: PieceKind::Text, text, span });
            }
        }
    }

    fn fault(&self, range: Range<usize>, message: &str, out: &mut Diagnostics) {
        let span = place_of(self.scalar, self.span, range);
        let fault = Diagnostic::error(codes::FORMULA_BRACES, span, message);
        out.push(fault.help("引用数据写成 {{名称}}，两头各两个半角花括号"));
    }
}

/// Where the `}}` stands that ends what a `{{` in front of `inside` began.
fn closing(inside: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let rest = &inside[at..];
        let close = rest.find("}}")?;
        match rest.find("{{").filter(|open| *open < close) {
            Some(open) => {
                if let Some(escape) = escape(&rest[open..]) {
                    at += open + escape.len();
                } else {
                    depth += 1;
                    at += open + 2;
                }
            }
            None if depth == 0 => return Some(at + close),
            None => {
                depth -= 1;
                at += close + 2;
            }
        }
    }
}

/// Where `range` of the scalar's text stands: exact where it runs in step with the source.
pub(super) fn place_of(scalar: &Scalar, whole: Span, range: Range<usize>) -> Span {
    let exact = |offset: usize| {
        let (stretch, span) = scalar.places.iter().find(|(r, _)| r.contains(&offset))?;
        let in_step = stretch.len() == (span.end - span.start) as usize;
        let along = u32::try_from(offset - stretch.start).ok()?;
        in_step.then_some(span.start + along)
    };
    let last = range.end.saturating_sub(1).max(range.start);
    match (exact(range.start), exact(last)) {
        (Some(start), Some(end)) => {
            Span::new(whole.file, start, end + u32::from(!range.is_empty()))
        }
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    fn pieces(yaml: &str) -> (Vec<(PieceKind, String, String)>, Vec<String>) {
        let mut map = SourceMap::default();
        let id = map.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let tree = parse(id, map.file(id)).unwrap();
        let NodeKind::Sequence(items) = tree.kind else { panic!("a list") };
        let mut out = Diagnostics::new();
        let inline = lines_in_one(&items[0], "文字", &mut out).unwrap();
        let source = |s: Span| yaml[s.start as usize..s.end as usize].to_owned();
        let pieces = inline.pieces.into_iter().map(|p| (p.kind, p.text, source(p.span))).collect();
        let faults = out.into_sorted().into_iter();
        (pieces, faults.map(|f| source(f.span.unwrap()) + &f.message).collect())
    }

    #[test]
    fn formulas_are_set_apart_with_exact_places() {
        let (found, faults) = pieces("- 预算{{批复}}，执行率{{支出 / 批复 | 百分比(2)}}\n");
        let expected = [
            (PieceKind::Text, "预算"),
            (PieceKind::Formula, "批复"),
            (PieceKind::Text, "，执行率"),
            (PieceKind::Formula, "支出 / 批复 | 百分比(2)"),
        ];
        let both = |text: &str| (text.to_owned(), text.to_owned());
        let expected: Vec<_> =
            expected.map(|(kind, text)| (kind, both(text).0, both(text).1)).into_iter().collect();
        assert_eq!(found, expected);
        assert!(faults.is_empty());
    }

    #[test]
    fn a_folded_text_has_one_piece_for_each_line() {
        let (found, _) = pieces("- 前一行\n  后{{甲}}行\n");
        let texts: Vec<_> = found.iter().map(|(_, text, source)| (&**text, &**source)).collect();
        assert_eq!(texts, [("前一行", "前一行"), ("后", "后"), ("甲", "甲"), ("行", "行")]);
    }

    #[test]
    fn a_note_is_a_text_of_its_own_with_formulas_in_it() {
        let yaml = "- 共12辆{{注：预算{{批复}}万元。}}，其中\n";
        let (found, faults) = pieces(yaml);
        let [before, note, after] = &found[..] else { panic!("three pieces: {found:?}") };
        assert_eq!((before.1.as_str(), after.1.as_str()), ("共12辆", "，其中"));
        let PieceKind::Note(inner) = &note.0 else { panic!("a note") };
        let texts: Vec<_> = inner.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["预算", "批复", "万元。"]);
        assert_eq!(inner.pieces[1].kind, PieceKind::Formula);
        assert_eq!(note.2, "{{注：预算{{批复}}万元。");
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(pieces("- 甲{{note：乙 }}\n").0.len(), 2);
    }

    #[test]
    fn braces_between_quotes_are_printed() {
        let (found, faults) =
            pieces("- \"写成{{'{{'}}名称{{'}}'}}，{{'{'}}{{甲}}{{注：{{'{{'}}乙{{'}'}}}}\"\n");
        let texts: Vec<_> = found.iter().map(|(_, text, source)| (&**text, &**source)).collect();
        let printed = ["写成", "{{", "名称", "}}", "，", "{", "甲", ""];
        assert_eq!(texts.iter().map(|(text, _)| *text).collect::<Vec<_>>(), printed);
        assert!(texts[..7].iter().all(|(text, source)| text == source), "{texts:?}");
        let PieceKind::Note(inner) = &found[7].0 else { panic!("a note") };
        let note: String = inner.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(note, "{{乙}");
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn notes_that_say_nothing_or_hold_notes_are_refused() {
        for (yaml, fault) in [
            ("- 甲{{注： }}\n", "这条注是空的"),
            ("- 甲{{注：乙{{注：丙}}}}\n", "注里面不能再加注"),
            ("- |\n  甲{{注：乙\n  丙}}\n", "一条注只能写一段"),
            ("- 甲{{注\n", "注的冒号写成了半角的“:”"),
        ] {
            let faults = pieces(yaml).1;
            assert!(faults.len() == 1 && faults[0].ends_with(fault), "{yaml}: {faults:?}");
        }
    }

    #[test]
    fn braces_out_of_pairs_are_reported_where_they_stand() {
        let cases = [
            ("- 甲{{乙\n", "{{“{{”后面没有与它成对的“}}”"),
            ("- 甲{{乙{{丙}}\n", "{{“{{”后面没有与它成对的“}}”"),
            ("- 甲}}乙\n", "}}“}}”前面没有与它成对的“{{”"),
            ("- 甲{{ }}乙\n", "{{ }}“{{”和“}}”中间是空的"),
        ];
        for (yaml, fault) in cases {
            assert_eq!(pieces(yaml).1, [fault], "{yaml}");
        }
        assert!(pieces("- 一个{花括号}照印\n").1.is_empty());
    }
}
