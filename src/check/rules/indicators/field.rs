//! A piece of a table that says one thing, and where it stands; a target glued to the name in front of it.

use std::ops::Range;

use crate::figures::{Amount, Unit};
use crate::proof::{Cell, Proof};
use crate::scoring::{Relation, Target};

/// What stands in a cell, or in a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field<'p> {
    /// The paragraph it stands in.
    pub(super) paragraph: usize,
    /// Where in that.
    pub(super) range: Range<usize>,
    /// What it says, without white space around it; never empty.
    pub(super) text: &'p str,
}

/// What stands where nothing is filled in.
const BLANK: [&str; 7] = ["—", "——", "-", "－", "/", "\\", "--"];

impl<'p> Field<'p> {
    /// What a cell says; `None` where it says nothing.
    pub(super) fn of_cell(proof: &Proof, cell: &'p Cell) -> Option<Self> {
        let text = cell.text.trim();
        if text.is_empty() || BLANK.contains(&text) {
            return None;
        }
        let front = cell.text.len() - cell.text.trim_start().len();
        let start = cell.range.start + front;
        let range = start..start + text.len();
        let own = proof.paragraphs.get(cell.paragraph)?;
        // A cell of several paragraphs is placed at the first one.
        let range = match own.text.get(range.clone()) {
            Some(found) if found == text => range,
            _ => cell.range.clone(),
        };
        own.text.get(range.clone())?;
        Some(Self { paragraph: cell.paragraph, range, text })
    }

    /// A part of it.
    pub(super) fn part(&self, part: Range<usize>) -> Option<Self> {
        let text = self.text.get(part.clone())?;
        let front = text.len() - text.trim_start().len();
        let words = text.trim();
        let start = self.range.start + part.start + front;
        let range = start..start + words.len();
        let whole = self.range.len() == self.text.len();
        let range = if whole { range } else { self.range.clone() };
        (!words.is_empty()).then_some(Self { paragraph: self.paragraph, range, text: words })
    }

    /// It as a number with relation and unit, if it is one and nothing else.
    pub(super) fn limit(&self) -> Option<(Relation, Amount)> {
        match Target::parse(self.text) {
            Ok(Target::Limit(relation, amount)) => Some((relation, amount)),
            _ => None,
        }
    }

    /// Its name and the target glued behind it: `服务对象满意度≤100%`.
    pub(super) fn split(&self) -> Option<(Self, Self)> {
        let mut in_number = false;
        for (at, character) in self.text.char_indices() {
            let digit = character.is_ascii_digit();
            if !digit || in_number {
                in_number = digit || in_number && matches!(character, '.' | ',');
                continue;
            }
            in_number = true;
            let before = self.text[..at].trim_end();
            let signed = Relation::trailing(before).map_or(0, |(_, length)| length);
            let start = if signed > 0 { before.len() - signed } else { at };
            let (Some(name), Some(target)) =
                (self.part(0..start), self.part(start..self.text.len()))
            else {
                continue;
            };
            if target.limit().is_some_and(|(_, amount)| is_glued(&amount, signed > 0)) {
                return Some((name, target));
            }
        }
        None
    }
}

/// Whether a number at the end of a name is a target: its unit is one, or a sign stands in front of it.
fn is_glued(amount: &Amount, signed: bool) -> bool {
    let unit = amount.unit();
    let known = unit.is_empty() || Unit::known(unit).is_some();
    known && (signed || !unit.is_empty() && unit != "年" && unit != "月" && unit != "日")
}

/// A number written plainly: 分值, 得分.
pub(super) fn points(text: &str) -> Option<rust_decimal::Decimal> {
    let amount = Amount::parse(text).ok()?;
    matches!(amount.unit(), "" | "分").then(|| amount.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<(&str, &str)> {
        let field = Field { paragraph: 0, range: 0..text.len(), text };
        let (name, target) = field.split()?;
        assert_eq!(&text[target.range.clone()], target.text);
        Some((&text[name.range], &text[target.range]))
    }

    #[test]
    fn a_target_glued_to_its_name_is_told_apart() {
        let cases = [
            ("服务对象满意度≤100%", Some(("服务对象满意度", "≤100%"))),
            ("接待人数1000人", Some(("接待人数", "1000人"))),
            ("项目总经费2698万元", Some(("项目总经费", "2698万元"))),
            ("召开会议不少于3次", Some(("召开会议", "不少于3次"))),
            ("2021年培训次数 ≥ 3次", Some(("2021年培训次数", "≥ 3次"))),
            ("规费标准合格", None),
            ("2021年度预算编制", None),
            ("完成2021年度考核", None),
            ("采购A4纸", None),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
