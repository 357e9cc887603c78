//! What `batch` is asked to do, and the table of its units.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::batch::{Grouping, Pattern, Roster};
use crate::cli::build::plan::{Checking, Format, Making, formats};
use crate::cli::usage::USAGE;
use crate::diag::Diagnostic;
use crate::io;
use crate::spreadsheet::{self, Asked, Reference};

/// The word for “each row is a unit”.
const ROWS: [&str; 2] = ["行", "rows"];

/// The whole call.
pub(super) struct Plan {
    pub(super) document: PathBuf,
    /// Tables, the one of the units first.
    data: Vec<String>,
    pub(super) folder: PathBuf,
    name: Option<String>,
    group: Option<String>,
    pub(super) formats: Vec<Format>,
    pub(super) making: Making,
    pub(super) check: Checking,
    pub(super) overwrite: bool,
    pub(super) json: bool,
    pub(super) goes_on: bool,
    pub(super) workers: usize,
}

impl Plan {
    pub(super) fn new(matches: &ArgMatches) -> Result<Self, Diagnostic> {
        let document = matches.get_one::<PathBuf>("input").cloned().unwrap_or_default();
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let asked: Vec<&str> = matches
            .get_many::<String>("format")
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let named = formats(&asked);
        let stem = stem(&document);
        let usual = || document.with_file_name(format!("{stem}-批量"));
        let folder = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(usual);
        if folder.is_file() {
            let message = format!("“{}”是文件，批量要写到一个文件夹里", folder.display());
            return Err(Diagnostic::environment(USAGE, message).help("-o 后面写一个文件夹"));
        }
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self {
            data: matches.get_many::<String>("data").into_iter().flatten().cloned().collect(),
            folder,
            name: text("name"),
            group: text("group"),
            formats: if named.is_empty() { vec![Format::Docx, Format::Pdf] } else { named },
            making: Making::new(matches),
            check: Checking::new(matches),
            overwrite: matches.get_flag("overwrite"),
            json: asked.contains(&"json"),
            goes_on: matches.get_flag("continue"),
            workers: matches.get_one::<u16>("jobs").map_or_else(cores, |jobs| usize::from(*jobs)),
            document,
        })
    }

    /// The tables' files.
    pub(super) fn data_files(&self) -> Vec<PathBuf> {
        let file = |text: &String| {
            Reference::parse(text).map_or_else(|_| PathBuf::from(text), |r| PathBuf::from(r.file))
        };
        self.data.iter().map(file).collect()
    }

    /// Reads the table of the units.
    pub(super) fn roster(&self) -> Result<Roster, Diagnostic> {
        let text = self.data.first().map_or("", String::as_str);
        let reference = Reference::parse(text).map_err(|fault| {
            let message = format!("--数据 后面的“{text}”：{}", fault.message);
            Diagnostic::environment(USAGE, message).help(fault.help)
        })?;
        let path = Path::new(&reference.file);
        let bytes = io::read_table(path)?;
        let grid = spreadsheet::read(&bytes, Asked::from(&reference)).map_err(|fault| {
            let message = fault.message(&reference.file);
            Diagnostic::environment(io::UNREADABLE, message).help(fault.help())
        })?;
        let grouping = match self.group.as_deref() {
            None => Grouping::Usual,
            Some(word) if ROWS.contains(&word) => Grouping::Rows,
            Some(column) => Grouping::By(column),
        };
        let file = path.file_name().map_or_else(|| text.into(), |name| name.to_string_lossy());
        Roster::of(grid, &file, grouping)
    }

    /// What the files are called.
    pub(super) fn pattern(&self, roster: &Roster) -> Result<Pattern, Diagnostic> {
        match &self.name {
            Some(text) => Pattern::parse(text, roster),
            None => Ok(Pattern::usual(&stem(&self.document), roster)),
        }
    }

    /// Where the files of this name go.
    pub(super) fn outputs(&self, name: &str) -> Vec<(Format, PathBuf)> {
        let path =
            |format: &Format| (*format, self.folder.join(format!("{name}.{}", format.extension())));
        self.formats.iter().map(path).collect()
    }
}

fn stem(document: &Path) -> String {
    document.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}
