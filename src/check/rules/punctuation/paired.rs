//! Quotation marks, brackets and title marks without their partners.

use super::label_end;
use super::pairs::{Loose, loose, misdirected};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 成对标点不成对.
const CODE: Code = Code("P010");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "成对的标点不成对",
    severity: Severity::Error,
    looks_for: "引号、括号、书名号只有一半。跨几段的引文、“1）”式的序号不算。",
    clause: "GB/T 15834-2011 4.8、4.9、4.15",
    wrong: "按照《青禾县公务用车管理办法的要求，我单位完善了制度。",
    right: "按照《青禾县公务用车管理办法》的要求，我单位完善了制度。",
    remedy: "补上缺的一半，或者删去多的一半。",
    mends: false,
    look,
};

/// A quotation runs over no more paragraphs.
const MOST_PARAGRAPHS: usize = 20;
/// No more marks are waited for at a time.
const MOST_PENDING: usize = 64;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut pending: Vec<(&Read<'_>, Loose)> = Vec::new();
    for read in reading.written() {
        let text = read.text();
        let mut list = loose(text, label_end(read));
        // The partner may be the straight one that P002 tells.
        if text.contains('"') {
            list.retain(|each| !matches!(each.mark, '“' | '”'));
        }
        let skipped = misdirected(text, &list);
        let mut at = 0;
        list.retain(|_| {
            at += 1;
            skipped.binary_search(&(at - 1)).is_err()
        });
        // Each paragraph of a long quotation begins with its mark.
        if text.trim_start().starts_with('“') {
            pending.retain(|(_, each)| each.mark != '“');
        }
        for each in list {
            if each.opens && pending.len() < MOST_PENDING {
                pending.push((read, each));
                continue;
            }
            let partner = pending.iter().rposition(|(other, open)| {
                open.is_closed_by(&each) && read.index - other.index <= reach(other, open)
            });
            match partner {
                Some(partner) => drop(pending.remove(partner)),
                None => report(read, &each, findings),
            }
        }
    }
    for (read, each) in pending {
        report(read, &each, findings);
    }
}

/// Over how many paragraphs a mark may wait for its partner.
fn reach(read: &Read<'_>, open: &Loose) -> usize {
    match open.mark {
        '“' | '‘' | '「' | '『' => MOST_PARAGRAPHS,
        _ if matches!(read.paragraph.kind, Kind::Title | Kind::AttachmentNote) => 5,
        _ => 1,
    }
}

fn report(read: &Read<'_>, each: &Loose, findings: &mut Findings) {
    let missing = if each.opens { "没有后一半" } else { "没有前一半" };
    let message = format!("“{}”{missing}", each.mark);
    findings.report(read.index, each.at..each.at + each.mark.len_utf8(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn halves_are_found() {
        finds(
            &RULE,
            &[
                "按照⟦《⟧公务用车管理办法的要求，完善了制度。",
                "因公出国（境）费用⟦（⟧0万元、公务接待费1万元。",
                "坚持应保尽保⟦”⟧的原则，动态管理。",
            ],
        );
    }

    #[test]
    fn what_runs_over_paragraphs_and_lists_is_left_alone() {
        silent(
            &RULE,
            &[
                "关于转发《青禾县公务用车\n管理办法》的通知\n各单位：\n请认真贯彻执行。",
                "他写道：“今年收成好。\n“明年会更好。”",
                "他写道：“今年收成好。\n明年会更好。”",
                "要求如下：1）加强领导；2）落实责任。",
                "1）加强领导，落实责任。",
                "得分在[80，90)之间的为良，在[60，80)之间的为中。",
            ],
        );
    }
}
