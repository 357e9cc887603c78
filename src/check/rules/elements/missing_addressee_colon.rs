//! 主送机关 without the colon behind it.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 主送机关后没有冒号.
const CODE: Code = Code("D010");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "主送机关后缺冒号",
    severity: Severity::Error,
    looks_for: "通知、通报、意见、决定的标题下面以“各”开头的主送机关，报告、请示标题下面的“县委、县政府”等，末尾没有冒号或者用了逗号、句号。\
                半角冒号由 P001 查。",
    clause: "GB/T 9704-2012 7.3.2",
    wrong: "关于做好防汛工作的通知\n各乡镇人民政府，县直各单位\n汛期将至，请做好准备。",
    right: "关于做好防汛工作的通知\n各乡镇人民政府，县直各单位：\n汛期将至，请做好准备。",
    remedy: "主送机关末尾用全角冒号。",
    mends: false,
    look,
};

/// Kinds of documents that are addressed.
const ADDRESSED: [&str; 4] = ["通知", "通报", "意见", "决定"];
/// Kinds of documents for those above.
const REPORTED: [&str; 2] = ["报告", "请示"];
/// With what the names of those addressed end.
const ENDINGS: [&str; 14] = [
    "人民政府",
    "单位",
    "部门",
    "委员会",
    "办事处",
    "局",
    "办",
    "科室",
    "学校",
    "中心",
    "公司",
    "园",
    "企业",
    "村",
];

/// 县委、县政府: who is meant is plain without the name of the county, as no author writes of himself.
fn is_above(name: &str) -> bool {
    name.split('、').all(|each| {
        ["省", "市", "县", "区", "镇", "乡"].iter().any(|place| {
            each.strip_prefix(place)
                .is_some_and(|rest| ["委", "政府", "人民政府", "财政局"].contains(&rest))
        })
    })
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut title = "";
    for read in &reading.paragraphs {
        let kind = read.paragraph.kind;
        let text = read.text().trim();
        if kind == Kind::Blank {
            continue;
        }
        let name = text.trim_end_matches(['，', '。', ',', '；']);
        let general = name.starts_with('各') && ADDRESSED.iter().any(|kind| title.ends_with(kind));
        let above = REPORTED.iter().any(|kind| title.ends_with(kind)) && is_above(name);
        let is_addressee = matches!(kind, Kind::Title | Kind::Body)
            && read.paragraph.label.is_none()
            && (general || above)
            && !name.contains(['。', '；', '：', ':'])
            && name.chars().count() <= 60
            && (above || ENDINGS.iter().any(|ending| name.ends_with(ending)));
        if is_addressee {
            let start = read.text().len() - read.text().trim_start().len();
            let range = start + name.len()..start + text.len();
            findings.report(read.index, range, format!("主送机关“{name}”后面没有冒号"));
        }
        title = if kind == Kind::Title { text } else { "" };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn addressees_without_colon_are_found() {
        finds(
            &RULE,
            &[
                "关于做好防汛工作的通知\n各乡镇人民政府，县直各单位⟦⟧\n请做好准备。",
                "关于工作情况的报告\n县委、县政府⟦⟧\n现将有关情况报告如下：\n工作平稳。",
                "关于做好防汛工作的通知\n各乡镇人民政府、县直各单位⟦，⟧\n请做好准备。",
            ],
        );
    }

    #[test]
    fn titles_bylines_and_text_are_left_alone() {
        silent(
            &RULE,
            &[
                "关于做好防汛工作的通知\n各乡镇人民政府，县直各单位：\n请做好准备。",
                "关于做好防汛工作的通知\n各单位要高度重视。",
                "关于工作情况的报告\n青禾县人民政府\n现将有关情况报告如下：\n工作平稳。",
                "2021年工作总结\n青禾县财政局\n今年以来，工作平稳。",
                "关于印发实施意见\n和各单位分工的通知\n各单位：\n请落实。",
            ],
        );
    }
}
