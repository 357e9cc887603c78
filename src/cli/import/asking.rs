//! Who is asked about guesses, and what is asked of the document as a whole. The dialogue itself is in `dialogue`.

use std::io::IsTerminal as _;

use clap::ArgMatches;

use super::dialogue::{Asked, Dialogue};
use crate::cli::usage::USAGE;
use crate::diag::Diagnostic;
use crate::draft::Draft;
use crate::manuscript::Manuscript;
use crate::transcript::Sure;

/// Whether somebody is asked about guesses, and whether that is a person at a terminal.
///
/// # Errors
/// Nobody is there, and answers from a pipe were not asked for.
pub(super) fn answers_from(matches: &ArgMatches) -> Result<Option<bool>, Diagnostic> {
    let Some(mode) = matches.get_one::<String>("interactive") else { return Ok(None) };
    if ["管道", "pipe"].contains(&mode.as_str()) {
        return Ok(Some(false));
    }
    let what = if !std::io::stdin().is_terminal() {
        "标准输入"
    } else if !std::io::stderr().is_terminal() {
        "标准错误"
    } else {
        return Ok(Some(true));
    };
    let message = format!("--交互 要在终端里一问一答，可是{what}不是终端，没有写文件");
    Err(Diagnostic::environment(USAGE, message)
        .help("答案从文件或管道来，写 --交互=管道；不想问，去掉 --交互，猜测会写在 YAML 的注释里"))
}

/// Asks about what was guessed of the document as a whole.
pub(super) fn confirm(
    dialogue: &mut Dialogue<'_>,
    draft: &mut Draft,
    manuscript: &Manuscript,
    template: &mut Option<&'static str>,
    asked: &mut Asked,
) -> Result<Sure, Diagnostic> {
    let mut sure = Sure::default();
    if let Some(name) = *template {
        let taken = format!("猜的：按标题选模板“{name}”");
        let right = dialogue.confirm(&taken, "用模板“附件”", asked)?;
        sure.template = right == Some(true);
        *template = template.filter(|_| right != Some(false));
    }
    if let Some(year) = draft.year.filter(|_| manuscript.properties.year != draft.year) {
        let taken = format!("猜的：年度取自标题，{year}");
        let right = dialogue.confirm(&taken, "不写年度", asked)?;
        sure.year = right == Some(true);
        draft.year = draft.year.filter(|_| right != Some(false));
    }
    Ok(sure)
}
