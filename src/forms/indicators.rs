//! The indicators of a form: its rows, with the levels they stand in, and what is scored of them.

use rust_decimal::Decimal;

use super::fault::NO_NUMBER;
use super::template::{Content, FormCell, FormTemplate, Item, Scoring};
use super::words::{evaluated, is_unfilled, plain};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::figures::{Amount, Ledger};
use crate::model::{Indicator, IndicatorLevel, IndicatorNode, Inline};
use crate::scoring::{Actual, Group, Id, Line, Measure, Node, Part, Target};

/// Ids of groups begin here; those of lines are the rows.
const GROUPS: u32 = 1_000_000;

/// An indicator as a row of the form.
pub(super) struct IndicatorRow {
    /// Where it stands.
    pub(super) span: Span,
    /// What messages call it, where its place is that of others too.
    pub(super) origin: Option<String>,
    /// The levels above it, by their index, outermost first.
    pub(super) levels: Vec<usize>,
    /// Its texts, evaluated.
    pub(super) texts: Texts,
    /// 指标值 as it was read.
    pub(super) target: Option<Target>,
    /// Something of it is left to be filled in, so that it has no score.
    pub(super) unfilled: bool,
}

/// The texts of an indicator; an empty one where nothing is written.
pub(super) struct Texts {
    pub(super) name: Inline,
    pub(super) nature: Inline,
    pub(super) target: Inline,
    pub(super) unit: Inline,
    pub(super) actual: Inline,
    pub(super) weight: Inline,
    pub(super) score: Inline,
    pub(super) reason: Inline,
    pub(super) remark: Inline,
}

/// 一级 or 二级指标.
pub(super) struct Level {
    /// Its name, evaluated.
    pub(super) name: Inline,
    /// Rows under it.
    pub(super) rows: std::ops::Range<usize>,
    /// 分值 of its rows together.
    pub(super) weight: Decimal,
}

/// The indicators of a form.
#[derive(Default)]
pub(super) struct Indicators {
    pub(super) rows: Vec<IndicatorRow>,
    pub(super) levels: Vec<Level>,
    /// What is scored.
    pub(super) nodes: Vec<Node>,
    /// Of one something is left to be filled in, so that nothing can be summed.
    pub(super) unfilled: bool,
}

/// Reads the indicators of a form.
pub(super) fn read(
    given: &[IndicatorNode],
    template: &FormTemplate,
    ledger: &Ledger,
    out: &mut Diagnostics,
) -> Indicators {
    let cells = template.rows.iter().flat_map(|row| &row.cells);
    let asks = |cell: &FormCell| matches!(cell.content, Content::Item { item: Item::Reason, .. });
    let mut reader = Reader {
        scoring: template.scoring.as_ref(),
        asks_reasons: cells.into_iter().any(asks),
        ledger,
        out,
        found: Indicators::default(),
        above: Vec::new(),
    };
    let nodes = reader.nodes(given);
    Indicators { nodes, ..reader.found }
}

impl Indicators {
    /// Where a line or a level stands.
    pub(super) fn span(&self, id: Id) -> Option<Span> {
        let index = usize::try_from(id.0).ok()?;
        match index.checked_sub(GROUPS as usize) {
            Some(level) => self.levels.get(level).map(|level| level.name.span),
            None => self.rows.get(index).map(|row| row.span),
        }
    }

    /// What messages call a line, see [`IndicatorRow::origin`].
    pub(super) fn origin(&self, id: Id) -> Option<&str> {
        self.rows.get(usize::try_from(id.0).ok()?)?.origin.as_deref()
    }
}

/// A finding of a row; in the file, if it came out of one.
pub(super) fn with_origin(fault: Diagnostic, origin: Option<&str>) -> Diagnostic {
    let Some(origin) = origin else { return fault };
    Diagnostic { message: format!("{origin}：{}", fault.message), ..fault }
}

struct Reader<'a> {
    scoring: Option<&'a Scoring>,
    /// Whether the form has a place for 偏差原因.
    asks_reasons: bool,
    ledger: &'a Ledger,
    out: &'a mut Diagnostics,
    found: Indicators,
    /// The levels that are open, outermost first.
    above: Vec<usize>,
}

impl Reader<'_> {
    fn nodes(&mut self, given: &[IndicatorNode]) -> Vec<Node> {
        let node = |node: &IndicatorNode| match node {
            IndicatorNode::Level(level) => self.level(level),
            IndicatorNode::Indicator(indicator) => self.indicator(indicator),
        };
        given.iter().map(node).collect()
    }

    fn level(&mut self, given: &IndicatorLevel) -> Node {
        let index = self.found.levels.len();
        let first = self.found.rows.len();
        let name = evaluated(&given.name, self.ledger, self.out);
        self.found.levels.push(Level { name, rows: first..first, weight: Decimal::ZERO });
        self.above.push(index);
        let members = self.nodes(&given.members);
        self.above.pop();
        self.found.levels[index].rows.end = self.found.rows.len();
        let id = Id(GROUPS.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)));
        Node::Group(Group { id, weight: None, members })
    }

    fn indicator(&mut self, given: &Indicator) -> Node {
        let before = std::mem::take(self.out);
        let node = self.row(given);
        let own = std::mem::replace(self.out, before).into_sorted();
        let origin = given.origin.as_deref();
        self.out.extend(own.into_iter().map(|fault| with_origin(fault, origin)));
        node
    }

    fn row(&mut self, given: &Indicator) -> Node {
        let id = Id(u32::try_from(self.found.rows.len()).unwrap_or(u32::MAX));
        let mut text = |text: &Option<Inline>| match text {
            Some(text) => evaluated(text, self.ledger, self.out),
            None => Inline::literal("", given.span),
        };
        let texts = Texts {
            nature: text(&given.nature),
            target: text(&given.target),
            unit: text(&given.unit),
            actual: text(&given.actual),
            weight: text(&given.weight),
            score: text(&given.score),
            reason: text(&given.reason),
            remark: text(&given.remark),
            name: evaluated(&given.name, self.ledger, self.out),
        };
        // What a file says word for word is not left to be filled in here.
        let due = [&texts.target, &texts.actual, &texts.weight, &texts.score];
        let unfilled = given.origin.is_none() && due.into_iter().any(is_unfilled);
        let line = if self.scoring.is_some() && !unfilled {
            self.line(id, given, &texts)
        } else {
            let scored = self.scoring.is_some();
            let weight = if scored && !is_unfilled(&texts.weight) {
                self.number(&texts.weight, "分值", Some(given.span)).unwrap_or_default()
            } else {
                Decimal::ZERO
            };
            Line {
                id,
                weight,
                measure: Measure::Faulty,
                given: None,
                reason: true,
                applicable: scored && given.applicable,
            }
        };
        for level in &self.above {
            self.found.levels[*level].weight += line.weight;
        }
        self.found.unfilled |= unfilled;
        let target = match &line.measure {
            Measure::Indicator { target, .. } | Measure::Satisfaction { target, .. } => {
                Some(target.clone())
            }
            _ => None,
        };
        let levels = self.above.clone();
        let origin = given.origin.clone();
        let span = given.span;
        self.found.rows.push(IndicatorRow { span, origin, levels, texts, target, unfilled });
        Node::Line(Box::new(line))
    }

    fn line(&mut self, id: Id, given: &Indicator, texts: &Texts) -> Line {
        let weight = self.number(&texts.weight, "分值", Some(given.span));
        let score = self.number(&texts.score, "得分", None);
        let measure = match (self.target(texts), self.actual(texts)) {
            (Some(target), Ok(actual)) if self.is_satisfaction() => {
                Measure::Satisfaction { target, actual }
            }
            (Some(target), Ok(actual)) => Measure::Indicator { target, actual },
            _ => Measure::Faulty,
        };
        Line {
            id,
            // A weight at fault is reported; without any the line takes no part in the sums.
            weight: weight.unwrap_or_default(),
            measure: if weight.is_some() { measure } else { Measure::Faulty },
            given: score,
            // A form that has no place for reasons does not ask for them.
            reason: !self.asks_reasons || !plain(&texts.reason).trim().is_empty(),
            applicable: given.applicable,
        }
    }

    /// Whether a level above is one of satisfaction.
    fn is_satisfaction(&self) -> bool {
        let word = self.scoring.and_then(|scoring| scoring.satisfaction.as_deref());
        let Some(word) = word.filter(|word| !word.is_empty()) else { return false };
        self.above.iter().any(|level| plain(&self.found.levels[*level].name).contains(word))
    }

    fn target(&mut self, texts: &Texts) -> Option<Target> {
        let (nature, value) = (plain(&texts.nature), plain(&texts.target));
        let unit = plain(&texts.unit);
        let apart = !nature.trim().is_empty() || !unit.trim().is_empty();
        if !apart {
            let read = Target::parse(&value);
            return read
                .map_err(|fault| self.out.push(fault.into_diagnostic(&value, texts.target.span)))
                .ok();
        }
        match Target::of_parts(&nature, &value, &unit) {
            Ok(target) => Some(target),
            Err((part, fault)) => {
                let (text, span) = match part {
                    Part::Nature => (&nature, texts.nature.span),
                    Part::Value => (&value, texts.target.span),
                    Part::Unit => (&unit, texts.unit.span),
                };
                self.out.push(fault.into_diagnostic(text, span));
                None
            }
        }
    }

    /// What is filled in; `Err` where it cannot be read, which is reported.
    fn actual(&mut self, texts: &Texts) -> Result<Option<Actual>, ()> {
        let (value, unit) = (plain(&texts.actual), plain(&texts.unit));
        let read = if unit.trim().is_empty() {
            Actual::parse(&value).map_err(|fault| (Part::Value, fault))
        } else {
            Actual::parse_in(&value, &unit)
        };
        read.map_err(|(part, fault)| {
            let (text, span) = match part {
                Part::Unit => (&unit, texts.unit.span),
                Part::Nature | Part::Value => (&value, texts.actual.span),
            };
            self.out.push(fault.into_diagnostic(text, span));
        })
    }

    /// 分值 or 得分: a number, with or without 分 behind it. `due`: where it is missed if it is not written.
    fn number(&mut self, text: &Inline, what: &str, due: Option<Span>) -> Option<Decimal> {
        let words = plain(text);
        let words = words.trim();
        if words.is_empty() {
            if let Some(span) = due {
                let fault = Diagnostic::error(NO_NUMBER, span, format!("这个指标没有写{what}"));
                self.out.push(fault.help(format!("加上 {what}: 10；各指标的{what}加起来要合满分")));
            }
            return None;
        }
        let amount = Amount::parse(words.strip_suffix('分').unwrap_or(words)).ok();
        let number = amount.filter(Amount::is_bare).map(|amount| amount.number());
        if number.is_none() {
            let fault = Diagnostic::error(NO_NUMBER, text.span, format!("{what}“{words}”不是数"));
            self.out.push(fault.help("只写数，例如 10、9.5"));
        }
        number
    }
}
