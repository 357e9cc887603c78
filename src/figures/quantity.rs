//! Arithmetic of quantities: exact, and only what makes sense of the units. Inside a formula a number is
//! a fraction of whole numbers without limit, so that a third times three is one; it becomes decimal
//! digits once, in `print`.

use num_bigint::BigInt;
use num_rational::BigRational;
use rust_decimal::Decimal;

use super::amount::Amount;
use super::unit::Unit;

/// An exact value in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// How many of the unit.
    pub(crate) value: BigRational,
    /// The unit.
    pub(crate) unit: Unit,
}

/// Why an operation has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ArithmeticError {
    /// Two dimensions that cannot be added.
    Add(Unit, Unit),
    /// Two quantities with units cannot be multiplied.
    Multiply(Unit, Unit),
    /// A quantity cannot be divided by one of another dimension.
    Divide(Unit, Unit),
    /// Division by zero.
    Zero,
    /// Dates, which only days can be added to.
    Dates,
    /// A result that is too long to go on with.
    Long,
}

/// The most bits of a number and of what it is divided by, some three hundred digits: amounts that are multiplied with
/// themselves again and again double theirs each time.
const MOST_BITS: u64 = 1024;

impl Quantity {
    /// The quantity of an amount.
    pub(crate) fn new(amount: &Amount) -> Self {
        Self { value: fraction(amount.number), unit: amount.unit.clone() }
    }

    /// A bare number.
    pub(super) fn bare(value: BigRational) -> Self {
        Self { value, unit: Unit::bare() }
    }

    /// The value counted in the dimension's base unit: 元 for money, 1 for percentages.
    pub(crate) fn in_base(&self) -> BigRational {
        &self.value * fraction(self.unit.factor)
    }

    /// The same quantity in another unit of its dimension; `None` if it is of another.
    pub(crate) fn converted(&self, unit: &Unit) -> Option<Self> {
        (self.unit.dimension == unit.dimension)
            .then(|| Self { value: self.in_base() / fraction(unit.factor), unit: unit.clone() })
    }

    /// The sum, in the unit of the left operand.
    pub(super) fn plus(&self, right: &Self) -> Result<Self, ArithmeticError> {
        let right = right
            .converted(&self.unit)
            .ok_or_else(|| ArithmeticError::Add(self.unit.clone(), right.unit.clone()))?;
        Self { value: &self.value + right.value, unit: self.unit.clone() }.short()
    }

    /// The difference, in the unit of the left operand.
    pub(super) fn minus(&self, right: &Self) -> Result<Self, ArithmeticError> {
        self.plus(&right.negated())
    }

    /// The same with the other sign.
    pub(super) fn negated(&self) -> Self {
        Self { value: -&self.value, unit: self.unit.clone() }
    }

    /// The product. One operand at most may have a dimension; a percentage times a bare number stays a
    /// percentage.
    pub(super) fn times(&self, right: &Self) -> Result<Self, ArithmeticError> {
        let (kept, factor) = match (self.unit.is_number(), right.unit.is_number()) {
            (false, false) => {
                return Err(ArithmeticError::Multiply(self.unit.clone(), right.unit.clone()));
            }
            (false, true) => (self, right),
            (true, false) => (right, self),
            (true, true) if right.unit.name.is_empty() => (self, right),
            (true, true) if self.unit.name.is_empty() => (right, self),
            (true, true) => return Self::bare(self.in_base() * right.in_base()).short(),
        };
        Self { value: &kept.value * factor.in_base(), unit: kept.unit.clone() }.short()
    }

    /// The quotient: a bare number for two quantities of one dimension, else a quantity divided by a
    /// number.
    pub(super) fn over(&self, right: &Self) -> Result<Self, ArithmeticError> {
        if right.value == BigRational::default() {
            return Err(ArithmeticError::Zero);
        }
        if right.unit.is_number() && (!self.unit.is_number() || right.unit.name.is_empty()) {
            let value = &self.value / right.in_base();
            return Self { value, unit: self.unit.clone() }.short();
        }
        if self.unit.dimension != right.unit.dimension {
            return Err(ArithmeticError::Divide(self.unit.clone(), right.unit.clone()));
        }
        Self::bare(self.in_base() / right.in_base()).short()
    }

    /// The same, unless it has become too long.
    fn short(self) -> Result<Self, ArithmeticError> {
        let bits = self.value.numer().bits().max(self.value.denom().bits());
        if bits > MOST_BITS { Err(ArithmeticError::Long) } else { Ok(self) }
    }
}

/// A decimal as a fraction, exactly.
pub(crate) fn fraction(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::new(&Amount::parse(text).unwrap())
    }

    fn same(left: &Quantity, right: &Quantity) -> bool {
        left.in_base() == right.in_base() && left.unit.dimension == right.unit.dimension
    }

    #[test]
    fn sums_keep_the_unit_of_the_left_operand() {
        let cases = [
            ("1万元", "5元", "1.0005万元"),
            ("5元", "1万元", "10005元"),
            ("0.1", "0.2", "0.3"),
            ("81%", "0.04", "85%"),
            ("1", "81%", "1.81"),
            ("3人", "2名", "5人"),
            ("9999999999999999999999999999元", "1元", "10000000000000000000000000000元"),
            ("2头牛", "3头牛", "5头牛"),
        ];
        for (left, right, sum) in cases {
            let found = quantity(left).plus(&quantity(right)).unwrap();
            assert_eq!(found, quantity(sum), "{left} + {right}");
        }
    }

    #[test]
    fn products_have_at_most_one_dimension() {
        let cases = [
            ("2946.45万元", "10%", "294.645万元"),
            ("10%", "2946.45万元", "294.645万元"),
            ("81%", "2", "162%"),
            ("2", "81%", "162%"),
            ("50%", "50%", "0.25"),
            ("12辆", "1.5", "18辆"),
        ];
        for (left, right, product) in cases {
            let found = quantity(left).times(&quantity(right)).unwrap();
            assert_eq!(found, quantity(product), "{left} × {right}");
        }
        assert!(matches!(
            quantity("2元").times(&quantity("3辆")),
            Err(ArithmeticError::Multiply(..))
        ));
    }

    #[test]
    fn quotients_of_one_dimension_are_numbers() {
        let cases = [
            ("1亿元", "2万元", "5000"),
            ("81%", "9%", "9"),
            ("81%", "3", "27%"),
            ("1", "4%", "25"),
            ("12辆", "3辆", "4"),
            ("12辆", "4", "3辆"),
            ("100万元", "50%", "200万元"),
        ];
        for (left, right, quotient) in cases {
            let found = quantity(left).over(&quantity(right)).unwrap();
            assert_eq!(found, quantity(quotient), "{left} ÷ {right}");
        }
    }

    #[test]
    fn dimensions_that_do_not_go_together_are_refused() {
        let (money, cars) = (quantity("2元"), quantity("3辆"));
        assert!(matches!(money.plus(&cars), Err(ArithmeticError::Add(..))));
        assert!(matches!(money.plus(&quantity("3")), Err(ArithmeticError::Add(..))));
        assert!(matches!(money.over(&cars), Err(ArithmeticError::Divide(..))));
        assert!(matches!(quantity("1").over(&cars), Err(ArithmeticError::Divide(..))));
        assert_eq!(money.over(&quantity("0元")), Err(ArithmeticError::Zero));
        assert_eq!(money.over(&quantity("0%")), Err(ArithmeticError::Zero));
    }

    fn any_quantity() -> impl Strategy<Value = Quantity> {
        let units = vec!["", "%", "‰", "元", "万元", "亿元", "辆"];
        (any::<i64>(), 0_u32..=12, prop::sample::select(units)).prop_map(
            |(mantissa, scale, unit)| {
                let number = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
                Quantity::new(&Amount { number, unit: Unit::named(unit) })
            },
        )
    }

    proptest! {
        #[test]
        fn addition_and_multiplication_commute(a in any_quantity(), b in any_quantity()) {
            match (a.plus(&b), b.plus(&a)) {
                (Ok(left), Ok(right)) => prop_assert!(same(&left, &right)),
                (left, right) => prop_assert!(left.is_err() && right.is_err()),
            }
            match (a.times(&b), b.times(&a)) {
                (Ok(left), Ok(right)) => prop_assert!(same(&left, &right)),
                (left, right) => prop_assert!(left.is_err() && right.is_err()),
            }
        }

        #[test]
        fn what_is_added_or_divided_comes_back(a in any_quantity(), b in any_quantity()) {
            if let Ok(sum) = a.plus(&b) {
                prop_assert!(same(&sum.minus(&b).unwrap(), &a));
            }
            if let Ok(quotient) = a.over(&b) {
                prop_assert!(same(&quotient.times(&b).unwrap(), &a));
            }
        }
    }
}
