//! 指标 with 来自: each row is an indicator, and the levels it stands in go on from above. What indicators are
//! worth is for `forms`.

use super::fault::{AREA, NAME};
use super::header::Header;
use super::opened::Opened;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{
    Indicator, IndicatorImport, IndicatorLevel, IndicatorNode, IndicatorPart, Inline,
};
use crate::spreadsheet::Cell;

/// What the column of a part is called, the first that is there.
const fn usual(part: IndicatorPart) -> &'static [&'static str] {
    match part {
        IndicatorPart::FirstLevel => &["一级指标"],
        IndicatorPart::SecondLevel => &["二级指标"],
        IndicatorPart::Name => &["三级指标", "名称", "指标名称"],
        IndicatorPart::Nature => &["指标性质"],
        IndicatorPart::Target => &["指标值", "年度指标值"],
        IndicatorPart::Unit => &["度量单位", "计量单位"],
        IndicatorPart::Actual => &["完成值", "实际完成值"],
        IndicatorPart::Weight => &["分值"],
        IndicatorPart::Score => &["得分"],
        IndicatorPart::Reason => {
            &["偏差原因", "偏差原因分析及改进措施", "未完成原因", "未完成原因分析"]
        }
        IndicatorPart::Remark => &["备注"],
    }
}

/// Reads the rows. `None` where they cannot be read, which is reported.
pub(super) fn read(
    import: &IndicatorImport,
    opened: &Opened,
    out: &mut Diagnostics,
) -> Option<Vec<IndicatorNode>> {
    let columns = columns(import, opened, out)?;
    let mut nodes = Vec::new();
    let mut levels: [Option<String>; 2] = [None, None];
    let mut found = Diagnostics::new();
    for row in opened.grid.rows.iter().skip(1) {
        let row = Line { cells: row, columns: &columns, opened };
        if row.is_empty() {
            continue;
        }
        row.enter_levels(&mut levels, &mut found);
        if let Some(indicator) = row.indicator(&mut found) {
            place(&mut nodes, &levels, indicator, opened);
        }
    }
    let is_sound = !found.has_errors();
    out.extend(found.into_sorted());
    if nodes.is_empty() && is_sound {
        let message = format!("{}里列名下面没有指标", opened.name());
        let fault = Diagnostic::error(AREA, opened.area, message);
        out.push(fault.help("看看内容是不是在另一张工作表上，或者范围写短了"));
        return None;
    }
    is_sound.then_some(nodes)
}

/// The column of each part that the file has.
fn columns(
    import: &IndicatorImport,
    opened: &Opened,
    out: &mut Diagnostics,
) -> Option<Vec<(IndicatorPart, usize)>> {
    let header = Header::of(&opened.grid, 1);
    let mut found = Vec::new();
    let mut is_sound = true;
    for part in IndicatorPart::ALL {
        let asked = import.columns.iter().find(|(asked, _)| *asked == part);
        let names = usual(part);
        let there = names.iter().find(|name| header.position(name).is_some());
        let column = match (asked, there) {
            (Some((_, asked)), _) => header.find(&asked.value, asked.span, opened),
            (None, Some(name)) => header.find(name, opened.span, opened),
            (None, None) if part == IndicatorPart::Name => {
                header.find(names[0], opened.span, opened)
            }
            (None, None) => continue,
        };
        match column {
            Ok(column) => found.push((part, column)),
            Err(fault) => {
                out.push(fault);
                is_sound = false;
            }
        }
    }
    is_sound.then_some(found)
}

/// A row of the file.
struct Line<'a> {
    cells: &'a [Cell],
    columns: &'a [(IndicatorPart, usize)],
    opened: &'a Opened,
}

impl Line<'_> {
    fn cell(&self, part: IndicatorPart) -> Option<&Cell> {
        let (_, column) = self.columns.iter().find(|(of, _)| *of == part)?;
        self.cells.get(*column)
    }

    fn is_empty(&self) -> bool {
        IndicatorPart::ALL
            .iter()
            .all(|part| self.cell(*part).is_none_or(|cell| cell.text.trim().is_empty()))
    }

    /// What is written, or nothing.
    fn text(&self, part: IndicatorPart, out: &mut Diagnostics) -> Option<Inline> {
        let words = self.opened.words(self.cell(part)?, out);
        (!words.is_empty()).then(|| self.opened.inline(&words))
    }

    /// A new 一级指标 ends the 二级指标 above; nothing written lets both go on.
    fn enter_levels(&self, levels: &mut [Option<String>; 2], out: &mut Diagnostics) {
        let mut words = |part| {
            let words = self.cell(part).map(|cell| self.opened.words(cell, out));
            words.filter(|words| !words.is_empty())
        };
        let (first, second) = (words(IndicatorPart::FirstLevel), words(IndicatorPart::SecondLevel));
        if first.is_some() && first != levels[0] {
            *levels = [first, None];
        }
        if second.is_some() {
            levels[1] = second;
        }
    }

    fn indicator(&self, out: &mut Diagnostics) -> Option<Indicator> {
        let Some(name) = self.text(IndicatorPart::Name, out) else {
            if let Some(cell) = self.cell(IndicatorPart::Name) {
                let place = self.opened.cell_name(cell);
                let message = format!("{place} 是空的，这里要有指标的名称");
                let help = "合计、总分这样的行不要取：写明范围，只取各指标的行";
                out.push(Diagnostic::error(NAME, self.opened.area, message).help(help));
            }
            return None;
        };
        Some(Indicator {
            span: self.opened.span,
            origin: self.cells.first().map(|cell| self.opened.row_name(cell)),
            name,
            nature: self.text(IndicatorPart::Nature, out),
            target: self.text(IndicatorPart::Target, out),
            unit: self.text(IndicatorPart::Unit, out),
            actual: self.text(IndicatorPart::Actual, out),
            weight: self.text(IndicatorPart::Weight, out),
            score: self.text(IndicatorPart::Score, out),
            reason: self.text(IndicatorPart::Reason, out),
            remark: self.text(IndicatorPart::Remark, out),
            applicable: true,
        })
    }
}

/// Puts an indicator under its levels; those of the row above go on.
fn place(
    nodes: &mut Vec<IndicatorNode>,
    levels: &[Option<String>],
    indicator: Indicator,
    opened: &Opened,
) {
    let Some((level, below)) = levels.split_first() else {
        nodes.push(IndicatorNode::Indicator(Box::new(indicator)));
        return;
    };
    let Some(level) = level else { return place(nodes, below, indicator, opened) };
    let name = opened.inline(level);
    let goes_on = matches!(nodes.last(), Some(IndicatorNode::Level(last)) if last.name == name);
    if !goes_on {
        nodes.push(IndicatorNode::Level(IndicatorLevel { name, members: Vec::new() }));
    }
    if let Some(IndicatorNode::Level(last)) = nodes.last_mut() {
        place(&mut last.members, below, indicator, opened);
    }
}
