//! 目录 in a plain text: lines that say again what headings say, with the numbers of their pages.

use std::ops::Range;

/// A heading takes no more lines, the last one with the number.
const MOST_LINES: usize = 4;

/// The lines of the 目录 of a text, the word above them included; empty where there is none.
pub(super) fn lines(text: &str) -> Range<usize> {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let title = |line: &&str| line.split_whitespace().collect::<String>() == "目录";
    let Some(first) = lines.iter().position(title) else { return 0..0 };
    let mut end = first + 1;
    loop {
        let rest = lines.get(end..).unwrap_or_default();
        let Some(length) = entry(rest) else { break };
        end += length;
    }
    if end == first + 1 { 0..0 } else { first..end }
}

/// How many lines the entry at the beginning takes, empty lines in front of it counted.
fn entry(lines: &[&str]) -> Option<usize> {
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    let own = lines[blank..].iter().take(MOST_LINES).take_while(|line| !line.is_empty());
    own.into_iter().position(|line| ends_with_page(line)).map(|last| blank + last + 1)
}

/// `……3`, `...... 12`, a tab and a number.
fn ends_with_page(line: &str) -> bool {
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
    if words.len() == line.len() {
        return false;
    }
    let leader = words.trim_end_matches(' ');
    let dots = leader.len() - leader.trim_end_matches(['.', '…', '·', '．']).len();
    dots >= "...".len() || words.ends_with('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_contents_is_known_by_its_title_and_its_page_numbers() {
        for (text, expected) in [
            ("报告\n目　录\n一、概况\t1\n（一）职责......2\n一、概况\n正文。", 1..4),
            ("目录\n\n一、概况……1\n二、很长很长的一个\n小标题 ...... 12\n正文。", 0..5),
            ("目录\n一、概况\n正文。", 0..0),
            ("一、概况\t1\n二、效果\t2", 0..0),
            ("目录\n见附表。\n2024年预算3.5", 0..0),
        ] {
            assert_eq!(lines(text), expected, "{text}");
        }
    }
}
