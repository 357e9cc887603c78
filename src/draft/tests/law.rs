//! Every character of whatever text has one place.

use proptest::prelude::*;

use super::*;

fn line() -> impl Strategy<Value = String> {
    let marks = "(一、|二、|（一）|（二）|（4）|1\\.|2、|①|（1）|第一章 |1\\.1 |)";
    let words = "(单位概况|加强领导。成立小组，落实责任。|公务用车方面：更新5辆；处置6辆。|无|预算编审规范\\s{3,9}规范|接待人数1000人\t1000人|)";
    let whole = "(附件[0-9]?|附件[12一](：| |　)实施方案|第[一二三]条　[甲乙]{3}。|甲    乙|附件：1\\.名单|青禾县水利局|2022年3月5日|二〇二二年三月五日|单位：万元|注：含税。|表1　支出|目录|总则……3|\\[bookmark: _GoBack\\]|[ 　\t\u{2028}\u{200B}\u{E000}]{0,3})";
    prop_oneof![
        3 => (marks, words, "[ 　]{0,2}").prop_map(|(mark, words, end)| format!("{mark}{words}{end}")),
        2 => whole.prop_map(|text| text),
        1 => ("[ 　]{0,2}", whole, words, whole).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}")),
    ]
}

proptest! {
    #[test]
    fn every_character_of_a_text_has_one_place(lines in prop::collection::vec(line(), 0..24)) {
        draft(&lines.join("\n"));
    }

    #[test]
    fn whatever_a_person_answers_every_character_has_one_place(
        lines in prop::collection::vec(line(), 0..24),
        answers in prop::collection::vec(0_usize..8, 1..24),
    ) {
        let manuscript = of_text(&lines.join("\n"));
        let mut answered = Answers::default();
        for answer in answers {
            let mut draft = of_answered(&manuscript, &answered);
            prop_assert_eq!(draft.covers(&manuscript), Ok(()));
            let questions = draft.questions(&manuscript);
            let Some(question) = questions.iter().find(|own| !answered.has(own.about)) else {
                break;
            };
            match question.choices.get(answer) {
                Some(wish) => answered.take(question.about, *wish),
                None => answered.keep(question.about),
            }
            draft.make_sound(&manuscript.text);
            prop_assert_eq!(draft.covers(&manuscript), Ok(()));
        }
    }
}
