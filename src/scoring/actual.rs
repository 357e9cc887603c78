//! 实际完成值: what a clerk writes as achieved, read as a type. How it compares with the target is for `formula`.

use std::fmt;

use rust_decimal::Decimal;

use super::day::Read;
use super::fault::{BAND as BAND_FAULT, COPIED, MISMATCH, NO_ACTUAL};
use super::phrase::Phrase;
use super::relation::Relation;
use super::target::{Part, answer};
use crate::figures::{Amount, Fault};
use crate::model::Date;

/// The three bands of the official form, the first told apart where clerks do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// 达成预期指标.
    Achieved,
    /// 基本达成: of the same band, but not all of it.
    MostlyAchieved,
    /// 部分达成并具有一定效果.
    PartlyAchieved,
    /// 未达成预期指标且效果较差.
    NotAchieved,
}

/// What was achieved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actual {
    /// A number with its unit.
    Amount(Amount),
    /// The day on which it was done.
    Day(Date),
    /// 是 or 否.
    Answer(bool),
    /// 已完成 or 未完成: answers a question too, and says that something was done in time.
    Done(bool),
    /// A band of a 定性 indicator, with the percentage inside it if one is written (in percent).
    Band(Band, Option<Decimal>),
    /// Words that are none of these.
    Text(String),
}

/// Spellings of the bands, the longer ones of each beginning first.
const BANDS: [(&str, Band); 19] = [
    ("全部达成预期指标", Band::Achieved),
    ("全部达成", Band::Achieved),
    ("达成预期指标", Band::Achieved),
    ("达成预期目标", Band::Achieved),
    ("已达成", Band::Achieved),
    ("达成", Band::Achieved),
    ("基本达成预期指标", Band::MostlyAchieved),
    ("基本达成预期目标", Band::MostlyAchieved),
    ("基本达成", Band::MostlyAchieved),
    ("部分达成预期指标并具有一定效果", Band::PartlyAchieved),
    ("部分达成并具有一定效果", Band::PartlyAchieved),
    ("部分达成并有一定效果", Band::PartlyAchieved),
    ("部分达成预期指标", Band::PartlyAchieved),
    ("部分达成", Band::PartlyAchieved),
    ("未达成预期指标且效果较差", Band::NotAchieved),
    ("未达成且效果较差", Band::NotAchieved),
    ("未达成预期指标", Band::NotAchieved),
    ("未达成预期目标", Band::NotAchieved),
    ("未达成", Band::NotAchieved),
];
/// What stands where nothing was filled in.
pub(super) const BLANK: [&str; 6] = ["", "—", "——", "-", "－", "/"];
const DONE: [&str; 6] = ["已完成", "完成", "全部完成", "按时完成", "按期完成", "如期完成"];
const NOT_DONE: [&str; 3] = ["未完成", "没有完成", "尚未完成"];

impl Band {
    /// Its name in the official form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Achieved => "达成预期指标",
            Self::MostlyAchieved => "基本达成预期指标",
            Self::PartlyAchieved => "部分达成预期指标并具有一定效果",
            Self::NotAchieved => "未达成预期指标且效果较差",
        }
    }
}

impl Actual {
    /// Reads an actual value; `None` when nothing is filled in (empty, a dash or a stroke).
    ///
    /// # Errors
    /// The sign or the 以上, 以内, 前 of a target (财预〔2020〕10号 asks for what was achieved, not for the
    /// target again); what begins as a number and is none; a percentage of a band that is none. Ranges count
    /// bytes of `text`.
    pub fn parse(text: &str) -> Result<Option<Self>, Fault> {
        let whole = Phrase::new(text);
        if BLANK.contains(&whole.text) {
            return Ok(None);
        }
        let word = Relation::word(whole.text);
        let word = word.filter(|(_, length)| whole.behind(*length).begins_number());
        if let Some((_, length)) = Relation::sign(whole.text).or(word) {
            return Err(copied(whole.part(0, length), whole));
        }
        if let Some(answer) = answer(whole.text) {
            return Ok(Some(Self::Answer(answer)));
        }
        if DONE.contains(&whole.text) || NOT_DONE.contains(&whole.text) {
            return Ok(Some(Self::Done(DONE.contains(&whole.text))));
        }
        if let Some((name, band)) = BANDS.iter().find(|(name, _)| whole.text.starts_with(name))
            && let Some(band) = band_with_share(*band, whole.behind(name.len()))
        {
            return band.map(Some);
        }
        if let Some(word) = whole.about() {
            let message = format!("“{}”里的“{word}”无法计分", whole.text);
            return Err(whole.fault(NO_ACTUAL, message).help("完成值写成确定的数，例如 12辆"));
        }
        if whole.begins_number() {
            return number(whole).map(Some);
        }
        Ok(Some(Self::Text(whole.text.to_owned())))
    }

    /// The same for a form with a column 度量单位 (四川): a number without a unit is counted in `unit`.
    ///
    /// # Errors
    /// As [`Actual::parse`], of [`Part::Value`]; a column that holds no unit or another than the number, of
    /// [`Part::Unit`]. The range counts bytes of the text at fault.
    pub fn parse_in(text: &str, unit: &str) -> Result<Option<Self>, (Part, Fault)> {
        Ok(match Self::parse(text).map_err(|fault| (Part::Value, fault))? {
            Some(Self::Amount(amount)) => {
                let amount = in_unit(amount, unit).map_err(|fault| (Part::Unit, fault))?;
                Some(Self::Amount(amount))
            }
            other => other,
        })
    }
}

/// As the clerk would write it.
impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Answer(yes) => f.write_str(if *yes { "是" } else { "否" }),
            Self::Done(done) => f.write_str(if *done { "已完成" } else { "未完成" }),
            Self::Band(band, None) => f.write_str(band.name()),
            Self::Band(band, Some(percent)) => write!(f, "{}（{percent}%）", band.name()),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// An amount counted in the unit of a column, where it has none of its own.
///
/// # Errors
/// The column holds no unit; the amount's own is another. The range counts bytes of `unit`.
pub(super) fn in_unit(amount: Amount, unit: &str) -> Result<Amount, Fault> {
    let column = Phrase::new(unit);
    if column.text.is_empty() {
        return Ok(amount);
    }
    let Ok(named) = Phrase::new(&format!("1 {}", column.text)).amount(MISMATCH).map(|one| one.unit)
    else {
        return Err(column
            .fault(MISMATCH, format!("“{}”不是度量单位", column.text))
            .help("度量单位只写单位，例如 辆、万元、%"));
    };
    if amount.unit.name.is_empty() {
        return Ok(Amount { unit: named, ..amount });
    }
    if named == amount.unit {
        return Ok(amount);
    }
    let message = format!("数后面写的是“{}”，度量单位却是“{}”", amount.unit.name, column.text);
    Err(column.fault(MISMATCH, message).help("单位只写一处，或者两处写得一样"))
}

fn copied(sign: Phrase<'_>, whole: Phrase<'_>) -> Fault {
    sign.fault(COPIED, format!("完成值“{}”照抄了指标值的“{}”", whole.text, sign.text))
        .help("完成值写实际完成的数或日期，例如 12辆、2021年12月20日")
}

/// A day or a number with its unit.
fn number(whole: Phrase<'_>) -> Result<Actual, Fault> {
    if let Some(read) = Read::of(whole, NO_ACTUAL) {
        let read = read?;
        if read.before {
            let at = whole.text.find('前').unwrap_or_default();
            return Err(copied(whole.part(at, at + '前'.len_utf8()), whole));
        }
        return Ok(Actual::Day(read.day));
    }
    if let Some((_, length)) = Relation::behind(whole.text)
        && whole.part(0, whole.text.len() - length).amount(NO_ACTUAL).is_ok()
    {
        return Err(copied(whole.behind(whole.text.len() - length), whole));
    }
    whole.amount(NO_ACTUAL).map(Actual::Amount)
}

/// What stands behind the name of a band: nothing, or a percentage, in brackets or not. `None` where words
/// follow, so that the name was no band.
fn band_with_share(band: Band, rest: Phrase<'_>) -> Option<Result<Actual, Fault>> {
    if rest.text.is_empty() {
        return Some(Ok(Actual::Band(band, None)));
    }
    let opened = rest.text.strip_prefix(['（', '(', '，', ',']);
    let front = opened.map_or(0, |inner| rest.text.len() - inner.len());
    let back = if rest.text.ends_with('）') {
        '）'.len_utf8()
    } else {
        usize::from(rest.text.ends_with(')'))
    };
    let inner = rest.part(front, rest.text.len().saturating_sub(back));
    if !inner.begins_number() {
        return None;
    }
    let amount = match inner.amount(BAND_FAULT) {
        Ok(amount) => amount,
        Err(fault) => return Some(Err(fault)),
    };
    if amount.unit.name != "%" {
        let message = format!("“{}”不是百分比", inner.text);
        return Some(Err(inner.fault(BAND_FAULT, message).help("写成 基本达成（95%）")));
    }
    Some(Ok(Actual::Band(band, Some(amount.number))))
}
