//! Dialogues as a person and as a script have them.

use super::*;
use crate::manuscript::of_text;

/// A text with three doubtful places: a table of spaces, a number in another pattern, one that starts anew.
const TEXT: &str = "青禾县档案馆2024年度工作报告\n\n一、概况\n（一）人员\n在编46人。\n（2）经费\n经费如下。\n项目　　预算　　支出\n人员　　120　　118\n公用　　30　　29\n二、问题\n有问题。\n";

/// What is asked and what comes of it.
fn talk(text: &str, input: &str, is_live: bool) -> (Result<(Draft, Asked), Diagnostic>, String) {
    let manuscript = of_text(text);
    let (mut input, mut output) = (input.as_bytes(), Vec::new());
    let settled = Dialogue::new(&mut input, &mut output, is_live).settle(&manuscript);
    if let Ok((draft, _)) = &settled {
        assert_eq!(draft.covers(&manuscript), Ok(()));
    }
    (settled, String::from_utf8(output).unwrap())
}

fn asked(input: &str) -> Asked {
    talk(TEXT, input, true).0.unwrap().1
}

#[test]
fn answers_are_read_as_people_type_them() {
    for (line, wanted) in [
        ("\n", Some(Answer::Keep)),
        ("  \r\n", Some(Answer::Keep)),
        ("1\n", Some(Answer::Take(0))),
        (" ３。\n", Some(Answer::Take(2))),
        ("q", Some(Answer::Rest)),
        ("ｑ\n", Some(Answer::Rest)),
        ("全部照此\n", Some(Answer::Rest)),
        ("4\n", None),
        ("0\n", None),
        ("好\n", None),
        ("-1\n", None),
    ] {
        assert_eq!(answer(line, 3), wanted, "{line:?}");
    }
}

#[test]
fn a_place_is_shown_with_what_stands_around_it_and_its_choices() {
    let (_, said) = talk(TEXT, "q\n", true);
    let expected = "\n第 1 处（后面还有 1 处）\n  第6行\n  │ 在编46人。\n  ▶ （2）经费\n  │ 经费如下。\n  │ 项目　　预算　　支出\n  猜的：序数的写法和前面的不同，按接着编处理\n  回车  照猜的办：二级小标题\n  1     段落，有序数的照原样写成文字\n  2     一级小标题\n  3     三级小标题\n  q     这一处和后面的都照猜的办\n选哪个？";
    assert_eq!(said, expected);
}

#[test]
fn what_is_kept_is_a_guess_no_more_and_what_is_not_answered_is() {
    let left = |input: &str| {
        let (draft, asked) = talk(TEXT, input, true).0.unwrap();
        (draft.questions(&of_text(TEXT)).len(), asked.answered, asked.left)
    };
    assert_eq!(left("\n\n"), (0, 2, 0));
    assert_eq!(left("\nq\n"), (1, 1, 1));
    assert_eq!(left("全部照此\n"), (2, 0, 2));
    assert_eq!(left(""), (2, 0, 2));
    assert_eq!(left("\n"), (1, 1, 1));
}

#[test]
fn a_wrong_answer_is_asked_for_once_more_at_a_terminal_and_ends_a_script() {
    let (settled, said) = talk(TEXT, "9\n好\n1\n\n", true);
    assert_eq!(settled.unwrap().1, Asked { answered: 2, changed: 1, left: 0 });
    assert_eq!(said.matches("要回车、1 到 3 的数，或 q。").count(), 2, "{said}");
    let (settled, said) = talk(TEXT, "\n\u{1b}[2J9\n", false);
    let fault = settled.unwrap_err();
    assert_eq!(fault.message, "第 2 行的答案“·[2J9”不能用，没有写文件");
    assert!(!said.contains('\u{1b}'));
    assert_eq!(asked("1\n1\n").changed, 2);
}

#[test]
fn nothing_of_the_file_is_an_order_to_the_terminal() {
    let text = "报告\n\n一、甲\n（一）乙\n丙。\n（2）\u{1b}[31m丁\u{202E}\n戊。\n";
    let (_, said) = talk(text, "", true);
    assert!(said.contains("▶ （2）·[31m丁·\n"), "{said}");
    assert!(said.ends_with("没有答案了，这一处和后面的都照猜的办\n"), "{said}");
}

#[test]
fn whatever_is_chosen_the_account_balances() {
    use crate::cli::import::take_asking;
    use std::path::Path;

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut asked = Asked::default();
    for (kind, ending) in [("text", "txt"), ("docx", "docx")] {
        for entry in std::fs::read_dir(folder.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|own| own != ending) {
                continue;
            }
            // Where there are not so many choices, the guess is kept.
            for answers in ["1\n", "3\n\n2\n\n"] {
                let script = answers.repeat(400);
                let (mut input, mut output) = (script.as_bytes(), Vec::new());
                let dialogue = Dialogue::new(&mut input, &mut output, true);
                let bytes = std::fs::read(&path).unwrap();
                let taken = take_asking(&path, bytes, Path::new("稿.yaml"), Some(dialogue));
                let taken = taken.unwrap_or_else(|fault| {
                    panic!("{} {answers:?}: {}", path.display(), fault.message)
                });
                let own = taken.asked.unwrap();
                asked.changed += own.changed;
                asked.answered += own.answered;
            }
        }
    }
    assert!(asked.changed > 80 && asked.answered > asked.changed, "{asked:?}");
}
