//! Formula → tokens, each with its bytes. Which names exist is not known here.

use std::ops::Range;

use super::fault::{Fault, SYNTAX, TOO_LONG};
use super::function::Function;

/// Tokens in a formula. A longer one is no figure of a report but a mistake or an attack.
const MOST_TOKENS: usize = 400;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Which.
    pub(super) kind: TokenKind,
    /// Its bytes in the formula.
    pub(super) range: Range<usize>,
}

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or an amount: the names of 数据 decide which, for a name may begin with digits.
    Operand,
    /// An operator, in whichever form it is written.
    Operator(Operator),
    /// `（` or `(`.
    Open,
    /// `）` or `)`.
    Close,
    /// `|` or `｜`: what follows is a format.
    Bar,
    /// `，` or `,` between the arguments of a function.
    Comma,
}

/// Operators of two operands; plus and minus also stand in front of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// + ＋
    Plus,
    /// - − －
    Minus,
    /// × * ＊
    Times,
    /// ÷ / ／
    Over,
}

/// Splits a formula into tokens.
///
/// # Errors
/// A character that has no place in a formula; too many tokens.
pub(super) fn tokens(formula: &str) -> Result<Vec<Token>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = formula[at..].chars().next() {
        let mut end = at + character.len_utf8();
        if character.is_whitespace() {
            at = end;
            continue;
        }
        let kind = match character {
            '+' | '＋' => TokenKind::Operator(Operator::Plus),
            '-' | '−' | '－' => TokenKind::Operator(Operator::Minus),
            '*' | '＊' | '×' => TokenKind::Operator(Operator::Times),
            '/' | '／' | '÷' => TokenKind::Operator(Operator::Over),
            '(' | '（' => TokenKind::Open,
            ')' | '）' => TokenKind::Close,
            '|' | '｜' => TokenKind::Bar,
            '，' | ',' => TokenKind::Comma,
            _ if is_operand_character(character) => {
                end = at + operand_length(&formula[at..]);
                TokenKind::Operand
            }
            _ => return Err(stray(character, at..end)),
        };
        found.push(Token { kind, range: at..end });
        if found.len() > MOST_TOKENS {
            return Err(Fault::new(TOO_LONG, at..end, "算式太长")
                .help("把算式拆成几个，或把中间结果写进“数据”"));
        }
        at = end;
    }
    Ok(found)
}

/// Whether a name of 数据 can be mentioned in a formula: one operand from end to end.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && operand_length(text) == text.len() && !text.starts_with(['.', ','])
}

fn stray(character: char, range: Range<usize>) -> Fault {
    let fault = Fault::new(SYNTAX, range, format!("算式里不能有“{character}”"));
    match character {
        '。' => fault.help("小数点写“.”"),
        '=' | '＝' => fault.help("算式里只写要算的部分，不写等号"),
        _ => fault.help("可以用名称、数字和 + − × ÷ （ ）；名称里不要有空格"),
    }
}

/// How many bytes at the front of `text` belong to one name or amount. A bracket in the middle of a name
/// belongs to it, if nothing but a name stands inside: 因公出国（境）费.
fn operand_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(character) = text[length..].chars().next() {
        if is_operand_character(character) || is_thousands_comma(text, length) {
            length += character.len_utf8();
        } else if matches!(character, '(' | '（')
            && length > 0
            && Function::named(&text[..length]).is_none()
        {
            match bracket_length(&text[length..]) {
                Some(bracket) => length += bracket,
                None => break,
            }
        } else {
            break;
        }
    }
    length
}

fn bracket_length(text: &str) -> Option<usize> {
    let mut inside = text.char_indices().skip(1).skip_while(|(_, c)| is_operand_character(*c));
    let (close, character) = inside.next()?;
    let open = text.chars().next()?;
    let filled = close > open.len_utf8();
    (matches!(character, ')' | '）') && filled).then(|| close + character.len_utf8())
}

fn is_operand_character(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '.' | '%' | '％' | '‰' | '_' | '·' | '、')
        || matches!(character, '《' | '》' | '“' | '”')
}

/// A comma between digits is part of a number: `1,234.5元`.
fn is_thousands_comma(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text[at..].strip_prefix(',').is_some_and(|rest| digit(rest.chars().next()))
        && digit(text[..at].chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(formula: &str) -> Vec<&str> {
        tokens(formula).unwrap().into_iter().map(|token| &formula[token.range]).collect()
    }

    #[test]
    fn formulas_are_split_in_either_width() {
        let cases: [(&str, &[&str]); 10] = [
            ("总支出 / 预算批复 | 百分比(2)", &["总支出", "/", "预算批复", "|", "百分比(2)"]),
            ("总支出÷预算批复｜百分比（2）", &["总支出", "÷", "预算批复", "｜", "百分比（2）"]),
            ("（甲＋乙）×2", &["（", "甲", "＋", "乙", "）", "×", "2"]),
            ("三公经费.公务接待费", &["三公经费.公务接待费"]),
            ("因公出国（境）费-1,234.5元", &["因公出国（境）费", "-", "1,234.5元"]),
            ("(费用（万元）)", &["(", "费用（万元）", ")"]),
            ("《规划》数+81%", &["《规划》数", "+", "81%"]),
            (
                "合计(甲，乙,1,234元, 3)",
                &["合计", "(", "甲", "，", "乙", ",", "1,234元", ",", "3", ")"],
            ),
            ("三公经费.合计", &["三公经费.合计"]),
            ("  ", &[]),
        ];
        for (formula, expected) in cases {
            assert_eq!(split(formula), expected, "{formula}");
        }
    }

    #[test]
    fn what_has_no_place_in_a_formula_is_marked() {
        for (formula, place) in [("甲=乙", 3..4), ("甲。乙", 3..6), ("甲 ? 乙", 4..5)] {
            let fault = tokens(formula).unwrap_err();
            assert_eq!(fault, stray(formula[place.clone()].chars().next().unwrap(), place));
        }
    }

    #[test]
    fn a_formula_of_too_many_tokens_is_refused() {
        assert!(tokens(&"1+".repeat(MOST_TOKENS / 2)).is_ok());
        assert!(tokens(&"1+".repeat(MOST_TOKENS)).is_err());
    }

    #[test]
    fn names_are_what_a_formula_can_mention() {
        for name in
            ["预算批复", "因公出国（境）费", "2021年预算", "《规划》", "A_1", "会议、培训费"]
        {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "三公 经费",
            "甲-乙",
            "甲（",
            "（甲）",
            "甲|乙",
            "甲/乙",
            ".甲",
            "甲（乙",
            "合计（万元）",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
