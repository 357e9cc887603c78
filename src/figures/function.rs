//! The functions of formulas: their names, what they ask for, what they give.

use std::cmp::Ordering;
use std::ops::Range;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::fault::{FUNCTION, Fault, ZERO};
use super::quantity::{ArithmeticError, Quantity};
use super::unit::Unit;
use super::value::Value;

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// 合计: the sum.
    Sum,
    /// 平均: the arithmetic mean.
    Mean,
    /// 最大: the largest, or the latest.
    Largest,
    /// 最小: the smallest, or the earliest.
    Smallest,
    /// 占比(部分, 总数): in percent.
    Share,
    /// 增长率(本期, 上期): in percent; negative where it fell.
    Growth,
}

/// Every function with its names; the first is canonical.
const NAMES: [(Function, [&str; 2]); 6] = [
    (Function::Sum, ["合计", "sum"]),
    (Function::Mean, ["平均", "mean"]),
    (Function::Largest, ["最大", "max"]),
    (Function::Smallest, ["最小", "min"]),
    (Function::Share, ["占比", "share"]),
    (Function::Growth, ["增长率", "growth"]),
];

impl Function {
    /// The function of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(function, _)| *function)
    }

    /// Whether it takes as many values as are given, and a group for the values in it.
    pub(super) fn takes_groups(self) -> bool {
        !matches!(self, Self::Share | Self::Growth)
    }

    fn name(self) -> &'static str {
        NAMES.iter().find(|(function, _)| *function == self).map_or("", |(_, names)| names[0])
    }
}

/// The names of all functions, for messages.
pub(super) fn names() -> String {
    NAMES.iter().map(|(_, names)| names[0]).collect::<Vec<_>>().join("、")
}

/// A value given to a function, with its place in the formula.
pub(super) struct Argument {
    /// The value.
    pub(super) value: Value,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// What a function gives. `range` is the whole call.
///
/// # Errors
/// A wrong count of arguments; dimensions that do not go together, told of the argument in `Err`'s place.
pub(super) fn apply(
    function: Function,
    arguments: &[Argument],
    range: Range<usize>,
) -> Result<Value, Applied> {
    if !function.takes_groups() {
        return proportion(function, arguments, range);
    }
    let Some((first, others)) = arguments.split_first() else {
        let message = format!("“{}”的括号里没有可以算的数", function.name());
        return Err(Applied::Fault(Fault::new(FUNCTION, range, message)));
    };
    let mut result = first.value.clone();
    for other in others {
        let told = |error| Applied::Arithmetic(error, other.range.clone());
        result = match function {
            Function::Largest | Function::Smallest => {
                let order = result.compare(&other.value).map_err(told)?;
                let wanted = match function {
                    Function::Largest => Ordering::Less,
                    _ => Ordering::Greater,
                };
                if order == wanted { other.value.clone() } else { result }
            }
            _ => result.plus(&other.value).map_err(told)?,
        };
    }
    if function == Function::Mean {
        let count =
            Value::Quantity(Quantity::bare(BigRational::from(BigInt::from(arguments.len()))));
        result = result.over(&count).map_err(|error| Applied::Arithmetic(error, range))?;
    }
    Ok(result)
}

/// Why a function gives nothing.
pub(super) enum Applied {
    /// The values do not go together; the right one is at this place.
    Arithmetic(ArithmeticError, Range<usize>),
    /// Anything else.
    Fault(Fault),
}

fn proportion(
    function: Function,
    arguments: &[Argument],
    range: Range<usize>,
) -> Result<Value, Applied> {
    let name = function.name();
    let [part, whole] = arguments else {
        let help = match function {
            Function::Growth => "写成 增长率(本期, 上期)",
            _ => "写成 占比(部分, 总数)",
        };
        let message = format!("“{name}”要两个数，这里是 {} 个", arguments.len());
        return Err(Applied::Fault(Fault::new(FUNCTION, range, message).help(help)));
    };
    let told = |error| Applied::Arithmetic(error, whole.range.clone());
    let (above, below) = (
        part.value.quantity().map_err(|error| Applied::Arithmetic(error, part.range.clone()))?,
        whole.value.quantity().map_err(told)?,
    );
    if above.unit.dimension != below.unit.dimension {
        return Err(told(ArithmeticError::Divide(above.unit.clone(), below.unit.clone())));
    }
    let base = below.in_base();
    if base == BigRational::default() {
        let message = format!("“{name}”的分母为零");
        let fault = Fault::new(ZERO, whole.range.clone(), message).label("这里等于 0");
        return Err(Applied::Fault(fault));
    }
    if function == Function::Growth && base < BigRational::default() {
        let fault = Fault::new(FUNCTION, whole.range.clone(), "上期是负数，增长率没有意义");
        return Err(Applied::Fault(fault.help("写清由多少变为多少，不写增长率")));
    }
    let mut share = above.in_base() / base;
    if function == Function::Growth {
        share -= BigRational::from(BigInt::from(1));
    }
    let percent = Unit::named("%");
    Ok(Value::Quantity(Quantity { value: share * BigInt::from(100), unit: percent }))
}
