//! Empty lines between the rows of a table made of white space: they part nothing, and are passed over so that the rows
//! stand together.

use super::lines::Raw;

/// So many rows make a table that is spaced out; two may be two lines of anything.
const FEWEST: usize = 3;

/// Takes out the empty lines between rows that are all parted by as many; the lines taken out.
pub(super) fn take_out(lines: &mut Vec<Raw>) -> Vec<Raw> {
    let mut out = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let rows = rows(lines, at);
        let last = rows.last().copied().unwrap_or(at);
        if rows.len() >= FEWEST {
            for between in rows.windows(2) {
                out[between[0] + 1..between[1]].fill(true);
            }
        }
        at = last + 1;
    }
    let mut flags = out.into_iter();
    let all = std::mem::take(lines);
    let (taken, kept) = all.into_iter().partition(|_| flags.next() == Some(true));
    *lines = kept;
    taken
}

/// The lines from one on that are rows, each one or two empty lines behind the one before it.
fn rows(lines: &[Raw], at: usize) -> Vec<usize> {
    const MOST_BLANK: usize = 2;
    let mut found = Vec::new();
    let mut next = at;
    let mut pieces = 0;
    while let Some(line) = lines.get(next).filter(|line| is_row(line)) {
        let own = count(&line.text);
        if pieces > 0 && own != pieces {
            break;
        }
        pieces = own;
        found.push(next);
        let blank = |line: &&Raw| line.cell.is_none() && line.text.trim().is_empty();
        let empty = lines[next + 1..].iter().take_while(blank).count();
        if !(1..=MOST_BLANK).contains(&empty) {
            break;
        }
        next += 1 + empty;
    }
    found
}

/// Whether a line has pieces far from each other and ends no sentence.
fn is_row(line: &Raw) -> bool {
    let text = line.text.trim();
    let sentence = text.contains('。') || text.ends_with(['；', '：', ':']);
    line.cell.is_none() && line.counted.is_none() && !sentence && count(text) > 1
}

/// How many pieces stand in a line with tabs or two spaces or more between them.
pub(super) fn count(text: &str) -> usize {
    let pieces = text.split(['\t']).flat_map(|piece| piece.split("  "));
    let pieces = pieces.flat_map(|piece| piece.split("\u{3000}\u{3000}"));
    pieces.filter(|piece| !piece.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_empty_lines_between_them_stand_together() {
        let taken = |text: &str| {
            let mut start = 0;
            let mut lines = Vec::new();
            for line in text.split('\n') {
                lines.push(Raw::plain(start..start + line.len(), line));
                start += line.len() + 1;
            }
            let taken = take_out(&mut lines);
            (taken.len(), lines.len())
        };
        for (text, expected) in [
            ("项目    预算    执行\n\n机房    412    402\n\n网络    385    385\n", (2, 4)),
            ("项目\t预算\n\n\n机房\t412\n\n网络\t385\n\n以上请审核。", (3, 5)),
            // Two lines are no table, nor are lines of unlike pieces, nor sentences.
            ("联系人：张三    电话：123\n\n地址：某路    邮编：1\n\n完", (0, 5)),
            ("甲    乙\n\n丙    丁    戊\n\n己    庚\n", (0, 6)),
            ("概况。    如下。\n\n措施。    如下。\n\n问题。    如下。", (0, 5)),
        ] {
            assert_eq!(taken(text), expected, "{text}");
        }
    }
}
