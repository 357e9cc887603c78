//! Habits of numbering, a few lines each.

use super::*;
use crate::manuscript::{CountedLabel, Paragraph};

/// What lines become in front of which a program counts: label, level of its list, text.
fn counted(lines: &[(&str, u8, &str)]) -> Vec<String> {
    let mut manuscript = Manuscript::default();
    for (label, level, text) in lines {
        if !manuscript.paragraphs.is_empty() {
            manuscript.text.push('\n');
        }
        let start = manuscript.text.len();
        manuscript.text.push_str(text);
        let label = CountedLabel { text: (*label).to_owned(), level: *level };
        manuscript.paragraphs.push(Paragraph {
            range: start..manuscript.text.len(),
            label: Some(label).filter(|label| !label.text.is_empty()),
            ..Paragraph::default()
        });
    }
    let dump = dump::of(&drafted(&manuscript), &manuscript);
    dump.lines().map(str::to_owned).collect()
}

#[test]
fn a_number_in_another_pattern_goes_on_the_series_it_continues() {
    let text = "报告\n\n一、概况\n（一）甲\n甲的文字。\n（2）乙\n乙的文字。\n二、问题\n有问题。\n3、措施\n有措施。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 报告",
            "[一、]概况",
            "  [（一）]甲",
            "    - 甲的文字。",
            "  [（2）]乙　# 序数的写法和前面的不同，按接着编处理",
            "    - 乙的文字。",
            "[二、]问题",
            "  - 有问题。",
            "[3、]措施　# 序数的写法和前面的不同，按接着编处理",
            "  - 有措施。",
        ]
    );
}

#[test]
fn a_run_in_heading_with_a_level_under_it_becomes_a_heading_and_a_paragraph() {
    let text =
        "报告\n\n一、概况\n（一）人员情况：全局共有职工46人。\n1.在编人员40人。\n2.聘用人员6人。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 报告",
            "[一、]概况",
            "  [（一）]人员情况：　# 段首标题下面还有下一级，标题单独成行，文字另成一段",
            "    - 全局共有职工46人。",
            "    条目",
            "      [1.]在编人员40人。",
            "      [2.]聘用人员6人。",
        ]
    );
}

#[test]
fn words_that_only_look_like_numbers_stay_in_their_paragraphs() {
    let text = "通知\n\n一、时间\n二、三季度完成任务。\n3、4月份进行检查。\n二、地点\n县城。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 通知",
            "[一、]时间",
            "  - 二、三季度完成任务。",
            "  - 3、4月份进行检查。",
            "[二、]地点",
            "  - 县城。",
        ]
    );
}

#[test]
fn a_heading_behind_a_counted_number_ends_with_a_full_stop_where_all_of_a_document_do() {
    let front = [("", 0, "关于工作情况的报告"), ("一、", 0, "主要做法")];
    let first = ("（一）", 1, "加强组织领导。成立专班，每月调度一次。");
    let second = ("（二）", 1, "严格督促检查。全年检查单位12家。");
    let third = ("（三）", 1, "全年共受理群众来信来访一百二十三件次。办结率为98%。");
    assert_eq!(
        counted(&[front[0], front[1], first, second])[3..],
        [
            "  <（一）>加强组织领导。 | 成立专班，每月调度一次。",
            "  <（二）>严格督促检查。 | 全年检查单位12家。",
        ]
    );
    // One that is a sentence makes all of them sentences.
    let found = counted(&[front[0], front[1], first, second, third]);
    assert!(found.iter().all(|line| !line.contains(" | ")), "{found:?}");
}

#[test]
fn numbers_of_one_level_of_a_list_go_on_each_other_whatever_is_counted_under_them() {
    let found = counted(&[
        ("", 0, "青禾县公务用车管理办法"),
        ("第1条", 0, "总则"),
        ("1.1", 1, "适用范围"),
        ("第二章", 0, "附则"),
        ("", 0, "本办法自印发之日起施行。"),
    ]);
    assert_eq!(
        found[2..],
        [
            "标题 青禾县公务用车管理办法",
            "<第1条>总则",
            "  <1.1>适用范围　# 这一级的序数原来是“1.1”，改成了“（一）”",
            "<第二章>附则　# 序数的写法和前面的不同，按接着编处理",
            "  - 本办法自印发之日起施行。",
        ]
    );
}

#[test]
fn articles_are_counted_where_the_program_counts_as_their_author_did() {
    let front = "青禾县值班规定\n\n";
    let plain = "第一条　值班人员应当提前到岗。\n第二条　值班记录保存一年。\n";
    let head = ["层次 第一条", "==", "标题 青禾县值班规定"];
    let found = shown(&format!("{front}{plain}"));
    assert_eq!(found[..3], head);
    assert_eq!(
        found[4..],
        ["  [第一条　]值班人员应当提前到岗。", "  [第二条　]值班记录保存一年。"]
    );
    for text in [
        // Numbers under an article that is no heading.
        "第一条　值班人员负责下列工作：\n（一）接听电话；\n（二）引导群众。\n第二条　值班记录保存一年。\n",
        // Articles that count on in the next chapter.
        "第一章　总则\n第一条　值班人员应当提前到岗。\n第二章　附则\n第二条　值班记录保存一年。\n",
    ] {
        let found = shown(&format!("{front}{text}"));
        assert!(
            found.iter().any(|line| line.ends_with("- 第二条　值班记录保存一年。")),
            "{found:?}"
        );
        assert!(!found.iter().any(|line| line.contains("条目")), "{found:?}");
    }
    // A contract has headings so.
    let found =
        shown("合同\n\n第一条　标的\n甲方向乙方购买设备。\n第二条　价款\n合同价款10万元。\n");
    assert_eq!(found[3..5], ["[第一条　]标的", "  - 甲方向乙方购买设备。"]);
}

#[test]
fn units_behind_the_end_of_a_text_sign_it_though_they_give_no_date() {
    let signed = |text: &str| shown(text).iter().any(|line| line.contains("署名"));
    for text in [
        "请示\n\n妥否，请批示。\n\n青禾县水利局\n",
        "请示\n\n妥否，请批示。\n　　　　　　　　　　　　青禾县水利局\n",
        "报告\n\n特此报告。\n\n附件：清单\n\n青禾县人民政府办公室\n青禾县财政局\n",
        "通知\n\n请按时参加。\n青禾县水利局\n",
        "函\n\n请予支持。\n\n青禾县城市建设投资有限公司\n",
    ] {
        assert!(signed(text), "{text}");
    }
    for text in [
        // A list of units; a sentence; words that follow on; nothing that ends.
        "通知\n\n参加单位：\n\n青禾县水利局\n青禾县财政局\n",
        "通知\n\n请参加。\n\n县水利局\n县财政局\n县审计局\n县档案馆\n",
        "通知\n\n请参加。\n青禾县水利局\n青禾县财政局\n",
        "通知\n\n请参加。\n\n联系人：青禾县水利局\n",
        "通知\n\n一、参加人员\n\n青禾县水利局\n",
    ] {
        assert!(!signed(text), "{text}");
    }
}

#[test]
fn a_number_that_the_end_of_a_line_cut_is_whole_again() {
    let mut files = files("text", "txt").into_iter();
    let path = files.find(|path| path.to_string_lossy().contains("断开了数")).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("问题42\n8个") && text.contains("水质达\n标率"), "{text}");
    let (draft, manuscript) = draft(&text);
    let mut printed = String::new();
    for block in &draft.parts[0].blocks {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        for own in &heading.blocks {
            if let BlockKind::Paragraph(text) = &own.kind {
                printed.push_str(&text.printed(&manuscript.text));
            }
        }
    }
    assert!(printed.contains("问题428个") && printed.contains("水质达标率"), "{printed}");
}
