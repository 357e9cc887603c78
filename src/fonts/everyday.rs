//! The characters that a font file is to hold whatever a document shows: labels and page numbers that Word counts later,
//! and small edits, need them. How much else a file holds is for the renderers. Also read by `fonts/build.rs`.

use super::gb2312::marks_and_numerals;

/// Numerals as words, and what they count with.
const NUMERALS: &str =
    "〇零一二三四五六七八九十百千万亿年月日第两元角分整壹贰叁肆伍陆柒捌玖拾佰仟圆";
/// Marks that documents need beside those of GB 2312.
const MARKS: &str = "–―⋯￥¥≈←√☑☐●⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// The everyday characters; some twice.
pub fn everyday() -> impl Iterator<Item = char> {
    let marks = marks_and_numerals().filter(|sign| !is_rare(*sign));
    ('\u{20}'..='\u{7E}').chain(marks).chain(NUMERALS.chars()).chain(MARKS.chars())
}

/// What 区 1–3 hold beside marks and numerals: full-width letters, accents, signs of mathematics that no office writes.
fn is_rare(sign: char) -> bool {
    let letter = matches!(sign, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'ˇ'..='ˉ' | '¨' | '♀' | '♂');
    letter || (matches!(sign, '\u{2200}'..='\u{22FF}') && !"√∶≈≠≤≥".contains(sign))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numerals_and_marks_of_every_form_are_everyday_and_rare_signs_are_not() {
        let all: BTreeSet<char> = everyday().collect();
        for character in "Az09，。“”——……（）《》％℃①⑩⑳⑴⒈㈠Ⅰ×÷≤≥￥¥一百亿壹圆第月√☑".chars()
        {
            assert!(all.contains(&character), "{character}");
        }
        for character in "Ａｚˇ∮♀甲龘".chars() {
            assert!(!all.contains(&character), "{character}");
        }
    }
}
