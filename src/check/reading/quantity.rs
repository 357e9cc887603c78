//! Quantities in prose: number, unit, bound, and the words that name them. Dates, ordinals, codes, ratios and
//! numbers of telephones are none.

use std::ops::Range;

use rust_decimal::Decimal;

use super::name;
use crate::figures::Unit;
use crate::scoring::Relation;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Number and unit, signs and words of the bound left out.
    pub range: Range<usize>,
    /// The number alone.
    pub digits: Range<usize>,
    /// The words in front that name it; empty where there are none.
    pub name: Range<usize>,
    /// The number, in its unit.
    pub number: Decimal,
    /// Its unit.
    pub(crate) unit: Unit,
    /// How it is meant.
    pub bound: Bound,
}

/// How a quantity is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// That much.
    Exactly,
    /// At least, at most …; a sign or a word.
    Relation(Relation),
    /// 约, 近, 左右, 多, 余.
    About,
    /// One end of 3～5天.
    Range,
}

impl Quantity {
    /// How many of the base unit of its dimension; `None` where that has too many digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.number.checked_mul(self.unit.factor)
    }

    /// The unit as written; empty for a bare number.
    #[must_use]
    pub fn unit_name(&self) -> &str {
        &self.unit.name
    }

    /// Whether both measure the same, so that they can be added and compared.
    #[must_use]
    pub fn same_dimension(&self, other: &Self) -> bool {
        self.unit.dimension == other.unit.dimension
    }

    /// Whether it is an amount of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.unit.is_money()
    }

    /// Whether it is written with %.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.unit.name == "%"
    }

    /// Whether it says that much, no more and no less.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.bound == Bound::Exactly
    }
}

/// Words in front that make a number a rough one.
const ABOUT_BEFORE: [&str; 11] =
    ["大约", "将近", "接近", "约为", "约", "近", "逾", "基本在", "突破", "突破了", "跨过"];
/// What makes another word of 约 or 近 behind it: 节约, 条约, 附近, 最近.
const OTHER_WORDS: [char; 14] =
    ['节', '条', '契', '预', '集', '合', '公', '违', '签', '履', '附', '最', '远', '新'];
/// Words behind number and unit that do.
const ABOUT_BEHIND: [&str; 4] = ["左右", "上下", "多", "余"];
/// What parts the two ends of a range.
const BETWEEN: [&str; 6] = ["～", "~", "—", "－", "至", "到"];

/// The quantities of a text, behind its number in front.
pub(super) fn quantities(text: &str, from: usize) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = from;
    let mut named_from = from;
    while let Some(digit) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + digit;
        let length = number_length(&text[start..]);
        let end = start + length;
        at = end;
        let Some(mut quantity) = quantity(text, start..end, named_from) else {
            // A year, a date or a code parts a name from what stands in front of it only by itself.
            continue;
        };
        at = quantity.range.end.max(end);
        named_from = quantity.range.end;
        range_with_last(text, &mut found, &mut quantity);
        found.push(quantity);
    }
    found
}

/// Digits with commas between thousands and at most one point.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}

fn quantity(text: &str, digits: Range<usize>, named_from: usize) -> Option<Quantity> {
    let before = text[..digits.start].chars().next_back();
    let behind = &text[digits.end..];
    let next = behind.chars().next();
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '@' | '#' | '&');
    if before.is_some_and(|c| {
        joined(c)
            || matches!(c, '第' | '〔' | '[' | '.' | ':' | '：') && !is_list_colon(text, &digits, c)
    }) || next
        .is_some_and(|c| joined(c) && !is_unit_letter(behind) || matches!(c, '〕' | ']' | '_'))
        || is_ratio(text, &digits)
    {
        return None;
    }
    let written = &text[digits.clone()];
    let plain: String = written.chars().filter(|c| *c != ',').collect();
    let mut number = Decimal::from_str_exact(&plain).ok()?;
    let start = if before.is_some_and(|c| matches!(c, '-' | '−')) {
        let sign = before.map_or(0, char::len_utf8);
        let in_front = text[..digits.start - sign].chars().next_back();
        if in_front.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        number.set_sign_negative(!number.is_zero());
        digits.start - sign
    } else {
        digits.start
    };
    let more = ["多", "余"].into_iter().find(|word| behind.starts_with(word)).map_or(0, str::len);
    let space = behind[more..].len() - behind[more..].trim_start_matches(' ').len();
    let unit = Unit::leading(&behind[more + space..]);
    if is_date(written, &behind[more..]) {
        return None;
    }
    let (unit, length) = match unit {
        Some((unit, length)) if space <= 1 => (unit, more + space + length),
        _ => (Unit::bare(), 0),
    };
    let range = start..digits.end + length;
    let (bound, name_end) = bound(text, &range, more > 0);
    let name = name::name(text, named_from.min(name_end), name_end);
    Some(Quantity { range, digits, name, number, unit, bound })
}

/// A colon of full width behind words leads to a number; between digits it is part of a ratio or a time.
fn is_list_colon(text: &str, digits: &Range<usize>, mark: char) -> bool {
    let in_front = text[..digits.start - mark.len_utf8()].chars().next_back();
    matches!(mark, ':' | '：') && !in_front.is_some_and(|c| c.is_ascii_digit())
}

/// Letters that are units themselves: % is none, m² and km are.
fn is_unit_letter(behind: &str) -> bool {
    Unit::leading(behind).is_some()
}

/// 3:1, 10:30, 1/3, 2021-03-05
fn is_ratio(text: &str, digits: &Range<usize>) -> bool {
    let mut behind = text[digits.end..].chars();
    let joins = behind.next().is_some_and(|c| matches!(c, ':' | '：' | '-' | '/' | '∶' | '.'));
    joins && behind.next().is_some_and(|c| c.is_ascii_digit())
}

/// 2021年, 12月, 5日, 3时, 12号 …
fn is_date(digits: &str, behind: &str) -> bool {
    let whole = !digits.contains(['.', ',']);
    let small = digits.parse::<u32>().is_ok_and(|number| number <= 31);
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    whole
        && (year
            && (behind.starts_with(['年', '—', '－', '-', '～']) || behind.starts_with("财年"))
            || small && behind.starts_with(['月', '日', '时', '号'])
            || behind.starts_with('号')
            || behind.starts_with("点") && small
            || ["版", "年代", "世纪"].iter().any(|word| behind.starts_with(word)))
}

/// How the quantity at `range` is meant, and where the words of that begin.
fn bound(text: &str, range: &Range<usize>, more: bool) -> (Bound, usize) {
    let before = text[..range.start].trim_end_matches(' ');
    let behind = &text[range.end..];
    let name_end = before.len();
    if let Some((relation, length)) = Relation::trailing(before) {
        return (Bound::Relation(relation), name_end - length);
    }
    if let Some(word) = ABOUT_BEFORE.iter().find(|word| before.ends_with(**word)) {
        let front = &before[..name_end - word.len()];
        if !OTHER_WORDS.iter().any(|other| front.ends_with(*other)) {
            return (Bound::About, name_end - word.len());
        }
    }
    if let Some(relation) = Relation::leading_behind(behind) {
        return (Bound::Relation(relation), name_end);
    }
    let about = more || ABOUT_BEHIND.iter().any(|word| behind.starts_with(word));
    (if about { Bound::About } else { Bound::Exactly }, name_end)
}

/// Marks both ends of 3～5天.
fn range_with_last(text: &str, found: &mut [Quantity], quantity: &mut Quantity) {
    let Some(last) = found.last_mut() else { return };
    let between = text.get(last.range.end..quantity.range.start).unwrap_or_default();
    if BETWEEN.contains(&between) {
        last.bound = Bound::Range;
        quantity.bound = Bound::Range;
        quantity.name = last.name.clone();
    }
}
