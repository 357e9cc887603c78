//! What becomes of a text once somebody was asked: each choice where a person would make it.

use super::*;

/// The dump of a text, as answered: of the guess about the line that begins so, this choice.
fn chosen(text: &str, about: &str, wish: Wish) -> Vec<String> {
    let manuscript = of_text(text);
    let place = text.find(about).unwrap();
    let questions = of(&manuscript).questions(&manuscript);
    let question = questions.iter().find(|question| question.about == place);
    let question = question.unwrap_or_else(|| panic!("{about}: {questions:?}"));
    assert!(question.choices.contains(&wish), "{question:?}");
    let mut answers = Answers::default();
    answers.take(place, wish);
    let draft = of_answered(&manuscript, &answers);
    assert_eq!(draft.covers(&manuscript), Ok(()));
    let left = draft.questions(&manuscript);
    assert!(left.iter().all(|question| question.about != place), "{left:?}");
    let dump = dump::of(&draft, &manuscript);
    let lines = dump
        .lines()
        .filter(|line| !["略", "改", "==", "层次"].iter().any(|own| line.starts_with(own)));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_heading_goes_where_a_person_puts_it_and_what_comes_after_it_too() {
    let text = "报告\n\n一、概况\n（一）甲\n甲的文字。\n（2）乙\n乙的文字。\n（3）丙\n丙的文字。\n（二）丁\n丁的文字。\n";
    let below = chosen(text, "（2）", Wish::Heading(3));
    assert_eq!(
        below,
        [
            "标题 报告",
            "[一、]概况",
            "  [（一）]甲",
            "    - 甲的文字。",
            "    [（2）]乙",
            "      - 乙的文字。",
            "    [（3）]丙",
            "      - 丙的文字。",
            "  [（二）]丁",
            "    - 丁的文字。",
        ]
    );
    let text =
        "报告\n\n一、概况\n（一）甲\n甲的文字。\n（2）乙\n乙的文字。\n（三）丙\n丙的文字。\n";
    let as_text = chosen(text, "（2）", Wish::Paragraph);
    assert_eq!(as_text[3..6], ["    - 甲的文字。", "    - （2）乙", "    - 乙的文字。"]);
    assert!(as_text[6].starts_with("  [（三）]丙"), "{as_text:?}");
    let top = chosen(text, "（2）", Wish::Heading(1));
    assert_eq!(top[4], "[（2）]乙");
}

#[test]
fn a_run_in_heading_becomes_a_heading_or_a_paragraph_as_a_whole() {
    let text =
        "报告\n\n一、概况\n（一）人员情况：全局共有职工46人。\n1.在编人员40人。\n2.聘用人员6人。\n";
    let about = "（一）";
    let heading = chosen(text, about, Wish::Heading(1));
    assert_eq!(heading[2], "[（一）]人员情况：全局共有职工46人。");
    let paragraph = chosen(text, about, Wish::Paragraph);
    assert_eq!(paragraph[2], "  - （一）人员情况：全局共有职工46人。");
}

#[test]
fn a_table_of_spaces_is_text_again_or_loses_its_header() {
    let text = "报告\n\n一、经费\n项目　　预算　　支出\n人员　　120　　118\n公用　　30　　29\n";
    let lines = chosen(text, "项目", Wish::Paragraph);
    assert_eq!(
        lines[2..],
        ["  - 项目　　预算　　支出", "  - 人员　　120　　118", "  - 公用　　30　　29"]
    );
    let without = chosen(text, "项目", Wish::Header(false));
    assert_eq!(without[3], "    ─ 项目 │ 预算 │ 支出");
}

#[test]
fn lines_join_a_title_and_leave_it() {
    let text = "2024年度工作报告\n\n青禾县档案馆\n\n一、概况\n有46人。\n";
    let joined = chosen(text, "青禾县档案馆", Wish::Title);
    assert_eq!(joined[..3], ["标题 2024年度工作报告", "标题 青禾县档案馆", "[一、]概况"]);
    let text = "2024年度工作报告\n青禾县档案馆\n一、概况\n有46人。\n";
    let parted = chosen(text, "青禾县档案馆", Wish::Paragraph);
    assert_eq!(parted[..3], ["标题 2024年度工作报告", "- 青禾县档案馆", "[一、]概况"]);
}

#[test]
fn what_closes_a_text_becomes_paragraphs() {
    let text =
        "报告\n\n现将情况报告如下。\n\n青禾县水利局\n青禾县财政局\n2024年3月5日\n\n联系人：张三\n";
    let lines = chosen(text, "青禾县水利局", Wish::Paragraph);
    assert_eq!(
        lines[2..],
        ["- 青禾县水利局", "- 青禾县财政局", "- 2024年3月5日", "- 联系人：张三"]
    );
}

#[test]
fn a_frame_of_one_cell_stays_a_table_and_a_table_of_words_gets_a_header() {
    use crate::manuscript::of_html;

    let choose = |html: &str, wish: Wish| {
        let manuscript = of_html(html, &|_| None);
        let question = of(&manuscript).questions(&manuscript).remove(0);
        let mut answers = Answers::default();
        assert!(question.choices.contains(&wish), "{question:?}");
        answers.take(question.about, wish);
        let draft = of_answered(&manuscript, &answers);
        assert_eq!(draft.covers(&manuscript), Ok(()));
        dump::of(&draft, &manuscript)
    };
    let frame = "<p>有事。</p><table><tr><td><p>框里的话。<p>另一段。</td></tr></table>";
    let manuscript = of_html(frame, &|_| None);
    let questions = of(&manuscript).questions(&manuscript);
    // Two paragraphs, one question, one answer for both.
    assert_eq!(questions.len(), 1, "{questions:?}");
    let mut kept = Answers::default();
    kept.keep(questions[0].about);
    let dump = dump::of(&of_answered(&manuscript, &kept), &manuscript);
    assert!(dump.contains("- 另一段。") && !dump.contains('#'), "{dump}");
    let framed = choose(frame, Wish::Table);
    assert!(framed.contains("─ 框里的话。↵另一段。"), "{framed}");
    let words =
        "<p>有事。</p><table><tr><td>姓名<td>职务<tr><td>甲<td>局长<tr><td>乙<td>科长</table>";
    let headed = choose(words, Wish::Header(true));
    assert!(headed.contains("═ 姓名 │ 职务\n"), "{headed}");
}
