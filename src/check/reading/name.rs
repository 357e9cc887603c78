//! The words that name a quantity: what stands in front of it in its clause, without what only leads up to the
//! number (为, 共计, 达到).

use std::ops::Range;

/// What only leads up to a number; longer ones first.
const LEADING_UP: [&str; 40] = [
    "分别达到",
    "分别为",
    "分别是",
    "总共有",
    "一共有",
    "共计为",
    "累计达",
    "达到了",
    "均达到",
    "共有",
    "共计",
    "合计",
    "总计",
    "累计",
    "一共",
    "总共",
    "达到",
    "均为",
    "约为",
    "金额",
    "计有",
    "仅有",
    "只有",
    "已有",
    "已达",
    "为",
    "是",
    "共",
    "达",
    "有",
    "约",
    "近",
    "仅",
    "只",
    "计",
    "各",
    "已",
    "了",
    "在",
    "到",
];

/// Marks that part what names a number from what does not.
fn parts(character: char) -> bool {
    "，。；：、！？,;:!?\t\u{3000}——～".contains(character)
}

/// Where the words that name a number at `at` stand, going back no further than `from`. `(0 or more words)`.
pub(super) fn name(text: &str, from: usize, at: usize) -> Range<usize> {
    let mut start = at;
    let mut inside = 0_usize;
    for (index, character) in text[from..at].char_indices().rev() {
        let index = from + index;
        match character {
            '）' | ')' | '”' | '》' | '’' => inside += 1,
            '（' | '(' | '“' | '《' | '‘' => {
                let Some(less) = inside.checked_sub(1) else { break };
                inside = less;
            }
            _ if inside == 0 && parts(character) => break,
            _ => {}
        }
        start = index;
    }
    // A mark that was never opened: nothing in front of it can be trusted.
    if inside > 0 {
        start = at;
    }
    trim(text, start..at)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    loop {
        let words = text[start..end].trim_end();
        // 实有 is a name, 实 is none.
        let whole = |shorter: &&str| shorter.chars().count() != 1;
        let shorter = LEADING_UP
            .iter()
            .find_map(|word| words.strip_suffix(word))
            .filter(whole)
            .unwrap_or(words);
        if start + shorter.len() == end {
            break;
        }
        end = start + shorter.len();
    }
    start += text[start..end].len() - text[start..end].trim_start().len();
    start..end.max(start)
}
