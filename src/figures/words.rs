//! Numbers in hanzi: 大写金额 as on vouchers, 汉字数字 as in running text, years digit by digit.

/// One way of writing numbers in hanzi.
struct Numerals {
    digits: [char; 10],
    /// Behind the second, third and fourth digit of a group of four.
    units: [char; 3],
    /// `一十` at the front is `十`.
    short_ten: bool,
}

/// 大写: 支付结算办法 附一 (正确填写票据和结算凭证的基本规定).
const CAPITAL: Numerals = Numerals {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    short_ten: false,
};
/// 汉字数字 of GB/T 15835.
const RUNNING: Numerals = Numerals {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    short_ten: true,
};
/// Before the point; beyond them hanzi are not read in one way only.
const MOST_DIGITS: usize = 16;
/// 〇 of years.
const YEAR_ZERO: char = '〇';

/// An amount of money in 大写. `digits` holds 元 and, behind a point, two places of 角 and 分.
/// `None` if there are too many digits.
pub(super) fn money(digits: &str) -> Option<String> {
    let (negative, digits) = unsigned(digits);
    let (whole, cents) = digits.split_once('.')?;
    let mut places = cents.chars().map(digit);
    let (tenths, hundredths) = (places.next()?, places.next()?);
    let mut text = if negative { "负".to_owned() } else { String::new() };
    let has_whole = whole.chars().any(|c| c != '0');
    if has_whole {
        text += &CAPITAL.whole(whole)?;
        text.push('元');
    } else if tenths == 0 && hundredths == 0 {
        return Some("零元整".to_owned());
    }
    let place = |number: usize, unit: char| format!("{}{unit}", CAPITAL.digits[number]);
    if tenths > 0 {
        // 元位是 0 的，角前写“零”。
        if has_whole && whole.ends_with('0') {
            text.push('零');
        }
        text += &place(tenths, '角');
    } else if has_whole && hundredths > 0 {
        text.push('零');
    }
    match (tenths, hundredths) {
        (0, 0) => text.push('整'),
        (_, 0) => {}
        _ => text += &place(hundredths, '分'),
    }
    Some(text)
}

/// A number in running text: `二千三百八十八点七一`. `None` if there are too many digits.
pub(super) fn running(digits: &str) -> Option<String> {
    let (negative, digits) = unsigned(digits);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = if negative { "负".to_owned() } else { String::new() };
    text += &RUNNING.whole(whole)?;
    if !decimals.is_empty() {
        text.push('点');
        text.extend(decimals.chars().map(|c| RUNNING.digits[digit(c)]));
    }
    Some(text)
}

/// A year, digit by digit: `二〇二一`.
pub(super) fn year(digits: &str) -> String {
    let shown = |c: char| if c == '0' { YEAR_ZERO } else { RUNNING.digits[digit(c)] };
    digits.chars().map(shown).collect()
}

fn unsigned(digits: &str) -> (bool, &str) {
    digits.strip_prefix('-').map_or((false, digits), |rest| (true, rest))
}

fn digit(character: char) -> usize {
    character.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0)
}

impl Numerals {
    /// A whole number without sign.
    fn whole(&self, digits: &str) -> Option<String> {
        let digits = digits.trim_start_matches('0');
        if digits.len() > MOST_DIGITS {
            return None;
        }
        let numbers: Vec<usize> = digits.chars().map(digit).collect();
        let (above, below) = numbers.split_at(numbers.len().saturating_sub(8));
        let mut text = String::new();
        self.section(above, false, &mut text);
        if !above.is_empty() {
            text.push('亿');
        }
        // 一万亿零五千万: nothing stands between 万亿 and 千万.
        let gap = above.len() > 4 && above.iter().rev().take(4).all(|number| *number == 0);
        self.section(below, gap, &mut text);
        if text.is_empty() {
            text.push(self.digits[0]);
        }
        Some(text)
    }

    /// Up to eight digits behind `text`; `zero_due`: a 零 stands in front of what is not zero.
    fn section(&self, numbers: &[usize], mut zero_due: bool, text: &mut String) {
        for (place, number) in numbers.iter().enumerate() {
            let power = numbers.len() - 1 - place;
            if *number == 0 {
                zero_due = true;
            } else {
                if std::mem::take(&mut zero_due) && !text.is_empty() {
                    text.push(self.digits[0]);
                }
                if !(self.short_ten && *number == 1 && power % 4 == 1 && text.is_empty()) {
                    text.push(self.digits[*number]);
                }
                text.extend((power % 4).checked_sub(1).and_then(|power| self.units.get(power)));
            }
            let group = &numbers[place.saturating_sub(3)..=place];
            if power == 4 && group.iter().any(|number| *number > 0) {
                text.push('万');
                // Zeros in front of 万 are told by it: 一百二十万五千.
                zero_due = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_on_vouchers() {
        // The first six are the examples of 支付结算办法 附一.
        let cases = [
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("107000.53", "壹拾万柒仟元零伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("23887100.00", "贰仟叁佰捌拾捌万柒仟壹佰元整"),
            ("0.00", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角"),
            ("10.00", "壹拾元整"),
            ("100000005.00", "壹亿零伍元整"),
            ("1200500.00", "壹佰贰拾万零伍佰元整"),
            ("1000050000.00", "壹拾亿零伍万元整"),
            ("1234567890123.45", "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
            ("-12.30", "负壹拾贰元叁角"),
        ];
        for (digits, expected) in cases {
            assert_eq!(money(digits).as_deref(), Some(expected), "{digits}");
        }
        assert_eq!(money(&format!("1{}.00", "0".repeat(40))), None);
    }

    #[test]
    fn numbers_of_running_text_are_read_as_they_are_spoken() {
        let cases = [
            ("0", "零"),
            ("12", "十二"),
            ("20", "二十"),
            ("112", "一百一十二"),
            ("2388.71", "二千三百八十八点七一"),
            ("10005", "一万零五"),
            ("100000", "十万"),
            ("1205000", "一百二十万五千"),
            ("0.05", "零点零五"),
            ("-3", "负三"),
            ("1000000000000", "一万亿"),
            ("1000050000000", "一万亿零五千万"),
            ("1234500006789", "一万二千三百四十五亿零六千七百八十九"),
        ];
        for (digits, expected) in cases {
            assert_eq!(running(digits).as_deref(), Some(expected), "{digits}");
        }
        assert_eq!(year("2021"), "二〇二一");
    }
}
