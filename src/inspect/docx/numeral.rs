//! How programs write the numbers of lists: `ST_NumberFormat` (ISO/IEC 29500-1 17.18.59), as far as Chinese documents
//! use it; others count in digits.

use crate::numbering::{NumeralStyle, format_numeral};

/// A number in a format of that name; nothing for the formats without one.
pub(super) fn numeral(format: &str, number: u32) -> String {
    let digits = || format_numeral(NumeralStyle::Arabic, number);
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => format_numeral(NumeralStyle::Chinese, number),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => legal(number),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            mapped(number, "〇一二三四五六七八九")
        }
        "decimalFullWidth" | "decimalFullWidth2" => mapped(number, "０１２３４５６７８９"),
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", number).unwrap_or_else(digits),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", number).unwrap_or_else(digits),
        "ideographEnclosedCircle" => one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", number).unwrap_or_else(digits),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            format_numeral(NumeralStyle::Circled, number)
        }
        "decimalEnclosedFullstop" => of_run('⒈', 20, number).unwrap_or_else(digits),
        "decimalEnclosedParen" => of_run('⑴', 20, number).unwrap_or_else(digits),
        "lowerLetter" => letters(b'a', number),
        "upperLetter" => letters(b'A', number),
        "lowerRoman" => roman(number).to_ascii_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "none" | "bullet" => String::new(),
        _ => digits(),
    }
}

/// 壹、贰、…壹拾.
fn legal(number: u32) -> String {
    let plain = format_numeral(NumeralStyle::Chinese, number);
    let whole = if plain.starts_with('十') { format!("一{plain}") } else { plain };
    let (from, to) = ("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟");
    let formal = |own: char| {
        let pair = from.chars().zip(to.chars()).find(|(from, _)| *from == own);
        pair.map_or(own, |(_, to)| to)
    };
    whole.chars().map(formal).collect()
}

/// Each digit of a number in signs of their own.
fn mapped(number: u32, signs: &str) -> String {
    let sign = |digit: char| {
        let index = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        index.and_then(|index| signs.chars().nth(index)).unwrap_or(digit)
    };
    number.to_string().chars().map(sign).collect()
}

/// The sign of a number in a row of signs.
fn one_of(signs: &str, number: u32) -> Option<String> {
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    signs.chars().nth(index).map(String::from)
}

/// The sign of a number in a run of Unicode that begins with that of 1.
fn of_run(first: char, count: u32, number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < count)?;
    char::from_u32(u32::from(first) + index).map(String::from)
}

/// a, b, … z, aa, bb.
fn letters(first: u8, number: u32) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    // No list is longer.
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(8);
    String::from(letter).repeat(times)
}

fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in VALUES {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, number, written) in [
            ("chineseCountingThousand", 12, "十二"),
            ("chineseLegalSimplified", 3, "叁"),
            ("chineseLegalSimplified", 10, "壹拾"),
            ("ideographDigital", 10, "一〇"),
            ("decimalFullWidth", 12, "１２"),
            ("ideographTraditional", 4, "丁"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographEnclosedCircle", 2, "㊁"),
            ("decimalEnclosedFullstop", 3, "⒊"),
            ("decimalEnclosedParen", 20, "⒇"),
            ("decimalEnclosedCircleChinese", 5, "⑤"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("decimalZero", 7, "07"),
            ("bullet", 7, ""),
            ("hebrew1", 7, "7"),
        ] {
            assert_eq!(numeral(format, number), written, "{format}");
        }
    }
}
