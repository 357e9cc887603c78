//! What `build` says it wrote.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::plan::{Format, Target};
use crate::cli::check::Counts;
use crate::cli::report;
use crate::compile::{Compiled, Embed};
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::source::SourceMap;

/// What was made of one document.
pub(in crate::cli) struct Built {
    pub(in crate::cli) pages: usize,
    fonts: Vec<String>,
    embed: Embed,
    outputs: Vec<(Format, PathBuf, usize)>,
    pub(in crate::cli) check: Counts,
}

impl Built {
    pub(super) fn new(
        compiled: &Compiled,
        embed: Embed,
        book: &Book,
        outputs: &[(Format, PathBuf, Vec<u8>)],
        check: Counts,
    ) -> Self {
        let faces = compiled.faces();
        let sizes =
            outputs.iter().map(|(format, path, bytes)| (*format, path.clone(), bytes.len()));
        Self {
            pages: compiled.layout.pages.len(),
            fonts: faces.iter().map(|id| book.face(*id).family_chinese().to_owned()).collect(),
            embed,
            outputs: sizes.collect(),
            check,
        }
    }
}

/// A few lines for people.
pub(super) fn text(target: &Target, built: &Built, time: Duration) -> String {
    let mut out =
        format!("{}，{} 面，用时 {} 毫秒\n", target.input.display(), built.pages, time.as_millis());
    for (_, path, bytes) in &built.outputs {
        let _ = writeln!(out, "  写好 {}（{} KB）", path.display(), bytes.div_ceil(1024));
    }
    let _ = writeln!(out, "  字体 {}", built.fonts.join("、"));
    if built.embed == Embed::Nothing && built.outputs.iter().any(|output| output.0 == Format::Docx)
    {
        out.push_str(
            "  DOCX 没有嵌字体：打开它的电脑没有装这些字体，就换成别的字体，断行、面数会变；报送看 PDF\n",
        );
    }
    let found = if built.check.all() == 0 {
        "没有发现问题".to_owned()
    } else {
        format!("{}；逐条看：chengwen check {}", built.check.words(), target.input.display())
    };
    let _ = writeln!(out, "  校对 {found}");
    out
}

/// The same for scripts, with the findings.
pub(super) fn json(
    target: &Target,
    built: Option<&Built>,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    time: Duration,
) -> Value {
    let outputs = built.map_or_else(Vec::new, |built| {
        let output = |(format, path, bytes): &(Format, PathBuf, usize)| {
            json!({
                "path": path.display().to_string(),
                "format": format.extension(),
                "bytes": bytes,
            })
        };
        built.outputs.iter().map(output).collect()
    });
    json!({
        "input": target.input.display().to_string(),
        "outputs": outputs,
        "pages": built.map(|built| built.pages),
        "fonts": built.map(|built| built.fonts.clone()).unwrap_or_default(),
        "embed": built.map(|built| match built.embed {
            Embed::Used => "subset",
            Embed::Common => "common",
            Embed::Whole => "all",
            Embed::Nothing => "none",
        }),
        "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
        "check": built.map(|built| {
            let Counts { errors, warnings, hints, .. } = built.check;
            json!({"errors": errors, "warnings": warnings, "hints": hints})
        }),
        "diagnostics": report::json(diagnostics, sources),
    })
}
