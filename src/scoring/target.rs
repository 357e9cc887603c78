//! 指标值: what a clerk writes as the target of an indicator, read as a type and printed in the official form.
//! Actual values are for `actual`, scores for `formula`.

use std::fmt;

use super::actual;
use super::day::Read;
use super::fault::NO_TARGET;
use super::phrase::Phrase;
use super::relation::Relation;
use crate::figures::{Amount, Fault, Quantity};
use crate::model::Date;

/// Signs between the two ends of an interval; the hyphen is looked for behind the first character only, where
/// it is no minus.
const BETWEEN: [char; 8] = ['~', '～', '—', '–', '至', '到', '-', '－'];
const HELP: &str = "写成 ≥12辆、≤2698万元、=100%、90%～95%、2021年12月31日前、是，或者一句定性的话";

/// The target of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A number to reach or to stay under: `≥12辆`.
    Limit(Relation, Amount),
    /// From the first to the second, both included: `90%～95%`.
    Interval(Amount, Amount),
    /// Done on that day at the latest: `2021年12月31日前`.
    By(Date),
    /// 是 or 否.
    Answer(bool),
    /// 定性: what is to be achieved, in words.
    Quality(String),
}

/// One of the texts of the structured form (四川: 指标性质, 指标值 or 完成值, 度量单位).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 指标性质.
    Nature,
    /// 指标值 or 完成值.
    Value,
    /// 度量单位.
    Unit,
}

impl Target {
    /// Reads a target as clerks write it. What does not look like a number is 定性.
    ///
    /// # Errors
    /// Nothing written; what begins as a number or with a sign and is no number, interval or day; two signs;
    /// ends of an interval that are exchanged or of different units. Ranges count bytes of `text`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let whole = Phrase::new(text);
        if actual::BLANK.contains(&whole.text) {
            return Err(whole.fault(NO_TARGET, "没有写指标值").help(HELP));
        }
        if let Some(answer) = answer(whole.text) {
            return Ok(Self::Answer(answer));
        }
        if let Some(word) = whole.about() {
            let message = format!("“{}”里的“{word}”无法计分", whole.text);
            return Err(whole.fault(NO_TARGET, message).help("指标值写成确定的数，例如 ≥12辆"));
        }
        if let Some((relation, length)) = Relation::sign(whole.text) {
            return with_sign(relation, whole, length);
        }
        if let Some((relation, length)) = Relation::word(whole.text)
            && whole.behind(length).begins_number()
        {
            return with_sign(relation, whole, length);
        }
        if whole.begins_number() {
            return number(Relation::Plain, whole);
        }
        Ok(Self::Quality(whole.text.to_owned()))
    }

    /// Reads the three texts of the structured form: 指标性质 (＝ ≥ ≤ > < or their words, 定性, or empty),
    /// 指标值, 度量单位. The value may hold the unit itself if the unit is empty or the same.
    ///
    /// # Errors
    /// As [`Target::parse`], with the text at fault; its range counts bytes of that text.
    pub fn of_parts(nature: &str, value: &str, unit: &str) -> Result<Self, (Part, Fault)> {
        let (kind, content) = (Phrase::new(nature), Phrase::new(value));
        if actual::BLANK.contains(&content.text) {
            let fault = content.fault(NO_TARGET, "没有写指标值").help(HELP);
            return Err((Part::Value, fault));
        }
        if kind.text == "定性" {
            return Ok(Self::Quality(content.text.to_owned()));
        }
        let Some(relation) = Relation::whole(kind.text) else {
            let message = format!("“{}”不是指标性质", kind.text);
            let help = "指标性质写 ＝、≥、≤、>、< 或 定性";
            return Err((Part::Nature, kind.fault(NO_TARGET, message).help(help)));
        };
        if relation == Relation::Plain && !content.begins_number() {
            return Self::parse(value).map_err(|fault| (Part::Value, fault));
        }
        let at_value = |fault| (Part::Value, fault);
        let target = number(relation, content).map_err(at_value)?;
        match target {
            Self::Limit(relation, amount) => Ok(Self::Limit(
                relation,
                actual::in_unit(amount, unit).map_err(|f| (Part::Unit, f))?,
            )),
            Self::Interval(low, high) => {
                let unit_of = |amount| actual::in_unit(amount, unit).map_err(|f| (Part::Unit, f));
                Ok(Self::Interval(unit_of(low)?, unit_of(high)?))
            }
            other => Ok(other),
        }
    }
}

/// In the form of the official tables: `≥12辆`, `90%～95%`, `2021年12月31日前`, `是`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(relation, amount) => write!(f, "{relation}{amount}"),
            Self::Interval(low, high) => write!(f, "{low}～{high}"),
            Self::By(day) => write!(f, "{day}前"),
            Self::Answer(yes) => f.write_str(if *yes { "是" } else { "否" }),
            Self::Quality(text) => f.write_str(text),
        }
    }
}

/// 是 or 否.
pub(super) fn answer(text: &str) -> Option<bool> {
    match text {
        "是" => Some(true),
        "否" => Some(false),
        _ => None,
    }
}

/// What stands behind a sign of so many bytes.
fn with_sign(relation: Relation, whole: Phrase<'_>, length: usize) -> Result<Target, Fault> {
    let rest = whole.behind(length);
    let sign = whole.part(0, length).text;
    if rest.text.is_empty() {
        let message = format!("“{sign}”后面没有写数");
        return Err(whole.fault(NO_TARGET, message).help(HELP));
    }
    if let Some((_, second)) = Relation::sign(rest.text) {
        let message = format!("“{sign}”后面又写了“{}”", rest.part(0, second).text);
        return Err(rest.part(0, second).fault(NO_TARGET, message).help("只留一个符号"));
    }
    if !rest.begins_number() {
        let message = format!("“{sign}”后面的“{}”不是数", rest.text);
        return Err(rest.fault(NO_TARGET, message).help(HELP));
    }
    number(relation, rest)
}

/// A day, a number with its unit, or an interval.
fn number(relation: Relation, phrase: Phrase<'_>) -> Result<Target, Fault> {
    if let Some(read) = Read::of(phrase, NO_TARGET) {
        let day = read?.day;
        if matches!(relation, Relation::Plain | Relation::AtMost) {
            return Ok(Target::By(day));
        }
        return Err(phrase
            .fault(NO_TARGET, format!("日期前面不能写“{relation}”"))
            .help(format!("写成 {day}前")));
    }
    let (relation, bare) = match Relation::behind(phrase.text) {
        None => (relation, phrase),
        Some((behind, length)) => {
            let bare = phrase.part(0, phrase.text.len() - length);
            if relation != Relation::Plain && relation != behind {
                let end = phrase.behind(phrase.text.len() - length);
                let message = format!("“{relation}”与“{}”意思不同", end.text);
                return Err(end.fault(NO_TARGET, message).help("只留一个"));
            }
            (behind, bare)
        }
    };
    let fault = match bare.amount(NO_TARGET) {
        Ok(amount) => return Ok(Target::Limit(relation, amount)),
        Err(fault) => fault,
    };
    match interval(bare) {
        None => Err(fault),
        Some(interval) if matches!(relation, Relation::Plain | Relation::Equal) => interval,
        Some(_) => {
            let message = format!("区间“{}”不能再带“{relation}”", bare.text);
            Err(bare.fault(NO_TARGET, message).help("区间直接写 90%～95%；只有一头的写 ≥90%"))
        }
    }
}

/// Two numbers with a sign between them; `None` where no such sign parts two numbers.
fn interval(phrase: Phrase<'_>) -> Option<Result<Target, Fault>> {
    let mut places = phrase.text.char_indices().skip(1).filter(|(_, c)| BETWEEN.contains(c));
    let (mut low, high) = places.find_map(|(at, c)| {
        let low = phrase.part(0, at).amount(NO_TARGET).ok()?;
        let high = phrase.behind(at + c.len_utf8()).amount(NO_TARGET).ok()?;
        Some((low, high))
    })?;
    // 90～95% and 2万～3万元: what is written once holds for both ends.
    if ["", "万", "亿"].contains(&low.unit.name.as_str())
        && high.unit.name.starts_with(low.unit.name.as_str())
    {
        low.unit = high.unit.clone();
    }
    let (first, second) = (Quantity::new(&low), Quantity::new(&high));
    let fault = if first.unit.dimension != second.unit.dimension {
        format!("区间两端的单位不同：{}与{}", low.unit.shown(), high.unit.shown())
    } else if first.in_base() > second.in_base() {
        format!("区间的前一个数 {low} 大于后一个数 {high}")
    } else {
        return Some(Ok(Target::Interval(low, high)));
    };
    Some(Err(phrase.fault(NO_TARGET, fault).help("区间从小到大写，例如 90%～95%")))
}
