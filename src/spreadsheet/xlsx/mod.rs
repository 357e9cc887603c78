//! XLSX (ECMA-376): the workbook's parts, which sheet is wanted. The cells of a sheet are for `sheet`,
//! texts and formats for `shared`.
//!
//! No crate is used for it: the one that is kept best makes room for as many texts as a file claims to
//! have, which ends the whole program, and gives no text of `<v>`.

mod shared;
mod sheet;

use super::fault::{Fault, Lookalike, OtherFormat};
use super::format::Epoch;
use super::grid::Grid;
use super::limits::MOST_SHEETS;
use super::package::{Package, damaged};
use super::sheets::{Sheet, chosen};
use super::xml::{Node, Nodes};
use super::{Asked, place::Area};
use crate::container::resolved;

/// What the cells of all sheets refer to.
struct Workbook {
    texts: Vec<String>,
    formats: Vec<String>,
    epoch: Epoch,
}

/// Reads a sheet.
///
/// # Errors
/// Every [`Fault`] of a container.
pub(super) fn read(package: &mut Package<'_>, asked: Asked<'_>) -> Result<Grid, Fault> {
    let start = Relations::of(package, "_rels/.rels")?;
    let main = start.of_kind("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    refuse_others(package, &main)?;
    let text = package.text(&main)?.ok_or_else(|| damaged(&main))?;
    let (sheets, epoch) = sheets(&main, &text)?;
    let relations = Relations::of(package, &relations_of(&main))?;
    let listed: Vec<Sheet> = sheets
        .iter()
        .map(|(name, id, hidden)| Sheet {
            name: name.clone(),
            hidden: *hidden,
            has_cells: relations.get(id).is_none_or(|target| target.kind == "worksheet"),
        })
        .collect();
    let index = chosen(&listed, asked.sheet)?;
    let (name, id, _) = &sheets[index];
    let path = &relations.get(id).ok_or_else(|| damaged(&main))?.path;
    let mut part = |kind: &str| relations.of_kind(kind).map_or(Ok(None), |path| package.text(path));
    let workbook = Workbook {
        texts: part("sharedStrings")?.map_or(Ok(Vec::new()), |text| shared::texts(&text))?,
        formats: part("styles")?.map_or(Ok(Vec::new()), |text| shared::formats(&text))?,
        epoch,
    };
    let text = package.text(path)?.ok_or_else(|| damaged(path))?;
    let area: Option<Area> = asked.area;
    let gathered = sheet::read(name, (path, &text), &workbook, area)?;
    let names: Vec<String> = listed.into_iter().map(|sheet| sheet.name).collect();
    gathered.finish(&names)
}

/// Documents that are kept in the same kind of container.
fn refuse_others(package: &mut Package<'_>, main: &str) -> Result<(), Fault> {
    let folder = main.split('/').next().unwrap_or_default();
    let types = package.text("[Content_Types].xml")?.unwrap_or_default();
    if types.contains("sheet.binary.macroEnabled") {
        return Err(Fault::OtherFormat(OtherFormat::Xlsb));
    }
    match folder {
        "word" => Err(Fault::NotASpreadsheet(Lookalike::Document)),
        "ppt" => Err(Fault::NotASpreadsheet(Lookalike::Slides)),
        _ => Ok(()),
    }
}

/// Where a relation leads, and what to.
struct Target {
    /// The last word of its type: `worksheet`.
    kind: String,
    path: String,
}

/// The part that holds the relations of a part.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The relations in a part, as they follow each other there.
struct Relations(Vec<(String, Target)>);

impl Relations {
    /// None where there is no such part.
    ///
    /// # Errors
    /// Damage.
    fn of(package: &mut Package<'_>, part: &str) -> Result<Self, Fault> {
        let mut relations = Vec::new();
        let Some(text) = package.text(part)? else { return Ok(Self(relations)) };
        let folder = part.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
        let mut nodes = Nodes::of(part, &text);
        while let Some(node) = nodes.next()? {
            let Node::Start(element) = node else { continue };
            let parts =
                (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"));
            if let (Some(id), Some(kind), Some(path)) = parts {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push((id, Target { kind, path: resolved(folder, &path) }));
            }
        }
        Ok(Self(relations))
    }

    /// Where a relation leads; the first where a damaged file has two of one id.
    fn get(&self, id: &str) -> Option<&Target> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, target)| target)
    }

    /// The path of the first part of a kind.
    fn of_kind(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|(_, target)| target.kind == kind);
        found.map(|(_, target)| target.path.as_str())
    }
}

/// Name, id and whether it is hidden, of each sheet; and what dates count from.
type Listed = (Vec<(String, String, bool)>, Epoch);

fn sheets(part: &str, text: &str) -> Result<Listed, Fault> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Year1900);
    let mut nodes = Nodes::of(part, text);
    while let Some(node) = nodes.next()? {
        let Node::Start(element) = node else { continue };
        match element.name() {
            "workbookPr" if element.flag("date1904") => epoch = Epoch::Year1904,
            "sheet" => {
                let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                if let (Some(name), Some(id)) = (element.attribute("name"), element.prefixed("id"))
                {
                    sheets.push((name, id, hidden));
                    if sheets.len() > MOST_SHEETS {
                        return Err(Fault::TooLarge);
                    }
                }
            }
            _ => {}
        }
    }
    Ok((sheets, epoch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_from_the_part_that_names_them() {
        assert_eq!(relations_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_of("workbook.xml"), "_rels/workbook.xml.rels");
        let cases = [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/", "../custom/a.xml", "custom/a.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ];
        for (folder, path, wanted) in cases {
            assert_eq!(resolved(folder, path), wanted);
        }
    }
}
