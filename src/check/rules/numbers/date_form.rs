//! Dates of which parts are left out or written with points and strokes.

use super::{digits_before, digits_behind};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 日期写法.
const CODE: Code = Code("N003");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "日期写法",
    severity: Severity::Warning,
    looks_for: "正文里用点、斜线、横线写的年月日，省写成两位的年份，写成“号”的日子。编号、版本号、表格里的不算。",
    clause: "GB/T 15835-2011 5.1.5",
    wrong: "会议于2021.3.5召开，研究了有关问题。",
    right: "会议于2021年3月5日召开，研究了有关问题。",
    remedy: "正文里写全“××××年×月×日”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        numeric(read, findings);
        shortened(read, findings);
        colloquial(read, findings);
    }
}

/// 2021.3.5, 2021/3/5, 2021-03-05
fn numeric(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let number = digits_behind(&text[start..], false);
        at = start + number.len();
        let Some(length) = date(&text[start..]) else { continue };
        let end = start + length;
        at = end;
        // A line of nothing but a date is the date of a document.
        let alone = text.trim() == &text[start..end];
        if stands_free(text, start, end) && !alone && !read.is_quoted(start) {
            let written = &text[start..end];
            let message = format!("“{written}”应写全年月日");
            findings.report(read.index, start..end, message);
        }
    }
}

/// The length of a date at the front of a text.
fn date(text: &str) -> Option<usize> {
    let year = digits_behind(text, false);
    let sign = text[year.len()..].chars().next().filter(|c| matches!(c, '.' | '/' | '-' | '．'))?;
    let rest = &text[year.len() + sign.len_utf8()..];
    let month = digits_behind(rest, false);
    let rest = rest[month.len()..].strip_prefix(sign)?;
    let day = digits_behind(rest, false);
    let within = |digits: &str, most: u32| {
        digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let fits = is_year && within(month, 12) && within(day, 31);
    fits.then_some(text.len() - rest.len() + day.len())
}

/// Not of a code, an address, a version or the name of a file.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let code = |c: char| c.is_ascii_alphanumeric() || "-/._〔[（(#=:：第号".contains(c);
    let in_front = text[..start].chars().next_back();
    // （2021.3.5） is a date in brackets all the same.
    let bracket = in_front.is_some_and(|c| matches!(c, '（' | '('));
    let next = text[end..].chars().next();
    let named = ["编号", "版本", "文号", "批号", "代码"].iter().any(|word| {
        let words: String = text[..start].chars().rev().take(6).collect();
        words.chars().rev().collect::<String>().contains(word)
    });
    let free_in_front = bracket || !in_front.is_some_and(code);
    let joined = next.is_some_and(|c| c.is_ascii_alphanumeric() || "-/_版号".contains(c));
    let extension = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let file = text[end..].strip_prefix('.').is_some_and(extension);
    free_in_front && !joined && !file && !named
}

/// 5月9号
fn colloquial(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    for (at, _) in text.match_indices('号') {
        let day = digits_before(&text[..at], false);
        let month = text[..day.start].strip_suffix('月').map(|rest| digits_before(rest, false));
        let behind = &text[at + '号'.len_utf8()..];
        // 3月5号村 is no day.
        let next = behind.chars().next();
        let ends =
            next.is_some_and(|c| "前后至到起止之、，。；（—上下晚早召在举开完以".contains(c));
        let is_date = (1..=2).contains(&day.len())
            && month.is_some_and(|month| (1..=2).contains(&month.len()))
            && ends;
        if is_date && !read.is_quoted(at) {
            let range = day.start..at + '号'.len_utf8();
            let message = format!("日期“{}”应写“日”", &text[range.clone()]);
            findings.report(read.index, range, message);
        }
    }
}

/// 21年3月
fn shortened(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    for (at, _) in text.match_indices('年') {
        let digits = digits_before(&text[..at], false);
        let behind = &text[at + '年'.len_utf8()..];
        let month = digits_behind(behind, false);
        let is_month = month.parse::<u32>().is_ok_and(|number| (1..=12).contains(&number))
            && behind[month.len()..].starts_with('月');
        let introduced = |c: char| "自于在从至到因，。；、（".contains(c);
        let opens = text[..digits.start].chars().next_back().is_none_or(introduced);
        if digits.len() == 2 && is_month && opens {
            let range = digits.start..at + '年'.len_utf8();
            let message = format!("年份“{}”没有写全", &text[range.clone()]);
            findings.report(read.index, range, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn dates_in_short_are_found() {
        finds(
            &RULE,
            &[
                "会议于⟦2021.3.5⟧召开，于⟦2021-03-05⟧印发，自⟦2021/3/6⟧起施行。",
                "请于5月⟦9号⟧前报送名单。",
                "项目于⟦21年⟧3月开工，已经完成。",
            ],
        );
    }

    #[test]
    fn codes_versions_and_spans_are_left_alone() {
        silent(
            &RULE,
            &[
                "合同编号2021-03-05，版本V2021.3.5，文件“材料-2021-03-05.docx”。",
                "地址为https://a.cn/2021/03/05/index.html，请查阅。",
                "服刑12年3个月，工期20年。",
                "2021年3月5日召开会议，地点为人民路9号。",
                "编号3月5号村，时间按“2023-03-05 09:30”格式填写。",
                "请按时报送。\n青禾县教育局\n2021.3.5",
                "工龄21年3月的职工共5人。",
                "比上年增加2021.35万元。",
            ],
        );
    }
}
