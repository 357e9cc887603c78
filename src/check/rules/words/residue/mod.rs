//! What a text processor, a template or a chat program left behind; signs in place of what was to be written are
//! for `placeholder`.

mod placeholder;

use std::ops::Range;
use std::sync::LazyLock;

use super::{first, is_han};
use crate::check::reading::Index;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;
use crate::proof::residue::WORDS;

/// 残留物.
const CODE: Code = Code("W001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "残留物",
    severity: Severity::Error,
    looks_for: "Word 的书签和域代码（[bookmark: …]、HYPERLINK、“错误!未找到引用源”），模板的占位（XX年、×××、【】、（请填写）、{{ }}），网页的代码（&nbsp;），Markdown 的标记（**、#），人工智能程序的套话。以“××”隐去的人名、表里的填写说明不算。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确、文字精练）",
    wrong: "[bookmark: _GoBack]（1）公务用车管理方面：更新公务用车5辆。",
    right: "（1）公务用车管理方面：更新公务用车5辆。",
    remedy: "删去，或者填上该填的内容。",
    mends: true,
    look,
};

static WORDS_INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::new(WORDS.iter().map(|(word, _)| *word)));
/// What the mark of generated text begins with; it is a residue where it is all that a line or a bracket says.
const GENERATED: [&str; 4] = ["内容由AI生成", "本内容由AI生成", "以上内容由AI生成", "本文由AI生成"];
/// What the titles of texts say that are to be filled in by others.
const FORMS: [&str; 9] = ["表", "样式", "模板", "范本", "格式", "提纲", "合同", "协议", "承诺书"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let (mut form, mut part, mut behind_mark) = (false, 0, false);
    for read in &reading.paragraphs {
        let kind = read.paragraph.kind;
        form &= read.paragraph.part == part;
        part = read.paragraph.part;
        if kind == Kind::Title || behind_mark {
            form |= FORMS.iter().any(|word| read.text().contains(word));
        }
        if kind != Kind::Blank {
            behind_mark = kind == Kind::Mark;
        }
        let mut report = |range: Range<usize>, what: &str| {
            let message = format!("“{}”是残留的{what}", &read.text()[range.clone()]);
            findings.report(read.index, range, message);
        };
        words(read, &mut report);
        generated(read, &mut report);
        braces(read, &mut report);
        bookmarks(read, findings);
        markdown(read, findings);
        if !form && kind != Kind::AttachmentNote {
            placeholder::look(read, reading.proof.of_language, findings);
        }
    }
}

fn words(read: &Read<'_>, report: &mut impl FnMut(Range<usize>, &str)) {
    let text = read.text();
    for (word, at) in WORDS_INDEX.hits(text) {
        let (word, what) = WORDS[word];
        // PAGEREF _Ref has REF _Ref in it.
        if !text[..at].ends_with(|c: char| c.is_ascii_uppercase()) && !read.is_quoted(at) {
            report(at..at + word.trim_end_matches([' ', '"', '_']).len(), what);
        }
    }
}

fn generated(read: &Read<'_>, report: &mut impl FnMut(Range<usize>, &str)) {
    let text = read.text();
    if !text.contains("内容由AI生成") && !text.contains(GENERATED[3]) {
        return;
    }
    let stands_alone = |at: usize| {
        let before = text[..at].trim_end();
        before.is_empty() || before.ends_with(['（', '(', '*', '。'])
    };
    for word in GENERATED {
        for (at, _) in text.match_indices(word).filter(|(at, _)| stands_alone(*at)) {
            let rest = &text[at + word.len()..];
            if rest.chars().take_while(|c| is_han(*c)).count() <= 4 && !read.is_quoted(at) {
                report(at..at + word.len(), "人工智能程序的标记");
            }
        }
    }
}

/// {{单位}}
fn braces(read: &Read<'_>, report: &mut impl FnMut(Range<usize>, &str)) {
    let text = read.text();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let Some(end) = text[open..].find("}}").map(|at| open + at + 2) else { break };
        report(open..end, "模板变量");
        from = end;
    }
}

fn bookmarks(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    for (at, word) in text.match_indices("[bookmark:") {
        let name = first(&text[at..], word.len() + 80);
        let Some(end) = name.find(']').map(|end| at + end + 1) else { continue };
        let message = format!("“{}”是残留的 Word 书签", &text[at..end]);
        findings.report(read.index, at..end, message).help("删去它").mend(at..end, "");
    }
}

/// `**一、概况**`, `## 概况`
fn markdown(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let start = text.len() - text.trim_start().len();
    let words = text[start..].trim_start_matches('#');
    let signs = text.len() - start - words.len();
    if (1..=6).contains(&signs)
        && words.trim_start_matches([' ', '*']).starts_with(is_han)
        && words.starts_with(' ')
    {
        let range = start..start + signs + 1;
        let message = format!("“{}”是残留的 Markdown 标题标记", &text[start..start + signs]);
        findings.report(read.index, range.clone(), message).help("删去它").mend(range, "");
    }
    let mut from = 0;
    while let Some(open) = text[from..].find("**").map(|at| from + at) {
        let Some(length) = text[open + 2..].find("**") else { break };
        let (inside, end) = (&text[open + 2..open + 2 + length], open + length + 4);
        from = end;
        // 王**和李** are names that were masked.
        let masked = text[..open].ends_with(|c: char| is_han(c) || c.is_alphanumeric());
        let starred =
            masked || inside.is_empty() || inside.contains('*') || text[end..].starts_with('*');
        if !starred && inside.trim() == inside && inside.contains(is_han) {
            let message = format!("“{}”带着残留的 Markdown 加粗标记", &text[open..end]);
            let found = findings.report(read.index, open..end, message);
            found.help("删去两边的“**”").mend(open..end, inside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn what_programs_leave_behind_is_found() {
        finds(
            &RULE,
            &[
                "⟦[bookmark: _GoBack]⟧（1）公务用车管理方面：更新5辆。",
                "详见⟦错误!未找到引用源⟧。",
                "目录见⟦TOC \\o⟧ \"1-3\" \\h的结果。",
                "网址为⟦HYPERLINK⟧ \"https://www.example.gov.cn\"，请查阅。",
                "资金到位率100%&nbsp;，已完成。".replace("&nbsp;", "⟦&nbsp;⟧").as_str(),
                "⟦作为一个AI语言模型⟧，我不能提供这些数据。",
                "全文如下。（⟦内容由AI生成⟧，仅供参考）",
                "⟦# ⟧工作总结\n⟦**一、基本情况**⟧\n（一）⟦**党建引领**⟧。深化建设。",
                "⟦{{单位}}⟧负责组织实施。",
            ],
        );
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        silent(
            &RULE,
            &[
                "平台应当在显著位置标注“内容由AI生成”等字样。",
                "生成合成内容由AI生成的，应当添加标识。",
                "联系电话139****8888，身份证360****1234，账号**35**。",
                "申请人王**、李**和张**已经到场。",
                "路径为A&B公司，支持TOC和HYPERLINK两种域。",
            ],
        );
    }

    #[test]
    fn a_bookmark_is_cut_out() {
        mends(&RULE, "（一）**党建引领**。深化建设。", "（一）党建引领。深化建设。");
        mends(&RULE, "[bookmark: _GoBack]（1）概况。", "（1）概况。");
    }
}
