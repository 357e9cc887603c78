//! Whether a text says why a target was not reached, so that it can be looked into: a cause, and the project, the
//! contract or the money it holds for. “对数据把握不准确” says neither.

use std::ops::Range;

use super::has;
use crate::check::Read;

/// Words that lead to a cause.
const CAUSES: [&str; 16] = [
    "原因",
    "由于",
    "受疫情",
    "受上级",
    "受天气",
    "未支付",
    "未执行",
    "未完成",
    "未能",
    "尚未",
    "滞后",
    "延期",
    "推迟",
    "跨年",
    "结转",
    "造成",
];
/// What makes a reason one that can be looked into: a project, a contract, people, the weather.
const THINGS: [&str; 24] = [
    "项目",
    "工程",
    "合同",
    "尾款",
    "质保金",
    "保证金",
    "采购",
    "招标",
    "招投标",
    "疫情",
    "施工",
    "设备",
    "验收",
    "结算",
    "上级",
    "退休",
    "人员",
    "政策",
    "审批",
    "报批",
    "手续",
    "压减",
    "节约",
    "发票",
];
/// What was not spent.
const MONEY: [&str; 11] =
    ["资金", "预算", "经费", "支付", "支出", "执行", "结余", "剩余", "结转", "尾款", "款"];

/// Whether a paragraph is on money and has a sentence that says why something was not done, and what.
pub(super) fn explains(read: &Read<'_>) -> bool {
    let mut quantities = read.quantities.iter().peekable();
    let mut concrete = |sentence: &Range<usize>| {
        let words = &read.text()[sentence.clone()];
        let mut amount = false;
        while let Some(quantity) = quantities.next_if(|each| each.range.start < sentence.end) {
            amount |= quantity.is_money();
        }
        let because = words.match_indices('因').any(|(at, _)| {
            let behind = &words[at + '因'.len_utf8()..];
            !["公", "此", "地", "素", "而", "私", "病"].iter().any(|word| behind.starts_with(word))
        });
        (because || has(words, &CAUSES)) && (amount || has(words, &THINGS))
    };
    has(read.text(), &MONEY) && read.sentences.iter().any(&mut concrete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::proof;
    use crate::check::{Profile, Reading};

    fn explained(text: &str) -> bool {
        let proof = proof(text);
        let profile = Profile::default();
        Reading::new(&proof, &profile).paragraphs.iter().any(explains)
    }

    #[test]
    fn a_cause_names_what_it_holds_for() {
        for text in [
            "受疫情影响，培训类支出减少，预算执行率为72%。",
            "未支付的91万元为工程质量保证金，缺陷责任期满后支付。",
            "预算执行率低的主要原因是办公楼修缮项目跨年结算。",
            "结余资金系因两名职工退休，工资未支出。",
        ] {
            assert!(explained(text), "{text}");
        }
    }

    #[test]
    fn what_holds_for_everyone_explains_nothing() {
        for text in [
            "单位在预算上，对数据把握不准确，造成资金剩余，需要进一步加强预算管理及支付管理。",
            "公务接待费156.94万元、因公出国（境）费用0万元。",
            "预算编制还不够精细，因此要加强预算管理。",
        ] {
            assert!(!explained(text), "{text}");
        }
    }
}
