//! `# 成文:忽略 P003`: comments of a YAML file that keep rules silent on a line. A comment behind a text silences the
//! whole text; one that has a line to itself silences the next line.

use std::ops::Range;

use super::finding::Finding;
use super::rule::Family;
use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::proof::Proof;
use crate::source::{Node, NodeKind, ScalarStyle, SourceFile, parse};

/// A comment that silences a rule that there is not.
const UNKNOWN: Code = Code("R003");
/// A comment that silences nothing.
pub const UNUSED: Code = Code("R004");

/// Words that begin such a comment behind its `#`.
const WORDS: [&str; 4] = ["成文:忽略", "成文：忽略", "chengwen:ignore", "chengwen: ignore"];

/// The comments of a file.
#[derive(Debug, Default)]
pub struct Silences {
    list: Vec<Silence>,
}

#[derive(Debug)]
struct Silence {
    /// A code, or the letter of a family.
    code: String,
    span: Span,
    /// Bytes of the source where it holds.
    covers: Vec<Range<u32>>,
    used: bool,
}

impl Silences {
    /// The comments of a YAML text; those that name no rule go into `out`.
    #[must_use]
    pub fn of(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) -> Self {
        let text = source.text();
        if !WORDS.iter().any(|word| text.contains(word)) {
            return Self::default();
        }
        let mut scalars = Vec::new();
        if let Ok(tree) = parse(file, source) {
            gather(&tree, &mut scalars);
        }
        let mut silences = Self::default();
        let lines: Vec<&str> = text.split('\n').collect();
        let mut start = 0;
        for (index, line) in lines.iter().enumerate() {
            if let Some((at, codes)) = comment(line, start, &scalars) {
                let covers = covered(&lines, index, start, at, &scalars);
                silences.add(file, start, line, codes, &covers, out);
            }
            start += line.len() + 1;
        }
        silences
    }

    fn add(
        &mut self,
        file: FileId,
        start: usize,
        line: &str,
        codes: usize,
        covers: &[Range<u32>],
        out: &mut Vec<Diagnostic>,
    ) {
        let mut at = codes;
        for word in line[codes..].split([' ', '\t', ',', '，', '、']) {
            let span = Span::new(file, short(start + at), short(start + at + word.len()));
            at += word.len() + line[at + word.len()..].chars().next().map_or(0, char::len_utf8);
            if word.is_empty() {
                continue;
            }
            let code = word.to_uppercase();
            let is_family = Family::ALL.iter().any(|family| code == family.letter().to_string());
            if is_family || super::find(&code).is_some() {
                self.list.push(Silence { code, span, covers: covers.to_vec(), used: false });
            } else {
                let message = format!("没有“{word}”这条规则，忽略不了");
                let fault = Diagnostic::found(UNKNOWN, Severity::Warning, span, message);
                out.push(fault.help("写规则的代码，如 # 成文:忽略 P003；几条之间空一格"));
            }
        }
    }

    /// The findings that no comment silences.
    #[must_use]
    pub fn filter(&mut self, findings: Vec<Finding>, proof: &Proof) -> Vec<Finding> {
        let mut findings = findings;
        findings.retain(|finding| {
            let paragraph = proof.paragraphs.get(finding.paragraph);
            let span = paragraph.and_then(|paragraph| paragraph.span(finding.range.clone()));
            !span.is_some_and(|span| self.silences(finding, span))
        });
        findings
    }

    fn silences(&mut self, finding: &Finding, span: Span) -> bool {
        let mut silent = false;
        for silence in &mut self.list {
            let code = finding.rule.code.0;
            let of_rule =
                silence.code == code || silence.code.len() == 1 && code.starts_with(&silence.code);
            let here = silence.span.file == span.file
                && silence
                    .covers
                    .iter()
                    .any(|range| range.start <= span.start && span.start < range.end);
            if of_rule && here {
                silence.used = true;
                silent = true;
            }
        }
        silent
    }

    /// Comments that have silenced nothing.
    #[must_use]
    pub fn unused(&self) -> Vec<Diagnostic> {
        let unused = self.list.iter().filter(|silence| !silence.used).map(|silence| {
            let message = format!("这一处没有 {} 可忽略", silence.code);
            let found = Diagnostic::found(UNUSED, Severity::Hint, silence.span, message);
            found.help("毛病已经改好了，就删掉这条注释")
        });
        unused.collect()
    }
}

fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Where every scalar stands and how it is written.
fn gather(node: &Node, found: &mut Vec<(Span, ScalarStyle)>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => found.push((node.span, scalar.style)),
        NodeKind::Sequence(items) => items.iter().for_each(|item| gather(item, found)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                found.push((entry.key_span, entry.key.style));
                gather(&entry.value, found);
            }
        }
    }
}

/// Where in a line such a comment begins, and where its codes do.
fn comment(line: &str, start: usize, scalars: &[(Span, ScalarStyle)]) -> Option<(usize, usize)> {
    line.match_indices('#').find_map(|(at, _)| {
        let parted = at == 0 || line[..at].ends_with([' ', '\t']);
        let inside = line[at + 1..].trim_start();
        let word = WORDS.iter().find(|word| inside.starts_with(**word))?;
        let place = short(start + at);
        let in_text = scalars.iter().any(|(span, style)| {
            *style != ScalarStyle::Plain && span.start <= place && place < span.end
        });
        (parted && !in_text).then_some((at, line.len() - inside.len() + word.len()))
    })
}

/// The line of a comment, or the next with a text, and all of the texts that begin there.
fn covered(
    lines: &[&str],
    index: usize,
    start: usize,
    at: usize,
    scalars: &[(Span, ScalarStyle)],
) -> Vec<Range<u32>> {
    let (mut line, mut from) = (index, start);
    if lines[index][..at].trim().is_empty() {
        loop {
            from += lines[line].len() + 1;
            line += 1;
            let Some(next) = lines.get(line) else { return Vec::new() };
            if !next.trim().is_empty() && !next.trim_start().starts_with('#') {
                break;
            }
        }
    }
    let own = short(from)..short(from + lines[line].len() + 1);
    // What is written under `|` begins on the next line.
    let indent = lines.get(line + 1).map_or(0, |next| next.len() - next.trim_start().len());
    let under = own.end..=own.end + short(indent);
    let texts = scalars.iter().filter(|(span, style)| {
        own.contains(&span.start) || *style == ScalarStyle::Block && under.contains(&span.start)
    });
    let texts = texts.map(|(span, _)| span.start..span.end + 1);
    std::iter::once(own.clone()).chain(texts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    /// `P001 a..b` for the texts that each comment covers, and the codes of what is wrong with them.
    fn silences(text: &str) -> (Vec<(String, Vec<String>)>, Vec<String>) {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", text.as_bytes().to_vec()).unwrap();
        let mut out = Vec::new();
        let silences = Silences::of(file, sources.file(file), &mut out);
        let covers = |silence: &Silence| {
            let parts = silence.covers.iter().map(|range| {
                text.get(range.start as usize..(range.end as usize).min(text.len()))
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            });
            (silence.code.clone(), parts.collect())
        };
        (
            silences.list.iter().map(covers).collect(),
            out.iter().map(|fault| fault.message.clone()).collect(),
        )
    }

    #[test]
    fn a_comment_covers_its_line_and_the_texts_that_begin_there() {
        let text = "正文:\n  - 甲,乙  # 成文:忽略 P001、p001\n  # chengwen:ignore N\n\n  - |\n    一行\n    二行\n";
        let (found, faults) = silences(text);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(found[0].0, "P001");
        assert_eq!(found[0].1.last().unwrap(), "甲,乙");
        assert_eq!(found[1].0, "P001");
        assert_eq!(found[2].0, "N");
        assert!(found[2].1.iter().any(|part| part.contains("二行")), "{found:?}");
    }

    #[test]
    fn words_inside_a_text_are_no_comment_and_unknown_codes_are_told() {
        let (found, faults) =
            silences("标题: \"甲 # 成文:忽略 P001\"\n正文: # 成文:忽略 P999\n  - 乙\n");
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(faults, ["没有“P999”这条规则，忽略不了"]);
    }
}
