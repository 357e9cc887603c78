//! 顿号 between names of documents and between quotations that stand side by side.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 并列书名号、引号间的顿号.
const CODE: Code = Code("P011");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "并列书名号、引号间用顿号",
    severity: Severity::Hint,
    looks_for: "并列的书名号之间、引号之间用了顿号。中间夹着括号或者别的成分的不算。",
    clause: "GB/T 15834-2011 4.5.3.5",
    wrong: "会议学习了《信访工作条例》、《保障农民工工资支付条例》。",
    right: "会议学习了《信访工作条例》《保障农民工工资支付条例》。",
    remedy: "通常不用顿号，删去即可。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        for (stretches, joint) in [(&read.titles, "》、《"), (&read.quotes, "”、“")] {
            let mut chain: Option<Chain> = None;
            for pair in stretches.windows(2) {
                let [left, right] = pair else { continue };
                let joined = &text[left.end..right.start] == "、"
                    && text[..right.start].ends_with("、")
                    && text[left.end - 3..].starts_with(joint);
                if !joined {
                    close(chain.take(), read.index, findings);
                    continue;
                }
                let in_front = text[..left.start].ends_with('、');
                let behind = text[right.end..].starts_with(['、', '（', '(', '〔']);
                let chain = chain.get_or_insert(Chain { at: left.end, count: 0, mixed: in_front });
                chain.count += 1;
                // The next link tells whether what follows is of the chain.
                chain.mixed |= behind && !text[right.end..].starts_with(&joint[3..]);
            }
            close(chain, read.index, findings);
        }
    }
}

/// Stretches with 顿号 between them.
struct Chain {
    /// The first 顿号.
    at: usize,
    /// How many.
    count: usize,
    /// Something without such marks is of the same list, so that 顿号 are of use.
    mixed: bool,
}

fn close(chain: Option<Chain>, paragraph: usize, findings: &mut Findings) {
    let Some(chain) = chain.filter(|chain| !chain.mixed) else { return };
    let more = match chain.count {
        1 => String::new(),
        count => format!("（连着{count}处）"),
    };
    let message = format!("并列的书名号、引号之间通常不用顿号{more}");
    findings.report(paragraph, chain.at..chain.at + '、'.len_utf8(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_first_of_a_list_is_found() {
        finds(
            &RULE,
            &[
                "学习了《甲条例》⟦、⟧《乙条例》、《丙条例》。",
                "坚持“应保尽保”⟦、⟧“应兜尽兜”的原则。",
            ],
        );
    }

    #[test]
    fn lists_with_other_things_in_them_are_left_alone() {
        silent(
            &RULE,
            &[
                "根据《甲办法》（青政发〔2021〕1号）、《乙办法》（青政发〔2021〕2号）。",
                "根据《甲办法》、《乙办法》（青政发〔2021〕2号）。",
                "查看值班表、《甲办法》、《乙办法》。",
                "“日”、“月”、星三个字。",
                "学习了《甲条例》《乙条例》，“甲”和“乙”。",
            ],
        );
    }
}
