//! What was made of each unit, of which files, so that `--继续` makes only what is missing or would come out otherwise.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::tables::Tables;
use crate::cli::build::plan::Format;
use crate::cli::digest::sum;
use crate::io;

/// Where it is kept, in the folder of the outputs.
pub(super) const NAME: &str = ".chengwen-batch";
pub(super) const ENDING: &str = "jsonl";

/// What was made of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The name of its files, without ending.
    pub(super) name: String,
    /// The sum of what it was made of: the program, the call, the document, its rows.
    pub(super) made_of: String,
    /// The files that its document names, each with its sum.
    pub(super) files: Vec<(String, String)>,
    pub(super) outputs: Vec<Output>,
    pub(super) pages: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) hints: usize,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Output {
    /// `docx` or `pdf`.
    pub(super) format: String,
    pub(super) bytes: usize,
    pub(super) sum: String,
}

/// The last record of each name. A line that is none is passed over: its unit is made anew.
pub(super) fn records(lines: &[String]) -> BTreeMap<String, Record> {
    let read = lines.iter().filter_map(|line| serde_json::from_str::<Record>(line).ok());
    read.map(|record| (record.name.clone(), record)).collect()
}

impl Record {
    /// Whether the same would be made now, and it lies there whole.
    pub(super) fn holds(
        &self,
        made_of: &str,
        outputs: &[(Format, std::path::PathBuf)],
        tables: &Tables,
    ) -> bool {
        self.made_of == made_of
            && self.outputs.len() == outputs.len()
            && self.files.iter().all(|(name, sum)| tables.digest(name) == *sum)
            && self
                .outputs
                .iter()
                .zip(outputs)
                .all(|(output, (format, path))| output.lies_at(*format, path))
    }
}

impl Output {
    pub(super) fn of(format: Format, bytes: &[u8]) -> Self {
        Self { format: format.extension().to_owned(), bytes: bytes.len(), sum: sum(bytes) }
    }

    fn lies_at(&self, format: Format, path: &Path) -> bool {
        self.format == format.extension()
            && io::length(path) == u64::try_from(self.bytes).ok()
            && io::read_output(path).is_ok_and(|bytes| sum(&bytes) == self.sum)
    }
}
