//! Hyphens between the two ends of a range.

use rust_decimal::Decimal;

use super::{before, behind};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 起止用短横线.
const CODE: Code = Code("P014");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "起止用短横线",
    severity: Severity::Warning,
    looks_for: "时间、数值的起止之间用了短横线。编号、电话、年月日的数字写法不算。",
    clause: "GB/T 15834-2011 4.13",
    wrong: "规划期为2021-2025年，分两步实施。",
    right: "规划期为2021—2025年，分两步实施。",
    remedy: "时间的起止用一字线“—”，数值的起止用浪纹线“～”。",
    mends: true,
    look,
};

/// Units that follow ranges; longer ones first.
const UNITS: [&str; 47] = [
    "万人次",
    "平方米",
    "个月",
    "万元",
    "亿元",
    "万人",
    "人次",
    "万吨",
    "公斤",
    "小时",
    "分钟",
    "公里",
    "学年",
    "年",
    "月",
    "日",
    "%",
    "％",
    "‰",
    "元",
    "人",
    "个",
    "天",
    "岁",
    "米",
    "亩",
    "次",
    "家",
    "户",
    "名",
    "周",
    "倍",
    "℃",
    "吨",
    "字",
    "份",
    "台",
    "辆",
    "件",
    "项",
    "所",
    "处",
    "场",
    "篇",
    "级",
    "工作日",
    "分",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        for (at, sign) in text.match_indices(['-', '－']) {
            let end = at + sign.len();
            let dates = clock(text, at, end) || dated(text, at, end);
            let Some(is_time) = dates.then_some(true).or_else(|| range(text, at, end)) else {
                continue;
            };
            let years = is_time && whole_years(text, at, at + sign.len());
            if read.paragraph.is_cell() && !years {
                continue;
            }
            let right = if is_time { "—" } else { "～" };
            let message = format!("起止之间的“{sign}”应为“{right}”");
            let found = findings.report(read.index, at..at + sign.len(), message);
            if years {
                found.mend(at..at + sign.len(), right);
            }
        }
    }
}

/// Whether a hyphen stands between a smaller and a greater number of one unit; if so, whether of a time.
fn range(text: &str, at: usize, end: usize) -> Option<bool> {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let left = text[..at].trim_end_matches(number);
    let mut digits = &text[left.len()..at];
    let mut in_front = left;
    let mut left_unit = "";
    if digits.is_empty() {
        left_unit = UNITS.iter().find(|unit| left.ends_with(**unit))?;
        let words = &left[..left.len() - left_unit.len()];
        in_front = words.trim_end_matches(number);
        digits = &words[in_front.len()..];
    }
    let rest = &text[end..];
    let behind_digits = rest.trim_start_matches(number);
    let last = &rest[..rest.len() - behind_digits.len()];
    let unit = UNITS.iter().find(|unit| behind_digits.starts_with(**unit))?;
    // 12-15号楼, A-3-5个, 第1-3项 and 2021-3-5日 are no ranges.
    let code = before(in_front, in_front.len()).is_some_and(|c| {
        c == '第'
            || c.is_ascii_alphanumeric()
            || matches!(c, '-' | '－' | '/' | '〔' | '[' | '#' | '_' | ':')
    });
    let smaller = value(digits)? < value(last)?;
    // 2021-12月 is a date.
    let mixed = (digits.len() == 4) != (last.len() == 4) && *unit != "元" && *unit != "万元";
    let time = matches!(*unit, "年" | "月" | "日" | "学年");
    let fits = left_unit.is_empty() || left_unit == *unit;
    (!code && smaller && fits && !(time && mixed)).then_some(time)
}

/// 9:30-11:30
fn clock(text: &str, at: usize, end: usize) -> bool {
    let sign = [':', '：'];
    let digits = |c: char| c.is_ascii_digit();
    let left = text[..at].trim_end_matches(digits);
    let hour = left.strip_suffix(sign).map(|rest| rest.len() - rest.trim_end_matches(digits).len());
    let next = text[end..].strip_prefix("次日").unwrap_or(&text[end..]);
    let right = next.trim_start_matches(digits);
    let second = next.len() - right.len();
    let minutes =
        right.strip_prefix(sign).map(|rest| rest.len() - rest.trim_start_matches(digits).len());
    let short = |length: usize| (1..=2).contains(&length);
    at - left.len() == 2
        && !left.trim_end_matches(sign).trim_end_matches(digits).ends_with(sign)
        && hour.is_some_and(short)
        && short(second)
        && minutes == Some(2)
}

/// 9月6日-9月12日, 2024年9月6日-2025年1月5日
fn dated(text: &str, at: usize, end: usize) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let day = text[..at].strip_suffix('日').map(|rest| rest.trim_end_matches(digits));
    let rest = text[end..].trim_start_matches(digits);
    let next = rest.strip_prefix('年').map_or(rest, |rest| rest.trim_start_matches(digits));
    let month = next
        .strip_prefix('月')
        .is_some_and(|rest| rest.trim_start_matches(digits).starts_with('日'));
    day.is_some_and(|rest| rest.ends_with('月')) && rest.len() < text[end..].len() && month
}

fn value(digits: &str) -> Option<Decimal> {
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    Decimal::from_str_exact(digits).ok().filter(|_| !padded)
}

/// Whether both ends are years of four digits.
fn whole_years(text: &str, at: usize, end: usize) -> bool {
    let left = text[..at].trim_end_matches('年');
    let year = |digits: &str| digits.starts_with("19") || digits.starts_with("20");
    let first = left.len().checked_sub(4).and_then(|start| left.get(start..));
    let last = text.get(end..end + 4);
    first.is_some_and(year)
        && last.is_some_and(year)
        && behind(text, end + 4).is_some_and(|c| matches!(c, '年' | '学'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn hyphens_between_two_ends_are_found() {
        finds(
            &RULE,
            &[
                "规划期为2021⟦-⟧2025年，2019年⟦-⟧2020年已完成。",
                "免赔率为10%⟦-⟧15%，补贴10⟦-⟧15%。",
                "公示期为9月6日⟦-⟧9月12日，值班时间为9:30⟦-⟧11:30、17:30⟦-⟧次日8:30，2024年9月6日⟦-⟧2025年1月5日报名。",
                "字数以8⟦-⟧16字为宜，酌情扣1⟦-⟧3分。",
                "1⟦-⟧6月完成，需要3⟦-⟧5天、2⟦-⟧3名工作人员。",
            ],
        );
    }

    #[test]
    fn codes_telephones_and_dates_are_left_alone() {
        silent(
            &RULE,
            &[
                "电话0999-1234567，合同编号LHZC-2021-036号。",
                "标准为GB/T 15834-2011，地址为人民路12-15号。",
                "于2021-03-05日完成，2021-3月报送。",
                "规划（2021—2025年）提出，补贴10%～15%。",
                "同比增长-3.5%，气温为-5℃。",
                "比分为5-3个球。",
                "第1-3项由县财政局负责，端口为10:20:30-40:50。",
            ],
        );
    }

    #[test]
    fn only_years_are_mended() {
        mends(&RULE, "2021-2025年为15-20%。", "2021—2025年为15-20%。");
    }
}
