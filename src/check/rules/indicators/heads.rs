//! Which column of a table of indicators holds what, by the words of its header.

use crate::proof::Cell;

/// Columns by what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// 一级指标.
    pub(super) first: Option<usize>,
    /// 二级指标.
    pub(super) second: Option<usize>,
    /// 三级指标, 指标名称.
    pub(super) name: Option<usize>,
    /// 指标性质.
    pub(super) nature: Option<usize>,
    /// 指标值.
    pub(super) target: Option<usize>,
    /// 度量单位.
    pub(super) unit: Option<usize>,
    /// 完成值.
    pub(super) result: Option<usize>,
    /// 分值.
    pub(super) weight: Option<usize>,
    /// 得分.
    pub(super) score: Option<usize>,
    /// 偏差原因, 备注.
    pub(super) reason: Option<usize>,
}

/// What a column is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    First,
    Second,
    /// 三级指标.
    Third,
    /// Another word for the name; only where no column is of the third level.
    Name,
    Nature,
    Target,
    Unit,
    Result,
    Weight,
    Score,
    Reason,
}

/// Words that are all of a head.
const WHOLE: [(&str, Head); 37] = [
    ("一级指标", Head::First),
    ("一级指标名称", Head::First),
    ("二级指标", Head::Second),
    ("二级指标名称", Head::Second),
    ("三级指标", Head::Third),
    ("三级指标名称", Head::Third),
    ("指标名称", Head::Name),
    ("绩效指标名称", Head::Name),
    ("绩效指标", Head::Name),
    ("指标内容", Head::Name),
    ("评价指标", Head::Name),
    ("考核指标", Head::Name),
    ("具体指标", Head::Name),
    ("指标", Head::Name),
    ("指标性质", Head::Nature),
    ("性质", Head::Nature),
    ("度量单位", Head::Unit),
    ("计量单位", Head::Unit),
    ("单位", Head::Unit),
    ("目标", Head::Target),
    ("计划值", Head::Target),
    ("预期值", Head::Target),
    ("年度目标", Head::Target),
    ("实际值", Head::Result),
    ("全年实际值", Head::Result),
    ("实现值", Head::Result),
    ("分值", Head::Weight),
    ("权重", Head::Weight),
    ("分值权重", Head::Weight),
    ("标准分", Head::Weight),
    ("标准分值", Head::Weight),
    ("满分", Head::Weight),
    ("得分", Head::Score),
    ("自评分", Head::Score),
    ("评分", Head::Score),
    ("自评分值", Head::Score),
    ("备注", Head::Reason),
];

/// Words within a head, the ones that decide first.
const WITHIN: [(&str, Head); 9] = [
    ("原因", Head::Reason),
    ("改进措施", Head::Reason),
    ("得分", Head::Score),
    ("完成值", Head::Result),
    ("实际完成", Head::Result),
    ("完成情况", Head::Result),
    ("实际实现", Head::Result),
    ("指标值", Head::Target),
    ("目标值", Head::Target),
];

/// Bytes of a head, at most; longer texts are none.
const LONGEST: usize = 90;

fn head(text: &str) -> Option<Head> {
    if text.len() > LONGEST {
        return None;
    }
    let words = plain(text);
    let whole = WHOLE.iter().find(|(word, _)| *word == words).map(|(_, head)| *head);
    whole.or_else(|| {
        let short = words.chars().count() <= 16;
        WITHIN.iter().find(|(word, _)| short && words.contains(word)).map(|(_, head)| *head)
    })
}

/// A head without white space, without what stands in brackets.
pub(super) fn plain(text: &str) -> String {
    let mut depth = 0_usize;
    let mut words = String::new();
    for character in text.chars().filter(|c| !c.is_whitespace()) {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => words.push(character),
            _ => {}
        }
    }
    words
}

impl Columns {
    /// The columns of a row that is the header of indicators; `None` for any other row.
    pub(super) fn of_row(row: &[Cell]) -> Option<Self> {
        let mut columns = Self::default();
        columns.add(row);
        let others = [columns.target, columns.result, columns.weight, columns.score];
        (columns.name.is_some() && others.iter().any(Option::is_some)).then_some(columns)
    }

    /// Adds the second row of a header: 一级指标, 二级指标, 三级指标 under one cell. Whether it was one.
    pub(super) fn add_levels(&mut self, row: &[Cell]) -> bool {
        let level = |cell: &Cell| {
            matches!(head(&cell.text), Some(Head::First | Head::Second | Head::Third))
        };
        let found = row.iter().any(level);
        if found {
            self.add(row);
        }
        found
    }

    fn add(&mut self, row: &[Cell]) {
        let mut third = None;
        for cell in row {
            let Some(head) = head(&cell.text) else { continue };
            let place = match head {
                Head::Third => {
                    third = third.or(Some(cell.column));
                    continue;
                }
                Head::First => &mut self.first,
                Head::Second => &mut self.second,
                Head::Name => &mut self.name,
                Head::Nature => &mut self.nature,
                Head::Target => &mut self.target,
                Head::Unit => &mut self.unit,
                Head::Result => &mut self.result,
                Head::Weight => &mut self.weight,
                Head::Score => &mut self.score,
                Head::Reason => &mut self.reason,
            };
            *place = place.or(Some(cell.column));
        }
        self.name = third.or(self.name);
    }

    /// Whether it has a column for the first or the second level.
    pub(super) const fn has_levels(&self) -> bool {
        self.first.is_some() || self.second.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        let cell = |(column, text): (usize, &&str)| Cell {
            column,
            columns: 1,
            rows: 1,
            paragraph: 0,
            range: 0..text.len(),
            text: (*text).to_owned(),
        };
        texts.iter().enumerate().map(cell).collect()
    }

    #[test]
    fn the_official_header_is_read() {
        let official = row(&[
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值（A）",
            "实际完成值（B）",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]);
        let columns = Columns::of_row(&official).unwrap();
        assert_eq!((columns.first, columns.second, columns.name), (Some(1), Some(2), Some(3)));
        assert_eq!((columns.target, columns.result), (Some(4), Some(5)));
        assert_eq!((columns.weight, columns.score, columns.reason), (Some(6), Some(7), Some(8)));
    }

    #[test]
    fn other_headers_are_none() {
        for texts in
            [&["项目名称", "预算数", "执行数"][..], &["姓名", "得分"], &["序号", "名称", "单位"]]
        {
            assert_eq!(Columns::of_row(&row(texts)), None, "{texts:?}");
        }
    }
}
