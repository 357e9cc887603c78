//! Mending a source text by what findings offer: changes that do not touch each other, applied to the very bytes of
//! the file. Whether the mended file still says the same is for whoever reads it again, with [`mended_texts`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::finding::Finding;
use crate::diag::{Edit, FileId};
use crate::proof::{Paragraph, Proof};

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which finding it mends, by its index.
    pub finding: usize,
    /// In the source before the change.
    pub edit: Edit,
    /// What stood there.
    pub old: String,
}

/// What mending made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub text: String,
    /// In the order of the text.
    pub changes: Vec<Change>,
}

/// Applies what `wanted` findings offer to the file of this id, whose bytes are `original` and whose text, without
/// byte order mark and with `\n` between lines, is `text`.
///
/// Of findings whose changes touch each other the first is applied; the others are for another time.
#[must_use]
pub fn mend(
    original: &str,
    text: &str,
    file: FileId,
    findings: &[Finding],
    wanted: &dyn Fn(usize) -> bool,
    proof: &Proof,
) -> Mended {
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut changes = Vec::new();
    for (index, finding) in findings.iter().enumerate().filter(|(index, _)| wanted(*index)) {
        let paragraph = proof.paragraphs.get(finding.paragraph);
        let edits = paragraph.and_then(|paragraph| finding.edits(paragraph)).unwrap_or_default();
        let fits = |edit: &Edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            let before = taken.range(..=end).next_back();
            let old = text.get(start as usize..end as usize);
            edit.span.file == file
                && old.is_some_and(|old| !old.contains('\n'))
                && before.is_none_or(|(_, before)| *before < start)
        };
        if edits.iter().all(fits) {
            for edit in edits {
                taken.insert(edit.span.start, edit.span.end);
                let old = text[edit.span.start as usize..edit.span.end as usize].to_owned();
                changes.push(Change { finding: index, edit, old });
            }
        }
    }
    changes.sort_by_key(|change| change.edit.span.start);
    Mended { text: patched(original, &changes), changes }
}

/// `original` with the changes made. Their places count bytes of the text without byte order mark, every line break
/// a single byte.
fn patched(original: &str, changes: &[Change]) -> String {
    let mut made = String::with_capacity(original.len());
    let mut rest = original;
    if let Some(text) = original.strip_prefix('\u{FEFF}') {
        made.push('\u{FEFF}');
        rest = text;
    }
    let mut at = 0;
    for change in changes {
        let start = change.edit.span.start as usize;
        let (kept, behind) = rest.split_at(original_length(rest, start - at));
        made.push_str(kept);
        made.push_str(&change.edit.text);
        rest = &behind[change.old.len()..];
        at = start + change.old.len();
    }
    made.push_str(rest);
    made
}

/// How many bytes of a text with line breaks of any kind make `length` bytes with single ones.
fn original_length(text: &str, length: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut counted) = (0, 0);
    while counted < length {
        at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
        counted += 1;
    }
    at
}

/// The texts of all paragraphs as they ought to be once `changes` are made.
#[must_use]
pub fn mended_texts<'p>(
    proof: &'p Proof,
    findings: &[Finding],
    changes: &[Change],
) -> Vec<Cow<'p, str>> {
    let mut indices: Vec<usize> = changes.iter().map(|change| change.finding).collect();
    indices.sort_unstable();
    indices.dedup();
    let mended = indices.into_iter().filter_map(|index| findings.get(index));
    let mut edits: BTreeMap<usize, Vec<&(Range<usize>, String)>> = BTreeMap::new();
    for finding in mended {
        edits.entry(finding.paragraph).or_default().extend(&finding.mending);
    }
    let paragraphs = proof.paragraphs.iter().enumerate();
    let text = |(at, paragraph): (usize, &'p Paragraph)| match edits.get(&at) {
        None => Cow::Borrowed(paragraph.text.as_str()),
        Some(edits) => Cow::Owned(mended_text(&paragraph.text, edits)),
    };
    paragraphs.map(text).collect()
}

fn mended_text(text: &str, edits: &[&(Range<usize>, String)]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(range, _)| range.start);
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for (range, with) in edits {
        made.push_str(text.get(at..range.start).unwrap_or_default());
        made.push_str(with);
        at = range.end;
    }
    made.push_str(text.get(at..).unwrap_or_default());
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::proof;
    use crate::check::{Profile, check};

    #[test]
    fn nothing_but_the_changes_changes_in_a_file_with_mark_and_windows_line_breaks() {
        let original = "\u{FEFF}标题\r\n工作,拟定制度。\r\n甲;乙,丙。\r\n";
        let text = "标题\n工作,拟定制度。\n甲;乙,丙。\n";
        let proof = proof(text);
        let findings = check(&proof, &Profile::default());
        let mended = mend(original, text, FileId::new(0), &findings, &|_| true, &proof);
        assert_eq!(mended.text, "\u{FEFF}标题\r\n工作，拟定制度。\r\n甲；乙，丙。\r\n");
        let ledger: Vec<_> = mended
            .changes
            .iter()
            .map(|change| (change.old.as_str(), change.edit.text.as_str()))
            .collect();
        assert_eq!(ledger, [(",", "，"), (";", "；"), (",", "，")]);
        let texts = mended_texts(&proof, &findings, &mended.changes);
        assert_eq!(texts[1], "工作，拟定制度。");
    }

    #[test]
    fn one_finding_alone_can_be_mended() {
        let text = "标题\n甲;乙,丙。\n";
        let proof = proof(text);
        let findings = check(&proof, &Profile::default());
        let second = mend(text, text, FileId::new(0), &findings, &|index| index == 1, &proof);
        assert_eq!(second.text, "标题\n甲;乙，丙。\n");
    }
}
