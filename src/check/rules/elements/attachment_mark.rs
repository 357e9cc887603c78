//! How 附件 and its number are written at the head of an attachment.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::numbering::{NumeralStyle, parse_numeral};
use crate::proof::{Kind, narrow_digit};

/// 附件标识写法.
const CODE: Code = Code("D008");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "附件标识写法",
    severity: Severity::Error,
    looks_for: "附件首页左上角的“附件4”写成“附件4：”“附件 4”“附件四”。独占一行的才算。",
    clause: "GB/T 9704-2012 7.3.4、7.3.7",
    wrong: "附件四：\n青禾县文化馆工作情况\n全年工作已完成。",
    right: "附件4\n青禾县文化馆工作情况\n全年工作已完成。",
    remedy: "写成“附件”和阿拉伯数字，中间不空格，后面不加标点。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if !reading.proof.typed {
        return;
    }
    for read in &reading.paragraphs {
        if !matches!(read.paragraph.kind, Kind::Mark | Kind::Title | Kind::Body) {
            continue;
        }
        let text = read.text().trim();
        let Some(right) = right(text).filter(|right| right != text) else { continue };
        let start = read.text().len() - read.text().trim_start().len();
        let range = start..start + text.len();
        let message = format!("附件标识“{text}”应写成“{right}”");
        findings.report(read.index, range.clone(), message).mend(range, right);
    }
}

/// The mark as it ought to be written; `None` for what is no mark with a number.
fn right(text: &str) -> Option<String> {
    let rest = text.strip_prefix('附')?.trim_start().strip_prefix('件')?;
    let number = rest.trim_end_matches([':', '：', '.', '．', '、', '。']).trim();
    let ordinal =
        parse_numeral(NumeralStyle::Arabic, &number.chars().map(narrow_digit).collect::<String>())
            .or_else(|| parse_numeral(NumeralStyle::Chinese, number));
    ordinal.filter(|ordinal| *ordinal < 100).map(|ordinal| format!("附件{ordinal}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_written_otherwise_are_found() {
        finds(
            &RULE,
            &[
                "⟦附件4：⟧\n工作情况\n已完成。",
                "⟦附件 4⟧\n工作情况\n已完成。",
                "⟦附件四⟧\n工作情况\n已完成。",
                "⟦附 件４⟧\n工作情况\n已完成。",
            ],
        );
        mends(&RULE, "附件1:\n工作情况\n已完成。", "附件1\n工作情况\n已完成。");
    }

    #[test]
    fn marks_that_are_right_and_notes_are_left_alone() {
        silent(
            &RULE,
            &[
                "附件4\n工作情况\n已完成。",
                "附件\n工作情况\n已完成。",
                "请报送。\n附件：\n1.申请表\n2.名单",
                "附件1：申请表\n附件2：名单",
                "附件一并报送。",
            ],
        );
    }
}
