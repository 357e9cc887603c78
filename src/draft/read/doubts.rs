//! What is doubtful about the frame of a part: where its title ends, whether what closes it does, which row of a table is
//! its header. What is doubtful about levels is said where they are found.

use std::ops::Range;

use super::super::closing::MOST_BEHIND;
use super::super::lines::Line;
use super::super::{Guess, Part, Table};
use super::Reader;
use crate::manuscript::Within;
use crate::proof::{self, Kind};

/// How titles end.
const KINDS: [&str; 13] = [
    "报告", "方案", "通知", "意见", "总结", "汇报", "说明", "办法", "规划", "计划", "请示", "讲话",
    "表",
];
/// What goes on a title that is broken into lines.
const GOES_ON: [char; 7] = ['的', '和', '及', '与', '（', '(', '—'];
/// A line behind a title that could be of it has no more characters.
const LONGEST_LINE: usize = 26;
/// 附件说明 stands behind the text, in front of no more lines of text than those that sign and what is noted under it.
const MOST_BEHIND_NOTE: usize = 6;
/// A header has no longer words.
const LONGEST_HEAD: usize = 12;
/// Of fewer rows nobody can tell a header.
const FEWEST_ROWS: usize = 3;

impl Reader<'_, '_> {
    /// Whether the last line of a title may be none: the one above it ends as titles do.
    pub(super) fn title_doubt(&self, part: &Part) -> Option<Guess> {
        let text = &self.cutter.manuscript.text;
        let [.., above, last] = part.title.as_slice() else { return None };
        let (above, last) = (above.printed(text), last.printed(text));
        let complete = |line: &str| KINDS.iter().any(|kind| line.trim().ends_with(kind));
        let doubtful = complete(&above) && !complete(&last) && !last.starts_with(GOES_ON);
        let taken = "标题在上一行好像已经完了，这一行也当作标题";
        doubtful.then(|| Guess { taken: taken.to_owned(), instead: Some("段落") })
    }

    /// Whether the line behind a title may be of it: short, with nothing that ends or begins a text.
    pub(super) fn behind_title(&self, at: usize) -> Option<Guess> {
        let line = &self.lines.all[at];
        let text = self.cutter.slice(&line.range).trim();
        let short = (2..=LONGEST_LINE).contains(&text.chars().count());
        let marked = text.contains(['。', '；', '，', '：', ':', ';', '、', '\t', '\u{3000}']);
        let usual = matches!(line.kind, Kind::Body | Kind::Signature);
        let plain = usual && line.number.is_none() && line.bullet.is_none();
        let within = |at: usize| self.within(at, self.end);
        let above_table = matches!(within(at + 1), Within::Cell { .. }) || proof::is_caption(text);
        let unlike = self.outlines[at].is_some() || above_table || within(at) != Within::Body;
        let taken = "标题后面的短行，当作段落";
        (short && !marked && plain && !unlike)
            .then(|| Guess { taken: taken.to_owned(), instead: Some("标题") })
    }

    /// Whether 署名 and 成文日期 close a part behind which something stands.
    pub(super) fn signature_doubt(&self, own: &Range<usize>, end: usize) -> Option<Guess> {
        let taken = "当作署名和成文日期，后面还有文字";
        // （此件公开发布） stands there by rule.
        let noted = |line: &&Line| self.cutter.slice(&line.range).trim().starts_with(['（', '(']);
        let behind = self.text_behind(own.end, end).filter(|line| !noted(line)).count();
        (behind > 0).then(|| Guess { taken: taken.to_owned(), instead: Some("段落") })
    }

    /// Whether 附件说明 stands where it does not belong.
    pub(super) fn note_doubt(&self, own: &Range<usize>, end: usize) -> Option<Guess> {
        let taken = "当作附件说明，后面还有正文";
        let behind = self.text_behind(own.end, end).count();
        let most = MOST_BEHIND + MOST_BEHIND_NOTE;
        (behind > most).then(|| Guess { taken: taken.to_owned(), instead: Some("段落") })
    }

    /// Lines that hold something and are no 附件说明.
    fn text_behind(&self, at: usize, end: usize) -> impl Iterator<Item = &Line> {
        let lines = self.lines.all[at..end].iter();
        lines.filter(|line| !matches!(line.kind, Kind::Blank | Kind::AttachmentNote))
    }

    /// Whether a table of words alone may have a header that nothing tells from its other rows.
    pub(super) fn header_doubt(&self, table: &Table) -> Option<Guess> {
        let text = &self.cutter.manuscript.text;
        let first = table.rows.first().filter(|_| table.head == 0)?;
        let whole = first.len() > 1 && first.iter().all(|cell| cell.rows == 1);
        let mut words = first.iter().map(|cell| cell.text.printed(text));
        let head = |words: String| {
            let count = words.trim().chars().count();
            (1..=LONGEST_HEAD).contains(&count) && !words.contains(|c: char| c.is_ascii_digit())
        };
        let doubtful = whole && table.rows.len() >= FEWEST_ROWS && words.all(head);
        let taken = "没有看出表头，第一行当作普通的一行";
        doubtful.then(|| Guess { taken: taken.to_owned(), instead: Some("表头") })
    }
}
