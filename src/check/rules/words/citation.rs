//! 发文字号 as they are written: brackets, year, number.

use std::ops::Range;

use super::is_han;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 发文字号写法.
const CODE: Code = Code("W017");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "发文字号写法",
    severity: Severity::Error,
    looks_for: "发文字号的年份不用六角括号（“国发[2021]5号”）、年份不写四位、序号加“第”、编虚位（“012号”）。法院案号、证书编号不算。",
    clause: "GB/T 9704-2012 7.2.5",
    wrong: "根据青政发[2021]12号文件要求，开展清理。",
    right: "根据青政发〔2021〕12号文件要求，开展清理。",
    remedy: "写成“机关代字〔年份〕序号号”，如“国发〔2021〕5号”。",
    mends: true,
    look,
};

/// Brackets that years are set in by mistake.
const BRACKETS: [(char, char); 7] =
    [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('［', '］'), ('〈', '〉'), ('｛', '｝')];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in &reading.paragraphs {
        for (at, open) in read.text().char_indices() {
            let close = match open {
                '〔' => Some('〕'),
                _ => BRACKETS.iter().find(|pair| pair.0 == open).map(|pair| pair.1),
            };
            if let Some(number) = close.and_then(|close| number(read.text(), at, open, close)) {
                report(read, &number, findings);
            }
        }
    }
}

/// A 发文字号 from its bracket on.
struct Number {
    /// With its brackets.
    year: Range<usize>,
    open: char,
    close: char,
    /// 第 in front of the number; empty where there is none.
    ordinal: Range<usize>,
    digits: Range<usize>,
}

/// 〔2021〕12号 behind hanzi; the bracket behind the year may be of another kind.
fn number(text: &str, at: usize, open: char, close: char) -> Option<Number> {
    let before = text[..at].chars().next_back()?;
    // 建字第[2021]12号 and 备(2021)12号 are of certificates and records.
    if !is_han(before) || "第备证准年月日号见件案诉编册卷票同约单据".contains(before)
    {
        return None;
    }
    let inner = &text[at + open.len_utf8()..];
    let length = digits(inner);
    let behind = &inner[length..];
    let end = behind.chars().next()?;
    let known = end == close || end == '〕' || BRACKETS.iter().any(|pair| pair.1 == end);
    let year = &inner[..length];
    let plausible = length == 4 && (year.starts_with("19") || year.starts_with("20"));
    let short = length == 2 && open == '〔';
    if !known || !(plausible || short) {
        return None;
    }
    let start = at + open.len_utf8() + length + end.len_utf8();
    let ordinal = if text[start..].starts_with('第') { '第'.len_utf8() } else { 0 };
    let count = digits(&text[start + ordinal..]);
    let digits = start + ordinal..start + ordinal + count;
    let number = (1..=5).contains(&count) && text[digits.end..].starts_with('号');
    let year = at..start;
    number.then_some(Number { year, open, close: end, ordinal: start..start + ordinal, digits })
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn report(read: &Read<'_>, number: &Number, findings: &mut Findings) {
    let text = read.text();
    let Number { year, open, close, ordinal, digits } = number;
    if (*open, *close) != ('〔', '〕') {
        let message = format!("发文字号的年份“{}”要用六角括号〔〕", &text[year.clone()]);
        let first = year.start..year.start + open.len_utf8();
        let last = year.end - close.len_utf8()..year.end;
        findings.report(read.index, year.clone(), message).mend(first, "〔").mend(last, "〕");
    } else if year.len() < "〔2021〕".len() {
        let message = format!("发文字号的年份“{}”要写四位", &text[year.clone()]);
        findings.report(read.index, year.clone(), message);
    }
    if !ordinal.is_empty() {
        let message = "发文字号的序号不加“第”";
        findings.report(read.index, ordinal.clone(), message).mend(ordinal.clone(), "");
    }
    let written = &text[digits.clone()];
    let plain = written.trim_start_matches('0');
    if plain.len() < written.len() && written.len() <= 3 && !plain.is_empty() {
        let message = format!("发文字号的序号“{written}”不编虚位，应为“{plain}”");
        findings.report(read.index, digits.clone(), message).mend(digits.clone(), plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn brackets_years_and_numbers_are_found() {
        finds(
            &RULE,
            &[
                "根据国发⟦[2021]⟧5号、财预⟦（2021）⟧12号、青政发⟦【2021】⟧3号文件。",
                "依据《关于开展清理的通知》（青政办发⟦(2021)⟧8号）。",
                "青教发〔2021〕⟦第⟧12号、青教发〔2021〕⟦012⟧号、青教发⟦〔21〕⟧12号。",
            ],
        );
    }

    #[test]
    fn cases_certificates_and_years_in_brackets_are_left_alone() {
        silent(
            &RULE,
            &[
                "依据（2021）晋1024民初123号判决书和晋（2021）襄汾县不动产权第0001234号。",
                "建字第[2021]12号许可证、京ICP备(2021)12号、许准〔2021〕0012号。",
                "查处案件（2022）第5号、第6号，签订合同(2021)12号。",
                "国发〔2021〕5号，2021年第12号公告，合同编号LHZC-2021-036。",
                "《规划（2021）》的3号附件，项目（2021年）12号楼。",
            ],
        );
    }

    #[test]
    fn the_number_is_written_as_the_standard_has_it() {
        mends(
            &RULE,
            "根据青政发[2021]第012号和国发(2020)5号文件。",
            "根据青政发〔2021〕12号和国发〔2020〕5号文件。",
        );
    }
}
