//! `chengwen explain`: what a rule of `check` looks for, on what ground, and what to do about it.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::usage::USAGE;
use super::{Outcome, print, show_one};
use crate::check::{self, Family};
use crate::diag::{Diagnostic, likeness};

/// Prints the page of each rule asked for, or a list of all.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let codes: Vec<&String> = matches.get_many("codes").into_iter().flatten().collect();
    if codes.is_empty() {
        print(&list());
        return Outcome::Done;
    }
    let mut pages = Vec::new();
    for code in codes {
        match check::find(code) {
            Some(rule) => pages.push(check::page(rule)),
            None => return show_one(unknown(code)),
        }
    }
    print(&pages.join("\n"));
    Outcome::Done
}

fn list() -> String {
    let mut list = String::new();
    for family in Family::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{} {}", family.letter(), family.name());
        for rule in check::all().filter(|rule| rule.family() == family) {
            let severity = rule.severity.name();
            let _ = writeln!(list, "  {}  {severity}  {}", rule.code.0, rule.name);
        }
    }
    list
}

fn unknown(code: &str) -> Diagnostic {
    let written = code.to_uppercase();
    let near =
        check::all().filter_map(|rule| Some((likeness(&written, rule.code.0)?, rule.code.0))).min();
    let help = match near {
        Some((_, near)) => format!("是不是想写“{near}”？不写代码，列出全部规则"),
        None => "运行 chengwen explain（不写代码），列出全部规则".to_owned(),
    };
    Diagnostic::environment(USAGE, format!("没有“{code}”这条规则")).help(help)
}
