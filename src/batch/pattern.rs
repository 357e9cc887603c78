//! What a unit's files are called: `附件4-{单位}`, `{县}/附件4-{单位}`. Names must be good on every system, since the files
//! are handed on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fault::{NAMELESS, NO_NAME, PATTERN, SAME_FILE};
use super::filled::words;
use super::roster::{Found, Roster, Unit};
use crate::diag::Diagnostic;
use crate::filename::made_good;

/// What stands for the number of a unit.
const NUMBER: &str = "序号";

/// Bytes of a name without its ending: systems take 255, and the file has another name while it is written.
const LONGEST: usize = 230;

/// A pattern of names, read.
#[derive(Debug)]
pub struct Pattern {
    /// Folders and at last the file, each of pieces.
    parts: Vec<Vec<Piece>>,
}

#[derive(Debug)]
enum Piece {
    Literal(String),
    Column(usize),
    Number,
    Unit,
}

impl Pattern {
    /// The usual one: the document's own name and the unit's.
    #[must_use]
    pub fn usual(document: &str, roster: &Roster) -> Self {
        let last = if roster.key.is_some() { Piece::Unit } else { Piece::Number };
        Self { parts: vec![vec![Piece::Literal(format!("{document}-")), last]] }
    }

    /// Reads a pattern. An ending (`.docx`, `.pdf`) is that of the files and not of the pattern.
    ///
    /// # Errors
    /// A bracket that is not closed, a column that the table does not have, an empty name.
    pub fn parse(text: &str, roster: &Roster) -> Result<Self, Diagnostic> {
        let fault = |message: String| {
            Diagnostic::environment(PATTERN, message)
                .help("写成 附件4-{单位}，大括号里是表格的列名，或 {序号}；分文件夹的写 {县}/附件4-{单位}")
        };
        let stem = ["docx", "pdf", "DOCX", "PDF"]
            .iter()
            .find_map(|ending| text.strip_suffix(ending)?.strip_suffix('.'))
            .unwrap_or(text);
        let mut parts = vec![Vec::new()];
        let mut rest = stem;
        while !rest.is_empty() {
            let end = rest.find(['{', '/', '\\']).unwrap_or(rest.len());
            let (literal, after) = rest.split_at(end);
            let Some(part) = parts.last_mut() else { break };
            if !literal.is_empty() {
                part.push(Piece::Literal(literal.to_owned()));
            }
            rest = if let Some(inside) = after.strip_prefix('{') {
                let Some((name, after)) = inside.split_once('}') else {
                    return Err(fault(format!("名称样式“{text}”里的“{{”没有“}}”")));
                };
                part.push(piece(name.trim(), roster).map_err(fault)?);
                after
            } else {
                if !after.is_empty() {
                    parts.push(Vec::new());
                }
                after.get(1..).unwrap_or_default()
            };
        }
        if parts.iter().any(Vec::is_empty) {
            return Err(fault(format!("名称样式“{text}”里有一段是空的")));
        }
        Ok(Self { parts })
    }

    /// The name of every unit's files without ending, folders before a slash; or why it has none.
    ///
    /// # Errors
    /// Two units with one name: a system that tells no capital letters apart would overwrite one with the other.
    pub fn names(&self, roster: &Roster) -> Result<Vec<Result<String, Diagnostic>>, Diagnostic> {
        let mut taken: BTreeMap<String, &Unit> = BTreeMap::new();
        let mut names = Vec::with_capacity(roster.units.len());
        for unit in &roster.units {
            let name = self.name(roster, unit);
            if let Ok(name) = &name
                && let Some(other) = taken.insert(name.to_lowercase(), unit)
            {
                let (one, two) = (other.row, unit.row);
                let message =
                    format!("{}第 {one} 行和第 {two} 行的文件都会叫“{name}”", roster.table);
                return Err(Diagnostic::environment(SAME_FILE, message).help(
                    "表里写重了的，删掉一行；同一个单位的几行要做成一份的，加 --分组 和列名；\
                     本来就要几份的，在 --名称 里加上 {序号} 或别的列名",
                ));
            }
            names.push(name);
        }
        Ok(names)
    }

    fn name(&self, roster: &Roster, unit: &Unit) -> Result<String, Diagnostic> {
        if unit.name.is_empty() {
            let key = roster.key.as_deref().unwrap_or_default();
            let message = format!("{}第 {} 行没有写“{key}”", roster.table, unit.row);
            return Err(Diagnostic::environment(NAMELESS, message)
                .help("在表格里写上；不是单位的行（填表说明等），删掉或写明范围"));
        }
        let parts: Result<Vec<String>, String> =
            self.parts.iter().map(|part| part_name(part, roster, unit)).collect();
        parts.map(|parts| parts.join("/")).map_err(|why| {
            let message = format!("{}第 {} 行：{why}", roster.table, unit.row);
            Diagnostic::environment(NO_NAME, message).help("改表格里的这一格，或换一个 --名称")
        })
    }
}

fn piece(name: &str, roster: &Roster) -> Result<Piece, String> {
    if name == NUMBER {
        return Ok(Piece::Number);
    }
    if roster.key.as_deref() == Some(name) {
        return Ok(Piece::Unit);
    }
    match roster.columns_called(name).as_slice() {
        [only] => Ok(Piece::Column(*only)),
        [] => Err(format!("名称样式里的“{{{name}}}”，{}里没有这一列", roster.table)),
        _ => Err(format!("名称样式里的“{{{name}}}”，{}里有几列叫这个名称", roster.table)),
    }
}

/// A folder or a file as every system can call it.
fn part_name(pieces: &[Piece], roster: &Roster, unit: &Unit) -> Result<String, String> {
    let mut name = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => name.push_str(text),
            Piece::Number => {
                // Writing to a String cannot fail.
                let _ = write!(name, "{:04}", unit.number);
            }
            Piece::Unit => name.push_str(&unit.name),
            Piece::Column(column) => match roster.cell(unit, *column) {
                Found::Same(cell) => name.push_str(&words(cell)),
                Found::Empty => {
                    return Err(format!("“{}”是空的，文件取不成名字", roster.column_name(*column)));
                }
                Found::Differs => {
                    let column = roster.column_name(*column);
                    return Err(format!("这个单位几行的“{column}”不一样，文件取不成名字"));
                }
            },
        }
    }
    let safe = made_good(&name);
    if safe.is_empty() {
        return Err("文件的名字是空的".to_owned());
    }
    if safe.len() > LONGEST {
        return Err(format!("文件的名字太长：{safe}"));
    }
    Ok(safe)
}
