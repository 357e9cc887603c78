//! What the author calls himself, one way in one place and another way in the next.

use std::collections::BTreeMap;

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 自称混用.
const CODE: Code = Code("W010");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "自称混用",
    severity: Severity::Warning,
    looks_for: "同一份材料里“我单位”和“我中心”“我局”等混着自称。我县、我市说的是地方，不算；引号里的不算。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）；前后称谓统一的通行要求",
    wrong: "2021年我中心制定了工作计划。\n我单位加强预算管理，我单位提高了执行力。",
    right: "2021年我单位制定了工作计划。\n我单位加强预算管理，我单位提高了执行力。",
    remedy: "全文统一用一个自称。",
    mends: false,
    look,
};

/// Names that fit whoever writes.
const GENERAL: [&str; 2] = ["我单位", "我部门"];
/// Names that fit a unit of one kind, with what behind them makes other words of them.
const OWN: [(&str, &str); 13] = [
    ("我中心", ""),
    ("我局", "部限面势"),
    ("我委", "托派"),
    ("我办", "理事实好公了成完得过案法学"),
    ("我院", "士"),
    ("我所", "在有知见说做能需想用得属以谓"),
    ("我站", "在着出立起"),
    ("我馆", ""),
    ("我校", "准对正验"),
    ("我厅", ""),
    ("我队", ""),
    ("我公司", ""),
    ("我处", "理于置在分罚境以"),
];

/// A name as a part of the document uses it.
#[derive(Default)]
struct Use {
    count: usize,
    /// Paragraph and byte.
    first: Option<(usize, usize)>,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut parts: BTreeMap<usize, BTreeMap<&str, Use>> = BTreeMap::new();
    for read in reading.prose() {
        let text = read.text();
        for (at, _) in text.match_indices('我') {
            let rest = &text[at..];
            if let Some(name) = name(rest).filter(|_| !read.is_quoted(at)) {
                let uses = parts.entry(read.paragraph.part).or_default().entry(name).or_default();
                uses.count += 1;
                uses.first = uses.first.or(Some((read.index, at)));
            }
        }
    }
    for uses in parts.values() {
        mixed(uses, findings);
    }
}

fn name(rest: &str) -> Option<&'static str> {
    let general = GENERAL.into_iter().find(|name| rest.starts_with(name));
    let own = || {
        let fits = |(name, not): &&(&'static str, &str)| {
            let behind = rest.strip_prefix(name).map(|behind| behind.chars().next());
            behind.is_some_and(|next| next.is_none_or(|next| !not.contains(next)))
        };
        OWN.iter().find(fits).map(|(name, _)| *name)
    };
    general.or_else(own)
}

/// Reports the name that is used less often: of one general name and one name of the unit's kind. Where there are
/// more, several speak.
fn mixed(uses: &BTreeMap<&str, Use>, findings: &mut Findings) {
    let names: Vec<(&str, &Use)> = uses.iter().map(|(name, uses)| (*name, uses)).collect();
    let [a, b] = names.as_slice() else { return };
    let general = |name: &str| GENERAL.contains(&name);
    if general(a.0) == general(b.0) {
        return;
    }
    let order = |each: &(&str, &Use)| (each.1.count, std::cmp::Reverse(each.1.first));
    let (rare, usual) = if order(a) <= order(b) { (a, b) } else { (b, a) };
    let Some((paragraph, at)) = rare.1.first else { return };
    let message =
        format!("自称不统一：“{}”{}处，“{}”{}处", rare.0, rare.1.count, usual.0, usual.1.count);
    let help = format!("全文统一用一个，如都用“{}”", usual.0);
    findings.report(paragraph, at..at + rare.0.len(), message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_rarer_name_is_found_where_it_first_stands() {
        finds(
            &RULE,
            &[
                "我单位承担会务保障。\n今年⟦我中心⟧保障会议20次。\n我单位加强管理，我中心落实。\n我单位提高了效率。",
                "我局牵头负责，我局督促落实。\n⟦我单位⟧已经整改。",
            ],
        );
    }

    #[test]
    fn other_referents_quotations_and_verbs_are_left_alone() {
        silent(
            &RULE,
            &[
                "我县地处丘陵，我局组建了服务队。我市、我省均有安排。",
                "我单位已经整改。群众说：“多亏我局帮忙。”",
                "我单位为群众办实事。党员表示，感谢组织为我办理手续。",
                "我中心负责会务，我中心负责接待。",
                "我局、我办、我单位均已收悉。",
            ],
        );
    }
}
