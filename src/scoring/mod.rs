//! 绩效自评计分: the scores of a 绩效自评表, exact and explained. What a clerk writes as 指标值 (`target`) and
//! 完成值 (`actual`) is read as types; `formula` and `share` say which share of its weight a line (`form`)
//! earns under the rules a template chooses (`rules`); `line` and `total` round and add up; `explain` says how
//! a score comes about, `finding` what is wrong.
//!
//! Nothing passes through binary floating point. A share is an exact fraction; a score is rounded once, when
//! its line is printed, and sums are sums of printed scores. Documents, YAML and how a table looks are not
//! seen here: callers hand over lines with ids of their own.

mod actual;
mod day;
mod explain;
mod fault;
mod finding;
mod form;
mod formula;
mod line;
mod number;
mod phrase;
mod relation;
mod rules;
mod share;
mod target;
mod total;
mod wording;

#[cfg(test)]
mod tests;

pub use actual::{Actual, Band};
pub use explain::{Completion, Explanation, Figure, Reach, Way, Worth};
pub use fault::CODES;
pub use finding::{Finding, Issue, Subject, Wanted};
pub use form::{Group, Id, Line, Measure, Node};
pub use line::LineScore;
pub use relation::Relation;
pub use rules::{Bands, Equality, Execution, Extent, Grade, MOST_PLACES, RuleFault, Rules, Step};
pub use target::{Part, Target};
pub use total::{GroupScore, Scored, Total, score};
