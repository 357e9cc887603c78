//! A call that cannot be understood, said in Chinese.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Outcome, arguments, print, show_one};
use crate::diag::{Code, Diagnostic, likeness};

/// The call is wrong.
pub(super) const USAGE: Code = Code("U001");

/// A file that is there is not written over: what to do instead is for the caller to say.
pub(super) fn left_alone(path: &Path) -> Diagnostic {
    Diagnostic::environment(USAGE, format!("“{}”已经有了，没有动它", path.display()))
}

/// Answers a call that the parser stopped at: help and version are printed, the rest is a fault.
pub(super) fn answer(error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(&error.render().to_string());
            Outcome::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print(&error.render().to_string());
            Outcome::EnvironmentFault
        }
        kind => {
            let fault = Diagnostic::environment(USAGE, message(kind, error));
            show_one(fault.help(help(error)))
        }
    }
}

fn message(kind: ErrorKind, error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match kind {
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有写要做什么".to_owned(),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面缺一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{argument}”不能写成“{value}”")
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”写了不止一次，或与别的选项冲突"),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”后面缺一个值")
        }
        ErrorKind::TooManyValues => format!("“{argument}”后面的值多了"),
        ErrorKind::InvalidUtf8 => "命令里有读不懂的字符".to_owned(),
        _ => "命令写得不对".to_owned(),
    }
}

fn help(error: &clap::Error) -> String {
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .map(|kind| context(error, kind));
    if let Some(near) = near.iter().find(|near| !near.is_empty()) {
        return format!("是不是想写“{near}”？");
    }
    if error.kind() == ErrorKind::UnknownArgument
        && let Some(near) = option_like(&context(error, ContextKind::InvalidArg))
    {
        return format!("是不是想写“{near}”？");
    }
    // What our own readers of values say; the parser's are English.
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if !said.is_ascii() {
        return said;
    }
    let valid = context(error, ContextKind::ValidValue);
    if valid.is_empty() {
        "运行 chengwen --帮助（或 chengwen 命令 --帮助）看用法".to_owned()
    } else {
        format!("可以写：{valid}")
    }
}

/// The option most like `written`; the parser's own measure finds none in words of two hanzi.
fn option_like(written: &str) -> Option<String> {
    let written = written.strip_prefix("--")?;
    let command = arguments::command();
    let arguments = command.get_subcommands().flat_map(clap::Command::get_arguments);
    let options = arguments.filter_map(clap::Arg::get_long);
    let near = options.filter_map(|option| Some((likeness(written, option)?, option)));
    near.min().map(|(_, option)| format!("--{option}"))
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}
