//! What `build` is asked to do: which inputs, which outputs where. Everything that can be seen to be
//! wrong before a file is opened is seen here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::usage::USAGE;
use crate::compile::Embed;
use crate::diag::Diagnostic;
use crate::fonts::Preference;
use crate::io;

/// A kind of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) enum Format {
    Docx,
    Pdf,
}

impl Format {
    pub(in crate::cli) fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        }
    }
}

/// One input and where its outputs go.
#[derive(Debug)]
pub(in crate::cli) struct Target {
    pub(in crate::cli) input: PathBuf,
    pub(in crate::cli) outputs: Vec<(Format, PathBuf)>,
}

/// The whole call.
#[derive(Debug)]
pub(in crate::cli) struct Plan {
    pub(in crate::cli) targets: Vec<Target>,
    pub(in crate::cli) making: Making,
    pub(in crate::cli) overwrite: bool,
    pub(in crate::cli) json: bool,
    /// The documents are made again whenever a file is saved.
    pub(in crate::cli) watch: bool,
    pub(in crate::cli) check: Checking,
}

/// How the outputs are made.
#[derive(Debug)]
pub(in crate::cli) struct Making {
    /// The user's own.
    pub(in crate::cli) template: Option<PathBuf>,
    /// Where fonts come from.
    pub(in crate::cli) fonts: Preference,
    /// 精排.
    pub(in crate::cli) fine: bool,
    /// 草稿.
    pub(in crate::cli) draft: bool,
    /// The PDF carries what it is made of.
    pub(in crate::cli) archive: bool,
    /// How much of its fonts the DOCX carries.
    pub(in crate::cli) embed: Embed,
}

/// How the document is proofread before it is written.
#[derive(Debug)]
pub(in crate::cli) struct Checking {
    /// The unit's own rules.
    pub(in crate::cli) rules: Option<PathBuf>,
    /// A document with errors is not built.
    pub(in crate::cli) strict: bool,
    /// What is found goes into the DOCX.
    pub(in crate::cli) comments: bool,
}

impl Plan {
    pub(in crate::cli) fn new(matches: &ArgMatches) -> Result<Self, Diagnostic> {
        let inputs: Vec<PathBuf> =
            matches.get_many("inputs").into_iter().flatten().cloned().collect();
        let asked = asked(matches);
        let output = matches.get_one::<PathBuf>("output");
        let targets = targets(inputs, &formats(&asked), output)?;
        two_inputs_one_output(&targets)?;
        let making = Making::new(matches);
        if making.archive {
            archive_needs_pdf(&targets)?;
        }
        if let Some(folder) = output.filter(|path| single_file(path).is_none()) {
            io::make_folder(folder)?;
        }
        Ok(Self {
            targets,
            making,
            overwrite: matches.get_flag("overwrite"),
            json: asked.contains(&"json"),
            watch: matches.get_flag("watch"),
            check: Checking::new(matches),
        })
    }
}

impl Making {
    /// What the call says; `batch` has no --存档.
    pub(in crate::cli) fn new(matches: &ArgMatches) -> Self {
        Self {
            template: matches.get_one::<PathBuf>("template").cloned(),
            fonts: super::preference(matches),
            fine: matches.get_flag("fine"),
            draft: matches.get_flag("draft"),
            archive: matches!(matches.try_get_one::<bool>("archive"), Ok(Some(true))),
            embed: embed(matches),
        }
    }
}

impl Checking {
    pub(in crate::cli) fn new(matches: &ArgMatches) -> Self {
        Self {
            rules: matches.get_one::<PathBuf>("rules").cloned(),
            strict: matches.get_flag("strict"),
            comments: matches.get_flag("comments"),
        }
    }
}

fn embed(matches: &ArgMatches) -> Embed {
    match matches.get_one::<String>("embed").map(String::as_str) {
        Some("常用" | "common") => Embed::Common,
        Some("全部" | "all") => Embed::Whole,
        Some("不嵌" | "none") => Embed::Nothing,
        _ => Embed::Used,
    }
}

/// What --格式 says, `json` among it.
pub(in crate::cli) fn asked(matches: &ArgMatches) -> Vec<&str> {
    matches.get_many::<String>("format").into_iter().flatten().map(String::as_str).collect()
}

/// The formats asked for by name; none named means both.
pub(in crate::cli) fn formats(asked: &[&str]) -> Vec<Format> {
    let all = asked.iter().any(|name| matches!(*name, "全部" | "all"));
    let mut formats = Vec::new();
    for (name, format) in [("docx", Format::Docx), ("pdf", Format::Pdf)] {
        if all || asked.contains(&name) {
            formats.push(format);
        }
    }
    formats
}

fn targets(
    inputs: Vec<PathBuf>,
    asked: &[Format],
    output: Option<&PathBuf>,
) -> Result<Vec<Target>, Diagnostic> {
    let both = [Format::Docx, Format::Pdf];
    let wanted = if asked.is_empty() { &both[..] } else { asked };
    if let Some(path) = output
        && let Some(format) = single_file(path)
    {
        return one_file(inputs, asked, path, format);
    }
    if let Some(folder) = output {
        no_other_kind_of_file(folder)?;
    }
    let target = |input: PathBuf| {
        let outputs = wanted.iter().map(|format| (*format, beside(&input, output, *format)));
        Target { outputs: outputs.collect(), input }
    };
    Ok(inputs.into_iter().map(target).collect())
}

/// The format of `-o`, when it names a file and not a folder.
fn single_file(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    [Format::Docx, Format::Pdf]
        .into_iter()
        .find(|format| format.extension() == extension && !path.is_dir())
}

/// Endings of other kinds of documents: nobody means a folder of such a name.
const OTHER_KINDS: [&str; 6] = ["doc", "wps", "odt", "rtf", "ofd", "txt"];

fn no_other_kind_of_file(path: &Path) -> Result<(), Diagnostic> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let other = OTHER_KINDS.iter().any(|kind| ending.eq_ignore_ascii_case(kind));
    if other && !path.is_dir() {
        let message = format!("写不了“{}”：只会写 .docx 和 .pdf", path.display());
        return Err(
            Diagnostic::environment(USAGE, message).help("-o 后面的文件名以 .docx 或 .pdf 结尾")
        );
    }
    Ok(())
}

fn one_file(
    inputs: Vec<PathBuf>,
    asked: &[Format],
    path: &Path,
    format: Format,
) -> Result<Vec<Target>, Diagnostic> {
    let shown = path.display();
    if inputs.len() > 1 {
        let message = format!("有 {} 份 YAML，不能都写成“{shown}”", inputs.len());
        return Err(Diagnostic::environment(USAGE, message).help("-o 后面写一个文件夹"));
    }
    if asked.iter().any(|other| *other != format) {
        let message = format!("“{shown}”的后缀与 --格式 不一致");
        return Err(
            Diagnostic::environment(USAGE, message).help("去掉 --格式，或 -o 后面写一个文件夹")
        );
    }
    let outputs = vec![(format, path.to_owned())];
    Ok(inputs.into_iter().map(|input| Target { input, outputs: outputs.clone() }).collect())
}

fn beside(input: &Path, folder: Option<&PathBuf>, format: Format) -> PathBuf {
    let named = input.with_extension(format.extension());
    match folder {
        None => named,
        Some(folder) => named.file_name().map_or_else(|| folder.clone(), |name| folder.join(name)),
    }
}

fn archive_needs_pdf(targets: &[Target]) -> Result<(), Diagnostic> {
    let pdf = |target: &Target| target.outputs.iter().any(|(format, _)| *format == Format::Pdf);
    if targets.iter().all(pdf) {
        return Ok(());
    }
    Err(Diagnostic::environment(USAGE, "--存档 是把文稿放进 PDF，这次没有要 PDF")
        .help("去掉 --格式 docx，或 -o 后面写 .pdf 或一个文件夹"))
}

fn two_inputs_one_output(targets: &[Target]) -> Result<(), Diagnostic> {
    let mut taken: BTreeMap<&Path, &Path> = BTreeMap::new();
    // What has no name (`.`) is no file: reading it says so.
    for target in targets.iter().filter(|target| target.input.file_name().is_some()) {
        for (_, path) in &target.outputs {
            if let Some(other) = taken.insert(path, &target.input) {
                let message = format!(
                    "“{}”和“{}”都会写成“{}”",
                    other.display(),
                    target.input.display(),
                    path.display()
                );
                return Err(
                    Diagnostic::environment(USAGE, message).help("分开生成，各写各的文件夹")
                );
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn outputs_stand_beside_the_input() {
        let targets = targets(paths(&["甲/报告.yaml"]), &[], None).unwrap();
        let outputs: Vec<&Path> = targets[0].outputs.iter().map(|(_, p)| p.as_path()).collect();
        assert_eq!(outputs, [Path::new("甲/报告.docx"), Path::new("甲/报告.pdf")]);
    }

    #[test]
    fn a_file_after_o_is_the_only_output() {
        let output = PathBuf::from("印.PDF");
        let targets = targets(paths(&["报告.yaml"]), &[], Some(&output)).unwrap();
        assert_eq!(targets[0].outputs, vec![(Format::Pdf, output)]);
    }

    #[test]
    fn calls_that_contradict_themselves_are_refused() {
        let pdf = PathBuf::from("印.pdf");
        assert!(targets(paths(&["甲.yaml", "乙.yaml"]), &[], Some(&pdf)).is_err());
        assert!(targets(paths(&["甲.yaml"]), &[Format::Docx], Some(&pdf)).is_err());
        let same = targets(paths(&["甲/报告.yaml", "乙/报告.yaml"]), &[], None).unwrap();
        assert!(two_inputs_one_output(&same).is_ok());
        let twice = targets(paths(&["报告.yaml", "报告.yml"]), &[], None).unwrap();
        assert!(two_inputs_one_output(&twice).is_err());
    }
}
