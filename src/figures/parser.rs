//! Tokens → syntax tree. × and ÷ bind closer than + and −, operators of one rank from the left.
//!
//! A formula is `expression | format`; an expression has operands, operators, brackets and functions.

use std::ops::Range;

use super::fault::{Fault, SYNTAX, TOO_LONG};
use super::function::{self, Function};
use super::lexer::{Operator, Token, TokenKind, tokens};

/// Brackets and signs inside each other, at most.
const DEEPEST: usize = 32;

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    /// What is computed.
    pub(super) expression: Expression,
    /// The bytes behind `|`, if there is one.
    pub(super) format: Option<Range<usize>>,
}

/// A part of a formula with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    /// What.
    pub(super) kind: ExpressionKind,
    /// Its bytes, brackets around it left out.
    pub(super) range: Range<usize>,
}

/// Kinds of expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ExpressionKind {
    /// A name or an amount.
    Operand,
    /// A minus in front.
    Negated(Box<Expression>),
    /// Two operands.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A function with what stands in its brackets.
    Call(Function, Vec<Expression>),
}

impl Expression {
    /// The operands, from left to right.
    pub(super) fn operands(&self) -> Vec<&Self> {
        match &self.kind {
            ExpressionKind::Operand => vec![self],
            ExpressionKind::Negated(inner) => inner.operands(),
            ExpressionKind::Binary(_, left, right) => [left.operands(), right.operands()].concat(),
            ExpressionKind::Call(_, arguments) => {
                arguments.iter().flat_map(Self::operands).collect()
            }
        }
    }
}

/// Reads a formula.
///
/// # Errors
/// One fault, at the token where reading stops.
pub(super) fn parse(formula: &str) -> Result<Formula, Fault> {
    let mut tokens = tokens(formula)?;
    let mut format = None;
    if let Some(bar) = tokens.iter().position(|token| token.kind == TokenKind::Bar) {
        format = Some(tokens[bar].range.end..formula.len());
        tokens.truncate(bar);
    }
    let end = format.as_ref().map_or(formula.len(), |range| range.start);
    let mut parser = Parser { formula, tokens: &tokens, position: 0, depth: 0, end };
    let expression = parser.sum()?;
    match parser.peek() {
        None => Ok(Formula { expression, format }),
        Some(token) if token.kind == TokenKind::Close => {
            Err(Fault::new(SYNTAX, token.range.clone(), "这个右括号前面没有与它成对的左括号"))
        }
        Some(token) if token.kind == TokenKind::Comma => {
            Err(Fault::new(SYNTAX, token.range.clone(), "逗号只能写在函数的括号里")
                .help("小数点写“.”，千分位逗号写半角“,”；函数写成 合计(甲, 乙)"))
        }
        Some(token) if token.kind == TokenKind::Open => {
            let message = "左括号前面缺少运算符，或前面的名称不是函数";
            Err(Fault::new(SYNTAX, token.range.clone(), message)
                .help(format!("可以用的函数：{}", function::names())))
        }
        Some(token) => {
            let text = &formula[token.range.clone()];
            Err(Fault::new(SYNTAX, token.range.clone(), format!("“{text}”前面缺少运算符"))
                .help("两个数之间要写 + − × ÷；名称里不要有空格"))
        }
    }
}

struct Parser<'a> {
    formula: &'a str,
    tokens: &'a [Token],
    position: usize,
    depth: usize,
    /// Where the expression ends.
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.position)
    }

    /// The next token, if it is one of these operators.
    fn take_operator(&mut self, wanted: [Operator; 2]) -> Option<Operator> {
        match self.peek()?.kind {
            TokenKind::Operator(operator) if wanted.contains(&operator) => {
                self.position += 1;
                Some(operator)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Expression, Fault> {
        self.row([Operator::Plus, Operator::Minus], Self::product)
    }

    fn product(&mut self) -> Result<Expression, Fault> {
        self.row([Operator::Times, Operator::Over], Self::signed)
    }

    fn row(
        &mut self,
        operators: [Operator; 2],
        part: fn(&mut Self) -> Result<Expression, Fault>,
    ) -> Result<Expression, Fault> {
        let mut left = part(self)?;
        while let Some(operator) = self.take_operator(operators) {
            let right = part(self)?;
            let range = left.range.start..right.range.end;
            let kind = ExpressionKind::Binary(operator, Box::new(left), Box::new(right));
            left = Expression { kind, range };
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expression, Fault> {
        let start = self.peek().map_or(self.end, |token| token.range.start);
        match self.take_operator([Operator::Plus, Operator::Minus]) {
            Some(Operator::Minus) => {
                let inner = self.deeper(start, Self::signed)?;
                let range = start..inner.range.end;
                Ok(Expression { kind: ExpressionKind::Negated(Box::new(inner)), range })
            }
            Some(_) => self.deeper(start, Self::signed),
            None => self.operand(),
        }
    }

    fn operand(&mut self) -> Result<Expression, Fault> {
        let Some(token) = self.peek() else {
            return Err(self.cut_short());
        };
        let range = token.range.clone();
        match token.kind {
            TokenKind::Operand => {
                self.position += 1;
                let named = Function::named(&self.formula[range.clone()]);
                let open = self.peek().filter(|token| token.kind == TokenKind::Open);
                match (named, open) {
                    (Some(function), Some(open)) => {
                        self.position += 1;
                        self.call(function, range, open.range.clone())
                    }
                    _ => Ok(Expression { kind: ExpressionKind::Operand, range }),
                }
            }
            TokenKind::Open => {
                self.position += 1;
                let inner = self.deeper(range.start, Self::sum)?;
                self.close(range)?;
                Ok(inner)
            }
            _ => {
                let text = &self.formula[range.clone()];
                Err(Fault::new(SYNTAX, range, format!("“{text}”前面缺少一个数或名称")))
            }
        }
    }

    /// What stands in the brackets of a function, behind the left one.
    fn call(
        &mut self,
        function: Function,
        name: Range<usize>,
        open: Range<usize>,
    ) -> Result<Expression, Fault> {
        let mut arguments = vec![self.deeper(open.start, Self::sum)?];
        while self.peek().is_some_and(|token| token.kind == TokenKind::Comma) {
            self.position += 1;
            arguments.push(self.deeper(open.start, Self::sum)?);
        }
        let end = self.close(open)?;
        let kind = ExpressionKind::Call(function, arguments);
        Ok(Expression { kind, range: name.start..end })
    }

    /// The right bracket that goes with the left one at `open`; where it ends.
    fn close(&mut self, open: Range<usize>) -> Result<usize, Fault> {
        match self.peek() {
            Some(token) if token.kind == TokenKind::Close => {
                self.position += 1;
                Ok(token.range.end)
            }
            _ => Err(Fault::new(SYNTAX, open, "这个左括号没有右括号")),
        }
    }

    fn deeper(
        &mut self,
        start: usize,
        part: fn(&mut Self) -> Result<Expression, Fault>,
    ) -> Result<Expression, Fault> {
        if self.depth == DEEPEST {
            let end = self.tokens.get(self.position).map_or(self.end, |token| token.range.start);
            return Err(Fault::new(TOO_LONG, start..end, "算式的括号层数太多"));
        }
        self.depth += 1;
        let found = part(self);
        self.depth -= 1;
        found
    }

    /// The formula ends where something is due: marked at its last token.
    fn cut_short(&self) -> Fault {
        match self.tokens.last() {
            Some(last) => {
                let text = &self.formula[last.range.clone()];
                Fault::new(SYNTAX, last.range.clone(), format!("“{text}”后面缺少一个数或名称"))
            }
            None => Fault::new(SYNTAX, 0..self.end, "算式是空的")
                .help("在 {{ 和 }} 之间写名称或算式，例如 {{总支出 ÷ 预算批复 | 百分比(2)}}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use proptest::prelude::*;

    /// A formula with every bracket written.
    fn print(formula: &str, expression: &Expression) -> String {
        match &expression.kind {
            ExpressionKind::Operand => formula[expression.range.clone()].to_owned(),
            ExpressionKind::Negated(inner) => format!("(-{})", print(formula, inner)),
            ExpressionKind::Binary(operator, left, right) => {
                let sign = match operator {
                    Operator::Plus => '+',
                    Operator::Minus => '-',
                    Operator::Times => '*',
                    Operator::Over => '/',
                };
                format!("({}{sign}{})", print(formula, left), print(formula, right))
            }
            ExpressionKind::Call(_, arguments) => {
                let name = formula[expression.range.clone()].split(['(', '（']).next().unwrap();
                let list: Vec<_> = arguments.iter().map(|each| print(formula, each)).collect();
                format!("{name}({})", list.join(","))
            }
        }
    }

    #[test]
    fn operators_bind_as_in_school() {
        let cases = [
            ("甲+乙×丙", "(甲+(乙*丙))"),
            ("甲-乙-丙", "((甲-乙)-丙)"),
            ("甲/乙*丙", "((甲/乙)*丙)"),
            ("（甲＋乙）÷丙", "((甲+乙)/丙)"),
            ("-甲+乙", "((-甲)+乙)"),
            ("甲--乙", "(甲-(-乙))"),
            ("+甲", "甲"),
            ("-(甲-乙)×2", "((-(甲-乙))*2)"),
            ("合计（甲，乙＋1）÷2", "(合计(甲,(乙+1))/2)"),
            ("合计 (最大(甲, 乙))", "合计 (最大(甲,乙))"),
            ("合计+1", "(合计+1)"),
        ];
        for (formula, printed) in cases {
            assert_eq!(print(formula, &parse(formula).unwrap().expression), printed);
        }
    }

    #[test]
    fn what_follows_the_bar_is_the_format() {
        let formula = "甲/乙 | 百分比(2)";
        let range = parse(formula).unwrap().format.unwrap();
        assert_eq!(&formula[range], " 百分比(2)");
        assert_eq!(parse("甲").unwrap().format, None);
    }

    #[test]
    fn a_formula_that_cannot_be_read_is_marked_at_the_token() {
        let cases = [
            ("", ""),
            ("  ", "  "),
            ("甲 乙", "乙"),
            ("甲+", "+"),
            ("×甲", "×"),
            ("甲+×乙", "×"),
            ("(甲+乙", "("),
            ("甲+乙)", ")"),
            ("()", ")"),
            ("| 万元(2)", ""),
            ("甲+ | 万元(2)", "+"),
            ("甲，乙", "，"),
            ("合计(甲，", "，"),
            ("合计(甲，)", ")"),
            ("合计()", ")"),
            ("合计(甲", "("),
            ("总和(甲，乙)", "("),
        ];
        for (formula, place) in cases {
            let span = Span::new(FileId::new(0), 0, u32::try_from(formula.len()).unwrap());
            let fault = parse(formula).unwrap_err().into_diagnostic(formula, span);
            let found = fault.span.unwrap();
            let marked = &formula[found.start as usize..found.end as usize];
            assert_eq!(fault.code, SYNTAX, "{formula}");
            assert!(marked == place || formula.starts_with('|'), "{formula}: {marked}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(DEEPEST)).is_ok());
        assert!(parse(&nested(DEEPEST + 1)).is_err());
        assert!(parse(&format!("{}1", "-".repeat(300))).is_err());
    }

    proptest! {
        #[test]
        fn a_printed_formula_reads_back(formula in "[甲乙1][-+×÷]([甲乙2][-+*/]){0,6}(\\([甲丙]-3%\\)|丁)") {
            let printed = print(&formula, &parse(&formula).unwrap().expression);
            let again = print(&printed, &parse(&printed).unwrap().expression);
            prop_assert_eq!(printed, again);
        }

        #[test]
        fn no_text_upsets_the_parser(formula in "[-+×÷()（）|.,甲乙费境19%= ]{0,60}") {
            if let Err(fault) = parse(&formula) {
                let span = Span::new(FileId::new(0), 0, u32::try_from(formula.len()).unwrap());
                let found = fault.into_diagnostic(&formula, span).span.unwrap();
                prop_assert!(formula.get(found.start as usize..found.end as usize).is_some());
            }
        }
    }
}
