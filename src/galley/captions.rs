//! Numbers of tables and pictures, 表1 图2 附表3, counted before anything is built, since texts refer to
//! them forwards as well as back. Each word counts for itself, each part afresh.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::model::{Block, Datum, DatumValue, Document, Numbered};

/// A name stands for two things.
const NAME_TAKEN: Code = Code("Y119");

/// The numbers of a document.
#[derive(Default)]
pub(super) struct Captions {
    /// By where the block stands.
    numbers: BTreeMap<u32, String>,
    /// By 名.
    names: BTreeMap<String, String>,
}

impl Captions {
    /// Counts; a name that stands for something else already is a fault.
    pub(super) fn of(document: &Document, diagnostics: &mut Diagnostics) -> Self {
        let mut captions = Self::default();
        for part in &document.parts {
            let mut counts = BTreeMap::new();
            for block in part.blocks() {
                let (span, numbered) = match block {
                    Block::Table(table) => (table.span, &table.number),
                    Block::Figure(figure) => (figure.span, &figure.number),
                    _ => continue,
                };
                let Some(word) = numbered.word else { continue };
                let count: &mut u32 = counts.entry(word).or_default();
                *count += 1;
                captions.add(span, numbered, format!("{word}{count}"), document, diagnostics);
            }
        }
        captions
    }

    fn add(
        &mut self,
        span: Span,
        numbered: &Numbered,
        number: String,
        document: &Document,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(name) = &numbered.name {
            let taken = self.names.insert(name.value.clone(), number.clone()).is_some();
            let by = if taken { "另一个表或图" } else { "数据" };
            if taken || is_datum(&name.value, &document.data) {
                let message = format!("“{}”已经是{by}的名称", name.value);
                let fault = Diagnostic::error(NAME_TAKEN, name.span, message);
                diagnostics.push(fault.help("换一个名称，引用它的 {{…}} 也跟着改"));
            }
        }
        self.numbers.insert(span.start, number);
    }

    /// The number of the block at `span`.
    pub(super) fn number(&self, span: Span) -> Option<&str> {
        self.numbers.get(&span.start).map(String::as_str)
    }

    /// The number that a formula stands for, if it is the name of one.
    pub(super) fn named(&self, formula: &str) -> Option<&str> {
        self.names.get(formula.trim()).map(String::as_str)
    }
}

fn is_datum(name: &str, data: &[Datum]) -> bool {
    data.iter().any(|datum| {
        let below = match &datum.value {
            DatumValue::Group(group) => is_datum(name, group),
            DatumValue::Given(_)
            | DatumValue::Text(_)
            | DatumValue::Imported(_)
            | DatumValue::Faulty => false,
        };
        below || datum.name.value == name
    })
}
