//! 三公 without quotation marks.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// “三公”未加引号.
const CODE: Code = Code("P021");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "“三公”未加引号",
    severity: Severity::Hint,
    looks_for: "“三公”经费的“三公”没有加引号。书名号、引号里面的不算。",
    clause: "通行体例",
    wrong: "三公经费支出537.77万元。",
    right: "“三公”经费支出537.77万元。",
    remedy: "简称通常加引号，写作“三公”经费。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written().filter(|read| !read.paragraph.is_cell()) {
        for (at, _) in read.text().match_indices("三公经费") {
            if !read.is_quoted(at) {
                let range = at..at + "三公".len();
                findings.report(read.index, range, "“三公”经费的“三公”通常加引号");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn it_is_found_without_its_marks() {
        finds(&RULE, &["（3）⟦三公⟧经费支出537.77万元。"]);
        silent(&RULE, &["“三公”经费支出。", "根据《三公经费管理办法》执行。"]);
    }
}
