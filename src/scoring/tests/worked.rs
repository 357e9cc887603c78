//! Single lines computed by hand; the arithmetic stands beside each.

use super::*;

#[test]
fn numbers_to_reach() {
    let cases = [
        ("10", "≥12辆", "12辆", "10"),
        // 10 × 9 ÷ 12 = 7.5
        ("10", "≥12辆", "9辆", "7.50"),
        ("10", "≥12辆", "15辆", "10"),
        // No sign and = are positive: 8 × 99 ÷ 100 = 7.92
        ("8", "100%", "99%", "7.92"),
        ("8", "=100%", "99%", "7.92"),
        ("8", "=100%", "120%", "8"),
        // A third: 10 × 1 ÷ 3 = 3.333…
        ("10", "≥3项", "1项", "3.33"),
        // Two thirds: 10 × 2 ÷ 3 = 6.666…
        ("10", "≥3项", "2项", "6.67"),
        // A half cent exactly: 5 × 0.801 ÷ 1 = 4.005 → up
        ("5", "≥1个", "0.801个", "4.01"),
        // Just below it: 5 × 0.80099 = 4.00495
        ("5", "≥1个", "0.80099个", "4.00"),
        // 0.1 + 0.2 is no trouble: 10 × 0.3 ÷ 0.3
        ("10", "≥0.3公里", "0.3公里", "10"),
        // V slightly above T
        ("10", "≥12", "12.0000000000000000000000001", "10"),
        // V slightly below T: 10 × 0.99999… rounds to 10.00
        ("10", "≥12", "11.999999999", "10.00"),
        // 28 digits: 10 × 4999999999999999999999999999 ÷ 9999999999999999999999999999 = 4.99…95 → 5.00
        ("10", "≥9999999999999999999999999999元", "4999999999999999999999999999元", "5.00"),
        ("10", "≥9999999999999999999999999999元", "9999999999999999999999999999元", "10"),
        // Nothing was asked for, nothing was done.
        ("10", "≥0次", "0次", "10"),
        // 10 × 0 ÷ 12
        ("10", "≥12辆", "0辆", "0"),
        ("10", ">5", "6", "10"),
        // 10 × 4 ÷ 5
        ("10", ">5", "4", "8.00"),
        ("10", ">0次", "0次", "0"),
        // 万元 against 元: 10 × 1349 ÷ 2698 = 5
        ("10", "≥2698万元", "13490000元", "5.00"),
        ("10", "≥2698万元", "26980000元", "10"),
        // 6 × 45分钟 ÷ 1小时 = 6 × 45 ÷ 60 = 4.5
        ("6", "≥1小时", "45分钟", "4.50"),
        // 0.95 against 95 per cent: the bare target takes a percentage.
        ("10", "≥0.95", "95%", "10"),
    ];
    for (weight, target, actual, expected) in cases {
        let found = points(weight, target, actual, &Rules::default());
        assert_eq!(found.as_deref(), Some(expected), "{weight} {target} {actual}");
    }
}

#[test]
fn numbers_not_to_exceed() {
    let cases = [
        ("10", "≤2698万元", "2388.71万元", "10"),
        // 10 × 2698 ÷ 3000 = 8.99333…
        ("10", "≤2698万元", "3000万元", "8.99"),
        // 10 × 2698 ÷ 3000 in 元
        ("10", "≤2698万元", "30000000元", "8.99"),
        // V slightly above T: 10 × 30 ÷ 30.001 = 9.99966… → 10.00
        ("10", "≤30天", "30.001天", "10.00"),
        // 10 × 30 ÷ 45 = 6.666…
        ("10", "<30天", "45天", "6.67"),
        ("10", "≤0起", "0起", "10"),
        // 10 × 0 ÷ 1
        ("10", "≤0起", "1起", "0"),
        ("10", "≤3起", "0起", "10"),
    ];
    for (weight, target, actual, expected) in cases {
        let found = points(weight, target, actual, &Rules::default());
        assert_eq!(found.as_deref(), Some(expected), "{weight} {target} {actual}");
    }
}

#[test]
fn a_strict_sign_at_its_bound_gets_what_the_formula_gives_and_a_remark() {
    for (target, actual) in [(">5", "5"), ("<30天", "30天")] {
        assert_eq!(points("10", target, actual, &Rules::default()).as_deref(), Some("10"));
        let words = format!("10分 × {actual} ÷ {actual} = 10分");
        assert_eq!(sentence("10", target, actual, &Rules::default()), words);
        let found = issues("10", target, actual, &Rules::default());
        assert!(matches!(found.as_slice(), [Issue::AtBound { .. }]), "{found:?}");
    }
}

#[test]
fn intervals_are_scored_by_the_nearer_end() {
    let rules = Rules::default();
    let cases = [
        ("90%～95%", "90%", "10"),
        ("90%～95%", "95%", "10"),
        // 10 × 85 ÷ 90 = 9.444…
        ("90%～95%", "85%", "9.44"),
        // 10 × 95 ÷ 100
        ("90%～95%", "100%", "9.50"),
        // 10 × 0 ÷ 1
        ("0～0起", "1起", "0"),
    ];
    for (target, actual, expected) in cases {
        assert_eq!(points("10", target, actual, &rules).as_deref(), Some(expected), "{actual}");
    }
    assert_eq!(sentence("10", "90%～95%", "85%", &rules), "10分 × 85% ÷ 90% = 9.44分");
}

#[test]
fn a_number_to_be_met_exactly_loses_both_ways() {
    let rules = Rules { equality: Equality::Exact, ..Rules::default() };
    let cases = [
        ("=12辆", "12辆", "10", "完成值12辆，达到指标值=12辆，得10分"),
        // 10 × (12 − 1) ÷ 12 = 9.1666…
        ("=12辆", "13辆", "9.17", "偏差1辆，10分 × （12辆 − 1辆）÷ 12辆 = 9.17分"),
        ("=12辆", "11辆", "9.17", "偏差1辆，10分 × （12辆 − 1辆）÷ 12辆 = 9.17分"),
        // 30 − 12 = 18 > 12
        ("=12辆", "30辆", "0", "偏差18辆，不小于指标值12辆，得0分"),
        // 10 × (60 − 15) ÷ 60
        ("=1小时", "45分钟", "7.50", "偏差0.25小时，10分 × （1小时 − 0.25小时）÷ 1小时 = 7.50分"),
        // No sign stays positive.
        ("12辆", "30辆", "10", "完成值30辆，达到指标值12辆，得10分"),
    ];
    for (target, actual, expected, words) in cases {
        assert_eq!(points("10", target, actual, &rules).as_deref(), Some(expected), "{actual}");
        assert_eq!(sentence("10", target, actual, &rules), words);
    }
}

#[test]
fn days_and_answers_get_all_or_nothing() {
    let cases = [
        ("2021年12月31日前", "2021年12月31日", "10"),
        ("2021年12月31日前", "2021-11-02", "10"),
        ("2021年12月31日前", "2022年1月1日", "0"),
        ("2021年12月31日前", "已完成", "10"),
        ("2021年12月31日前", "未完成", "0"),
        ("是", "是", "10"),
        ("是", "否", "0"),
        ("否", "否", "10"),
    ];
    for (target, actual, expected) in cases {
        let found = points("10", target, actual, &Rules::default());
        assert_eq!(found.as_deref(), Some(expected), "{target} {actual}");
    }
}

#[test]
fn quality_is_scored_inside_its_band() {
    let rules = Rules::default();
    let cases = [
        ("达成预期指标", Some("10")),
        ("已完成", Some("10")),
        // 10 × 95%
        ("基本达成（95%）", Some("9.50")),
        ("基本达成（80%）", Some("8.00")),
        ("部分达成（79.99%）", Some("8.00")),
        ("未达成（0%）", Some("0")),
        ("88%", Some("8.80")),
        ("基本达成", None),
        ("部分达成（80%）", None),
        ("基本达成（79.9%）", None),
        ("101%", None),
        ("有所提升", None),
    ];
    for (actual, expected) in cases {
        assert_eq!(points("10", "有效提升", actual, &rules).as_deref(), expected, "{actual}");
    }
    assert!(matches!(issues("10", "有效提升", "基本达成", &rules)[..], [Issue::BandShare(..)]));
    let words = "基本达成预期指标，10分 × 95% = 9.50分";
    assert_eq!(sentence("10", "有效提升", "基本达成（95%）", &rules), words);
}

#[test]
fn below_the_threshold_there_is_nothing() {
    let rules = Rules { pass: Some(decimal("60")), ..Rules::default() };
    // 59.999 ÷ 100 is below, though it would read as 60.00%.
    let words = "完成率 59.999辆 ÷ 100辆 = 59.999%，低于60%，得0分";
    assert_eq!(sentence("10", "≥100辆", "59.999辆", &rules), words);
    assert_eq!(points("10", "≥100辆", "60辆", &rules).as_deref(), Some("6.00"));
    // 30 ÷ 60 = 50%
    assert_eq!(points("10", "≤30天", "60天", &rules).as_deref(), Some("0"));
}

#[test]
fn satisfaction_may_be_scored_by_steps() {
    let rules = Rules { satisfaction: Some(Step::satisfaction()), ..Rules::default() };
    for (actual, expected) in
        [("90%", "10"), ("89.99%", "8.00"), ("60%", "5.00"), ("59%", "0"), ("955‰", "10")]
    {
        let (target, actual) = (Target::parse("≥95%").unwrap(), Actual::parse(actual).unwrap());
        let measure = Measure::Satisfaction { target, actual };
        let (scored, _) = scored(line(1, "10", measure), &rules);
        assert_eq!(scored.score.unwrap().to_string(), expected);
    }
    let (target, actual) = (Target::parse("≥95%").unwrap(), Actual::parse("85%").unwrap());
    let (found, _) = scored(line(1, "10", Measure::Satisfaction { target, actual }), &rules);
    assert_eq!(found.sentence(), "85%，达到80%、不足90%，10分 × 80% = 8.00分");
}

#[test]
fn the_execution_rate_is_reckoned_from_the_amounts() {
    let rules = Rules::default();
    let (found, _) = scored(line(1, "10", execution("2946.45万元", "2388.71万元")), &rules);
    // 2388.71 ÷ 2946.45 = 0.810707…, 10 × 2388.71 ÷ 2946.45 = 8.10707… → 8.11
    let words = "执行率 2388.71万元 ÷ 2946.45万元 = 81.07%，10分 × 2388.71 ÷ 2946.45 = 8.11分";
    assert_eq!(found.sentence(), words);
    let (found, _) = scored(line(1, "10", execution("90万元", "899740元")), &rules);
    // 89.974 ÷ 90 = 0.999711…, 10 × 89.974 ÷ 90 = 9.99711… → 10.00
    let words = "执行率 89.974万元 ÷ 90万元 = 99.97%，10分 × 89.974 ÷ 90 = 10.00分";
    assert_eq!(found.sentence(), words);
    let (found, notes) = scored(line(1, "10", execution("90万元", "91万元")), &rules);
    assert_eq!(found.sentence(), "执行率 91万元 ÷ 90万元 = 101.11%，得10分");
    assert_eq!(notes, []);
    let (found, notes) = scored(line(1, "10", execution("0元", "0元")), &rules);
    assert_eq!((found.score, notes), (None, vec![Issue::NoBudget]));
}

#[test]
fn the_execution_rate_may_be_scored_by_steps() {
    let rules = Rules { execution: Execution::Steps(Step::execution()), ..Rules::default() };
    for (spent, expected) in
        [("100元", "10"), ("99.99元", "7.00"), ("80元", "7.00"), ("60元", "5.00"), ("59元", "0")]
    {
        let (found, _) = scored(line(1, "10", execution("100元", spent)), &rules);
        assert_eq!(found.score.unwrap().to_string(), expected, "{spent}");
    }
    let (found, _) = scored(line(1, "10", execution("100元", "79.999元")), &rules);
    let words = "执行率 79.999元 ÷ 100元 = 79.999%，达到60%、不足80%，10分 × 50% = 5.00分";
    assert_eq!(found.sentence(), words);
}

#[test]
fn decimals_of_a_score_are_an_option() {
    for (places, expected) in [(0, "7"), (1, "6.7"), (2, "6.67"), (3, "6.667"), (4, "6.6667")] {
        let rules = Rules { places, ..Rules::default() };
        assert_eq!(points("10", "≥3项", "2项", &rules).as_deref(), Some(expected));
    }
    // 5 × 1 ÷ 10 = 0.5 → 1
    let whole = Rules { places: 0, ..Rules::default() };
    assert_eq!(points("5", "≥10项", "1项", &whole).as_deref(), Some("1"));
    // A weight that cannot be printed: 3.335 is not rounded up to 3.34.
    assert_eq!(points("3.335", "≥1项", "1项", &Rules::default()).as_deref(), Some("3.33"));
    // Nor is 3.339 × 9999 ÷ 10000 = 3.33866… rounded to 3.34.
    let nearly = points("3.339", "≥10000项", "9999项", &Rules::default());
    assert_eq!(nearly.as_deref(), Some("3.33"));
}
