//! A stretch of a text that knows where it stands, and a number with its unit in such a stretch. What the
//! number is for is decided by `target` and `actual`.

use std::ops::Range;

use crate::diag::Code;
use crate::figures::{Amount, Fault, Unit};

/// Words in front of a number that make it no exact one.
const ABOUT: [&str; 5] = ["大约", "约", "近", "接近", "将近"];
/// The same behind a number.
const ABOUT_BEHIND: [&str; 2] = ["左右", "上下"];
/// Characters that no unit has.
const NO_UNIT: &str = "%％‰~～—–，。；、：:;?？!！（）()";
/// Characters a unit may have, at most.
const LONGEST_UNIT: usize = 8;

/// A stretch of a text without white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// The byte of the whole text at which it begins.
    start: usize,
}

impl<'a> Phrase<'a> {
    /// The whole of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, start: 0 }.trimmed()
    }

    fn trimmed(self) -> Self {
        let front = self.text.len() - self.text.trim_start().len();
        Self { text: self.text.trim(), start: self.start + front }
    }

    /// What stands from byte `from` to byte `to` of it.
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        Self { text, start: self.start + from }.trimmed()
    }

    /// What stands behind its first `bytes`.
    pub(super) fn behind(self, bytes: usize) -> Self {
        self.part(bytes, self.text.len())
    }

    /// Its place in the whole text.
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// A fault of all of it.
    pub(super) fn fault(self, code: Code, message: impl Into<String>) -> Fault {
        Fault::new(code, self.range(), message)
    }

    /// Whether it begins as numbers do, rightly written or not.
    pub(super) fn begins_number(self) -> bool {
        let unsigned = self.text.trim_start_matches(['+', '＋', '-', '−', '－']).trim_start();
        let unsigned = unsigned.strip_prefix('.').unwrap_or(unsigned);
        unsigned.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
    }

    /// The word such as 约 that makes its number none to reckon with.
    pub(super) fn about(self) -> Option<&'static str> {
        let front = ABOUT
            .into_iter()
            .find(|word| self.text.starts_with(word) && self.behind(word.len()).begins_number());
        let behind = || {
            let ends = |word: &&'static str| self.text.ends_with(*word);
            ABOUT_BEHIND.into_iter().find(|word| self.begins_number() && ends(word))
        };
        front.or_else(behind)
    }

    /// The number with its unit.
    ///
    /// # Errors
    /// It is none; the unit is a phrase rather than a unit.
    pub(super) fn amount(self, code: Code) -> Result<Amount, Fault> {
        let amount = Amount::parse(self.text).map_err(|fault| fault.shifted(self.start))?;
        let unit = &amount.unit.name;
        let head = before_variant(unit);
        let phrase = head.contains(|c| NO_UNIT.contains(c)) || head.chars().count() > LONGEST_UNIT;
        if Unit::known(unit).is_none() && phrase {
            let end = self.range().end;
            let range = end - unit.len()..end;
            return Err(Fault::new(code, range, format!("“{unit}”不能作单位"))
                .help("数后面只写单位，例如 12辆、95%；用文字说明的指标写明是“定性”"));
        }
        Ok(amount)
    }
}

/// A unit without the other one that stands in brackets behind it: `台` of `台（套）`.
fn before_variant(unit: &str) -> &str {
    let parts = unit.strip_suffix(['）', ')']).and_then(|rest| rest.split_once(['（', '(']));
    let short = |inside: &str| {
        (1..=3).contains(&inside.chars().count()) && inside.chars().all(char::is_alphabetic)
    };
    parts.filter(|(_, inside)| short(inside)).map_or(unit, |(head, _)| head)
}
