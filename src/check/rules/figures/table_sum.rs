//! 合计 rows and columns of tables that their parts do not make.

use rust_decimal::Decimal;

use super::nesting::{depth, highest, is_nested};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::figures::Amount;
use crate::proof::{Cell, Table};

/// 表中合计不符.
const CODE: Code = Code("F102");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "表中合计不符",
    severity: Severity::Error,
    looks_for: "表里“合计”“总计”行与它上面（或下面）各行之和，“合计”“小计”列与同行各列之和。\
        有“小计”“其中”和分级编号的，按哪一种加法都不等于合计才报；比率、单价、平均数不加；四舍五入的尾差不算。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "项目\t预算数\t支出数\n机房运行\t412.36\t400.00\n网络租赁\t385.12\t380.00\n合计\t797.48\t790.00",
    right: "项目\t预算数\t支出数\n机房运行\t412.36\t400.00\n网络租赁\t385.12\t380.00\n合计\t797.48\t780.00",
    remedy: "核对各行和合计，改正错的那个数。",
    mends: false,
    look,
};

/// Heads of columns that are not added up.
const NOT_ADDED: [&str; 32] = [
    "率", "比", "%", "％", "‰", "浓度", "幅", "指数", "位次", "年限", "单价", "均", "增幅", "增长",
    "序号", "编号", "编码", "年份", "标准", "日期", "时间", "电话", "排名", "等级", "文号", "±",
    "差额", "差异", "备注", "代码", "涨跌", "升降",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for table in reading.proof.tables.iter().filter(|table| !table.is_form) {
        let numbers = Numbers::of(table);
        for row in 0..table.rows.len() {
            if numbers.is_total(row) {
                total_row(table, &numbers, row, findings);
            }
        }
        total_columns(table, &numbers, findings);
    }
}

/// A number, how many decimals it has, and its cell.
type Number<'t> = (Decimal, u32, &'t Cell);

/// A table's numbers by row and column.
struct Numbers<'t> {
    rows: Vec<Vec<Option<Number<'t>>>>,
    /// What kind of row each is.
    sorts: Vec<Sort>,
    /// How deep each row lies.
    depths: Vec<usize>,
    /// Whether each column is added up.
    added: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Head,
    Plain,
    /// 合计, 总计.
    Total,
    /// 小计.
    Subtotal,
    /// 其中 and what is numbered below another row.
    Part,
}

impl<'t> Numbers<'t> {
    fn of(table: &'t Table) -> Self {
        let mut rows = Vec::new();
        let mut sorts = Vec::new();
        let mut below = false;
        for (index, cells) in table.rows.iter().enumerate() {
            // Of tables faked with spaces, one row may be far wider than all others.
            let width = cells.last().map_or(0, |cell| cell.column + 1);
            let mut row = vec![None; width.min(table.columns)];
            for cell in cells {
                let number = Amount::parse(cell.text.trim()).ok().filter(is_added);
                if let (Some(amount), Some(place)) = (number, row.get_mut(cell.column)) {
                    *place = Some((amount.number(), amount.number().scale(), cell));
                }
            }
            let first = cells
                .iter()
                .map(|cell| cell.text.trim())
                .find(|text| Amount::parse(text).is_err() && !text.is_empty());
            let sort = if table.head.contains(&index) {
                Sort::Head
            } else {
                sort(first.unwrap_or_default(), &mut below)
            };
            sorts.push(sort);
            rows.push(row);
        }
        let scored = scored(table);
        let added = (0..table.columns).map(|column| {
            !scored.contains(&column)
                && !table.heads(column).any(|head| NOT_ADDED.iter().any(|word| head.contains(word)))
        });
        let depths = table.rows.iter().map(|cells| depth(cells)).collect();
        Self { rows, sorts, depths, added: added.collect() }
    }

    /// The numbers of a column in some rows.
    fn column(&self, rows: &[usize], column: usize) -> Vec<Decimal> {
        let cells = rows.iter().filter_map(|row| *self.rows[*row].get(column)?);
        cells.map(|(number, ..)| number).collect()
    }

    /// The number in a place.
    fn at(&self, row: usize, column: usize) -> Option<Number<'t>> {
        self.rows.get(row)?.get(column).copied().flatten()
    }

    fn is_total(&self, row: usize) -> bool {
        self.sorts[row] == Sort::Total
    }
}

/// The columns of weights and scores in a table of indicators: K109 adds those up.
fn scored(table: &Table) -> Vec<usize> {
    let told =
        |row: &&Vec<Cell>, words: &[&str]| row.iter().any(|cell| words.contains(&cell.text.trim()));
    let head = table
        .rows
        .iter()
        .find(|row| told(row, &["指标名称", "三级指标", "指标"]) && told(row, &["得分"]));
    let cells = head.into_iter().flatten();
    let scores = cells.filter(|cell| matches!(cell.text.trim(), "分值" | "得分" | "权重"));
    scores.map(|cell| cell.column).collect()
}

/// Whether a number has a unit that is counted: 2020年决算数 is none.
fn is_added(amount: &Amount) -> bool {
    let unit = amount.unit();
    unit.chars().count() <= 4 && !unit.starts_with(['年', '月', '日', '号', '、'])
}

/// What a row is by its first words; `below` remembers whether rows numbered lower stand under a higher one.
fn sort(first: &str, below: &mut bool) -> Sort {
    let bare: String =
        first.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':')).collect();
    match bare.as_str() {
        "合计" | "总计" | "共计" | "总合计" => return Sort::Total,
        "小计" => return Sort::Subtotal,
        _ => {}
    }
    if bare.ends_with("小计") || bare.ends_with("合计") {
        return Sort::Subtotal;
    }
    if bare.starts_with("其中") {
        *below = true;
        return Sort::Part;
    }
    let top = ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、"]
        .iter()
        .any(|mark| bare.starts_with(mark));
    if top {
        *below = true;
        return Sort::Subtotal;
    }
    let numbered = bare.starts_with(|c: char| c.is_ascii_digit() || c == '（' || c == '(');
    if *below && numbered { Sort::Part } else { Sort::Plain }
}

/// Holds a row against the rows it sums up: those above it, or all below it where it is the first.
fn total_row(table: &Table, numbers: &Numbers<'_>, row: usize, findings: &mut Findings) {
    let start = table.head.end;
    let last_total = (start..row).rev().find(|above| numbers.is_total(*above));
    let range = if row == start {
        row + 1..table.rows.len()
    } else {
        last_total.map_or(start, |above| above + 1)..row
    };
    let rows: Vec<usize> =
        range.take_while(|each| row < start + 1 || !numbers.is_total(*each)).collect();
    if rows.len() < 2 {
        return;
    }
    for column in 0..numbers.rows[row].len() {
        let Some((printed, scale, cell)) = numbers.at(row, column) else {
            continue;
        };
        if !numbers.added.get(column).copied().unwrap_or(false) || cell.text.contains(['%', '％'])
        {
            continue;
        }
        let sums = sums(numbers, &rows, column);
        let Some(sum) = sums.iter().find(|sum| sum.count > 1) else { continue };
        if sums.iter().any(|sum| sum.agrees(printed, scale))
            || is_nested(&numbers.column(&rows, column), printed)
        {
            continue;
        }
        let message = format!(
            "合计印的是{}，{}行之和是{}",
            cell.text.trim(),
            sum.count,
            sum.value.normalize()
        );
        let plain = sums.len() == 1;
        let reported = findings.report(cell.paragraph, cell.range.clone(), message);
        if !plain {
            reported.severity(Severity::Warning);
        }
    }
}

/// A sum of some rows of a column.
struct Sum {
    value: Decimal,
    count: usize,
    scale: u32,
}

impl Sum {
    fn of(numbers: &Numbers<'_>, rows: impl Iterator<Item = usize>, column: usize) -> Option<Self> {
        let mut sum = Self { value: Decimal::ZERO, count: 0, scale: 0 };
        for row in rows {
            if let Some((number, scale, _)) = numbers.at(row, column) {
                sum.value = sum.value.checked_add(number)?;
                sum.count += 1;
                sum.scale = sum.scale.max(scale);
            }
        }
        (sum.count > 0).then_some(sum)
    }

    /// Whether it is the printed number but for rounding; whole numbers are not rounded.
    fn agrees(&self, printed: Decimal, scale: u32) -> bool {
        let Some(difference) = super::apart(self.value, printed) else { return true };
        let coarse = self.scale.min(scale);
        if self.scale == 0 && scale == 0 {
            return difference.is_zero();
        }
        // Each row may be off by half of its last place.
        let allowed =
            Decimal::new(1, coarse.max(1)) * Decimal::from(self.count as u64 + 1) / Decimal::TWO;
        difference.is_zero()
            || scale != self.scale && difference <= allowed
            || difference <= Decimal::new(1, scale)
    }
}

/// The sums a total may be of: the plain rows; where there are 小计 or 其中, also those of the higher rows alone.
fn sums(numbers: &Numbers<'_>, rows: &[usize], column: usize) -> Vec<Sum> {
    let of = |sorts: &[Sort]| {
        Sum::of(
            numbers,
            rows.iter().copied().filter(|row| sorts.contains(&numbers.sorts[*row])),
            column,
        )
    };
    let has = |sort: Sort| rows.iter().any(|row| numbers.sorts[*row] == sort);
    let mut found: Vec<Sum> = Vec::new();
    found.extend(of(&[Sort::Plain]));
    if has(Sort::Subtotal) {
        found.extend(of(&[Sort::Subtotal]));
        found.extend(of(&[Sort::Plain, Sort::Subtotal]));
        found.extend(of(&[Sort::Part]));
    }
    if has(Sort::Part) {
        found.extend(of(&[Sort::Plain, Sort::Part]));
    }
    let depths: Vec<(usize, usize)> = rows
        .iter()
        .filter(|row| numbers.rows[**row].get(column).is_some_and(Option::is_some))
        .map(|row| (*row, numbers.depths[*row]))
        .collect();
    let highest = highest(&depths).into_iter();
    found.extend(highest.filter_map(|rows| Sum::of(numbers, rows.into_iter(), column)));
    found
}

/// 合计 and 小计 columns: only where most rows bear out that the column is the sum of the others.
fn total_columns(table: &Table, numbers: &Numbers<'_>, findings: &mut Findings) {
    for column in 0..table.columns {
        let is_total = table
            .heads(column)
            .last()
            .is_some_and(|head| matches!(head.trim(), "合计" | "总计" | "小计"));
        if !is_total {
            continue;
        }
        let others: Vec<usize> =
            (0..table.columns).filter(|other| *other != column && numbers.added[*other]).collect();
        let rows = table.head.end..table.rows.len();
        let verdicts: Vec<(usize, Decimal, bool)> = rows
            .filter_map(|row| {
                let (printed, scale, _) = numbers.at(row, column)?;
                let mut sum = Sum { value: Decimal::ZERO, count: 0, scale: 0 };
                for other in &others {
                    if let Some((number, scale, _)) = numbers.at(row, *other) {
                        sum.value = sum.value.checked_add(number)?;
                        sum.count += 1;
                        sum.scale = sum.scale.max(scale);
                    }
                }
                (sum.count > 1).then(|| (row, sum.value, sum.agrees(printed, scale)))
            })
            .collect();
        let right = verdicts.iter().filter(|(_, _, agrees)| *agrees).count();
        if right < 2 || right * 3 < verdicts.len() * 2 {
            continue;
        }
        for (row, sum, _) in verdicts.iter().filter(|(_, _, agrees)| !agrees) {
            if let Some((_, _, cell)) = numbers.at(*row, column) {
                let message =
                    format!("本行合计印的是{}，各列之和是{}", cell.text.trim(), sum.normalize());
                findings.report(cell.paragraph, cell.range.clone(), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn totals_that_their_rows_or_columns_do_not_make_are_found() {
        finds(
            &RULE,
            &[
                "项目\t金额\n甲\t412.36\n乙\t385.12\n丙\t20\n合计\t⟦827.48⟧\n以上。",
                "项目\t金额\n合计\t⟦100⟧\n甲\t40\n乙\t50\n以上。",
                "单位\t男\t女\t合计\n甲镇\t10\t12\t22\n乙镇\t20\t15\t35\n丙镇\t8\t9\t⟦18⟧\n以上。",
            ],
        );
    }

    #[test]
    fn totals_of_any_kind_that_agree_are_left_alone() {
        silent(
            &RULE,
            &[
                "项目\t金额\t占比\n甲\t412.36\t51.7%\n乙\t385.12\t48.3%\n合计\t797.48\t100%\n以上。",
                "项目\t金额\n一、基本支出\t600\n1.人员\t500\n2.公用\t100\n二、项目支出\t400\n合计\t1000\n以上。",
                "项目\t金额\n甲\t100\n其中：利息\t20\n乙\t50\n合计\t150\n以上。",
                "项目\t金额\n甲\t10\n乙\t20\n小计\t30\n丙\t40\n丁\t50\n小计\t90\n合计\t120\n以上。",
                "项目\t金额（亿元）\n甲\t3.33\n乙\t3.33\n丙\t3.33\n合计\t10\n以上。",
                "作物\t2021年面积\t2022年面积\t增减（%）\n水稻\t120\t126\t5.0\n小麦\t80\t78\t-2.5\n合计\t200\t204\t2.0\n以上。",
                "指标名称\t指标值\t分值\t得分\n培训次数\t4次\t50\t50\n培训人数\t90人\t50\t45\n合计\t—\t100\t96\n以上。",
                "项目\t单价\t数量\n电脑\t5000\t12\n打印机\t2000\t3\n合计\t\t15\n以上。",
            ],
        );
    }

    #[test]
    fn rows_may_lack_the_last_columns() {
        silent(
            &RULE,
            &["项目\t合计\t一月\t二月\n甲\t3\t1\t2\n乙\t0\n丙\t11\t5\t6\n合计\t14\t6\t8"],
        );
    }
}
