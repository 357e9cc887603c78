//! The characters of GB/T 2312-1980 by 区: what every Chinese font has had since. Taken out of the GBK decoder, whose
//! lower half the standard is, so that no list of them is kept. Also read by `fonts/build.rs`.

use std::ops::RangeInclusive;

use encoding_rs::GBK;

/// 区 1–3: marks, numerals in all their forms, full-width ASCII.
pub fn marks_and_numerals() -> impl Iterator<Item = char> {
    rows(1..=3)
}

/// 区 16–55, 一级汉字: the 3755 hanzi that make up all but a few in a thousand of running text.
pub fn level_one() -> impl Iterator<Item = char> {
    rows(16..=55)
}

/// 区 16–87: all 6763 hanzi.
pub(super) fn hanzi() -> impl Iterator<Item = char> {
    rows(16..=87)
}

/// The characters of these 区, empty 位 left out.
fn rows(rows: RangeInclusive<u8>) -> impl Iterator<Item = char> {
    /// From 区 and 位 to the bytes of EUC-CN.
    const OFFSET: u8 = 0xA0;
    rows.flat_map(|row| (1..=94).map(move |cell| [OFFSET + row, OFFSET + cell])).filter_map(
        |bytes| {
            let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
            // GBK fills places that are empty here with characters of private use.
            text.chars().next().filter(|character| !matches!(character, '\u{E000}'..='\u{F8FF}'))
        },
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_levels_are_as_large_as_the_standard_says() {
        let level_one: Vec<char> = level_one().collect();
        assert_eq!((level_one.len(), hanzi().count()), (3755, 6763));
        assert_eq!((level_one[0], level_one[3754]), ('啊', '座'));
        assert_eq!(hanzi().last(), Some('齄'));
    }

    #[test]
    fn marks_and_numerals_come_as_documents_write_them() {
        let all: BTreeSet<char> = marks_and_numerals().collect();
        for character in "，。、；：？！“”‘’（）《》〈〉【】—…·～％℃①⑩⑴⒈㈠Ⅰ×÷±≤≥￥＋Ａ９".chars()
        {
            assert!(all.contains(&character), "{character}");
        }
    }
}
