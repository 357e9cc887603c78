//! What a formula is worth: a quantity or a date, and what can be done with the two together. Arithmetic
//! among quantities is in `quantity`.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::amount::Amount;
use super::fault::{Fault, NOT_AN_AMOUNT};
use super::quantity::{ArithmeticError, Quantity};
use super::unit::Unit;
use crate::model::{Date, DateFault};

/// Units in which days are counted.
const DAYS: [&str; 2] = ["天", "日"];

/// A value, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A number with its unit.
    Quantity(Quantity),
    /// A day.
    Date(Date),
}

impl Value {
    /// Reads an amount or a date written out (`2021年12月31日`); `2021-12-31` only where `hyphens` are no
    /// signs of arithmetic.
    ///
    /// # Errors
    /// Those of [`Amount::parse`]; a day that no calendar has.
    pub(super) fn parse(text: &str, hyphens: bool) -> Result<Self, Fault> {
        let fault = |help: String| {
            let message = format!("没有“{}”这一天", text.trim());
            Err(Fault::new(NOT_AN_AMOUNT, 0..text.len(), message).help(help))
        };
        match Date::parse(text) {
            Ok(date) if hyphens || text.contains('年') => Ok(Self::Date(date)),
            Err(DateFault::Day { year, month, last }) => {
                fault(format!("{year}年{month}月有 {last} 天"))
            }
            Err(DateFault::Month) => fault("月份是 1 到 12".to_owned()),
            Ok(_) | Err(DateFault::Shape) => {
                Amount::parse(text).map(|amount| Self::Quantity(Quantity::new(&amount)))
            }
        }
    }

    /// The sum; of a date and days, a date.
    pub(super) fn plus(&self, right: &Self) -> Result<Self, ArithmeticError> {
        match (self, right) {
            (Self::Quantity(left), Self::Quantity(right)) => left.plus(right).map(Self::Quantity),
            (Self::Date(date), Self::Quantity(days)) | (Self::Quantity(days), Self::Date(date)) => {
                shifted(*date, days)
            }
            (Self::Date(_), Self::Date(_)) => Err(ArithmeticError::Dates),
        }
    }

    /// The difference; of two dates, days.
    pub(super) fn minus(&self, right: &Self) -> Result<Self, ArithmeticError> {
        match (self, right) {
            (Self::Date(date), Self::Date(earlier)) => {
                let days = BigInt::from(date.day_number() - earlier.day_number());
                let value = BigRational::from(days);
                Ok(Self::Quantity(Quantity { value, unit: Unit::named(DAYS[0]) }))
            }
            (_, Self::Quantity(right)) => self.plus(&Self::Quantity(right.negated())),
            (Self::Quantity(_), Self::Date(_)) => Err(ArithmeticError::Dates),
        }
    }

    /// The product.
    pub(super) fn times(&self, right: &Self) -> Result<Self, ArithmeticError> {
        self.quantity()?.times(right.quantity()?).map(Self::Quantity)
    }

    /// The quotient.
    pub(super) fn over(&self, right: &Self) -> Result<Self, ArithmeticError> {
        self.quantity()?.over(right.quantity()?).map(Self::Quantity)
    }

    /// The same with the other sign.
    pub(super) fn negated(&self) -> Result<Self, ArithmeticError> {
        Ok(Self::Quantity(self.quantity()?.negated()))
    }

    /// The quantity; a date is none.
    pub(super) fn quantity(&self) -> Result<&Quantity, ArithmeticError> {
        match self {
            Self::Quantity(quantity) => Ok(quantity),
            Self::Date(_) => Err(ArithmeticError::Dates),
        }
    }

    /// Which of two is more, or later.
    pub(super) fn compare(&self, other: &Self) -> Result<Ordering, ArithmeticError> {
        match (self, other) {
            (Self::Date(left), Self::Date(right)) => Ok(left.cmp(right)),
            (Self::Quantity(left), Self::Quantity(right)) => {
                let difference = left.minus(right)?;
                Ok(difference.value.cmp(&BigRational::default()))
            }
            _ => Err(ArithmeticError::Dates),
        }
    }
}

fn shifted(date: Date, days: &Quantity) -> Result<Value, ArithmeticError> {
    let whole = DAYS.contains(&days.unit.name.as_str()) && days.value.is_integer();
    let number = i64::try_from(days.value.to_integer()).ok().filter(|_| whole);
    let number = number.and_then(|days| date.day_number().checked_add(days));
    number.and_then(Date::from_day_number).map(Value::Date).ok_or(ArithmeticError::Dates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::parse(text, true).unwrap()
    }

    #[test]
    fn dates_and_days_go_together_and_nothing_else_does() {
        let (start, end) = (value("2021-03-15"), value("2021年12月31日"));
        // 16 days left of March, 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 31 to the end of the year.
        assert_eq!(end.minus(&start), Ok(value("291天")));
        assert_eq!(start.plus(&value("291天")), Ok(end.clone()));
        assert_eq!(end.minus(&value("291日")), Ok(start.clone()));
        for other in ["1", "0.5天", "1万元", "99999999天"] {
            assert_eq!(start.plus(&value(other)), Err(ArithmeticError::Dates), "{other}");
        }
        assert_eq!(start.plus(&end), Err(ArithmeticError::Dates));
        assert_eq!(start.times(&value("2")), Err(ArithmeticError::Dates));
        assert_eq!(start.compare(&end), Ok(Ordering::Less));
        assert!(start.compare(&value("1天")).is_err());
    }

    #[test]
    fn hyphens_make_a_date_only_outside_of_formulas() {
        assert!(matches!(Value::parse("2021年1月5日", false), Ok(Value::Date(_))));
        assert!(Value::parse("2021-1-5", false).is_err());
        assert!(matches!(Value::parse("2021年", true), Ok(Value::Quantity(_))));
        for text in ["2021-02-30", "2021年13月1日"] {
            assert!(Value::parse(text, true).is_err(), "{text}");
        }
    }
}
