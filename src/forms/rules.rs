//! 算分 of a form template → the rules of scoring.

use rust_decimal::Decimal;

use super::template::{Execution, Scoring};
use crate::diag::{Diagnostic, Diagnostics};
use crate::scoring::{self, Equality, Grade, MOST_PLACES, Rules, Step};
use crate::source::{Node, NodeKind};
use crate::template::fields::{Fields, OUT_OF_RANGE, WRONG_TYPE, WRONG_VALUE, choice, count, text};

/// Reads 算分. What it does not say is as in the official form.
pub(super) fn decode(node: &Node, out: &mut Diagnostics) -> Option<Scoring> {
    let mut fields = Fields::of(node, "算分", out);
    let mut rules = Rules::default();
    if let Some(node) = fields.get("满分") {
        rules.full = number(node, out)?;
    }
    if let Some(node) = fields.get("小数") {
        rules.places = u32::from(count(node, 0, u16::try_from(MOST_PLACES).unwrap_or(0), out)?);
    }
    if let Some(node) = fields.get("等于") {
        let ways = [("从宽", Equality::Lenient), ("从严", Equality::Exact)];
        rules.equality = choice(node, &ways, out)?;
    }
    if let Some(node) = fields.get("及格线") {
        rules.pass = Some(percent(node, out)?);
    }
    if let Some(node) = fields.get("超额线") {
        rules.excess = Some(percent(node, out)?);
    }
    if let Some(node) = fields.get("执行率说明线") {
        rules.execution_reason = Some(percent(node, out)?);
    }
    if let Some(node) = fields.get("执行率分档") {
        rules.execution = scoring::Execution::Steps(steps(node, out)?);
    }
    if let Some(node) = fields.get("满意度分档") {
        rules.satisfaction = Some(steps(node, out)?);
    }
    if let Some(node) = fields.get("等级") {
        rules.grades = grades(node, out)?;
    }
    let execution = match fields.get("执行率") {
        None => None,
        Some(node) => Some(execution(node, out)?),
    };
    let satisfaction = match fields.get("满意度") {
        None => None,
        Some(node) => Some(text(node, out)?.to_owned()),
    };
    fields.finish(out);
    for fault in rules.faults() {
        out.push(Diagnostic::error(OUT_OF_RANGE, node.span, fault.message()));
    }
    Some(Scoring { rules, execution, satisfaction })
}

fn execution(node: &Node, out: &mut Diagnostics) -> Option<Execution> {
    let mut fields = Fields::of(node, "执行率", out);
    let mut path = |key| fields.need(key, out).and_then(|node| text(node, out)).map(str::to_owned);
    let (budget, spent) = (path("预算"), path("执行"));
    let weight = fields.need("分值", out).and_then(|node| number(node, out));
    let mut optional = |key| fields.get(key).and_then(|node| text(node, out)).map(str::to_owned);
    let (reason, score) = (optional("原因"), optional("得分"));
    fields.finish(out);
    Some(Execution { budget: budget?, spent: spent?, reason, score, weight: weight? })
}

fn number(node: &Node, out: &mut Diagnostics) -> Option<Decimal> {
    let text = text(node, out)?;
    let number = Decimal::from_str_exact(text).ok();
    let number = number.filter(|number| *number >= Decimal::ZERO && number.scale() <= MOST_PLACES);
    if number.is_none() {
        let message = format!("“{text}”要写成不小于 0 的数");
        out.push(Diagnostic::error(WRONG_VALUE, node.span, message));
    }
    number
}

/// `60%`.
fn percent(node: &Node, out: &mut Diagnostics) -> Option<Decimal> {
    let said = text(node, out)?;
    let number = said.strip_suffix(['%', '％']);
    let number = number.and_then(|number| Decimal::from_str_exact(number.trim()).ok());
    if number.is_none() {
        let message = format!("“{said}”要写成百分数，例如 60%");
        out.push(Diagnostic::error(WRONG_VALUE, node.span, message));
    }
    number
}

/// `{80%: 70%, …}`: from 80% on 70% of the weight.
fn steps(node: &Node, out: &mut Diagnostics) -> Option<Vec<Step>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return wrong_map(node, "{90%: 100%, 80%: 80%}", out);
    };
    let mut steps = Vec::new();
    for entry in entries {
        let bound = entry.key.text.strip_suffix(['%', '％']).unwrap_or_default();
        let Ok(from) = Decimal::from_str_exact(bound.trim()) else {
            let message = format!("“{}”要写成百分数，例如 60%", entry.key.text);
            out.push(Diagnostic::error(WRONG_VALUE, entry.key_span, message));
            return None;
        };
        steps.push(Step { from, share: percent(&entry.value, out)? });
    }
    Some(steps)
}

/// `{优: 90, 良: 80, 中: 60, 差: 0}`.
fn grades(node: &Node, out: &mut Diagnostics) -> Option<Vec<Grade>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return wrong_map(node, "{优: 90, 良: 80, 中: 60, 差: 0}", out);
    };
    let grade = |entry: &crate::source::Entry| {
        Some(Grade { name: entry.key.text.clone(), from: number(&entry.value, out)? })
    };
    entries.iter().map(grade).collect()
}

fn wrong_map<T>(node: &Node, example: &str, out: &mut Diagnostics) -> Option<T> {
    let message = format!("这里要写成 {example}");
    out.push(Diagnostic::error(WRONG_TYPE, node.span, message));
    None
}
