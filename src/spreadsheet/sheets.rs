//! Which sheet of a workbook is wanted. How a file lists its sheets is for the readers.

use super::fault::Fault;
use crate::diag::likeness;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// As its tab says.
    pub(super) name: String,
    /// Not shown.
    pub(super) hidden: bool,
    /// Not a chart or a macro.
    pub(super) has_cells: bool,
}

/// The index of the sheet that is asked for; the first one that is shown and has cells if none is.
///
/// # Errors
/// No such sheet, or none that has cells.
pub(super) fn chosen(sheets: &[Sheet], asked: Option<&str>) -> Result<usize, Fault> {
    let with_cells = || sheets.iter().filter(|sheet| sheet.has_cells);
    let Some(asked) = asked else {
        let visible = sheets.iter().position(|sheet| sheet.has_cells && !sheet.hidden);
        return visible.ok_or_else(|| Fault::NoVisibleSheet {
            hidden: with_cells().map(|sheet| sheet.name.clone()).collect(),
        });
    };
    // Spreadsheet programs take names for the same whatever their case.
    let same = |sheet: &Sheet| sheet.name.to_lowercase() == asked.to_lowercase();
    let exact = sheets.iter().position(|sheet| sheet.name == asked);
    if let Some(index) = exact.or_else(|| sheets.iter().position(same)) {
        let sheet = &sheets[index];
        let no_cells = || Fault::NoCells { sheet: sheet.name.clone() };
        return if sheet.has_cells { Ok(index) } else { Err(no_cells()) };
    }
    let names: Vec<String> = with_cells().map(|sheet| sheet.name.clone()).collect();
    let near = names.iter().filter_map(|name| Some((likeness(asked, name)?, name)));
    let nearest = near.min_by_key(|(slips, _)| *slips).map(|(_, name)| name.clone());
    let hidden = with_cells().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.clone());
    let hidden = hidden.collect();
    Err(Fault::NoSuchSheet { asked: asked.to_owned(), nearest, names, hidden })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> Vec<Sheet> {
        let sheet =
            |name: &str, hidden, has_cells| Sheet { name: name.to_owned(), hidden, has_cells };
        vec![
            sheet("参数", true, true),
            sheet("图", false, false),
            sheet("附表 1", false, true),
            sheet("Sheet2", false, true),
        ]
    }

    #[test]
    fn the_first_sheet_that_is_shown_and_has_cells_is_taken() {
        assert_eq!(chosen(&sheets(), None), Ok(2));
        let hidden = Fault::NoVisibleSheet { hidden: vec!["参数".to_owned()] };
        assert_eq!(chosen(&sheets()[..2], None), Err(hidden));
    }

    #[test]
    fn a_sheet_is_found_by_its_name_hidden_or_not_in_any_case() {
        assert_eq!(chosen(&sheets(), Some("参数")), Ok(0));
        assert_eq!(chosen(&sheets(), Some("sheet2")), Ok(3));
        assert!(matches!(chosen(&sheets(), Some("图")), Err(Fault::NoCells { .. })));
    }

    #[test]
    fn a_missing_sheet_is_answered_with_the_nearest() {
        let Err(Fault::NoSuchSheet { nearest, names, hidden, .. }) =
            chosen(&sheets(), Some("附表1"))
        else {
            panic!("missing")
        };
        assert_eq!(nearest.as_deref(), Some("附表 1"));
        assert_eq!(names, ["参数", "附表 1", "Sheet2"]);
        assert_eq!(hidden, ["参数"]);
    }
}
