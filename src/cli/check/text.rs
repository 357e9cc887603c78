//! Findings for people: by family, each family counted, of one rule no more than a screen holds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Checked, Counts};
use crate::check::Family;
use crate::cli::report;
use crate::diag::{Code, Diagnostic};

/// Findings of one rule that are shown; the others are counted.
const MOST_OF_ONE: usize = 20;

/// Everything that was found in a document.
pub(super) fn grouped(checked: &Checked, colour: bool) -> String {
    let mut out = String::new();
    if let Some(profile) = &checked.profile {
        let _ = writeln!(out, "按 {} 校对\n", profile.display());
    }
    let mut families: BTreeMap<Option<Family>, Vec<&Diagnostic>> = BTreeMap::new();
    for each in &checked.found {
        families.entry(family_of(each.code)).or_default().push(each);
    }
    for (family, found) in families {
        let name = family.map_or("文件和写法", Family::name);
        let counts = Counts::of(found.iter().copied());
        let heading = format!("{name}：{}", counts.words());
        let heading = if colour { format!("\u{1B}[1m{heading}\u{1B}[0m") } else { heading };
        let _ = writeln!(out, "── {heading}\n");
        shown(&found, checked, colour, &mut out);
    }
    out.push_str(&closing(checked));
    out
}

/// The family of a finding of a rule; of faults of the file and its language none.
fn family_of(code: Code) -> Option<Family> {
    crate::check::find(code.0).map(crate::check::Rule::family)
}

fn shown(found: &[&Diagnostic], checked: &Checked, colour: bool, out: &mut String) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for each in found {
        let count = counts.entry(each.code).or_default();
        *count += 1;
        if *count <= MOST_OF_ONE {
            out.push_str(&report::one(each, &checked.sources, colour));
        }
    }
    for (code, count) in counts {
        if let Some(more) = count.checked_sub(MOST_OF_ONE).filter(|more| *more > 0) {
            let _ = writeln!(out, "{} 还有 {more} 处，没有逐条列出（--格式 json 列全）\n", code.0);
        }
    }
}

fn closing(checked: &Checked) -> String {
    let counts = Counts::of(&checked.found);
    let name = checked.path.display();
    if counts.all() == 0 {
        return format!("{name}：没有发现问题\n");
    }
    let mut line = format!("{name}：共 {} 处，{}", counts.all(), counts.words());
    if counts.mendable > 0 {
        let _ = write!(line, "；其中 {} 处可以用 --修 自动改", counts.mendable);
    }
    line.push_str("\n用 chengwen explain 代码 看一条规则查什么、怎么改\n");
    line
}
