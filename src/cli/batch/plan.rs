//! What `batch` is asked to do, and the table of its units.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::batch::{Grouping, Pattern, Roster};
use crate::cli::build::plan::{Checking, Format, Making, asked, formats};
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
    /// Of all units only those of one part.
    part: Option<Part>,
}

/// One of several parts of about the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Part {
    /// From 1.
    number: usize,
    of: usize,
}

impl Part {
    /// Reads `3/20`.
    ///
    /// # Errors
    /// How it is written.
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let numbers = text.split_once(['/', '／']);
        let read = |text: &str| text.trim().parse::<usize>().ok();
        let part = numbers.and_then(|(number, of)| Some((read(number)?, read(of)?)));
        match part {
            Some((number, of)) if (1..=of).contains(&number) && of <= 10_000 => {
                Ok(Self { number, of })
            }
            _ => Err("写成 3/20：分成 20 份里的第 3 份".to_owned()),
        }
    }

    /// Whether the unit at `index` of `all` is of this part; each unit is of one.
    fn has(self, index: usize, all: usize) -> bool {
        let end = |number: usize| all * number / self.of;
        (end(self.number - 1)..end(self.number)).contains(&index)
    }
}

impl Plan {
    pub(super) fn new(matches: &ArgMatches) -> Result<Self, Diagnostic> {
        let document = matches.get_one::<PathBuf>("input").cloned().unwrap_or_default();
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let asked = asked(matches);
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
            part: matches.get_one::<Part>("part").copied(),
            document,
        })
    }

    /// Whether the unit at `index` of `all` is to be made.
    pub(super) fn has(&self, index: usize, all: usize) -> bool {
        self.part.is_none_or(|part| part.has(index, all))
    }

    /// A file in the folder of the outputs that is this part's own.
    pub(super) fn own_file(&self, name: &str, ending: &str) -> PathBuf {
        let part = self.part.map(|part| format!("-{}-{}", part.number, part.of));
        self.folder.join(format!("{name}{}.{ending}", part.unwrap_or_default()))
    }

    /// The tables' files.
    pub(super) fn data_files(&self) -> Vec<PathBuf> {
        let file = |text: &String| {
            Reference::parse(text).map_or_else(|_| PathBuf::from(text), |r| PathBuf::from(r.file))
        };
        self.data.iter().map(file).collect()
    }

    /// Reads the table of the units. That the others are there is seen too: a document names them once for all units.
    pub(super) fn roster(&self) -> Result<Roster, Diagnostic> {
        for path in self.data_files().iter().skip(1) {
            io::read_table(path)?;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_is_of_exactly_one_part() {
        for (all, of) in [(0, 3), (1, 1), (2, 5), (10, 3), (10_000, 7)] {
            let parts: Vec<Part> =
                (1..=of).map(|number| Part::parse(&format!("{number}/{of}")).unwrap()).collect();
            for index in 0..all {
                let owners = parts.iter().filter(|part| part.has(index, all)).count();
                assert_eq!(owners, 1, "{index} of {all} in {of}");
            }
        }
        for wrong in ["", "3", "0/3", "4/3", "a/b", "1/0", "-1/3", "1/10001"] {
            assert!(Part::parse(wrong).is_err(), "{wrong}");
        }
    }
}
