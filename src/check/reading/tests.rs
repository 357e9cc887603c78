//! Sentences of reports and what is read out of them.

use super::*;
use crate::diag::{FileId, Span};
use crate::proof::Kind;

fn read(text: &str, look: impl FnOnce(&Read<'_>)) {
    let span = Span::new(FileId::new(0), 0, u32::try_from(text.len()).unwrap());
    let paragraph = Paragraph::verbatim(Kind::Body, text, span);
    look(&Read::new(0, &paragraph));
}

/// `name|number unit` of each quantity, with `~` for a rough one, `<` for one end of a range and the sign of a
/// bound.
fn quantities(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    read(text, |read| {
        for quantity in &read.quantities {
            let bound = match quantity.bound {
                Bound::Exactly => String::new(),
                Bound::About => "~".to_owned(),
                Bound::Range => "<>".to_owned(),
                Bound::Relation(relation) => relation.to_string(),
            };
            let name = &text[quantity.name.clone()];
            found.push(format!("{name}|{bound}{}{}", quantity.number, quantity.unit_name()));
        }
    });
    found
}

#[test]
fn quantities_are_read_with_their_names() {
    let cases: &[(&str, &[&str])] = &[
        ("总支出为2388.71万元，", &["总支出|2388.71万元"]),
        (
            "三公经费支出537.77万元，其中公务接待费156.94万元、因公出国（境）费用0万元。",
            &["三公经费支出|537.77万元", "其中公务接待费|156.94万元", "因公出国（境）费用|0万元"],
        ),
        ("事业编制16人，实有14人。", &["事业编制|16人", "实有|14人"]),
        (
            "后勤保障人员配备数>=5人，物资采购及时率<=100%；",
            &["后勤保障人员配备数|≥5人", "物资采购及时率|≤100%"],
        ),
        ("累计接待人次不低于1000人，满意度基本在90%以上", &["累计接待人次|≥1000人", "满意度|~90%"]),
        (
            "项目资金共2656.13万元，实际支付2075.73万元",
            &["项目资金|2656.13万元", "实际支付|2075.73万元"],
        ),
        ("等15个单位、71处房产和乡镇14宗土地", &["等|15个", "|71处", "房产和乡镇|14宗"]),
        ("服务群众1,234人次，约20多个村", &["服务群众|1234人次", "|~20个"]),
        ("降幅为15%～30%", &["降幅|<>15%", "降幅|<>30%"]),
        ("同比增长-3.5%", &["同比增长|-3.5%"]),
        ("合计：1200元", &["|1200元"]),
        ("节约2.3万元，约3.5万元", &["节约|2.3万元", "|~3.5万元"]),
    ];
    for (text, expected) in cases {
        assert_eq!(quantities(text), *expected, "{text}");
    }
}

#[test]
fn dates_ordinals_codes_and_ratios_are_no_quantities() {
    for text in [
        "2021年12月31日",
        "第14次会议",
        "青政发〔2021〕12号",
        "GB/T 9704-2012",
        "比例为3:1",
        "上午10:30",
        "2021-03-05",
        "A4纸",
        "20世纪90年代",
        "8月份",
        "2021—2025年",
    ] {
        assert_eq!(quantities(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn sentences_end_with_their_marks_and_quotations_are_known() {
    let text = "他说：“要快。”会后落实（见附件。）完毕。再查《关于开展2020年度检查的通知》";
    read(text, |read| {
        let sentences: Vec<&str> =
            read.sentences.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(
            sentences,
            ["他说：“要快。”", "会后落实（见附件。）完毕。", "再查《关于开展2020年度检查的通知》"]
        );
        assert_eq!(read.years.len(), 1);
        assert!(read.years[0].quoted && read.years[0].is_period);
        assert!(read.is_quoted(text.find("要快").unwrap()) && !read.is_quoted(0));
    });
}

#[test]
fn a_title_tells_year_and_unit() {
    let cases = [
        (
            "2021年度青禾县直属机关事务服务中心项目绩效自评报告",
            Some(2021),
            Some("青禾县直属机关事务服务中心"),
        ),
        ("青禾县教育局2024年度部门整体支出绩效自评报告", Some(2024), Some("青禾县教育局")),
        ("关于做好防汛工作的通知", None, None),
        ("2021年工作总结", Some(2021), None),
    ];
    for (title, year, unit) in cases {
        assert_eq!((about::year(title), about::unit(title).as_deref()), (year, unit), "{title}");
    }
}

#[test]
fn what_goes_on_for_pages_without_a_full_stop_is_cut_into_sentences_without_gaps() {
    let text = "甲支出1万元，（乙".repeat(3_000);
    read(&text, |read| {
        assert!(read.sentences.len() > 10);
        assert!(read.sentences.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(read.sentences.last().unwrap().end, text.len());
        let at = text.len() / 2;
        assert!(read.sentence_at(at).contains(&at));
    });
}

#[test]
fn what_stands_in_a_stretch_is_told() {
    let text = "2020年和2021年（见附件）“甲”《乙》2022年";
    read(text, |read| {
        let second = text.find("2021").unwrap();
        let last = text.find("2022").unwrap();
        let years: Vec<u16> = read.years_in(&(second..last)).iter().map(|year| year.year).collect();
        assert_eq!(years, [2021]);
        assert!(
            read.years_in(&(0..0)).is_empty() && read.years_in(&(last + 1..text.len())).is_empty()
        );
        let at = |part: &str| text.find(part).unwrap();
        assert!(read.bracket_at(at("见")).is_some() && read.bracket_at(at("甲")).is_none());
        assert!(read.quote_at(at("甲")).is_some() && !read.is_in_title(at("甲")));
        assert!(read.is_in_title(at("乙")) && read.is_quoted(at("乙")));
    });
}

#[test]
fn a_sentence_that_is_cut_because_it_is_too_long_is_not_cut_inside_a_number() {
    let text = "共12人，".repeat(2_000);
    read(&text, |read| {
        assert!(read.sentences.len() > 1);
        for quantity in &read.quantities {
            assert!(quantity.range.end <= read.sentence_at(quantity.range.start).end);
        }
    });
}
