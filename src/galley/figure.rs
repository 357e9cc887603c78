//! Pictures: which file, how wide, the line under them.

use std::sync::Arc;

use super::block::{Figure, Run};
use super::build::{Builder, generated};
use crate::diag::Span;
use crate::model::{self, Inline};
use crate::template::Role;

/// Builds the picture the author gave; `None` where its file could not be read, which is reported.
pub(super) fn build(builder: &mut Builder, given: &model::Figure) -> Option<Figure> {
    let picture = Arc::clone(builder.pictures.get(&given.file.value)?);
    let id = builder.new_id();
    let page_break_before = builder.take_page_break();
    let runs = caption(builder, given.span, given.title.as_ref(), Role::FigureTitle);
    let title: String = runs.iter().map(|run| run.text.as_str()).collect();
    let span = given.title.as_ref().map_or(given.span, |title| title.span);
    let caption = (!runs.is_empty()).then(|| builder.paragraph(Role::FigureTitle, span, runs));
    let said = given.description.as_ref().map(|text| text.value.clone());
    Some(Figure {
        id,
        span: given.span,
        picture,
        width: given.width,
        description: said.unwrap_or(title),
        page_break_before,
        caption,
    })
}

/// The number of the block at `span` and its title, a character apart.
pub(super) fn caption(
    builder: &mut Builder,
    span: Span,
    title: Option<&Inline>,
    role: Role,
) -> Vec<Run> {
    const APART: &str = "\u{3000}";
    let number = builder.captions.number(span).map(str::to_owned);
    let words = title.map(|title| builder.runs(title, role)).unwrap_or_default();
    let apart = if words.is_empty() { "" } else { APART };
    let number = number.map(|number| generated(format!("{number}{apart}"), role, span));
    number.into_iter().chain(words).collect()
}
