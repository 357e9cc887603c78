//! 绩效自评表: forms filled in. A form is data (`template`, read by `decode` and `rules` from templates/表式 or
//! the author's file); `values` and `indicators` read what the author wrote, `scoring` computes, `table` makes
//! the table that the galley takes like any other. Nothing is laid out here.

mod decode;
mod fault;
mod indicators;
mod library;
mod rules;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::figures::{Amount, Ledger};
use crate::model::{Block, Document, Form, Part, Table, UNFILLED};
use crate::scoring::{self, Finding, Id, Line, Measure, Node, Scored, Subject, Way};
use crate::source::SourceMap;

pub use fault::CODES;
pub use library::{ReadFile, names};

use fault::{INDICATORS, NO_NUMBER};
use indicators::Indicators;
use table::{Filling, number_in, shown};
use template::{Content, Execution, FormTemplate, Item, RowKind, Scoring};
use values::Values;

/// The line of 预算执行率 among the lines of a form.
const EXECUTION: Id = Id(u32::MAX);

/// The unit in which money stands in a form.
const EXECUTION_UNIT: &str = "万元";

/// The forms of a document, filled in.
#[derive(Debug, Default)]
pub struct Forms {
    /// As tables, by where they stand.
    pub tables: BTreeMap<Span, Table>,
    /// How their scores come about, in the order of the document.
    pub explained: Vec<Explained>,
}

/// How the scores of a form come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Title of the form.
    pub title: String,
    /// Name and explanation of each line that is scored.
    pub lines: Vec<(String, String)>,
    /// The sum and the grade; `None` while a line has no score.
    pub total: Option<String>,
}

/// Fills in every form of a document. `files` gives the author's own form templates.
#[must_use]
pub fn fill(
    document: &Document,
    ledger: &Ledger,
    files: &ReadFile<'_>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Forms {
    let mut forms = Forms::default();
    // Each template is read once, however many forms are of it.
    let mut templates: BTreeMap<Option<&str>, FormTemplate> = BTreeMap::new();
    for block in document.parts.iter().flat_map(Part::blocks) {
        let Block::Form(form) = block else { continue };
        let name = form.template.as_ref().map(|name| name.value.as_str());
        if !templates.contains_key(&name) {
            let span = form.template.as_ref().map_or(form.span, |name| name.span);
            let read = library::load(name, span, files, sources, diagnostics);
            templates.extend(read.map(|template| (name, template)));
        }
        if let Some(template) = templates.get(&name) {
            one(form, template, ledger, &mut forms, diagnostics);
        }
    }
    forms
}

fn one(
    form: &Form,
    template: &FormTemplate,
    ledger: &Ledger,
    forms: &mut Forms,
    out: &mut Diagnostics,
) {
    let values = Values::of(&form.values, template, form.span, ledger, out);
    let scoring = template.scoring.as_ref();
    let indicators = indicators::read(&form.indicators, template, ledger, out);
    if !indicators_fit(form, template, &indicators, out) {
        return;
    }
    let scored = scoring.map(|scoring| score(scoring, &values, &indicators, ledger, form, out));
    let unfilled = Unfilled::of(scoring, &values, &indicators);
    let execution = printed_execution(scored.as_ref(), unfilled);
    let filling = Filling {
        form,
        template,
        values: &values,
        indicators: &indicators,
        scored: scored.as_ref(),
        execution,
        unfilled,
        ledger,
    };
    let table = table::table(&filling, out);
    // A template whose rows do not fit is told of at its own rows.
    let mut misfits = Diagnostics::new();
    crate::schema::check_rows(&table.rows, table.columns.len(), "行", &mut misfits);
    if misfits.has_errors() {
        out.extend(misfits.into_sorted());
        return;
    }
    if let Some(scored) = &scored {
        let title = table.title.as_ref().or(template.title.as_ref());
        let title = title.map(words::plain).unwrap_or_default();
        forms.explained.push(explained(title, scored, &indicators));
    }
    forms.tables.insert(form.span, table);
}

/// Whether something is left to be filled in that a computed cell rests on.
#[derive(Clone, Copy)]
struct Unfilled {
    /// 预算执行率 and its score.
    execution: bool,
    /// The sum of all scores.
    total: bool,
}

impl Unfilled {
    fn of(scoring: Option<&Scoring>, values: &Values, indicators: &Indicators) -> Self {
        let execution = scoring.and_then(|scoring| scoring.execution.as_ref());
        let paths = execution.into_iter().flat_map(|execution| {
            [&execution.budget, &execution.spent].into_iter().chain(&execution.score)
        });
        let execution =
            paths.into_iter().filter_map(|path| values.get(path)).any(words::is_unfilled);
        Self { execution, total: execution || indicators.unfilled }
    }
}

fn indicators_fit(
    form: &Form,
    template: &FormTemplate,
    indicators: &Indicators,
    out: &mut Diagnostics,
) -> bool {
    let asked = template.rows.iter().any(|row| row.kind == RowKind::Indicator);
    match (asked, indicators.rows.first()) {
        (true, None) => {
            let fault = Diagnostic::error(INDICATORS, form.span, "这种表要有指标，这里没有写");
            out.push(fault.help("在“绩效自评表”下面写 指标: 和各级指标"));
        }
        (false, Some(first)) => {
            let fault = Diagnostic::error(INDICATORS, first.span, "这种表没有指标");
            out.push(fault.help("删掉“指标”，或换一种表式"));
        }
        _ => return levels_fit(template, indicators, out),
    }
    false
}

/// Whether the form prints every level that the indicators have: none may be left out unsaid.
fn levels_fit(template: &FormTemplate, indicators: &Indicators, out: &mut Diagnostics) -> bool {
    let cells = template.rows.iter().flat_map(|row| &row.cells);
    let printed = cells.filter_map(|cell| match cell.content {
        Content::Item { item: Item::Level(depth), .. } => Some(depth + 1),
        _ => None,
    });
    let printed = printed.max().unwrap_or(0);
    let deeper = indicators.rows.iter().find_map(|row| row.levels.get(printed));
    if let Some(level) = deeper {
        let name = &indicators.levels[*level].name;
        let message =
            format!("这种表的指标上面只有 {printed} 层，“{}”是多出来的", words::plain(name));
        let fault = Diagnostic::error(INDICATORS, name.span, message);
        out.push(fault.help("去掉这一层，把下面的指标往左移；或换一种表式"));
    }
    deeper.is_none()
}

fn score(
    scoring: &Scoring,
    values: &Values,
    indicators: &Indicators,
    ledger: &Ledger,
    form: &Form,
    out: &mut Diagnostics,
) -> Scored {
    let execution = scoring.execution.as_ref();
    let unfilled = Unfilled::of(Some(scoring), values, indicators).execution;
    let line = execution.map(|execution| {
        if unfilled {
            unfilled_execution(execution)
        } else {
            execution_line(execution, values, ledger, form.span, out)
        }
    });
    let mut nodes: Vec<Node> = line.into_iter().map(|line| Node::Line(Box::new(line))).collect();
    nodes.extend(indicators.nodes.iter().cloned());
    let scored = scoring::score(&nodes, &scoring.rules);
    let budget = execution.and_then(|execution| values.get(&execution.budget));
    for Finding { about, issue } in &scored.findings {
        let span = match about {
            Subject::Line(id) if *id == EXECUTION => budget.map(|text| text.span),
            Subject::Line(id) | Subject::Group(id) => indicators.span(*id),
            Subject::Form => None,
        };
        let origin = match about {
            Subject::Line(id) => indicators.origin(*id),
            Subject::Group(_) | Subject::Form => None,
        };
        out.push(indicators::with_origin(issue.to_diagnostic(span.unwrap_or(form.span)), origin));
    }
    scored
}

/// The line of 预算执行率 while its amounts are left to be filled in.
fn unfilled_execution(execution: &Execution) -> Line {
    Line {
        id: EXECUTION,
        weight: execution.weight,
        measure: Measure::Faulty,
        given: None,
        reason: true,
        applicable: true,
    }
}

fn execution_line(
    execution: &Execution,
    values: &Values,
    ledger: &Ledger,
    span: Span,
    out: &mut Diagnostics,
) -> Line {
    let score = execution.score.as_deref().map(|path| values.text(path)).unwrap_or_default();
    let given = match Amount::parse(&score) {
        Ok(amount) if amount.is_bare() => Some(amount.number()),
        _ if score.is_empty() => None,
        _ => {
            let path = execution.score.as_deref().unwrap_or_default();
            out.push(no_number(path, values, span));
            None
        }
    };
    let mut amount = |path: &str| {
        let words = values.text(path);
        // Two numbers of the same column: what one says of its unit holds for the other.
        let number = number_in(&words, EXECUTION_UNIT, ledger, span).unwrap_or(words);
        let amount = Amount::parse(&format!("{number}{EXECUTION_UNIT}")).ok();
        // A score by hand stands where there is no number to reckon with.
        if amount.is_none() && given.is_none() {
            out.push(no_number(path, values, span));
        }
        amount
    };
    let measure = match (amount(&execution.budget), amount(&execution.spent)) {
        (Some(budget), Some(spent)) => Measure::Execution { budget, spent },
        _ if given.is_some() => Measure::Judged,
        _ => Measure::Faulty,
    };
    let reason = execution.reason.as_ref().is_some_and(|path| !values.text(path).is_empty());
    Line { id: EXECUTION, weight: execution.weight, measure, given, reason, applicable: true }
}

/// A value that the execution rate needs is missing, or is no number.
fn no_number(path: &str, values: &Values, span: Span) -> Diagnostic {
    let words = values.text(path);
    let message = if words.is_empty() {
        format!("没有填“{path}”，算不出预算执行率")
    } else {
        format!("“{path}”的“{words}”不是数")
    };
    let place = values.get(path).map_or(span, |text| text.span);
    Diagnostic::error(NO_NUMBER, place, message).help("写数，例如 294.65 或 294.65万元")
}

/// Rate, weight and score of 预算执行率.
fn printed_execution(scored: Option<&Scored>, unfilled: Unfilled) -> [String; 3] {
    let mut lines = scored.into_iter().flat_map(|scored| &scored.lines);
    let Some(line) = lines.find(|line| line.id == EXECUTION) else { return Default::default() };
    let rate = match line.explanation.as_ref().map(|explanation| &explanation.way) {
        Some(Way::Execution { rate, .. }) => rate.clone(),
        _ => due(unfilled.execution),
    };
    let score = line.score.map_or_else(|| due(unfilled.execution), shown);
    [rate, shown(line.weight), score]
}

/// What stands where nothing could be computed.
fn due(unfilled: bool) -> String {
    if unfilled { UNFILLED.to_owned() } else { String::new() }
}

fn explained(title: String, scored: &Scored, indicators: &Indicators) -> Explained {
    let lines = scored.lines.iter().map(|line| {
        let row = usize::try_from(line.id.0).ok().and_then(|index| indicators.rows.get(index));
        let name = row.map_or_else(|| "预算执行率".to_owned(), |row| words::plain(&row.texts.name));
        (name, line.sentence())
    });
    Explained { title, lines: lines.collect(), total: scored.total.sentence() }
}
