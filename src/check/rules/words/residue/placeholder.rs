//! Signs and words in place of what was to be written: XX年, 【】, （请填写）.

use crate::check::rules::words::{first, is_han};
use crate::check::{Findings, Read};
use crate::diag::Severity;
use crate::model::UNFILLED;
use crate::proof::Kind;

/// What words in brackets begin with that ask for something to be filled in.
const ASKING: [&str; 10] = [
    "此处填写",
    "此处插入",
    "此处补充",
    "此处添加",
    "请填写",
    "请补充",
    "待补充",
    "待填",
    "待完善",
    "请在此",
];
/// Brackets hold no more characters than this.
const LONGEST: usize = 60;
/// What stands behind a placeholder for a number, a date, a unit.
const BEHIND: [&str; 16] = [
    "年",
    "月",
    "日",
    "号",
    "元",
    "万元",
    "亿元",
    "%",
    "局",
    "县",
    "单位",
    "公司",
    "项目",
    "部门",
    "街道",
    "人民政府",
];

/// Of a document of the language, what is left to be filled in is told by its reader.
pub(super) fn look(read: &Read<'_>, of_language: bool, findings: &mut Findings) {
    asking(read, of_language, findings);
    crosses(read, findings);
}

/// （请填写）, 【】, 【待补充】
fn asking(read: &Read<'_>, of_language: bool, findings: &mut Findings) {
    if read.paragraph.is_cell() {
        return;
    }
    let text = read.text();
    for (open, close) in [('（', '）'), ('【', '】'), ('[', ']'), ('〔', '〕')] {
        for (at, _) in text.match_indices(open) {
            let inner = first(&text[at + open.len_utf8()..], LONGEST);
            let Some(end) = inner.find(close) else { continue };
            let words = inner[..end].trim();
            let empty = words.is_empty() && open == '【';
            if empty || ASKING.iter().any(|ask| words.starts_with(ask)) {
                let range = at..at + open.len_utf8() + end + close.len_utf8();
                if of_language && &text[range.clone()] == UNFILLED {
                    continue;
                }
                let message = format!("“{}”是占位，该填的没有填", &text[range.clone()]);
                findings.report(read.index, range, message);
            }
        }
    }
}

/// XX年, 20××年, ×××局: signs in place of what was to be written.
fn crosses(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let is_cross = |c: char| matches!(c, '×' | 'X' | 'x' | '╳' | 'Ｘ');
    let mut at = 0;
    while let Some(start) = text[at..].find(is_cross).map(|found| at + found) {
        let rest = &text[start..];
        let end = start + rest.len() - rest.trim_start_matches(is_cross).len();
        at = end;
        let count = text[start..end].chars().count();
        let behind = &text[end..];
        let before = text[..start].chars().next_back();
        let year = behind.starts_with('年') && before.is_some_and(|c| c.is_ascii_digit());
        let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '_' | '第');
        if count < 2 || !year && before.is_some_and(joined) || read.is_quoted(start) {
            continue;
        }
        let holds = BEHIND.iter().any(|word| behind.starts_with(word));
        // 王××, 张××县长: whose name is left out by intention.
        let hidden = before.is_some_and(is_han)
            && !"于由经自在为是共和约的据至到".contains(before.unwrap_or(' '));
        let in_title = read.paragraph.kind == Kind::Title;
        // ××公司: so are units whose cases are told.
        let hidden = hidden || count == 2 && text[start..].starts_with('×');
        let organ = is_organ(behind);
        if holds && (in_title || !hidden || !organ) {
            let word =
                BEHIND.iter().filter(|word| behind.starts_with(**word)).map(|word| word.len());
            let end = end + word.max().unwrap_or(0);
            let (doubt, severity) =
                if organ { ("疑似", Severity::Warning) } else { ("是", Severity::Error) };
            let message = format!("“{}”{doubt}占位，该填的没有填", &text[start..end]);
            findings.report(read.index, start..end, message).severity(severity);
        }
    }
}

/// Whether a word behind crosses names an organ, not a number or a date.
fn is_organ(behind: &str) -> bool {
    BEHIND[8..].iter().any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::super::RULE;
    use crate::check::testing::{finds, silent};

    #[test]
    fn what_was_to_be_filled_in_is_found() {
        finds(
            &RULE,
            &[
                "⟦XX年⟧⟦XX月⟧，我局召开会议。",
                "20⟦××年⟧，由⟦XXX局⟧负责，安排资金⟦×××万元⟧。",
                "联系人：⟦（请填写）⟧。",
                "主要做法：⟦【待补充】⟧。",
                "单位名称为⟦【】⟧，金额如下。",
            ],
        );
    }

    #[test]
    fn hidden_names_sizes_and_forms_are_left_alone() {
        silent(
            &RULE,
            &[
                "对王××、张××立案审查，手机号码为138××××1234。",
                "购置XXL号工作服12套，尺寸为20×30厘米，第XX届运动会。",
                "数据有待补充完善，空白有待填补，在此处填写姓名。",
                "【2021】与【重要】两个标签已经启用。",
                "填报说明                  内容\n单位名称（请填写全称）      是",
                "对王××给予警告处分。××公司已列入黑名单。",
                "关于填报情况的通知\n各单位：\n请按时报送。\n附件：XX单位情况表\n附件\nXX单位情况表（样式）\n单位：（请填写全称），时间为XX年XX月。",
                "公务用车申请表\n申请人：（请填写）。\n用途为XX项目，时间为XX年XX月。",
                "李某××村的承包地面积为3×4亩。",
            ],
        );
    }
}
