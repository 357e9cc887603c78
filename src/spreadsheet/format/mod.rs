//! Number formats: the codes with which spreadsheet programs turn a number into what the cell shows,
//! `#,##0.00"万元";-0;"—"`. Where a code stands in a file is for the readers.

mod builtin;
mod dates;
mod digits;
mod section;

use std::cmp::Ordering;

use rust_decimal::Decimal;

pub(super) use builtin::builtin;
pub(super) use dates::Epoch;

use super::grid::Value;
use super::limits::MOST_OF_FORMAT;
use super::number::Number;
use section::{Body, Compare, Piece, Section};

/// A code, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Format {
    /// At least one, at most four.
    sections: Vec<Section>,
}

impl Format {
    /// Reads a code. What cannot be interpreted shows numbers as if there were no format.
    pub(super) fn parse(code: &str) -> Self {
        let code = if code.len() > MOST_OF_FORMAT { "General" } else { code };
        Self { sections: section::split(code).take(4).map(Section::parse).collect() }
    }

    /// What a cell with this number shows, and what it is.
    pub(super) fn show(&self, number: &Number, epoch: Epoch) -> (String, Value) {
        let Some(exact) = number.exact() else { return (number.general(), Value::Number(None)) };
        let Some((index, section)) = self.section_of(exact) else {
            return (number.general(), Value::Number(Some(exact)));
        };
        let value = Value::Number(Some(exact));
        // The first section, and one that is only what is left, say nothing about the sign themselves.
        let has_own_sign = index > 0
            && !(section.condition.is_none()
                && self.sections.iter().any(|one| one.condition.is_some()));
        let sign = if exact.is_sign_negative() && !has_own_sign { "-" } else { "" };
        match &section.body {
            Body::Date(parts) => {
                dates::show(parts, exact, epoch).unwrap_or_else(|| (number.general(), value))
            }
            Body::Number(pieces) => match digits::show(pieces, exact.abs()) {
                Some(text) => {
                    // What rounds to zero has no sign any more.
                    let is_zero = text.contains('0') && !text.contains(|c| matches!(c, '1'..='9'));
                    let sign = if is_zero { "" } else { sign };
                    (trimmed(&format!("{sign}{text}")), value)
                }
                None => (number.general(), value),
            },
            Body::General(pieces) => {
                let general = number.general();
                let own = general.strip_prefix('-').unwrap_or(&general);
                (trimmed(&format!("{sign}{}", filled(pieces, own))), value)
            }
            Body::Text(pieces) => (trimmed(&filled(pieces, &number.general())), value),
            Body::Unknown => (number.general(), value),
        }
    }

    /// What a cell with this text shows.
    pub(super) fn show_text(&self, text: &str) -> String {
        let of_text = self.sections.iter().find_map(|section| match &section.body {
            Body::Text(pieces) => Some(pieces),
            _ => None,
        });
        match of_text {
            Some(pieces) => filled(pieces, text),
            None => text.to_owned(),
        }
    }

    /// The section for a number. A section for text is none for numbers unless it is the only one.
    fn section_of(&self, value: Decimal) -> Option<(usize, &Section)> {
        let all = || self.sections.iter().enumerate();
        let mut of_numbers = all()
            .filter(|(index, one)| *index == 0 || *index < 3 && !matches!(one.body, Body::Text(_)));
        let count = of_numbers.clone().count();
        let has_conditions = self.sections.iter().any(|one| one.condition.is_some());
        if has_conditions {
            return of_numbers.find(|(index, one)| match one.condition {
                Some((compare, bound)) => compare.holds(value, bound),
                // `[<0]a;b`, `[>9]a;[<1]b;c`: the last takes what is left; before it, negative ones.
                None => index + 1 == count || value.is_sign_negative(),
            });
        }
        let index = match (count, value.cmp(&Decimal::ZERO)) {
            (0, _) => return None,
            (1, _) | (_, Ordering::Greater) | (2, Ordering::Equal) => 0,
            (_, Ordering::Less) => 1,
            (_, Ordering::Equal) => 2,
        };
        of_numbers.nth(index)
    }
}

impl Compare {
    fn holds(self, value: Decimal, bound: Decimal) -> bool {
        match self {
            Self::Less => value < bound,
            Self::AtMost => value <= bound,
            Self::Greater => value > bound,
            Self::AtLeast => value >= bound,
            Self::Equal => value == bound,
            Self::Other => value != bound,
        }
    }
}

/// The literals with a text at its place among them.
fn filled(pieces: &[Piece], text: &str) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(literal) => literal.as_str(),
            Piece::General | Piece::Text => text,
            Piece::Percent => "%",
            _ => "",
        })
        .collect()
}

/// Without the blanks that align numbers in their column.
fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(code: &str, number: &str) -> String {
        Format::parse(code).show(&Number::parse(number).unwrap(), Epoch::Year1900).0
    }

    #[test]
    fn numbers_are_shown_as_spreadsheet_programs_show_them() {
        let cases = [
            ("General", "2388.71", "2388.71"),
            ("0", "2388.71", "2389"),
            ("0.00", "5", "5.00"),
            ("0.00", "2.675", "2.68"),
            ("0.0", "-0.25", "-0.3"),
            ("0.00", "-0.001", "0.00"),
            ("#,##0", "1234567", "1,234,567"),
            ("#,##0.00", "1234567.891", "1,234,567.89"),
            ("#,##0.00", "0", "0.00"),
            ("#,##0.00", "-1234.5", "-1,234.50"),
            ("#,##0", "999", "999"),
            ("0%", "0.81", "81%"),
            ("0.00%", "0.8125", "81.25%"),
            ("0.0%", "1.13", "113.0%"),
            ("0.00\"万元\"", "2388.7", "2388.70万元"),
            ("0.00万元", "2388.7", "2388.70万元"),
            ("General\"辆\"", "12", "12辆"),
            ("G/通用格式", "12.5", "12.5"),
            ("000", "7", "007"),
            ("#", "0", ""),
            ("0.##", "5", "5."),
            ("0.0#", "5.25", "5.25"),
            ("0.0#", "5.2", "5.2"),
            ("[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
            ("\"¥\"#,##0.00", "-8", "-¥8.00"),
            ("#,##0,", "1234567", "1,235"),
            ("0!.0,\"万\"", "123456", "12.3万"),
            ("0\\.0,", "5000", "0.5"),
            ("000-0000-0000", "13800138000", "138-0013-8000"),
            ("0.00E+00", "12345", "12345"),
            ("# ?/?", "0.5", "0.5"),
            ("[DBNum1]General", "12", "12"),
        ];
        for (code, number, text) in cases {
            assert_eq!(shown(code, number), text, "{code} of {number}");
        }
    }

    #[test]
    fn sections_are_for_positive_negative_and_zero() {
        let cases = [
            ("0.00;-0.00;\"—\"", "0", "—"),
            ("0.00;(0.00)", "-3.5", "(3.50)"),
            ("0.00;(0.00)", "0", "0.00"),
            ("0.0;[Red]-0.0", "-3.25", "-3.3"),
            ("0;\"减\"0;\"持平\"", "-5", "减5"),
            ("0;;", "-5", ""),
            (";;;", "5", ""),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5", "1,234.50"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-6", "-6.00"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0", "-"),
            ("[>=10000]0!.0,\"万\";0", "25000", "2.5万"),
            ("[>=10000]0!.0,\"万\";0", "-25", "-25"),
            ("[<60]\"不及格\";[<90]\"合格\";\"优秀\"", "75", "合格"),
            ("[<60]\"不及格\";[<90]\"合格\";\"优秀\"", "95", "优秀"),
            ("[=1]\"是\";[=0]\"否\";0", "0", "否"),
            ("0.00;@", "-5", "-5.00"),
            ("@", "5", "5"),
        ];
        for (code, number, text) in cases {
            assert_eq!(shown(code, number), text, "{code} of {number}");
        }
    }

    #[test]
    fn texts_are_shown_by_the_section_for_texts() {
        let cases = [
            ("@", "一", "一"),
            ("0.00", "一", "一"),
            ("@\"公司\"", "青禾", "青禾公司"),
            ("0;-0;0;\"《\"@\"》\"", "青禾", "《青禾》"),
            ("_ * 0_ ;_ @_ ", "青禾", "青禾"),
        ];
        for (code, text, wanted) in cases {
            assert_eq!(Format::parse(code).show_text(text), wanted, "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_code_upsets_it(code in "[0#?.,%@;\"\\\\!_*\\[\\]$<>=EeymdhsaGgAP/+: 年万-]{0,16}", bits: u64, text in ".{0,4}") {
            let format = Format::parse(&code);
            if let Some(number) = Number::of(f64::from_bits(bits)) {
                let _ = format.show(&number, Epoch::Year1900);
                let _ = format.show(&number, Epoch::Year1904);
            }
            let _ = format.show_text(&text);
        }

        #[test]
        fn any_serial_has_a_date_or_none(serial in -10.0..3_000_000.0_f64) {
            let _ = Format::parse("[$-804]yyyy\"年\"m\"月\"d\"日\" aaaa h:mm:ss.00").show(&Number::of(serial).unwrap(), Epoch::Year1900);
        }
    }
}
