//! Numerals of 层次序数: how a number is written and read back. What stands around it is for `scheme`.

/// Kind of numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumeralStyle {
    /// 一、二、…十一、…一百零一 (1–9999): Word's `chineseCountingThousand`, up to 99 also its
    /// `chineseCounting`.
    Chinese,
    /// 1, 2, …
    Arabic,
    /// ①, ②, … (1–50)
    Circled,
}

impl NumeralStyle {
    /// The numeral of 1, by which a pattern shows where its number stands.
    #[must_use]
    pub const fn first(self) -> char {
        match self {
            NumeralStyle::Chinese => '一',
            NumeralStyle::Arabic => '1',
            NumeralStyle::Circled => '①',
        }
    }
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];

/// Unicode has the circled numbers in three runs: (number of the first, its code point, how many).
const CIRCLED: [(u32, u32, u32); 3] = [(1, 0x2460, 20), (21, 0x3251, 15), (36, 0x32B1, 15)];

/// Formats `number` (from 1). A number the style has no numeral for (0, above 9999 in Chinese, above 50
/// circled) comes out in Arabic digits, as Word does it.
#[must_use]
pub fn format_numeral(style: NumeralStyle, number: u32) -> String {
    let written = match style {
        NumeralStyle::Arabic => None,
        NumeralStyle::Chinese => chinese(number),
        NumeralStyle::Circled => circled(number).map(String::from),
    };
    written.unwrap_or_else(|| number.to_string())
}

/// Reads a numeral back: exactly what [`format_numeral`] writes in that style, nothing else.
#[must_use]
pub fn parse_numeral(style: NumeralStyle, text: &str) -> Option<u32> {
    let number = match style {
        NumeralStyle::Arabic => text.parse().ok().filter(|number| *number >= 1),
        NumeralStyle::Chinese => read_chinese(text),
        NumeralStyle::Circled => {
            CIRCLED.iter().flat_map(|&(first, _, count)| first..first + count).find(|&number| {
                circled(number).is_some_and(|circle| text.chars().eq(std::iter::once(circle)))
            })
        }
    }?;
    (format_numeral(style, number) == text).then_some(number)
}

fn circled(number: u32) -> Option<char> {
    CIRCLED
        .iter()
        .find(|&&(first, _, count)| (first..first + count).contains(&number))
        .and_then(|&(first, code, _)| char::from_u32(code + number - first))
}

fn chinese(number: u32) -> Option<String> {
    if !(1..=9999).contains(&number) {
        return None;
    }
    let mut text = String::new();
    let mut zero_due = false;
    for (worth, place) in PLACES {
        let digit = number / worth % 10;
        if digit == 0 {
            // One 零 stands for a run of empty places, and only between two digits.
            zero_due = !text.is_empty();
            continue;
        }
        if zero_due {
            text.push(DIGITS[0]);
            zero_due = false;
        }
        // 十一, not 一十一, at the front.
        if !(text.is_empty() && worth == 10 && digit == 1) {
            text.push(DIGITS[digit as usize]);
        }
        text.push_str(place);
    }
    Some(text)
}

fn read_chinese(text: &str) -> Option<u32> {
    let mut sum = 0_u32;
    let mut digit = None;
    for character in text.chars() {
        if let Some(found) = DIGITS.iter().position(|&d| d == character) {
            digit = u32::try_from(found).ok();
            continue;
        }
        let (worth, _) = PLACES.iter().find(|(_, place)| place.chars().eq([character]))?;
        sum = sum.checked_add(worth * digit.take().unwrap_or(1))?;
    }
    sum.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_numbers_are_written_as_word_counts() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (1000, "一千"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (1100, "一千一百"),
            (9999, "九千九百九十九"),
        ];
        for (number, text) in cases {
            assert_eq!(format_numeral(NumeralStyle::Chinese, number), text);
            assert_eq!(parse_numeral(NumeralStyle::Chinese, text), Some(number), "{text}");
        }
    }

    #[test]
    fn circled_numbers_cross_their_three_unicode_runs() {
        let cases = [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿")];
        for (number, text) in cases {
            assert_eq!(format_numeral(NumeralStyle::Circled, number), text);
            assert_eq!(parse_numeral(NumeralStyle::Circled, text), Some(number), "{text}");
        }
    }

    #[test]
    fn a_number_without_numeral_comes_out_in_digits() {
        assert_eq!(format_numeral(NumeralStyle::Circled, 51), "51");
        assert_eq!(format_numeral(NumeralStyle::Chinese, 10_000), "10000");
        assert_eq!(format_numeral(NumeralStyle::Chinese, 0), "0");
    }

    #[test]
    fn what_is_not_written_that_way_is_not_read() {
        for text in ["", "零", "一十", "一百一", "二百五", "十一一", "两", "一百零零一", "1"]
        {
            assert_eq!(parse_numeral(NumeralStyle::Chinese, text), None, "{text}");
        }
        for text in ["", "0", "01", "+1", "１", "1.0", "99999999999"] {
            assert_eq!(parse_numeral(NumeralStyle::Arabic, text), None, "{text}");
        }
        assert_eq!(parse_numeral(NumeralStyle::Circled, "①②"), None);
    }

    proptest! {
        #[test]
        fn every_numeral_reads_back(number in 1_u32..=9999) {
            for (style, last) in [
                (NumeralStyle::Chinese, 9999),
                (NumeralStyle::Arabic, u32::MAX),
                (NumeralStyle::Circled, 50),
            ] {
                let number = (number - 1) % last + 1;
                prop_assert_eq!(parse_numeral(style, &format_numeral(style, number)), Some(number));
            }
        }

        #[test]
        fn no_text_upsets_the_reader(text in "[零一二三四五六七八九十百千万1①a]{0,12}") {
            if let Some(number) = parse_numeral(NumeralStyle::Chinese, &text) {
                prop_assert_eq!(format_numeral(NumeralStyle::Chinese, number), text);
            }
        }
    }
}
