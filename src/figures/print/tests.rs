//! Formats of reports, and the law of rounding.

use super::*;
use proptest::prelude::*;

fn quantity(text: &str) -> Value {
    Value::parse(text, true).unwrap()
}

fn printed(value: &Value, format: &str) -> Result<String, Fault> {
    Format::parse(format, 0..format.len())?.print(value, 0..1)
}

#[test]
fn formats_convert_and_round_half_up() {
    let cases = [
        ("0.81065", "百分比(2)", "81.07%"),
        ("0.810649999", "百分比（2）", "81.06%"),
        ("81%", "百分比(0)", "81%"),
        ("-0.00005", "百分比(2)", "-0.01%"),
        ("-0.00004", "百分比(2)", "0.00%"),
        ("23887100元", "万元(2)", "2388.71万元"),
        ("2388.71万元", "元(0)", "23887100元"),
        ("2388.71万元", "亿元(4)", "0.2389亿元"),
        ("2388.71万元", " 元 ", "23887100元"),
        ("2388.715万元", "数(2)", "2388.72"),
        ("81%", "数(2)", "0.81"),
        ("1234公里", "万公里(2)", "0.12万公里"),
        ("0.5", "数(0)", "1"),
        ("-0.5", "数(0)", "-1"),
        ("12辆", "辆", "12辆"),
        ("0.05", "百分比", "5%"),
    ];
    for (value, format, expected) in cases {
        assert_eq!(printed(&quantity(value), format).as_deref(), Ok(expected), "{value} {format}");
    }
}

#[test]
fn formats_that_are_none_are_refused() {
    for format in ["百分率(2)", "百分比(二)", "百分比(2", "百分比(11)", "百分比(-1)", "万元(2)a"]
    {
        assert!(Format::parse(format, 0..format.len()).is_err(), "{format}");
    }
}

#[test]
fn a_unit_is_only_printed_as_one_of_its_own_kind() {
    for (value, format) in [("12辆", "百分比(2)"), ("12辆", "万元(2)"), ("12", "元(2)")] {
        assert!(printed(&quantity(value), format).is_err(), "{value} {format}");
    }
}

#[test]
fn numbers_are_written_in_the_characters_asked_for() {
    let cases = [
        ("23887100元", "千分位", "23,887,100元"),
        ("2388.71万元", "元(2) 千分位", "23,887,100.00元"),
        ("2388.71万元", "元 | 千分位(2)", "23,887,100.00元"),
        ("-1234567.895元", "千分位(2)", "-1,234,567.90元"),
        ("123元", "千分位", "123元"),
        ("2388.71万元", "大写金额", "贰仟叁佰捌拾捌万柒仟壹佰元整"),
        ("0.005元", "大写金额", "壹分"),
        ("12辆", "汉字数字", "十二辆"),
        ("81.07%", "百分比(1) 汉字数字", "百分之八十一点一"),
        ("3‰", "汉字数字", "千分之三"),
        ("0.0032", "千分比(1)", "3.2‰"),
        ("2021", "年份", "2021年"),
        ("2021年", "年份(汉字)", "二〇二一年"),
        ("2021-12-31", "年份", "2021年"),
        ("2021-12-31", "年份（汉字）", "二〇二一年"),
    ];
    for (value, format, expected) in cases {
        let found = printed(&quantity(value), format);
        assert_eq!(found.as_deref(), Ok(expected), "{value} {format}");
    }
}

#[test]
fn formats_that_do_not_go_together_or_with_the_value_are_refused() {
    let cases = [
        ("2388.71万元", "元(2) 万元(2)"),
        ("2388.71万元", "千分位 汉字数字"),
        ("2388.71万元", "元(2) 千分位(0)"),
        ("2388.71万元", "万元(2) 大写金额"),
        ("12辆", "大写金额"),
        ("12辆", "年份"),
        ("123", "年份"),
        ("2021.5", "年份"),
        ("2021-12-31", "万元(2)"),
        ("2021-12-31", "千分位"),
        ("12", "年份(二)"),
    ];
    for (value, format) in cases {
        assert!(printed(&quantity(value), format).is_err(), "{value} {format}");
    }
}

#[test]
fn exact_values_lose_superfluous_zeros_and_nothing_else() {
    for (value, expected) in
        [("2388.710万元", "2388.71万元"), ("100", "100"), ("0.000001", "0.000001"), ("0.0", "0")]
    {
        assert_eq!(plain(&quantity(value), 0..1).as_deref(), Ok(expected));
    }
    assert!(plain(&quantity("0.0000001"), 0..1).is_err());
    assert!(plain(&quantity("1").over(&quantity("3")).unwrap(), 0..1).is_err());
}

proptest! {
    #[test]
    fn rounding_is_off_by_half_a_place_at_most(mantissa: i64, scale in 0_u32..=18, places in 0_u32..=10) {
        let number = fraction(Decimal::from_i128_with_scale(i128::from(mantissa), scale));
        let text = rounded(&number, places);
        let digits: BigInt = text.replace('.', "").parse().unwrap();
        let again = BigRational::new(digits, BigInt::from(10).pow(places));
        let twice = (again - number) * BigRational::from(BigInt::from(2) * BigInt::from(10).pow(places));
        let one = BigRational::from(BigInt::from(1));
        prop_assert!(twice <= one && twice >= -one);
    }
}
