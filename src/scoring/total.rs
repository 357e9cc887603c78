//! A whole form: the scores of its lines, sums by group and overall, the grade, and everything that is found.
//! A sum is the sum of the printed scores, so that a reader who adds up the column finds the same.

use rust_decimal::Decimal;

use super::finding::{Finding, Issue, Subject};
use super::form::{Group, Id, Node};
use super::line::{LineScore, is_weight, score_line};
use super::number::{rounded_decimal, sum};
use super::rules::{MOST_PLACES, Rules};
use crate::figures::fraction;

/// A form with its scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Every line, in order.
    pub lines: Vec<LineScore>,
    /// Every group, an outer one before the groups inside it.
    pub groups: Vec<GroupScore>,
    /// The form as a whole.
    pub total: Total,
    /// What is found, in the order of the lines; sums of groups behind their lines, the form's at the end.
    pub findings: Vec<Finding>,
}

/// The sums of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupScore {
    /// The group.
    pub id: Id,
    /// 分值 of its lines together, 不适用 ones among them.
    pub weight: Decimal,
    /// 分值 of those that count.
    pub applicable: Decimal,
    /// 得分 of its lines together; `None` while one that counts has none.
    pub score: Option<Decimal>,
}

/// The sums of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// 分值 of all lines together.
    pub weight: Decimal,
    /// 分值 of those that count.
    pub applicable: Decimal,
    /// The printed scores that are summed, in order.
    pub scores: Vec<Decimal>,
    /// Their sum; `None` while a line that counts has none.
    pub sum: Option<Decimal>,
    /// 总分: the sum where every line counts, else sum × full score ÷ weight of those that count, rounded
    /// once (按适用指标折算).
    pub total: Option<Decimal>,
    /// The full score of the form.
    pub full: Decimal,
    /// The total on the scale of 100, from the sum, rounded once.
    pub of_hundred: Option<Decimal>,
    /// The grade for that.
    pub grade: Option<String>,
}

/// Scores a form. Each line is rounded by itself, halves up; sums are those of the printed scores; 不适用
/// lines are left out, and the total is then scaled up once.
#[must_use]
pub fn score(members: &[Node], rules: &Rules) -> Scored {
    let mut walk = Walk { rules, lines: Vec::new(), groups: Vec::new(), findings: Vec::new() };
    let sums = walk.members(members);
    if let Some(found) = sums.due.filter(|found| *found != rules.full) {
        walk.find(Subject::Form, Issue::WeightSum { due: rules.full, found });
    }
    if !walk.lines.is_empty() && !walk.lines.iter().any(|line| line.applicable) {
        walk.find(Subject::Form, Issue::NothingApplicable);
    }
    let scores = walk.lines.iter().filter_map(|line| line.score).collect();
    let total = total(&sums, scores, rules);
    Scored { lines: walk.lines, groups: walk.groups, total, findings: walk.findings }
}

/// Sums on the way up.
struct Sums {
    weight: Decimal,
    applicable: Decimal,
    score: Option<Decimal>,
    /// What the weights come to where groups count with the weight that is written for them; `None` where
    /// one of them is faulty, which is reported already.
    due: Option<Decimal>,
}

struct Walk<'a> {
    rules: &'a Rules,
    lines: Vec<LineScore>,
    groups: Vec<GroupScore>,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    fn find(&mut self, about: Subject, issue: Issue) {
        self.findings.push(Finding { about, issue });
    }

    fn members(&mut self, members: &[Node]) -> Sums {
        let parts: Vec<Sums> = members
            .iter()
            .map(|member| match member {
                Node::Line(line) => {
                    let (scored, issues) = score_line(line, self.rules);
                    for issue in issues {
                        self.find(Subject::Line(line.id), issue);
                    }
                    let sums = line_sums(&scored);
                    self.lines.push(scored);
                    sums
                }
                Node::Group(group) => self.group(group),
            })
            .collect();
        Sums {
            weight: sum(parts.iter().map(|part| part.weight)).unwrap_or_default(),
            applicable: sum(parts.iter().map(|part| part.applicable)).unwrap_or_default(),
            score: all(parts.iter().map(|part| part.score)),
            due: all(parts.iter().map(|part| part.due)),
        }
    }

    fn group(&mut self, group: &Group) -> Sums {
        // Its place is kept, so that an outer group comes before those inside it.
        let place = self.groups.len();
        let blank = GroupScore {
            id: group.id,
            weight: Decimal::ZERO,
            applicable: Decimal::ZERO,
            score: None,
        };
        self.groups.push(blank);
        let mut sums = self.members(&group.members);
        if let Some(scored) = self.groups.get_mut(place) {
            (scored.weight, scored.applicable) = (sums.weight, sums.applicable);
            scored.score = sums.score;
        }
        let about = Subject::Group(group.id);
        match group.weight {
            Some(weight) if !is_weight(weight) => {
                self.find(about, Issue::Weight(weight));
                sums.due = None;
            }
            Some(due) => {
                if let Some(found) = sums.due.filter(|found| *found != due) {
                    self.find(about, Issue::WeightSum { due, found });
                }
                sums.due = Some(due);
            }
            None => {}
        }
        sums
    }
}

fn line_sums(line: &LineScore) -> Sums {
    let sound = is_weight(line.weight);
    let weight = if sound { line.weight } else { Decimal::ZERO };
    Sums {
        weight,
        applicable: if line.applicable { weight } else { Decimal::ZERO },
        score: if line.applicable { line.score } else { Some(Decimal::ZERO) },
        due: sound.then_some(weight),
    }
}

/// The sum, where every part has its number.
fn all(parts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    sum(parts.collect::<Option<Vec<Decimal>>>()?)
}

fn total(sums: &Sums, scores: Vec<Decimal>, rules: &Rules) -> Total {
    let places = rules.places.min(MOST_PLACES);
    let complete = sums.applicable == sums.weight;
    // Nothing that counts has no total, rather than one of 0.
    let sum = sums.score.filter(|_| sums.applicable > Decimal::ZERO);
    let scaled = |full: Decimal| {
        let base = if complete { rules.full } else { sums.applicable };
        if base <= Decimal::ZERO {
            return None;
        }
        if base == full {
            return sum;
        }
        rounded_decimal(&(fraction(sum?) * fraction(full) / fraction(base)), places)
    };
    let total = if complete { sum } else { scaled(rules.full) };
    let of_hundred = scaled(Decimal::ONE_HUNDRED);
    let reached = rules.grades.iter().filter(|grade| of_hundred.is_some_and(|o| o >= grade.from));
    let grade = reached.max_by_key(|grade| grade.from).map(|grade| grade.name.clone());
    Total {
        weight: sums.weight,
        applicable: sums.applicable,
        scores,
        sum,
        total,
        full: rules.full,
        of_hundred,
        grade,
    }
}

impl Total {
    /// How the total comes about: `8.11 + 10 + 75.16 = 93.27分，等级：优`. `None` while a line has no score.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let (sum, total, of_hundred) = (self.sum?, self.total?, self.of_hundred?);
        let scores: Vec<String> = self.scores.iter().map(Decimal::to_string).collect();
        let (full, applicable) = (self.full, self.applicable);
        let mut clauses = vec![format!("{} = {sum}分", scores.join(" + "))];
        if applicable != self.weight {
            clauses.push(format!("适用指标共{applicable}分"));
            clauses.push(format!("{sum} × {full} ÷ {applicable} = {total}分"));
        }
        if full != Decimal::ONE_HUNDRED {
            let base = if applicable == self.weight { full } else { applicable };
            clauses.push(format!("折合百分制 {sum} × 100 ÷ {base} = {of_hundred}分"));
        }
        clauses.extend(self.grade.iter().map(|grade| format!("等级：{grade}")));
        Some(clauses.join("，"))
    }
}
