//! Whole forms computed by hand, and what is found about them.

use super::*;
use crate::diag::Severity;

fn group(id: u32, weight: Option<&str>, members: Vec<Line>) -> Node {
    let members = members.into_iter().map(|one| Node::Line(Box::new(one))).collect();
    Node::Group(Group { id: Id(id), weight: weight.map(decimal), members })
}

/// A form of the official kind: 10 + 50 + 30 + 10.
fn form() -> Vec<Node> {
    let output = Group {
        id: Id(50),
        weight: Some(decimal("50")),
        members: vec![
            group(
                51,
                Some("20"),
                vec![
                    line(2, "10", indicator("≥12辆", "9辆")),
                    line(3, "10", indicator("≥3项", "3项")),
                ],
            ),
            group(
                52,
                None,
                vec![
                    line(4, "15", indicator("2021年12月31日前", "2021年12月20日")),
                    line(5, "15", indicator("≤2698万元", "3000万元")),
                ],
            ),
        ],
    };
    vec![
        Node::Line(Box::new(line(1, "10", execution("2946.45万元", "2388.71万元")))),
        Node::Group(output),
        group(30, Some("30"), vec![line(6, "30", indicator("有效提升", "基本达成（95%）"))]),
        group(10, Some("10"), vec![line(7, "10", indicator("≥95%", "96.5%"))]),
    ]
}

#[test]
fn a_form_is_summed_over_its_printed_scores() {
    let scored = score(&form(), &Rules::default());
    // 10 × 2388.71 ÷ 2946.45 = 8.107… → 8.11; 10 × 9 ÷ 12 = 7.50; 10; 15;
    // 15 × 2698 ÷ 3000 = 13.49; 30 × 95% = 28.50; 10
    let printed: Vec<String> = scored.lines.iter().map(|l| l.score.unwrap().to_string()).collect();
    assert_eq!(printed, ["8.11", "7.50", "10", "15", "13.49", "28.50", "10"]);
    let groups: Vec<(u32, String)> =
        scored.groups.iter().map(|g| (g.id.0, g.score.unwrap().to_string())).collect();
    // 7.50 + 10 + 15 + 13.49 = 45.99; 7.50 + 10; 15 + 13.49
    let expected = [(50, "45.99"), (51, "17.50"), (52, "28.49"), (30, "28.50"), (10, "10")];
    assert_eq!(groups, expected.map(|(id, score)| (id, score.to_owned())));
    // 8.11 + 45.99 + 28.50 + 10 = 92.60
    let words = "8.11 + 7.50 + 10 + 15 + 13.49 + 28.50 + 10 = 92.60分，等级：优";
    assert_eq!(scored.total.sentence().as_deref(), Some(words));
    assert_eq!(scored.findings, []);
}

#[test]
fn lines_are_rounded_before_they_are_summed() {
    // Three times 10 × 1 ÷ 3 = 3.333…: 3.33 + 3.33 + 3.33 = 9.99, not 10.
    let lines = (1..=3).map(|id| Node::Line(Box::new(line(id, "10", indicator("≥3项", "1项")))));
    let rules = Rules { full: decimal("30"), ..Rules::default() };
    let scored = score(&lines.collect::<Vec<_>>(), &rules);
    assert_eq!(scored.total.sum, Some(decimal("9.99")));
    // 9.99 × 100 ÷ 30 = 33.3
    let words = "3.33 + 3.33 + 3.33 = 9.99分，折合百分制 9.99 × 100 ÷ 30 = 33.30分，等级：差";
    assert_eq!(scored.total.sentence().as_deref(), Some(words));
}

#[test]
fn what_does_not_apply_is_left_out_and_the_total_scaled_once() {
    let mut members = form();
    let mut satisfaction = line(7, "10", indicator("≥95%", "96.5%"));
    satisfaction.applicable = false;
    members[3] = group(10, Some("10"), vec![satisfaction]);
    let scored = score(&members, &Rules::default());
    // 92.60 − 10 = 82.60 of 90: 82.60 × 100 ÷ 90 = 91.777…
    assert_eq!(scored.total.sum, Some(decimal("82.60")));
    assert_eq!(scored.total.total, Some(decimal("91.78")));
    assert_eq!(scored.total.applicable, decimal("90"));
    let words = "8.11 + 7.50 + 10 + 15 + 13.49 + 28.50 = 82.60分，\
                 适用指标共90分，82.60 × 100 ÷ 90 = 91.78分，等级：优";
    assert_eq!(scored.total.sentence().as_deref(), Some(words));
    assert_eq!(scored.lines[6].sentence(), "不适用，不计分");
    assert_eq!(scored.findings, []);
}

#[test]
fn a_form_without_anything_that_applies_has_no_total() {
    let mut one = line(1, "100", indicator("≥1次", "1次"));
    one.applicable = false;
    let scored = score(&[Node::Line(Box::new(one))], &Rules::default());
    assert_eq!((scored.total.total, scored.total.grade.clone()), (None, None));
    assert_eq!(
        scored.findings,
        [Finding { about: Subject::Form, issue: Issue::NothingApplicable }]
    );
    assert_eq!(score(&[], &Rules::default()).total.sentence(), None);
}

#[test]
fn grades_include_their_lower_bounds() {
    for (points, grade) in [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ] {
        let mut one = line(1, "100", Measure::Judged);
        one.given = Some(decimal(points));
        let scored = score(&[Node::Line(Box::new(one))], &Rules::default());
        assert_eq!(scored.total.grade.as_deref(), Some(grade), "{points}");
    }
    // Of 120: 108 × 100 ÷ 120 = 90
    let mut one = line(1, "120", Measure::Judged);
    one.given = Some(decimal("108"));
    let rules = Rules { full: decimal("120"), ..Rules::default() };
    let total = score(&[Node::Line(Box::new(one))], &rules).total;
    let words = "108 = 108分，折合百分制 108 × 100 ÷ 120 = 90.00分，等级：优";
    assert_eq!(total.sentence().as_deref(), Some(words));
}

#[test]
fn weights_that_do_not_add_up_are_found_at_every_level() {
    // 中江县 2022: 70 + 20 + 10, and 10 more for the execution rate.
    let members = vec![
        Node::Line(Box::new(line(1, "10", execution("1元", "1元")))),
        group(2, Some("70"), vec![line(3, "60", indicator("≥1个", "1个"))]),
        group(4, Some("20"), vec![line(5, "20", indicator("≥1个", "1个"))]),
        group(6, None, vec![line(7, "10", indicator("≥1个", "1个"))]),
    ];
    let found = score(&members, &Rules::default()).findings;
    let sum = |about, due: &str, found: &str| Finding {
        about,
        issue: Issue::WeightSum { due: decimal(due), found: decimal(found) },
    };
    assert_eq!(found, [sum(Subject::Group(Id(2)), "70", "60"), sum(Subject::Form, "100", "110"),]);
    assert_eq!(found[1].issue.message(), "分值合计110分，应为100分");
    let negative =
        score(&[Node::Line(Box::new(line(1, "-1", Measure::Judged)))], &Rules::default());
    let issues: Vec<_> = negative.findings.iter().map(|finding| &finding.issue).collect();
    assert_eq!(issues, [&Issue::Weight(decimal("-1"))]);
}

#[test]
fn scores_by_hand_are_kept_and_held_against_the_formula() {
    let given = |points: &str, measure| {
        let mut one = line(1, "10", measure);
        one.given = Some(decimal(points));
        scored(one, &Rules::default())
    };
    // The formula says 7.50.
    for (points, differs) in
        [("7.5", false), ("7.509", false), ("7.51", true), ("7.49", true), ("10", true)]
    {
        let (found, issues) = given(points, indicator("≥12辆", "9辆"));
        assert_eq!(found.score, Some(decimal(points)));
        let marked = issues.iter().any(|issue| matches!(issue, Issue::Differs { .. }));
        assert_eq!(marked, differs, "{points}");
    }
    let (found, issues) = given("8", indicator("≥12辆", "9辆"));
    assert_eq!(found.sentence(), "人工评分8分（公式：10分 × 9辆 ÷ 12辆 = 7.50分）");
    assert_eq!(issues[0].message(), "得分8与公式不符：10分 × 9辆 ÷ 12辆 = 7.50分");
    let (_, issues) = given("10.01", indicator("≥12辆", "12辆"));
    assert_eq!(issues[0].message(), "得分10.01大于分值10");
    let (_, issues) = given("-1", indicator("≥12辆", "12辆"));
    assert_eq!(issues[0].message(), "得分-1小于0");
    // Where no formula is made, the score by hand settles it.
    let quiet: &[Issue] = &[];
    assert_eq!(given("9", execution("0元", "0元")).1, quiet);
    assert_eq!(given("9", indicator("≥-5%", "-3%")).1, quiet);
    assert_eq!(given("9", indicator("有效提升", "明显提升")).1, quiet);
    // A band leaves the score open inside of it.
    assert_eq!(given("8.5", indicator("有效提升", "达成预期指标")).1, quiet);
    assert_eq!(given("8.5", indicator("有效提升", "已完成")).1, quiet);
    assert_eq!(given("8.5", indicator("有效提升", "基本达成")).1, quiet);
    let (_, issues) = given("8.5", indicator("有效提升", "达成预期指标（90%）"));
    assert_eq!(issues[0].message(), "得分8.5与公式不符：达成预期指标，10分 × 90% = 9.00分");
    // 3.33 × 80% = 2.664, of which 2.66 is the printed score.
    for (points, inside) in [("2.66", true), ("2.65", false), ("3.33", true)] {
        let mut one = line(1, "3.33", indicator("有效提升", "基本达成"));
        one.given = Some(decimal(points));
        assert_eq!(scored(one, &Rules::default()).1.is_empty(), inside, "{points}");
    }
    let (_, issues) = given("7.99", indicator("有效提升", "基本达成"));
    let words = "得分7.99是分值的79.90%，不在“基本达成预期指标”的[80%, 100%]之内";
    assert_eq!(issues[0].message(), words);
}

#[test]
fn reasons_that_are_due_are_asked_for() {
    let rules = Rules::default();
    let asked = |weight, target, actual| issues(weight, target, actual, &rules);
    let less = Issue::Reason { score: decimal("7.50"), weight: decimal("10") };
    assert_eq!(asked("10", "≥12辆", "9辆"), [less]);
    assert_eq!(asked("10", "≥100辆", "130辆"), []);
    // 130.001 ÷ 100 is more than 130%.
    let more = Issue::Excess { rate: "130.001%".to_owned(), bound: decimal("130") };
    assert_eq!(asked("10", "≥100辆", "130.001辆"), [more]);
    assert_eq!(asked("10", "≤100辆", "1辆"), []);
    let mut low = line(1, "10", execution("100元", "89.99元"));
    low.reason = false;
    let bound = decimal("90");
    let found = scored(low.clone(), &rules).1;
    assert_eq!(found, [Issue::ExecutionReason { rate: "89.99%".to_owned(), bound }]);
    low.measure = execution("100元", "90元");
    assert_eq!(scored(low.clone(), &rules).1, []);
    low.measure = execution("100元", "101元");
    assert_eq!(scored(low, &rules).1, [Issue::Overspent("101.00%".to_owned())]);
}

#[test]
fn values_that_do_not_go_together_are_errors() {
    let rules = Rules::default();
    let cases = [
        ("≥12辆", "9台", "9台与12辆的单位不同类，无法计分"),
        ("≥12人", "9人次", "9人次与12人的单位不同类，无法计分"),
        ("≥90%", "95", "完成值“95”没有单位，指标值是“90%”"),
        ("≥12辆", "已完成", "指标值“≥12辆”要求完成值是数，写的是“已完成”"),
        ("2021年12月31日前", "95%", "指标值“2021年12月31日前”要求完成值是日期，写的是“95%”"),
        ("≥12辆", "", "没有填写完成值"),
        ("≥12辆", "-9辆", "-9辆是负数，公式不适用"),
        ("有效提升", "105%", "完成程度105%不在0%到100%之间"),
    ];
    for (target, actual, message) in cases {
        let found = issues("10", target, actual, &rules);
        assert_eq!(found.len(), 1, "{target} {actual}: {found:?}");
        assert_eq!(found[0].message(), message);
        assert_eq!(found[0].severity(), Severity::Error);
        assert!(!found[0].help().is_empty());
        assert_eq!(points("10", target, actual, &rules), None);
    }
}

#[test]
fn a_line_without_a_score_leaves_its_sums_open() {
    let members = vec![
        group(1, Some("60"), vec![line(2, "60", indicator("≥1个", "1个"))]),
        group(3, Some("40"), vec![line(4, "40", Measure::Faulty)]),
    ];
    let scored = score(&members, &Rules::default());
    assert_eq!(scored.groups[0].score, Some(decimal("60")));
    assert_eq!(scored.groups[1].score, None);
    assert_eq!((scored.total.total, scored.total.sentence()), (None, None));
    assert_eq!(scored.findings, []);
}

#[test]
fn options_that_make_no_sense_are_named() {
    assert_eq!(Rules::default().faults(), []);
    let step = |from: &str, share: &str| Step { from: decimal(from), share: decimal(share) };
    let rules = Rules {
        full: decimal("0"),
        places: 5,
        pass: Some(decimal("160")),
        satisfaction: Some(vec![step("90", "100"), step("90", "80")]),
        ..Rules::default()
    };
    let all = [RuleFault::Full, RuleFault::Places, RuleFault::Percentage, RuleFault::Scale];
    assert_eq!(rules.faults(), all);
    let empty = Rules { execution: Execution::Steps(Vec::new()), ..Rules::default() };
    assert_eq!(empty.faults(), [RuleFault::Scale]);
}
