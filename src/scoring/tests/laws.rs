//! What holds for all forms.

use proptest::prelude::*;

use super::*;
use crate::diag::{FileId, Span};
use crate::figures::Fault;

/// An amount of at most so many thousandths.
fn number(most: i64) -> impl Strategy<Value = Decimal> {
    (0..=most, 0_u32..=6).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn relation() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "=", "≥", "≤", ">", "<"])
}

fn rules() -> impl Strategy<Value = Rules> {
    (0_u32..=4, any::<bool>(), prop::option::of(0_i64..=100)).prop_map(|(places, exact, pass)| {
        let equality = if exact { Equality::Exact } else { Equality::Lenient };
        Rules { places, equality, pass: pass.map(Decimal::from), ..Rules::default() }
    })
}

/// The text of any target.
fn target() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec!["", "%", "辆", "万元", "头牛", "元/人"]);
    let limit = (relation(), number(i64::MAX), unit).prop_map(|(r, n, u)| format!("{r}{n}{u}"));
    let interval =
        (number(1_000_000), number(1_000_000), prop::sample::select(vec!["~", "—", "-"]))
            .prop_map(|(a, b, sign)| format!("{}{sign}{}%", a.min(b), a.max(b)));
    let day = (1900_u32..=2199, 1_u32..=12, 1_u32..=28)
        .prop_map(|(y, m, d)| format!("{y}年{m}月{d}日前"));
    prop_oneof![limit, interval, day, "[\u{4e00}-\u{9fa5}]{1,12}"]
}

fn place_is_sound(fault: Fault, text: &str) -> bool {
    let span = Span::new(FileId::new(0), 0, u32::try_from(text.len()).unwrap());
    let found = fault.into_diagnostic(text, span).span.unwrap();
    text.get(found.start as usize..found.end as usize).is_some()
}

proptest! {
    #[test]
    fn a_score_lies_between_nothing_and_its_weight(
        weight in (0_i64..=100_000_000, 0_u32..=4),
        relation in relation(),
        limit in number(1_000_000_000),
        value in number(1_000_000_000),
        rules in rules(),
    ) {
        let weight = Decimal::new(weight.0, weight.1).min(Decimal::from(10_000));
        let measure = indicator(&format!("{relation}{limit}辆"), &format!("{value}辆"));
        let (found, _) = scored(line(1, &weight.to_string(), measure), &rules);
        let score = found.score.unwrap();
        prop_assert!(score >= Decimal::ZERO && score <= weight);
        prop_assert!(score.scale() <= weight.scale().max(rules.places));
    }

    #[test]
    fn more_never_scores_less_and_for_a_limit_never_more(
        relation in relation(),
        limit in number(1_000_000),
        values in (number(1_000_000), number(1_000_000)),
        pass in prop::option::of(0_i64..=100),
    ) {
        let rules = Rules { pass: pass.map(Decimal::from), ..Rules::default() };
        let target = format!("{relation}{limit}");
        let score = |value: Decimal| {
            let found = points("10", &target, &value.to_string(), &rules);
            decimal(&found.unwrap())
        };
        let (less, more) = (values.0.min(values.1), values.0.max(values.1));
        if ["≤", "<"].contains(&relation) {
            prop_assert!(score(less) >= score(more));
        } else {
            prop_assert!(score(less) <= score(more));
        }
    }

    #[test]
    fn another_unit_gives_the_same_score(
        relation in relation(),
        limit in number(1_000_000_000),
        value in number(1_000_000_000),
        rules in rules(),
    ) {
        let target = format!("{relation}{limit}万元");
        let own = points("10", &target, &format!("{value}万元"), &rules);
        let yuan = value * Decimal::from(10_000);
        prop_assert_eq!(&own, &points("10", &target, &format!("{yuan}元"), &rules));
        let limit = limit * Decimal::from(10_000);
        let target = format!("{relation}{limit}元");
        prop_assert_eq!(&own, &points("10", &target, &format!("{value}万元"), &rules));
    }

    #[test]
    fn an_interval_gives_all_inside_and_less_outside(
        ends in (number(1_000_000), number(1_000_000)),
        value in number(1_000_000),
    ) {
        let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
        let found = points("10", &format!("{low}~{high}"), &value.to_string(), &Rules::default());
        let score = decimal(&found.unwrap());
        prop_assert!(score >= Decimal::ZERO && score <= Decimal::TEN);
        // Outside, a value that is near enough to the end still rounds to full marks.
        prop_assert!(score == Decimal::TEN || value < low || value > high);
    }

    #[test]
    fn more_spent_never_scores_less(
        budget in 1_i64..=1_000_000,
        spent in (0_i64..=2_000_000, 0_i64..=2_000_000),
        steps in any::<bool>(),
    ) {
        let way = if steps { Execution::Steps(Step::execution()) } else { Execution::Ratio };
        let rules = Rules { execution: way, ..Rules::default() };
        let score = |spent: i64, unit: &str, budget: i64| {
            let measure = execution(&format!("{budget}万元"), &format!("{spent}{unit}"));
            scored(line(1, "10", measure), &rules).0.score.unwrap()
        };
        let (less, more) = (spent.0.min(spent.1), spent.0.max(spent.1));
        prop_assert!(score(less, "万元", budget) <= score(more, "万元", budget));
        prop_assert!(score(more, "万元", budget) <= Decimal::TEN);
        prop_assert_eq!(score(more, "万元", budget), score(more * 10_000, "元", budget));
    }

    #[test]
    fn a_sentence_gives_the_score_when_it_is_computed(
        limit in number(1_000_000_000),
        value in number(1_000_000_000),
        upper in any::<bool>(),
    ) {
        let target = format!("{}{limit}辆", if upper { "≤" } else { "≥" });
        let measure = indicator(&target, &format!("{value}辆"));
        let (found, _) = scored(line(1, "10", measure), &Rules::default());
        let words = found.sentence();
        if let Some((formula, result)) = words.split_once(" = ") {
            let parts: Vec<&str> = formula.split([' ']).collect();
            let read = |text: &str| {
                let digits = text.trim_end_matches(['分', '辆']);
                num_rational::BigRational::from(num_bigint::BigInt::from(decimal(digits).mantissa()))
                    / num_bigint::BigInt::from(10).pow(decimal(digits).scale())
            };
            let exact = read(parts[0]) * read(parts[2]) / read(parts[4]);
            let shown = decimal(result.trim_end_matches('分'));
            prop_assert_eq!(super::super::number::rounded_decimal(&exact, 2), Some(shown));
        }
    }

    #[test]
    fn a_total_is_the_sum_of_what_is_printed(
        lines in prop::collection::vec((1_i64..=5_000, number(20_000), any::<bool>()), 1..12),
    ) {
        let nodes: Vec<Node> = lines.iter().map(|(weight, value, applicable)| {
            let mut one = line(1, &Decimal::new(*weight, 2).to_string(), indicator("≥7", &value.to_string()));
            one.applicable = *applicable;
            Node::Line(Box::new(one))
        }).collect();
        let (front, back) = nodes.split_at(nodes.len() / 2);
        let back = Group { id: Id(2), weight: None, members: back.to_vec() };
        let members: Vec<Node> = front.iter().cloned().chain([Node::Group(back)]).collect();
        let found = score(&members, &Rules::default());
        let printed = found.lines.iter().filter_map(|line| line.score);
        let sum = printed.map(|score| decimal(&score.to_string())).sum::<Decimal>();
        if lines.iter().any(|(_, _, applicable)| *applicable) {
            prop_assert_eq!(found.total.sum, Some(sum));
        }
        let weights: Decimal = lines.iter().map(|(weight, ..)| Decimal::new(*weight, 2)).sum();
        prop_assert_eq!(found.total.weight, weights);
        if lines.iter().all(|(_, _, applicable)| *applicable) {
            prop_assert_eq!(found.total.total, Some(sum));
        }
    }

    #[test]
    fn a_printed_target_reads_back(text in target()) {
        let target = Target::parse(&text).unwrap();
        prop_assert_eq!(Target::parse(&target.to_string()), Ok(target));
    }

    #[test]
    fn no_text_upsets_the_readers(
        text in "[ ≥≤<>=＝～~—0-9.,年月日前底%％万元辆是否约以上内达成基本未（）()\\-]{0,16}",
        unit in "[ 0-9%辆万元≥]{0,4}",
    ) {
        match Target::parse(&text) {
            Ok(target) => prop_assert_eq!(Target::parse(&target.to_string()), Ok(target)),
            Err(fault) => prop_assert!(place_is_sound(fault, &text)),
        }
        if let Err(fault) = Actual::parse(&text) {
            prop_assert!(place_is_sound(fault, &text));
        }
        let _ = Actual::parse_in(&text, &unit);
        for nature in ["", "≥", "＝", "定性"] {
            if let Err((part, fault)) = Target::of_parts(nature, &text, &unit) {
                let place = if part == Part::Unit { &unit } else { &text };
                prop_assert!(part == Part::Nature || place_is_sound(fault, place));
            }
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,24}") {
        if let Ok(target) = Target::parse(&text) {
            prop_assert_eq!(Target::parse(&target.to_string()), Ok(target));
        }
        let _ = Actual::parse(&text);
    }
}
