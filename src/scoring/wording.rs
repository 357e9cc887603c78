//! Findings in Chinese: what is wrong and what to do. Which finding is made when is for `formula`, `line` and
//! `total`.

use super::finding::{Issue, Wanted};

impl Wanted {
    /// In a message.
    const fn name(self) -> &'static str {
        match self {
            Self::Number => "数",
            Self::Percentage => "百分比",
            Self::Day => "日期",
            Self::Answer => "“是”或“否”",
            Self::Band => "完成档次",
        }
    }
}

pub(super) fn message(issue: &Issue) -> String {
    match issue {
        Issue::NoActual => "没有填写完成值".to_owned(),
        Issue::Kind { target, actual, wanted } => {
            format!("指标值“{target}”要求完成值是{}，写的是“{actual}”", wanted.name())
        }
        Issue::Unit { target, actual } => format!("{actual}与{target}的单位不同类，无法计分"),
        Issue::NoUnit { target, actual } => {
            format!("完成值“{actual}”没有单位，指标值是“{target}”")
        }
        Issue::Negative(number) => format!("{number}是负数，公式不适用"),
        Issue::NoBudget => "全年预算数为 0，没有执行率".to_owned(),
        Issue::NotJudged => "这一行没有公式，也没有写得分".to_owned(),
        Issue::BandShare(band, extent) => {
            format!("“{}”的得分在{}之间，没有写百分比", band.name(), extent.shown())
        }
        Issue::BandMismatch { band, extent, percent } => {
            format!("{percent}不在“{}”的{}之内", band.name(), extent.shown())
        }
        Issue::ShareRange(percent) => format!("完成程度{percent}%不在0%到100%之间"),
        _ => message_on_scores(issue),
    }
}

fn message_on_scores(issue: &Issue) -> String {
    match issue {
        Issue::Weight(weight) => format!("“{weight}”不能作分值"),
        Issue::WeightPlaces(weight, places) => {
            format!("分值{weight}的小数多于得分保留的{places}位")
        }
        Issue::WeightSum { due, found } => format!("分值合计{found}分，应为{due}分"),
        Issue::Given { given, .. } if given.is_sign_negative() => format!("得分{given}小于0"),
        Issue::Given { given, weight } if given > weight => {
            format!("得分{given}大于分值{weight}")
        }
        Issue::Given { given, .. } => format!("得分{given}的小数太多"),
        Issue::Differs { given, formula } => format!("得分{given}与公式不符：{formula}"),
        Issue::Reason { score, weight } => {
            format!("得分{score}低于分值{weight}，没有写偏差原因")
        }
        Issue::ExecutionReason { rate, bound } => {
            format!("执行率{rate}低于{bound}%，没有写原因")
        }
        Issue::Excess { rate, bound } => {
            format!("完成值是指标值的{rate}，超过{bound}%，没有写原因")
        }
        Issue::Overspent(rate) => format!("执行率{rate}，执行数大于预算数"),
        Issue::AtBound { target, actual } => {
            format!("完成值{actual}正好等于指标值“{target}”的界限，严格说没有达到")
        }
        _ => "所有指标都不适用，无法得出总分".to_owned(),
    }
}

pub(super) fn help(issue: &Issue) -> String {
    let help = match issue {
        Issue::NoActual => "写实际完成的数、日期、“是”“否”或完成档次；确不适用的指标标明不适用",
        Issue::Kind { wanted, .. } => match wanted {
            Wanted::Number => "写数加单位，例如 12辆；不能用数衡量的指标，把指标性质写成“定性”",
            Wanted::Percentage => "写百分比，例如 95%",
            Wanted::Day => "写完成的日期，例如 2021年12月20日，或者“已完成”“未完成”",
            Wanted::Answer => "写“是”或“否”",
            Wanted::Band => "写 达成预期指标、基本达成（95%）、部分达成（70%）或 未达成（30%）",
        },
        Issue::Unit { .. } => "把两个数改成同类的单位；人与人次、元与元/人是不同的单位",
        Issue::NoUnit { .. } => "把单位（或“%”）写在数的后面",
        Issue::Negative(_) | Issue::NoBudget | Issue::NotJudged => "由人评定后直接写出得分",
        Issue::BandShare(..) => "在括号里写档内的百分比，例如 基本达成（95%）",
        Issue::BandMismatch { .. } => "改百分比，或者改档次，使两者一致",
        Issue::ShareRange(_) => "完成程度写 0%–100%",
        Issue::Weight(_) => "分值写 0–10000 的数，最多 4 位小数",
        Issue::WeightPlaces(..) => "减少分值的小数，否则得满分的一行也印不出满分",
        Issue::WeightSum { .. } => "调整各项分值，使合计等于应有的分值",
        Issue::Given { .. } => "得分从 0 到分值，最多 4 位小数",
        Issue::Differs { .. } => "按公式改得分；酌情加减的，在偏差原因里说明",
        Issue::Reason { .. } => "在“偏差原因分析及改进措施”里写明原因",
        Issue::ExecutionReason { .. } => "写明预算没有执行完的原因",
        Issue::Excess { .. } => "说明原因；指标值定得明显偏低的，应适度调减得分",
        Issue::Overspent(_) => "核对预算数（调整后）和执行数，单位是否一致",
        Issue::AtBound { .. } => "包括这个数时，指标值写成 ≥ 或 ≤",
        Issue::NothingApplicable => "至少留一个适用的指标",
    };
    help.to_owned()
}
