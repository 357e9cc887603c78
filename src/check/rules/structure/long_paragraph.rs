//! Paragraphs that are too long to be read.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 段落过长.
const CODE: Code = Code("S011");

/// A paragraph of more characters is told of.
const MOST: usize = 400;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "段落过长",
    severity: Severity::Hint,
    looks_for: "一段超过400字。",
    clause: "通行体例：一段一个意思，便于阅读",
    wrong: concat!(
        "一是完成县直单位办公场地调换和修缮工程，对能源局等单位的租赁用房进行续租，对出租、出借、闲置资产进行填报核实；",
        "二是完成不动产移交手续，对县城和乡镇房产、土地进行校对测绘，由测绘公司出具报告，目前以上工作已近尾声，正在结算；",
        "三是完成县直单位办公场地调换和修缮工程，对能源局等单位的租赁用房进行续租，对出租、出借、闲置资产进行填报核实；",
        "四是完成不动产移交手续，对县城和乡镇房产、土地进行校对测绘，由测绘公司出具报告，目前以上工作已近尾声，正在结算；",
        "五是完成县直单位办公场地调换和修缮工程，对能源局等单位的租赁用房进行续租，对出租、出借、闲置资产进行填报核实；",
        "六是完成不动产移交手续，对县城和乡镇房产、土地进行校对测绘，由测绘公司出具报告，目前以上工作已近尾声，正在结算；",
        "七是完成县直单位办公场地调换和修缮工程，对能源局等单位的租赁用房进行续租，对出租、出借、闲置资产进行填报核实；",
        "八是完成不动产移交手续，对县城和乡镇房产、土地进行校对测绘，由测绘公司出具报告，目前以上工作已近尾声，正在结算；",
        "九是完成县直单位办公场地调换和修缮工程，对能源局等单位的租赁用房进行续租，对出租、出借、闲置资产进行填报核实。",
    ),
    right: "一是完成县直单位办公场地调换和修缮工程。\n二是完成不动产移交手续。",
    remedy: "按意思分成几段。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Body) {
        let count = read.text().chars().filter(|c| !c.is_whitespace()).count();
        if count > MOST {
            let start = read.text().len() - read.text().trim_start().len();
            let message = format!("这一段有{count}字");
            findings.report(read.index, start..start, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_paragraph_is_too_long_from_one_character_more_on() {
        let long = "字".repeat(MOST);
        silent(&RULE, &[&long]);
        finds(&RULE, &[&format!("⟦⟧{long}。")]);
    }
}
