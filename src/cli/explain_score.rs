//! `chengwen explain-score`: how each score of a document's forms comes about.

use std::fmt::Write as _;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::build::Beside;
use super::{Outcome, asks_for_json, load, print, show};
use crate::compile::scores;
use crate::diag::Diagnostics;
use crate::forms::Explained;
use crate::source::SourceMap;

/// Prints the sentence of every line and the sum of every form; findings too, on standard error.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(path) = matches.get_one::<std::path::PathBuf>("input") else {
        return Outcome::EnvironmentFault;
    };
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::new());
    let explained = match load(path, &mut sources) {
        Ok(file) => scores(file, &mut sources, &Beside(path), &mut diagnostics),
        Err(fault) => {
            diagnostics.push(fault);
            Vec::new()
        }
    };
    let found = diagnostics.into_sorted();
    let outcome = Outcome::of(&found);
    if asks_for_json(matches) {
        print(&format!("{:#}\n", Value::Array(explained.iter().map(as_json).collect())));
    } else if explained.is_empty() && outcome == Outcome::Done {
        print(&format!("{}里没有要算分的绩效自评表\n", path.display()));
    } else {
        print(&explained.iter().map(text).collect::<Vec<_>>().join("\n"));
    }
    show(&found, &sources);
    outcome
}

fn text(form: &Explained) -> String {
    let mut text = format!("{}\n", form.title);
    for (name, sentence) in &form.lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}：{sentence}");
    }
    let total = form.total.as_deref().unwrap_or("有指标没有得分，算不出来");
    let _ = writeln!(text, "  总分：{total}");
    text
}

fn as_json(form: &Explained) -> Value {
    let lines = form.lines.iter().map(|(name, sentence)| json!({"名称": name, "算法": sentence}));
    json!({"标题": form.title, "指标": lines.collect::<Vec<_>>(), "总分": form.total})
}
