//! What the last sentence of a paragraph ends with.

use super::is_hanzi;
use super::sentence::{is_sentence, is_wrapped};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Label};

/// 段末缺句末点号.
const CODE: Code = Code("P004");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "段末没有句末点号",
    severity: Severity::Error,
    looks_for: "正文段落以逗号、顿号、分号结尾，或者一句话写完没有句末点号。标题、表格、署名、附件说明、后面还有并列各项的不算。",
    clause: "GB/T 15834-2011 4.1",
    wrong: "我中心已经完成全年任务，总支出为2388.71万元，\n一、单位概况",
    right: "我中心已经完成全年任务，总支出为2388.71万元。\n一、单位概况",
    remedy: "句子完了的，末尾用句号；没有写完的，补全内容。",
    mends: true,
    look,
};

/// Rows of data may end with a comma, sentences are longer.
const SHORTEST: usize = 8;
/// A name in a list has no more characters.
const MOST_OF_NAME: usize = 16;
/// A line of a poem has no more characters.
const LONGEST_VERSE: usize = 16;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if reading.proof.typed && is_wrapped(reading) {
        return;
    }
    // The fields of a notice are filled in with 无.
    let is_notice = ["公告", "公示", "表"].iter().any(|kind| reading.title.ends_with(kind));
    unmarked_items(reading, findings);
    let mut next: Option<&Read<'_>> = None;
    for read in reading.paragraphs.iter().rev() {
        let kind = read.paragraph.kind;
        if kind == Kind::Body {
            let before = read.index.checked_sub(1).and_then(|at| reading.paragraphs.get(at));
            last_mark(read, before, next, is_notice, findings);
        }
        if kind != Kind::Blank {
            next = Some(read);
        }
    }
}

fn last_mark(
    read: &Read<'_>,
    before: Option<&Read<'_>>,
    next: Option<&Read<'_>>,
    is_notice: bool,
    findings: &mut Findings,
) {
    let text = read.text().trim_end();
    let Some(last) = text.chars().next_back() else { return };
    let range = text.len() - last.len_utf8()..text.len();
    match last {
        '，' | '、' | ',' => {
            let leads_to_items =
                read.paragraph.label.is_none() && next.is_some_and(|next| is_item(next));
            let clause = text.rsplit(['，', '、', ',']).nth(1).unwrap_or_default();
            let data = last == ',' && !clause.contains(is_hanzi) || text.chars().count() < SHORTEST;
            if data
                || leads_to_items
                || next.is_some_and(|next| next.paragraph.is_cell())
                || greets(text)
                || next.is_some_and(|next| goes_on(read, next) || is_verse(read, next))
            {
                return;
            }
            let complete = last == '，' && is_complete(read, range.start);
            let message = if complete {
                format!("段末用了“{last}”，应为句号")
            } else {
                format!("段末用了“{last}”，句子没有完，疑似内容缺失")
            };
            let found = findings.report(read.index, range.clone(), message);
            if complete {
                found.mend(range, "。");
            } else {
                found.help("核对原文，补全内容；确已写完的，末尾改用句号。");
            }
        }
        '；' | ';' if ends_list(read, next) => {
            let message = format!("后面没有并列的内容了，段末却用了“{last}”");
            findings.report(read.index, range, message);
        }
        _ if is_nothing(text)
            && !is_notice
            && before.is_some_and(|each| each.paragraph.kind == Kind::Heading) =>
        {
            let end = text.len()..text.len();
            let message = format!("“{}”后面没有句号", text.trim());
            let found = findings.report(read.index, end.clone(), message);
            found.severity(Severity::Warning).mend(end, "。");
        }
        _ if announces(text) && next.is_some_and(|next| next.paragraph.label.is_some()) => {
            let end = text.len()..text.len();
            let message = "“如下”引出下文，后面没有冒号";
            let found = findings.report(read.index, end.clone(), message);
            found.help("后面用冒号。").mend(end, "：");
        }
        _ if is_sentence(read, text, last) || is_whole_section(read, before, next) => {
            let end = text.len()..text.len();
            let found = findings.report(read.index, end, "段末没有句末点号");
            found.severity(Severity::Warning);
        }
        _ => {}
    }
}

/// An item without a mark among others of its list that have one.
fn unmarked_items(reading: &Reading<'_>, findings: &mut Findings) {
    let filled: Vec<&Read<'_>> =
        reading.paragraphs.iter().filter(|read| read.paragraph.kind != Kind::Blank).collect();
    let label = |read: &Read<'_>| {
        let labelled = matches!(read.paragraph.kind, Kind::Body | Kind::Heading);
        let label = read.paragraph.label.as_ref().filter(|_| labelled)?;
        Some((label.pattern.level(), label.ordinal))
    };
    let follows = |own: &&Read<'_>, next: &&Read<'_>| {
        matches!((label(own), label(next)), (Some((level, ordinal)), Some((other, following)))
            if level == other && ordinal + 1 == following)
    };
    let mut at = 0;
    for list in filled.chunk_by(follows) {
        at += list.len();
        let own = list.last().and_then(|last| label(last));
        let goes_on = filled.get(at).is_some_and(|next| match (own, label(next)) {
            (Some((level, _)), Some((other, _))) => other >= level,
            (_, None) => next.paragraph.kind == Kind::Body,
            _ => true,
        });
        // What stands under the last one may make a heading of it.
        let list = if goes_on { &list[..list.len() - 1] } else { list };
        let marked = |read: &&&Read<'_>| read.text().trim_end().ends_with(['。', '；']);
        let open: Vec<_> = list.iter().filter(|read| !marked(read)).collect();
        let [read] = open.as_slice() else { continue };
        let text = read.text().trim_end();
        // 资格要求：无 is a field that was filled in.
        let field = text.rsplit('。').next().is_some_and(|last| last.contains(['：', ':']));
        let words = !field && text.chars().next_back().is_some_and(is_hanzi);
        if list.len() > 2 && words && own.is_some() && !announces(text) {
            let message = "并列各项都有句末点号，这一项没有";
            let end = text.len()..text.len();
            findings.report(read.index, end, message).severity(Severity::Warning);
        }
    }
}

/// 无, 略 and so on, all that a section has to say.
fn is_nothing(text: &str) -> bool {
    ["无", "略", "没有", "暂无", "不涉及", "无其他"].contains(&text.trim())
}

/// 现将有关事项通知如下
fn announces(text: &str) -> bool {
    text.ends_with("如下") && text.chars().count() >= SHORTEST
}

/// A clause with numbers that is all a section says: 现有编制50人，在职48人
fn is_whole_section(read: &Read<'_>, before: Option<&Read<'_>>, next: Option<&Read<'_>>) -> bool {
    let heads = |read: &Read<'_>| read.paragraph.kind == Kind::Heading;
    let text = read.text().trim();
    let ends = text.chars().next_back().is_some_and(is_hanzi);
    ends && read.paragraph.label.is_none()
        && before.is_some_and(heads)
        && next.is_some_and(heads)
        && text.contains('，')
        && !text.contains(['：', ':', '　', '、', '\t'])
        && read.quantities.len() > 1
}

fn is_item(read: &Read<'_>) -> bool {
    read.paragraph.kind == Kind::Body && read.paragraph.label.is_some()
}

/// 各位代表， in front of a speech.
fn greets(text: &str) -> bool {
    let words = ["尊敬", "各位", "同志们", "亲爱", "敬爱", "女士", "此致"];
    text.chars().count() <= 30 && words.iter().any(|word| text.trim_start().starts_with(word))
}

/// Whether names are listed over several lines.
fn goes_on(read: &Read<'_>, next: &Read<'_>) -> bool {
    let names = |text: &str| {
        let text = text.trim();
        text.matches('、').count() > 1
            && text.split('、').all(|name| name.chars().count() <= MOST_OF_NAME)
            && !text.trim_end_matches('。').contains(['，', '。', '；', '：'])
    };
    read.text().trim_end().ends_with('、')
        && next.paragraph.label.is_none()
        && names(read.text())
        && names(next.text())
}

/// Two lines as long as each other, as of a poem or a slogan.
fn is_verse(read: &Read<'_>, next: &Read<'_>) -> bool {
    let length =
        |read: &Read<'_>| read.text().trim().trim_end_matches(['，', '。', '！']).chars().count();
    length(read) == length(next) && length(read) <= LONGEST_VERSE
}

/// Whether the clause in front of the last comma says all it has to: an amount with a name.
fn is_complete(read: &Read<'_>, at: usize) -> bool {
    let text = read.text();
    let Some(last) = read.quantities.last().filter(|last| last.range.end == at) else {
        return false;
    };
    let from = text[..at].rfind(['，', '。', '；', '：']).map_or(0, |from| from + '，'.len_utf8());
    let clause = &text[from..at];
    let opens =
        ["其中", "如", "若", "由于", "因", "虽", "不仅", "不但", "截至", "除", "当", "对", "按"];
    !last.name.is_empty() && !opens.iter().any(|word| clause.starts_with(word))
}

/// Whether nothing that a semicolon could lead to follows.
fn ends_list(read: &Read<'_>, next: Option<&Read<'_>>) -> bool {
    let Some(next) = next.map(|next| next.paragraph) else { return true };
    if next.label.as_ref().is_some_and(|label| begins_list(read, label)) {
        return false;
    }
    match next.kind {
        Kind::Heading => match (read.paragraph.level, next.level) {
            (Some(own), Some(other)) => other < own,
            (None, Some(_)) => true,
            _ => false,
        },
        Kind::Mark | Kind::AttachmentNote | Kind::Signature | Kind::Date => true,
        _ => false,
    }
}

/// 注：1.……；\n2.……: the first item of a list stands behind other words.
fn begins_list(read: &Read<'_>, next: &Label) -> bool {
    read.paragraph.label.is_none()
        && read
            .text()
            .split(['：', ':'])
            .skip(1)
            .filter_map(Label::typed)
            .any(|label| label.pattern == next.pattern && label.ordinal + 1 == next.ordinal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, severities, silent};

    #[test]
    fn a_last_comma_and_a_missing_mark_are_found() {
        finds(
            &RULE,
            &[
                "（1）预算批复2946.45万元。总支出为2388.71万元⟦，⟧\n（2）固定资产共2219.88万元，其中：调出13.89万元。",
                "提高资金使用效率；认真学习系统的操作⟦，⟧\n四、结果应用",
                "一、结果公开情况\n无⟦⟧",
                "一、整改情况\n我局已完成整改。下一步将加强管理⟦⟧\n二、其他",
                "关于开会的通知\n各单位：\n经研究，现将有关事项通知如下⟦⟧\n一、会议时间\n5月10日。",
                "（一）人员情况\n现有编制50人，在职48人⟦⟧\n（二）资产情况\n良好。",
                "一、问题\n1.资金缺口较大⟦⟧\n2.人才不足。\n3.机制不活。\n二、打算\n继续努力。",
                "（一）完成登记；\n（二）完成核查⟦；⟧\n二、下一步打算\n继续做好各项工作。",
            ],
        );
        let nothing = "一、结果公开情况\n无";
        assert_eq!(severities(&RULE, nothing), [Severity::Warning]);
    }

    #[test]
    fn what_is_no_sentence_needs_no_mark() {
        silent(
            &RULE,
            &[
                "现将有关事项通知如下：\n一、值班安排\n各单位要加强值班。",
                "抓重点，促发展\n各乡镇要落实责任。",
                "申请人应当符合条件：\n（一）具有户籍；\n（二）住房困难；\n（三）没有转让过住房。",
                "青禾县教育局\n2021年3月5日",
                "抄送：县委各部门，县人大常委会办公室，县政协办公室",
                "联系人：张某某，联系电话：0999-1234567",
                "他说：“这件事办好了。”",
                "（一）加强领导。成立专班。\n（二）加强督查。定期通报。\n（三）加强保障\n落实经费。",
                "1.符合法律规定；\n2.政策要求：无\n3.具有许可证。\n二、方式\n网上下载。",
                "1.甲镇\n2.乙镇\n3.丙镇由县里直接联系。",
                "会议通过了决议。（摘自会议纪要）",
                "尊敬的各位代表，\n今天召开大会，意义重大。",
                "县委办、县政府办、县农业农村局、\n县水利局、县林业局、县住建局",
                "春风又绿江南岸，\n明月何时照我还。\n这是宋诗。",
                "注：1.表中数据来源于农业服务中心；\n2.短横线表示减少。",
                "采购公告\n一、其他补充事宜\n无\n二、联系方式\n见附件。",
            ],
        );
    }

    #[test]
    fn lines_broken_by_their_width_are_no_paragraphs() {
        let text = "为进一步规范机关事务管理工作，提升服务保障能力，\n根据有关规定，结合本单位实际情况，制定本办法，请各\n科室认真贯彻执行，遇有问题及时向办公室反映，由办公\n室汇总后报领导研究，并在三个工作日内答复有关科室。";
        silent(&RULE, &[text]);
    }

    #[test]
    fn only_a_complete_clause_gets_its_full_stop() {
        let rest = "\n（2）固定资产共有2219.88万元，其中调出13.89万元。";
        mends(
            &RULE,
            &format!("（1）预算已批复。总支出为2388.71万元，{rest}"),
            &format!("（1）预算已批复。总支出为2388.71万元。{rest}"),
        );
        mends(&RULE, "一、结果公开情况\n无", "一、结果公开情况\n无。");
        mends(&RULE, "认真学习系统的操作，\n四、结果", "认真学习系统的操作，\n四、结果");
    }
}
