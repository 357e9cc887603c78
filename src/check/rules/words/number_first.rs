//! A 发文字号 in front of the title it belongs to.

use super::last_han;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 先引字号后引标题.
const CODE: Code = Code("W018");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "先引标题后引字号",
    severity: Severity::Warning,
    looks_for: "引用公文时把发文字号写在标题前面（“青政发〔2021〕12号《关于……的通知》”）。",
    clause: "引用公文应当先引标题、后引发文字号（《党政机关公文处理工作条例》实务通则）",
    wrong: "根据青政发〔2021〕12号《关于开展清理工作的通知》要求，开展清理。",
    right: "根据《关于开展清理工作的通知》（青政发〔2021〕12号）要求，开展清理。",
    remedy: "先写标题，后面括注发文字号：《……的通知》（青政发〔2021〕12号）。",
    mends: false,
    look,
};

/// Words that lead up to a number and are no part of it.
const LEADING: [&str; 18] = [
    "根据", "按照", "依据", "依照", "遵照", "贯彻", "落实", "执行", "转发", "印发", "下发", "收到",
    "学习", "传达", "以", "由", "经", "和",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let text = read.text();
        for title in read.titles.iter().filter(|title| text[title.start..].starts_with("《关于"))
        {
            let before = text[..title.start].trim_end();
            let before =
                before.strip_suffix("文件").or(before.strip_suffix('文')).unwrap_or(before);
            let Some(rest) = before.strip_suffix('号') else { continue };
            let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            let Some(rest) = rest.strip_suffix('〕') else { continue };
            let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            let Some(rest) = rest.strip_suffix('〔') else { continue };
            let organ = last_han(rest, 8);
            let behind = |word: &&str| organ.rfind(*word).map(|at| at + word.len());
            let lead = LEADING.iter().filter_map(behind).max().unwrap_or(0);
            let start = rest.len() - organ.len() + lead;
            let range = start..before.len();
            let message = format!("发文字号“{}”写在了标题前面", &text[range.clone()]);
            findings.report(read.index, range, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_number_in_front_of_its_title_is_found() {
        finds(
            &RULE,
            &[
                "按照⟦青政发〔2021〕12号⟧《关于开展清理工作的通知》要求，开展清理。",
                "现将⟦国办发〔2020〕3号⟧文件《关于印发方案的通知》转发给你们。"
                    .replace("现将⟦", "收到⟦")
                    .as_str(),
            ],
        );
    }

    #[test]
    fn numbers_behind_titles_or_alone_are_left_alone() {
        silent(
            &RULE,
            &[
                "根据《关于开展清理工作的通知》（青政发〔2021〕12号）要求，开展清理。",
                "根据青政发〔2021〕12号文件和《关于规范管理的意见》要求，开展清理。",
                "转发《关于开展清理的通知》（青政发〔2021〕12号）《关于规范管理的意见》（青政发〔2021〕13号）。",
            ],
        );
    }
}
