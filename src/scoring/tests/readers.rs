//! Targets and actual values as clerks write them, and what is refused.

use super::*;
use crate::diag::{FileId, Span};
use crate::figures::Fault;
use crate::model::Date;

/// The code of a fault and the text it marks.
fn marked(fault: Fault, text: &str) -> (&'static str, String) {
    let span = Span::new(FileId::new(0), 0, u32::try_from(text.len()).unwrap());
    let found = fault.into_diagnostic(text, span);
    let place = found.span.unwrap();
    (found.code.0, text[place.start as usize..place.end as usize].to_owned())
}

#[test]
fn targets_are_read_and_printed_in_the_official_form() {
    let cases = [
        ("≥12辆", "≥12辆"),
        (">=12辆", "≥12辆"),
        ("＞＝ 12 辆", "≥12辆"),
        ("不少于12辆", "≥12辆"),
        ("不低于 90%", "≥90%"),
        ("90%以上", "≥90%"),
        ("≥90%以上", "≥90%"),
        ("90%（含）以上", "≥90%"),
        ("≤2698万元", "≤2698万元"),
        ("不超过2698万元", "≤2698万元"),
        ("30天内", "≤30天"),
        ("=100%", "=100%"),
        ("＝100％", "=100%"),
        ("100%", "100%"),
        ("12辆", "12辆"),
        ("≥36台（套）", "≥36台（套）"),
        ("<30天", "<30天"),
        (">5", ">5"),
        ("大于等于5", "≥5"),
        ("大于5", ">5"),
        ("90%~95%", "90%～95%"),
        ("90%-95%", "90%～95%"),
        ("90%—95%", "90%～95%"),
        ("90～95%", "90%～95%"),
        ("=90%~95%", "90%～95%"),
        ("2万至3万元", "2万元～3万元"),
        ("-5~-3", "-5～-3"),
        ("0.10-0.30", "0.10～0.30"),
        ("2021年12月31日前", "2021年12月31日前"),
        ("≤2021-12-31", "2021年12月31日前"),
        ("2021.12.31", "2021年12月31日前"),
        ("不迟于2021年12月31日", "2021年12月31日前"),
        ("2020年2月底前", "2020年2月29日前"),
        ("2021年底前完成", "2021年12月31日前"),
        ("2021年内", "2021年12月31日前"),
        ("是", "是"),
        ("否", "否"),
        (" 有效提升 ", "有效提升"),
        ("不低于上年", "不低于上年"),
        ("超过预期", "超过预期"),
        ("近三年持续改善", "近三年持续改善"),
        ("≥9999999999999999999999999999元", "≥9999999999999999999999999999元"),
    ];
    for (text, printed) in cases {
        let target = Target::parse(text).unwrap();
        assert_eq!(target.to_string(), printed, "{text}");
        assert_eq!(Target::parse(printed).as_ref(), Ok(&target), "{text}");
    }
    assert!(matches!(Target::parse("有效提升"), Ok(Target::Quality(_))));
    assert!(matches!(Target::parse("不低于上年"), Ok(Target::Quality(_))));
    assert!(matches!(Target::parse("30天内"), Ok(Target::Limit(Relation::AtMost, _))));
}

#[test]
fn what_looks_like_a_number_and_is_none_is_refused_at_its_place() {
    let cases = [
        ("", "K001", ""),
        ("——", "K001", "——"),
        ("≥12.3.4辆", "F001", "12.3.4"),
        ("≥≥3", "K001", "≥"),
        (">= =3", "K001", "="),
        ("≥", "K001", "≥"),
        ("≥上年水平", "K001", "上年水平"),
        ("约12辆", "K001", "约12辆"),
        ("12辆左右", "K001", "12辆左右"),
        ("≥１２辆", "F001", "１２辆"),
        ("≥90%以下", "K001", "以下"),
        ("95%~90%", "K001", "95%~90%"),
        ("5元~9辆", "K001", "5元~9辆"),
        ("3-5-7", "F001", "-5-7"),
        ("≥90%~95%", "K001", "90%~95%"),
        ("90%~95%以上", "K001", "90%~95%"),
        ("100%完成验收任务", "K001", "%完成验收任务"),
        ("12项制度已经建立健全", "K001", "项制度已经建立健全"),
        ("2021年13月1日", "K001", "2021年13月1日"),
        ("2021-02-29", "K001", "2021-02-29"),
        ("2021年12月前", "K001", "2021年12月前"),
        ("12月31日前", "K001", "12月31日前"),
        ("12月底前", "K001", "12月底前"),
        ("≥2021-12-31", "K001", "2021-12-31"),
        ("≥1,23元", "F003", "1,23"),
        ("≥99999999999999999999999999999.9元", "F002", "99999999999999999999999999999.9"),
    ];
    for (text, code, place) in cases {
        let fault = Target::parse(text).unwrap_err();
        assert_eq!(marked(fault, text), (code, place.to_owned()), "{text}");
    }
}

#[test]
fn the_structured_form_gives_the_same_targets() {
    let cases = [
        ("≥", "12", "辆", "≥12辆"),
        ("＝", "100", "%", "=100%"),
        ("≤", "2698", "万元", "≤2698万元"),
        ("大于等于", "95%", "%", "≥95%"),
        ("", "12", "辆", "12辆"),
        ("", "90-95", "%", "90%～95%"),
        ("≤", "2021-12-31", "", "2021年12月31日前"),
        ("", "是", "", "是"),
    ];
    for (nature, value, unit, printed) in cases {
        let target = Target::of_parts(nature, value, unit).unwrap();
        assert_eq!(target, Target::parse(printed).unwrap(), "{nature} {value} {unit}");
    }
    let quality = Target::of_parts("定性", "100%覆盖", "").unwrap();
    assert_eq!(quality, Target::Quality("100%覆盖".to_owned()));
}

#[test]
fn a_fault_of_the_structured_form_says_which_text_it_is_in() {
    let cases = [
        ("约等", "12", "辆", Part::Nature, "约等"),
        ("≥", "", "辆", Part::Value, ""),
        ("≥", "多", "辆", Part::Value, "多"),
        ("≥", "≥12", "辆", Part::Value, "≥12"),
        ("≥", "12辆", "台", Part::Unit, "台"),
        ("≥", "12", "5台", Part::Unit, "5台"),
    ];
    for (nature, value, unit, part, place) in cases {
        let (found, fault) = Target::of_parts(nature, value, unit).unwrap_err();
        assert_eq!(found, part, "{nature} {value} {unit}");
        let text = match part {
            Part::Nature => nature,
            Part::Value => value,
            Part::Unit => unit,
        };
        assert_eq!(marked(fault, text).1, place, "{nature} {value} {unit}");
    }
}

#[test]
fn actual_values_are_read() {
    let band = |band, percent: Option<&str>| Some(Actual::Band(band, percent.map(decimal)));
    let cases = [
        ("", None),
        ("——", None),
        ("2021年12月20日", Some(Actual::Day(Date::new(2021, 12, 20).unwrap()))),
        ("2021-12-20完成", Some(Actual::Day(Date::new(2021, 12, 20).unwrap()))),
        ("是", Some(Actual::Answer(true))),
        ("已完成", Some(Actual::Done(true))),
        ("未完成", Some(Actual::Done(false))),
        ("达成预期指标", band(Band::Achieved, None)),
        ("基本达成（95%）", band(Band::MostlyAchieved, Some("95"))),
        ("基本达成 95.5%", band(Band::MostlyAchieved, Some("95.5"))),
        ("部分达成并具有一定效果(70%)", band(Band::PartlyAchieved, Some("70"))),
        ("部分达成预期指标并具有一定效果", band(Band::PartlyAchieved, None)),
        ("未达成预期指标且效果较差，30%", band(Band::NotAchieved, Some("30"))),
        ("达成了大部分目标", Some(Actual::Text("达成了大部分目标".to_owned()))),
    ];
    for (text, expected) in cases {
        assert_eq!(Actual::parse(text), Ok(expected), "{text}");
    }
    assert!(matches!(Actual::parse("12 辆"), Ok(Some(Actual::Amount(_)))));
    assert_eq!(Actual::parse_in("12", "辆").unwrap(), Actual::parse("12辆").unwrap());
    assert_eq!(Actual::parse_in("12辆", "").unwrap(), Actual::parse("12辆").unwrap());
}

#[test]
fn an_actual_value_that_copies_the_target_is_refused() {
    let cases = [
        ("≥12辆", "K003", "≥"),
        (">=266米", "K003", ">="),
        ("不少于12辆", "K003", "不少于"),
        ("90%以上", "K003", "以上"),
        ("2021年12月31日前", "K003", "前"),
        ("约12辆", "K002", "约12辆"),
        ("12..5", "F001", "12..5"),
        ("2021年13月1日", "K002", "2021年13月1日"),
        ("基本达成（95分）", "K006", "95分"),
    ];
    for (text, code, place) in cases {
        let fault = Actual::parse(text).unwrap_err();
        assert_eq!(marked(fault, text), (code, place.to_owned()), "{text}");
    }
    assert_eq!(Actual::parse_in("12台", "辆").unwrap_err().0, Part::Unit);
    assert_eq!(Actual::parse_in("≥12", "辆").unwrap_err().0, Part::Value);
}
