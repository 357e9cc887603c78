//! `--交互`: asks a person about each guess, in order, and reads the file anew with the answers. The dialogue is a reader
//! and a writer; whether they are a terminal is for whoever opens them. What can be asked is for `draft`.

mod shown;

use std::fmt::Write as _;
use std::io::{BufRead, Read as _, Write};

use self::shown::Shown;
use crate::cli::usage::USAGE;
use crate::diag::Diagnostic;
use crate::draft::{self, Answers, Draft, Question};
use crate::manuscript::Manuscript;

/// An answer has no more bytes; what is longer is none.
const LONGEST: u64 = 256;
/// What ends the asking, besides the end of input.
const REST: [&str; 6] = ["q", "Q", "全部照此", "全部", "all", "quit"];

/// Questions and answers about one file.
pub(super) struct Dialogue<'d> {
    /// Where answers come from.
    input: &'d mut dyn BufRead,
    /// Where questions go.
    output: &'d mut dyn Write,
    /// Somebody sits there who can be asked once more.
    is_live: bool,
    /// Lines of the input that were read.
    lines: usize,
    /// Questions put.
    asked: usize,
    /// Whether nothing more is asked.
    is_over: bool,
}

/// What was asked, and what else was said than had been guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Answered, whatever the answer.
    pub(super) answered: usize,
    /// Answered otherwise.
    pub(super) changed: usize,
    /// Not answered, so still guesses.
    pub(super) left: usize,
}

/// What a person says to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// The guess is right.
    Keep,
    /// It is this one of the choices, from 0.
    Take(usize),
    /// This and all that comes: as guessed.
    Rest,
}

impl<'d> Dialogue<'d> {
    /// A dialogue that has not begun; `is_live` where a wrong answer can be asked for once more.
    pub(super) fn new(
        input: &'d mut dyn BufRead,
        output: &'d mut dyn Write,
        is_live: bool,
    ) -> Self {
        Self { input, output, is_live, lines: 0, asked: 0, is_over: false }
    }

    /// Asks about all that could be otherwise; the draft by the answers.
    ///
    /// # Errors
    /// Input that cannot be read, output that cannot be written, an answer that is none where nobody can be asked again.
    pub(super) fn settle(&mut self, manuscript: &Manuscript) -> Result<(Draft, Asked), Diagnostic> {
        let mut answers = Answers::default();
        let mut draft = draft::of(manuscript);
        let mut asked = Asked::default();
        let shown = Shown::new(manuscript);
        loop {
            let questions = draft.questions(manuscript);
            let mut open = questions.iter().filter(|question| !answers.has(question.about));
            let Some(question) = open.next() else { break };
            let left = open.count();
            let words = shown.question(question);
            let choices: Vec<&str> = question.choices.iter().map(|wish| wish.words()).collect();
            match self.ask(&words, question.now, &choices, left)? {
                Answer::Keep => answers.keep(question.about),
                Answer::Take(choice) => {
                    let Question { about, choices, .. } = question;
                    if let Some(wish) = choices.get(choice) {
                        answers.take(*about, *wish);
                        asked.changed += 1;
                    }
                    draft = draft::of_answered(manuscript, &answers);
                }
                Answer::Rest => {
                    asked.left = left + 1;
                    break;
                }
            }
            asked.answered += 1;
        }
        Ok((draft::of_answered(manuscript, &answers), asked))
    }

    /// Asks about something of the document as a whole: whether it is as guessed, if that was answered.
    ///
    /// # Errors
    /// As [`Self::settle`].
    pub(super) fn confirm(
        &mut self,
        taken: &str,
        instead: &str,
        asked: &mut Asked,
    ) -> Result<Option<bool>, Diagnostic> {
        if self.is_over {
            asked.left += 1;
            return Ok(None);
        }
        let answer = match self.ask(&format!("  {taken}\n"), "", &[instead], 0)? {
            Answer::Keep => Some(true),
            Answer::Take(_) => Some(false),
            Answer::Rest => None,
        };
        asked.answered += usize::from(answer.is_some());
        asked.changed += usize::from(answer == Some(false));
        asked.left += usize::from(answer.is_none());
        Ok(answer)
    }

    /// Puts one question until there is an answer; `now` is what was guessed, `left` more are known behind it.
    fn ask(
        &mut self,
        words: &str,
        now: &str,
        choices: &[&str],
        left: usize,
    ) -> Result<Answer, Diagnostic> {
        self.asked += 1;
        let behind =
            if left > 0 { format!("（后面还有 {left} 处）") } else { String::new() };
        let mut page = format!("\n第 {} 处{behind}\n{words}", self.asked);
        let now = if now.is_empty() { String::new() } else { format!("：{now}") };
        let _ = writeln!(page, "  回车  照猜的办{now}");
        for (at, choice) in choices.iter().enumerate() {
            let _ = writeln!(page, "  {:<4}  {choice}", at + 1);
        }
        page.push_str("  q     这一处和后面的都照猜的办\n");
        self.say(&page)?;
        loop {
            self.say("选哪个？")?;
            let Some(line) = self.line()? else {
                self.is_over = true;
                self.say("\n没有答案了，这一处和后面的都照猜的办\n")?;
                return Ok(Answer::Rest);
            };
            // What was typed into a pipe is not seen otherwise.
            if !self.is_live {
                self.say(&format!("{}\n", shown::plain(&line)))?;
            }
            if let Some(answer) = answer(&line, choices.len()) {
                self.is_over = answer == Answer::Rest;
                return Ok(answer);
            }
            let most = choices.len();
            let wanted = format!("回车、1 到 {most} 的数，或 q");
            if !self.is_live {
                let message = format!(
                    "第 {} 行的答案“{}”不能用，没有写文件",
                    self.lines,
                    shown::plain(&line)
                );
                return Err(Diagnostic::environment(USAGE, message).help(format!("这里要{wanted}")));
            }
            self.say(&format!("要{wanted}。"))?;
        }
    }

    fn say(&mut self, words: &str) -> Result<(), Diagnostic> {
        let written = self.output.write_all(words.as_bytes()).and_then(|()| self.output.flush());
        written.map_err(|_| broken("问题写不出来"))
    }

    /// A line of the input; `None` at its end.
    fn line(&mut self) -> Result<Option<String>, Diagnostic> {
        let mut bytes = Vec::new();
        let mut input = (&mut *self.input).take(LONGEST);
        input.read_until(b'\n', &mut bytes).map_err(|_| broken("答案读不出来"))?;
        self.lines += 1;
        Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn broken(what: &str) -> Diagnostic {
    Diagnostic::environment(USAGE, format!("{what}，没有写文件"))
        .help("不写 --交互，猜测会写在 YAML 的注释里")
}

/// What a line says to a question with so many choices.
fn answer(line: &str, choices: usize) -> Option<Answer> {
    // Whoever types hanzi may have wide digits and letters on.
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let line: String = line.trim().chars().map(narrow).collect();
    let line = line.trim_end_matches(['.', '。', '、']);
    if line.is_empty() {
        return Some(Answer::Keep);
    }
    if REST.contains(&line) {
        return Some(Answer::Rest);
    }
    let number: usize = line.parse().ok()?;
    number.checked_sub(1).filter(|at| *at < choices).map(Answer::Take)
}

#[cfg(test)]
mod tests;
