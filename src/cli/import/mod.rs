//! `chengwen import`: a file of another program becomes a YAML that builds, with an account of every character. Nothing
//! is written unless the account balances.

mod asking;
mod dialogue;
mod kind;
mod ledger;
mod pictures;
mod read;

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use self::dialogue::{Asked, Dialogue};
pub use self::pictures::Pictures;
use super::usage::{USAGE, left_alone};
use super::{Outcome, asks_for_json, print, print_json, show, show_one};
use crate::compile::{self, Options};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::draft::{Breach, Draft, Piece, Text, Why};
use crate::fonts::{Book, Preference};
use crate::io;
use crate::manuscript::Manuscript;
use crate::naming::{self, Name};
use crate::proof;
use crate::schema::Unfilled;
use crate::source::{SourceMap, parse};
use crate::transcript::{self, Account, Setting, Sure};

/// What was written cannot be read back.
const NOT_READ_BACK: Code = Code("U032");

/// A file may say 待填, which keeps nobody from writing it down.
const DRAFT: Options = Options { draft: true, fine: false, overlay: None };

/// The file taken in and all that is written of it.
pub struct Taken {
    /// The YAML.
    pub yaml: String,
    /// What became of each character.
    pub account: Account,
    /// Figures that got names in 数据.
    pub names: Vec<Name>,
    /// What lies beside the YAML.
    pub pictures: Pictures,
    manuscript: Manuscript,
    /// What somebody was asked about.
    asked: Option<Asked>,
    /// The encoding of a text that is not UTF-8.
    encoding: Option<&'static str>,
    /// What keeps the document from being built as it is, with the text it is about.
    faults: Vec<Diagnostic>,
    sources: SourceMap,
}

/// Takes a file in.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(input) = matches.get_one::<PathBuf>("input") else { return Outcome::EnvironmentFault };
    let overwrite = matches.get_flag("overwrite");
    let listing = matches.get_one::<PathBuf>("account");
    let asked = matches.get_one::<PathBuf>("output");
    let result = asking::answers_from(matches)
        .and_then(|source| Ok((source, io::read_output(input)?)))
        .and_then(|(source, bytes)| Ok((source, bytes, target(input, asked, overwrite)?)))
        .and_then(|(source, bytes, output)| {
            let taken = match source {
                None => take(input, bytes, &output)?,
                Some(is_live) => {
                    let (mut answers, mut questions) = (std::io::stdin().lock(), std::io::stderr());
                    let dialogue = Dialogue::new(&mut answers, &mut questions, is_live);
                    take_asking(input, bytes, &output, Some(dialogue))?
                }
            };
            let named = matches.get_flag("figures");
            Ok((if named { taken.with_names(&output)? } else { taken }, output))
        })
        .and_then(|(taken, output)| {
            write(&taken, &output, listing.map(PathBuf::as_path), overwrite)?;
            Ok((taken, output))
        });
    let (taken, output) = match result {
        Ok(done) => done,
        Err(fault) => return show_one(fault),
    };
    if asks_for_json(matches) {
        print_json(&ledger::json(&taken, &output));
    } else {
        show(&taken.faults, &taken.sources);
        print(&ledger::text(&taken, &output));
    }
    Outcome::of(&taken.faults)
}

/// Where the YAML goes: beside the file, under its name, or where `-o` says.
fn target(input: &Path, asked: Option<&PathBuf>, overwrite: bool) -> Result<PathBuf, Diagnostic> {
    let own = input.with_extension("yaml");
    let path = match asked {
        None => own,
        Some(folder) if folder.is_dir() => {
            own.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
        }
        Some(path) => path.clone(),
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !matches!(ending.as_deref(), Some("yaml" | "yml")) {
        let message = format!("写不了“{}”：转出来的是 YAML", path.display());
        return Err(Diagnostic::environment(USAGE, message).help("-o 后面的文件名以 .yaml 结尾"));
    }
    if io::is_same_file(&path, input) {
        let message = format!("“{}”就是要转的文件，不能写成它", path.display());
        return Err(Diagnostic::environment(USAGE, message).help("用 -o 写到别处"));
    }
    if path.exists() && !overwrite {
        return Err(taken(&path));
    }
    Ok(path)
}

fn taken(path: &Path) -> Diagnostic {
    left_alone(path).help("用 -o 写到别处；确实要换掉它，加 --覆盖")
}

/// Takes the bytes of the file `input` in, for a YAML called `output`: everything but reading and writing.
///
/// # Errors
/// A file that is no document, cannot be read, or does not balance.
pub fn take(input: &Path, bytes: Vec<u8>, output: &Path) -> Result<Taken, Diagnostic> {
    take_asking(input, bytes, output, None)
}

/// The same, and asks about what was guessed.
fn take_asking(
    input: &Path,
    bytes: Vec<u8>,
    output: &Path,
    mut dialogue: Option<Dialogue<'_>>,
) -> Result<Taken, Diagnostic> {
    let (manuscript, encoding) = read::manuscript(input, bytes)?;
    let (mut draft, mut asked) = match &mut dialogue {
        Some(dialogue) => dialogue.settle(&manuscript)?,
        None => (crate::draft::of(&manuscript), Asked::default()),
    };
    draft.make_sound(&manuscript.text);
    draft.covers(&manuscript).map_err(|breach| lost(&where_broken(&breach, &manuscript)))?;
    draft.year = draft.year.or_else(|| draft.year_of_title(&manuscript));
    name_parts(&mut draft, &manuscript, input);
    let pictures = Pictures::of(&manuscript, output);
    let mut template = template(&draft, &manuscript);
    let sure = match &mut dialogue {
        Some(dialogue) => {
            asking::confirm(dialogue, &mut draft, &manuscript, &mut template, &mut asked)?
        }
        None => Sure::default(),
    };
    let setting = Setting { template, pictures: &pictures.names, sure };
    let yaml = transcript::yaml(&draft, &manuscript, &setting);
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::new();
    let shown = output.display().to_string();
    let file =
        sources.add(&shown, yaml.clone().into_bytes()).map_err(|fault| unread(input, &fault))?;
    let read = compile::read(file, DRAFT, &mut sources, &pictures, &mut diagnostics);
    let read = match read {
        Some(read) if !diagnostics.has_errors() => read,
        _ => {
            let found = diagnostics.into_sorted();
            let fault = found.iter().find(|fault| fault.severity == Severity::Error);
            return Err(fault.map_or_else(|| lost("没有读出内容"), |fault| unread(input, fault)));
        }
    };
    let account = transcript::account(&draft, &manuscript, &setting, &read.galley)?;
    let faults = faults_of(read, diagnostics)?;
    let names = Vec::new();
    let asked = dialogue.map(|_| asked);
    Ok(Taken { yaml, account, names, pictures, manuscript, asked, encoding, faults, sources })
}

impl Taken {
    /// The same with names for its figures.
    ///
    /// # Errors
    /// It would not print the same.
    pub fn with_names(self, output: &Path) -> Result<Self, Diagnostic> {
        let differs = || lost("取了名的数印出来不一样");
        let mut sources = SourceMap::default();
        let shown = output.display().to_string();
        let mut read = |yaml: &str| {
            let file = sources.add(&shown, yaml.as_bytes().to_vec()).ok()?;
            let tree = parse(file, sources.file(file)).ok()?;
            let mut found = Diagnostics::new();
            let read = compile::read(file, DRAFT, &mut sources, &self.pictures, &mut found)?;
            let proof = proof::of_galley(&read.galley, None, &sources);
            (!found.has_errors()).then_some((file, tree, proof, read))
        };
        let (file, tree, proof, before) = read(&self.yaml).ok_or_else(differs)?;
        let named = naming::name_figures(file, &tree, &self.yaml, &proof);
        let (.., after) = read(&named.text).ok_or_else(differs)?;
        if transcript::printed(&after.galley) != transcript::printed(&before.galley) {
            return Err(differs());
        }
        let faults = faults_of(after, Diagnostics::new())?;
        Ok(Self { yaml: named.text, names: named.names, faults, sources, ..self })
    }
}

/// What keeps a document that was read from being set: that is for its author to see.
fn faults_of(
    read: compile::Read,
    mut diagnostics: Diagnostics,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    diagnostics.extend(read.unfilled.iter().map(Unfilled::to_diagnostic));
    let _ = read.lay_out(&Book::open(Preference::Bundled)?, &mut diagnostics);
    let found = diagnostics.into_sorted().into_iter();
    Ok(found.filter(|fault| fault.severity == Severity::Error).collect())
}

/// A part without a title gets one: the language wants it.
fn name_parts(draft: &mut Draft, manuscript: &Manuscript, input: &Path) {
    let stem = input.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let said = manuscript.properties.title.clone().or(stem).unwrap_or_default();
    let shown: String = said.chars().filter(|c| !c.is_control()).collect();
    let text =
        if shown.trim().is_empty() { "未命名".to_owned() } else { shown.trim().to_owned() };
    for part in draft.parts.iter_mut().filter(|part| part.title.is_empty()) {
        part.title = vec![Text(vec![Piece::Added { text: text.clone(), why: Why::Title }])];
    }
}

/// The built-in template that the title asks for.
fn template(draft: &Draft, manuscript: &Manuscript) -> Option<&'static str> {
    let title = draft.parts.first()?.title.iter().map(|line| line.printed(&manuscript.text));
    title.collect::<String>().contains("绩效自评报告").then_some("绩效自评报告")
}

/// What a draft has lost or holds twice, and where.
fn where_broken(breach: &Breach, manuscript: &Manuscript) -> String {
    let (what, range) = match breach {
        Breach::Lost(range) => ("没有着落", range),
        Breach::Twice(range) => ("用了两次", range),
    };
    let own = manuscript.paragraphs.get(manuscript.paragraph_at(range.start));
    let place = own.map(|own| own.place.to_string()).unwrap_or_default();
    let text = manuscript.text.get(range.clone()).unwrap_or_default();
    format!("{place}的“{}”{what}", text.chars().take(12).collect::<String>())
}

fn lost(fault: &str) -> Diagnostic {
    Diagnostic::environment(NOT_READ_BACK, format!("账目不平，没有写文件：{fault}"))
        .help("这是程序的毛病，不是文件的：请把这份文件和上面这一行发给开发者")
}

/// A fault of the YAML, which was not written, said of the file.
fn unread(input: &Path, fault: &Diagnostic) -> Diagnostic {
    let Diagnostic { code, message, help, .. } = fault;
    let message =
        format!("“{}”转成的 YAML 不成立（{}：{message}），没有写文件", input.display(), code.0);
    Diagnostic::environment(NOT_READ_BACK, message).help(help.clone())
}

/// Writes the YAML, the pictures and the account, all of them or none.
fn write(
    taken: &Taken,
    output: &Path,
    listing: Option<&Path>,
    overwrite: bool,
) -> Result<(), Diagnostic> {
    let listed = listing.map(|path| (path, ledger::listing(taken, path)));
    let pictures = taken.pictures.targets(output);
    let mut files: Vec<(&Path, &[u8])> = Vec::new();
    for (path, bytes) in &pictures {
        if !overwrite && io::differs(path, bytes) {
            return Err(self::taken(path));
        }
        if let Some(folder) = path.parent() {
            io::make_folder(folder)?;
        }
        files.push((path, bytes));
    }
    if let Some((path, bytes)) = &listed {
        if !overwrite && io::differs(path, bytes) {
            return Err(self::taken(path));
        }
        files.push((path, bytes));
    }
    files.push((output, taken.yaml.as_bytes()));
    io::write_together(&files)
}
