//! Numbers that do not go on as their series does: a jump, one given twice, one of another pattern.

use super::outline::Outline;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 层次序数不连续.
const CODE: Code = Code("S001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "层次序数不连续",
    severity: Severity::Error,
    looks_for: "跳号、重号，和中途换了写法的序数（（三）之后是（4））。换了上级重新编号、各部分连续编号、\
                序数写在文中的不算。",
    clause: "GB/T 9704-2012 7.3.3",
    wrong: "（一）健全制度\n修订管理办法。\n（2）加强培训\n举办培训班。\n（三）严格考核\n按季度考核。",
    right: "（一）健全制度\n修订管理办法。\n（二）加强培训\n举办培训班。\n（三）严格考核\n按季度考核。",
    remedy: "按前后的序数重新编号。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for item in &Outline::of(reading).items {
        let Some(fault) = &item.fault else { continue };
        let (before, own, expected) = (&fault.before, &item.label.text, &fault.expected);
        let range = item.label.range.clone();
        let message = if fault.is_pattern {
            format!("“{before}”之后是“{own}”，序数的写法变了，应为“{expected}”")
        } else {
            format!("“{before}”之后是“{own}”，序数不连续，应为“{expected}”")
        };
        let report = findings.report(item.index, range.clone(), message);
        if fault.certain {
            report.mend(range, expected);
        } else {
            report.help("是编错了号就改序数，是漏了一段就补上。");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn jumps_repeats_and_other_patterns_are_found() {
        finds(
            &RULE,
            &[
                "一、基本情况\n情况良好。\n⟦三、⟧下一步工作\n继续努力。",
                "一、基本情况\n情况良好。\n二、做法\n抓落实。\n⟦二、⟧下一步工作\n继续努力。",
                "一、基本情况\n二、做法\n三、问题\n⟦4、⟧ 结果公开情况\n无",
                "（一）概况\n良好。\n（二）目标\n（1）完成率。\n（2）及时率。\n（三）做法\n⟦（4）⟧ 管理情况\n良好。",
                "1.做好值守。\n2.做好巡查。\n⟦4.⟧做好上报。",
            ],
        );
    }

    #[test]
    fn numbers_that_restart_or_go_on_over_parents_are_right() {
        silent(
            &RULE,
            &[
                "一、要求\n1.做好值守。\n2.做好巡查。\n二、保障\n1.落实人员。\n2.落实经费。",
                "一、要求\n（一）做好值守。\n（二）做好巡查。\n二、保障\n（三）落实人员。\n（四）落实经费。",
                "提交的材料如下：\n1.申请表；\n2.身份证。\n办理的程序如下：\n1.申请；\n2.审核；\n3.公示。",
                "一、问题\n1、3号楼路灯损坏\n2、门口占道经营\n3、5、6号楼之间种菜\n4、充电桩不足\n二、处理\n已解决。",
                "一、二、三产业融合发展。\n二、三季度是黄金期。\n五、六月份下雨。",
                "一、做法\n（2）班被评为先进。\n3、4月份开展检查。\n（三）项所列情形除外。",
                "一、做法：（1）抓学习；\n（2）抓落实；\n（3）抓考核。\n二、问题\n不足。",
                "附件1\n甲表\n一、说明\n按季填报。\n附件2\n乙表\n三、说明\n按月填报。",
            ],
        );
    }

    #[test]
    fn what_can_only_be_one_number_is_mended() {
        mends(
            &RULE,
            "一、概况\n良好。\n二、做法\n抓落实。\n三、问题\n不足。\n4、 公开情况\n已公开。",
            "一、概况\n良好。\n二、做法\n抓落实。\n三、问题\n不足。\n四、 公开情况\n已公开。",
        );
        mends(
            &RULE,
            "1.甲类；\n2.乙类；\n5.丙类；\n4.丁类。",
            "1.甲类；\n2.乙类；\n3.丙类；\n4.丁类。",
        );
        let unclear = "一、概况\n良好。\n三、做法\n抓落实。";
        mends(&RULE, unclear, unclear);
    }
}
