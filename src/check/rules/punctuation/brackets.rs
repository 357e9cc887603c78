//! Brackets and quotation marks of half width in Chinese.

use super::{before, behind, is_hanzi, label_end};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 半角括号、直引号.
const CODE: Code = Code("P002");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "半角括号、直引号",
    severity: Severity::Error,
    looks_for: "汉字中间的半角括号、代替书名号的“<”“>”和不分左右的直引号。英文、公式、电话区号里的不算。",
    clause: "GB/T 15834-2011 4.8、4.9、5.1",
    wrong: "公务用车购置及运行费380.83万元(其中购置费272.63万元)。",
    right: "公务用车购置及运行费380.83万元（其中购置费272.63万元）。",
    remedy: "括号改成全角的“（）”，引号改成分左右的“”‘’。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        brackets(read, findings);
        angles(read, findings);
        double(read, findings);
        single(read, findings);
    }
}

fn brackets(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let mut open: Vec<usize> = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                let Some(start) = open.pop().filter(|start| *start >= label_end(read)) else {
                    continue;
                };
                if is_chinese(text, start, at) {
                    for (place, half, full) in [(start, '(', '（'), (at, ')', '）')] {
                        if behind(text, place) == Some(half) {
                            let message = format!("半角的“{half}”应为全角的“{full}”");
                            let found = findings.report(read.index, place..place + 1, message);
                            found.mend(place..place + 1, full);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether brackets stand in Chinese: hanzi in them, or hanzi beside them and no code.
fn is_chinese(text: &str, open: usize, close: usize) -> bool {
    let start = open + behind(text, open).map_or(1, char::len_utf8);
    let end = close + behind(text, close).map_or(1, char::len_utf8);
    let inside = &text[start..close];
    if inside.contains(is_hanzi) {
        // Formulas keep their brackets: Σ(指标分值×完成率).
        return !inside.contains(['×', '÷', '=', '*', '∑', 'Σ']);
    }
    let (in_front, next) = (before(text, open), behind(text, end));
    let digits = inside.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+');
    // (0999)1234567
    let telephone = digits && next.is_some_and(|c| c.is_ascii_digit());
    let code = in_front.is_some_and(|c| c.is_ascii_alphanumeric() || "=+*/^_".contains(c));
    !inside.trim().is_empty()
        && !telephone
        && !code
        && (in_front.is_some_and(is_hanzi) || next.is_some_and(is_hanzi))
}

/// `关于印发<某方案>的通知`: 〈〉 inside 《》, 《》 elsewhere.
fn angles(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    for (open, _) in text.match_indices('<') {
        let Some(length) = text[open + 1..].find(['<', '>']) else { return };
        let close = open + 1 + length;
        let inside = &text[open + 1..close];
        if !text[close..].starts_with('>') || !is_name(inside) {
            continue;
        }
        let in_front = &text[..open];
        let nested = in_front.rfind('《') > in_front.rfind('》');
        let pair = if nested { ['〈', '〉'] } else { ['《', '》'] };
        for (place, half, full) in [(open, '<', pair[0]), (close, '>', pair[1])] {
            let message = format!("半角的“{half}”应为书名号“{full}”");
            let found = findings.report(read.index, place..place + 1, message);
            found.help("书名号用《》，书名号里面再用书名号时用〈〉").mend(place..place + 1, full);
        }
    }
}

/// Whether the words between two signs are the name of a document rather than what is compared or filled in.
fn is_name(words: &str) -> bool {
    let marks = ['，', '。', '；', '=', '≤', '≥', '/'];
    let ends = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || "）)".contains(c));
    let kinds = [
        "法", "条例", "规定", "办法", "方案", "细则", "意见", "规划", "通知", "规则", "决定",
        "标准", "制度", "规范", "预案", "计划", "纲要", "指南", "目录", "章程",
    ];
    let named = kinds.iter().any(|kind| words.contains(kind));
    named
        && words.chars().next().is_some_and(|c| is_hanzi(c) || c.is_ascii_digit())
        && ends(words.chars().next_back())
        && !words.contains(marks)
}

fn double(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let places: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let is_code = || ["\":", "=\"", "{\"", "\"}"].iter().any(|sign| text.contains(sign));
    if places.is_empty() || is_code() {
        return;
    }
    // Curly marks beside them may belong to them.
    let mixed = text.contains(['“', '”']);
    let paired =
        places.len().is_multiple_of(2) && !mixed && places.chunks(2).all(|pair| fits(text, pair));
    for pair in places.chunks(2) {
        let chinese = match pair {
            [open, close] => {
                text[*open..*close].contains(is_hanzi)
                    || beside_hanzi(text, *open)
                    || beside_hanzi(text, *close)
            }
            _ => pair.iter().all(|at| beside_hanzi(text, *at) && !measures(text, *at)),
        };
        for (at, full) in pair.iter().zip(['“', '”']).filter(|_| chinese) {
            let range = *at..at + 1;
            if paired {
                let side = if full == '“' { "前" } else { "后" };
                let message = format!("直引号不分左右，这里应为{side}引号{full}");
                findings.report(read.index, range.clone(), message).mend(range, full);
            } else {
                findings.report(read.index, range, "用了不分左右的直引号“\"”");
            }
        }
    }
}

/// Whether two marks hold something between them that a quotation may hold.
fn fits(text: &str, pair: &[usize]) -> bool {
    let [open, close] = pair else { return false };
    let inside = &text[open + 1..*close];
    inside.trim() == inside && !inside.is_empty() && !inside.starts_with(['，', '。', '、', '；'])
}

/// 55" is a size.
fn measures(text: &str, at: usize) -> bool {
    before(text, at).is_some_and(|c| c.is_ascii_digit())
}

fn beside_hanzi(text: &str, at: usize) -> bool {
    before(text, at).is_some_and(is_hanzi) || behind(text, at + 1).is_some_and(is_hanzi)
}

/// `'…'` is certainly ‘…’ only inside another quotation.
fn single(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let meant = |at: &usize| beside_hanzi(text, *at) && !measures(text, *at);
    let places: Vec<usize> = text.match_indices('\'').map(|(at, _)| at).filter(meant).collect();
    let pairs = places.len().is_multiple_of(2);
    for pair in places.chunks(2) {
        let inside = pair.iter().all(|at| {
            let quote = read.quotes.partition_point(|quote| quote.end <= *at);
            read.quotes.get(quote).is_some_and(|quote| quote.contains(at))
        });
        for (at, full) in pair.iter().zip(['‘', '’']) {
            let range = *at..at + 1;
            let found = findings.report(read.index, range.clone(), "用了不分左右的直引号“'”");
            if pairs && inside {
                found.mend(range, full);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn brackets_and_quotations_in_chinese_are_found() {
        finds(
            &RULE,
            &[
                "运行费380.83万元⟦(⟧公务用车购置费272.63万元⟦)⟧。",
                "接入办公系统⟦(⟧OA⟦)⟧的单位共12家。",
                "根据第⟦(⟧3⟦)⟧项规定执行，不得例外。",
                "做到⟦(⟧一般）不超过三天。",
                "根据《关于印发⟦<⟧青禾县机构改革方案⟦>⟧的通知》，制定本办法。",
                "坚持⟦\"⟧应保尽保⟦\"⟧的原则。",
                "坚持⟦\"⟧应保尽保的原则。",
            ],
        );
    }

    #[test]
    fn english_formulas_and_telephones_are_left_alone() {
        silent(
            &RULE,
            &[
                "联系电话：(0999)1234567，传真同号。",
                "The committee (CPPCC) met.",
                "函数f(x)的取值范围见表。",
                "采购55\"电视2台。",
                "数据格式为{\"姓名\":\"张三\"}，请照此报送。",
                "Let's go.",
                "得分<60分为差，完成率>90%为优，标准见<p>说明</p>。",
            ],
        );
    }

    #[test]
    fn pairs_are_mended_together() {
        mends(
            &RULE,
            "380.83万元(购置费272.63万元)，坚持\"两手抓\"。",
            "380.83万元（购置费272.63万元），坚持“两手抓”。",
        );
        mends(&RULE, "印发<防汛预案>的通知", "印发《防汛预案》的通知");
        mends(&RULE, "他说：“村里叫'亮化'工程。”", "他说：“村里叫‘亮化’工程。”");
    }
}
