//! Galley runs → shaped characters: each with its face, glyph and natural advance, and with the space
//! the policy puts between it and its neighbour. No line is known yet.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fonts::{Book, FaceId};
use crate::galley::{Label, Paragraph, Run};
use crate::model::place_of_char;
use crate::template::{FontRole, Policy, Role, RoleStyle, Sheet};
use crate::text::{
    BreakRules, Class, Setting, class_of, is_latin_script, is_number_sign, is_private_use,
    settings, stands_apart, stretches,
};
use crate::unit::{Em, Length};

/// No face has a glyph for a character.
const MISSING_GLYPH: Code = Code("G002");
/// A character of private use: what it means is known on one machine only.
const PRIVATE_USE: Code = Code("G005");
/// Only a font that happens to be installed has a glyph for a character.
const INSTALLED_GLYPH: Code = Code("G004");

/// A character ready to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shaped {
    pub(super) character: char,
    role: Role,
    pub(super) face: FaceId,
    pub(super) glyph: u16,
    /// Size of the em.
    pub(super) size: Length,
    /// How far above the baseline it stands: the number of a note, of any other character zero.
    pub(super) raise: Length,
    /// Advance without tracking; of the squeezed form where that is taken.
    pub(super) advance: Length,
    /// How much narrower than in the face it is (标点挤压).
    pub(super) squeeze: Em,
    /// 字距 behind it.
    pub(super) tracking: Length,
    /// 中西间距 in front of it, against its left neighbour.
    pub(super) space_before: Length,
    /// Starts a new portion: Word-family programs measure text in portions of one script and look, and
    /// leave out the tracking of each portion's last character.
    pub(super) portion_start: bool,
    /// A line may end in front of it.
    pub(super) break_before: bool,
    /// The author ends the line behind it.
    pub(super) break_after: bool,
}

impl Shaped {
    /// Whether it is the number of a note.
    pub(super) fn is_note_mark(&self) -> bool {
        self.raise > Length::ZERO
    }

    /// Whether a justified line may be stretched between it and the next character.
    pub(super) fn stretches_to(&self, next: &Self) -> bool {
        !next.is_note_mark() && stretches(self.character, next.character)
    }
}

/// What is looked up again and again while shaping.
pub(super) struct Shaper<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) book: &'a Book,
    rules: BreakRules,
    /// Of 精排.
    fine_rules: BreakRules,
    glyphs: HashMap<(FontRole, char), Option<Found>>,
    /// Characters that are told of as shown by an installed font.
    told: HashSet<char>,
    /// What was said of them, by whatever piece.
    told_messages: HashSet<String>,
}

#[derive(Clone, Copy)]
struct Found {
    face: FaceId,
    glyph: u16,
    advance: u16,
    units_per_em: u16,
    /// Of the last resort: any installed font.
    installed: bool,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(sheet: &'a Sheet, book: &'a Book) -> Self {
        let breaking = &sheet.breaking;
        let rules = BreakRules::new(&breaking.extra_no_start, breaking.keep_measure_words);
        let fine_rules = BreakRules::new(&breaking.extra_no_start, true).strict();
        Self {
            sheet,
            book,
            rules,
            fine_rules,
            glyphs: HashMap::new(),
            told: HashSet::new(),
            told_messages: HashSet::new(),
        }
    }

    /// One for another piece of the document.
    pub(super) fn another(&self) -> Self {
        let (glyphs, told) = (self.glyphs.clone(), self.told.clone());
        Self { glyphs, told, ..Self::new(self.sheet, self.book) }
    }

    /// What pieces have found, each character that is shown by an installed font told of once.
    pub(super) fn untold(&mut self, found: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        let is_new = |fault: &Diagnostic| {
            fault.code != INSTALLED_GLYPH || self.told_messages.insert(fault.message.clone())
        };
        found.into_iter().filter(is_new)
    }

    /// Shapes runs as one stretch of text.
    pub(super) fn shape(&mut self, runs: &[Run], diagnostics: &mut Diagnostics) -> Vec<Shaped> {
        let mut shaped = self.gather(None, runs, diagnostics);
        self.join(&mut shaped, 0, Policy::Flowing);
        shaped
    }

    /// Shapes a paragraph: label, text and the numbers of its notes; lines may end where `policy` lets them.
    pub(super) fn shape_paragraph(
        &mut self,
        paragraph: &Paragraph,
        policy: Policy,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Shaped> {
        let mut shaped = self.gather(paragraph.label.as_ref(), &paragraph.runs, diagnostics);
        let text = paragraph.runs.iter().map(|run| run.text.chars().count()).sum();
        let label_length = shaped.len().saturating_sub(text);
        for note in paragraph.notes.iter().rev() {
            let at = (label_length + note.at).min(shaped.len());
            shaped.splice(at..at, self.note_mark(paragraph.role, &note.number));
        }
        self.join(&mut shaped, label_length, policy);
        shaped
    }

    /// The number of a note in front of its text, on the same baseline.
    pub(super) fn note_number(&mut self, number: &str) -> Vec<Shaped> {
        let role = Role::Footnote;
        let shaped = number.chars().filter_map(|sign| Some((sign, self.find(role, sign)?)));
        let found: Vec<_> = shaped.collect();
        found.into_iter().map(|(sign, found)| self.alone(role, sign, found)).collect()
    }

    /// The number of a note in a text of `role`; Word-family programs make it a portion of its own.
    fn note_mark(&mut self, role: Role, number: &str) -> Vec<Shaped> {
        let mut marks = Vec::new();
        for sign in number.chars() {
            let Some(found) = self.find(role, sign) else { continue };
            let mut mark = self.alone(role, sign, found);
            (mark.size, mark.raise) = self.sheet.note_mark(mark.size);
            mark.advance = mark.size.scale(i64::from(found.advance), i64::from(found.units_per_em));
            mark.portion_start = marks.is_empty();
            marks.push(mark);
        }
        marks
    }

    /// The characters of a label and of runs, each without its neighbours.
    fn gather(
        &mut self,
        label: Option<&Label>,
        runs: &[Run],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Shaped> {
        let mut shaped: Vec<Shaped> = Vec::new();
        if let Some(label) = label {
            for character in label.text.chars() {
                if let Some(found) = self.find(label.role, character) {
                    shaped.push(self.alone(label.role, character, found));
                }
            }
        }
        for run in runs {
            for (offset, character) in run.text.char_indices() {
                match self.find(run.role, character) {
                    Some(found) => {
                        let own = !run.role.is_contents_line();
                        if own && found.installed && self.told.insert(character) {
                            let family = self.book.face(found.face).family();
                            diagnostics.push(installed(run, offset, character, family));
                        }
                        shaped.push(self.alone(run.role, character, found));
                    }
                    // The heading that the line is made of tells of it.
                    None if run.role.is_contents_line() => {}
                    None if diagnostics.is_full() => {}
                    None => diagnostics.push(missing(run, offset, character)),
                }
            }
            if run.break_after
                && let Some(last) = shaped.last_mut()
            {
                last.break_after = true;
            }
        }
        shaped
    }

    /// A character without neighbours.
    fn alone(&self, role: Role, character: char, found: Found) -> Shaped {
        let style = &self.sheet.roles[role];
        let advance = style.size.scale(i64::from(found.advance), i64::from(found.units_per_em));
        Shaped {
            character,
            role,
            face: found.face,
            glyph: found.glyph,
            size: style.size,
            raise: Length::ZERO,
            advance,
            squeeze: Em::ZERO,
            tracking: style.tracking,
            space_before: Length::ZERO,
            portion_start: true,
            break_before: false,
            break_after: false,
        }
    }

    /// Settles what each character needs against its neighbours. In the DOCX the label is native
    /// numbering, a portion of its own that no mark of the text comes closer to.
    fn join(&self, shaped: &mut [Shaped], label_length: usize, policy: Policy) {
        let rules = if policy == Policy::Fine { &self.fine_rules } else { &self.rules };
        let characters: Vec<char> = shaped.iter().map(|shaped| shaped.character).collect();
        let (label, text) = characters.split_at(label_length);
        let mut settings = [settings(label), settings(text)].concat();
        if shaped.first().is_some_and(|shaped| shaped.role.is_contents_line()) {
            // What programs make anew by themselves cannot be set mark by mark, so it never is.
            settings.fill(Setting::Plain);
        }
        let mut latin = true;
        for (shaped, setting) in shaped.iter_mut().zip(&settings) {
            if *setting == Setting::Squeezed {
                shaped.squeeze = self.sheet.breaking.squeeze;
                shaped.advance -= shaped.squeeze.of(shaped.size);
            }
        }
        for index in 0..shaped.len() {
            if shaped[index].is_note_mark() {
                continue;
            }
            // The text behind a label begins as a paragraph does.
            let latin_before = latin || index == label_length;
            latin = is_latin_script(characters[index], latin_before);
            let Some(before) = index.checked_sub(1) else { continue };
            let break_before = may_break(rules, shaped, index);
            let (left, right) = (shaped[before], &mut shaped[index]);
            let after_label = index == label_length;
            let number_sign = before == label_length && is_number_sign(left.character);
            let apart = stands_apart(left.character, right.character)
                || (number_sign && stands_apart('1', right.character));
            let after_mark = left.is_note_mark();
            if !after_label && !after_mark && apart {
                right.space_before = self.sheet.breaking.latin_gap.of(left.size);
            }
            right.portion_start = after_label
                || after_mark
                || left.role != right.role
                || left.face != right.face
                || latin != latin_before
                || settings[before] != settings[index];
            right.break_before = break_before;
        }
    }

    fn find(&mut self, role: Role, character: char) -> Option<Found> {
        if is_private_use(character) {
            return None;
        }
        let font = font_for(&self.sheet.roles[role], character);
        let book = self.book;
        *self.glyphs.entry((font, character)).or_insert_with(|| {
            let (face, glyph) = book.find(font, character)?;
            let opened = book.face(face);
            let (advance, units_per_em) = (opened.advance(glyph), opened.units_per_em());
            let installed = !book.chain(font).contains(&face);
            Some(Found { face, glyph, advance, units_per_em, installed })
        })
    }
}

/// Whether a line may begin with the character at `index`. The number of a note stays with what it stands
/// behind, and what follows it is kept as if it were not there.
fn may_break(rules: &BreakRules, text: &[Shaped], index: usize) -> bool {
    let this = &text[index];
    let before = text[..index].iter().rev().find(|shaped| !shaped.is_note_mark());
    let next = text.get(index + 1).map(|shaped| shaped.character);
    let kept = |before: &Shaped| !rules.may_break(before.character, this.character, next);
    !this.is_note_mark() && !before.is_none_or(kept)
}

/// The kind of face a character of this style asks for.
fn font_for(style: &RoleStyle, character: char) -> FontRole {
    let latin =
        matches!(class_of(character), Class::Letter | Class::Digit | Class::Ascii | Class::Space);
    style.latin.filter(|_| latin).unwrap_or(style.font)
}

fn installed(run: &Run, offset: usize, character: char, family: &str) -> Diagnostic {
    let place = place_of_char(&run.text, run.span, offset);
    let message = format!("“{character}”内置的字体里没有，用了本机装的“{family}”");
    Diagnostic::warning(INSTALLED_GLYPH, place, message)
        .label("别的机器上可能是另一个样子，或印不出来")
        .help("能换一个字就换")
}

fn missing(run: &Run, offset: usize, character: char) -> Diagnostic {
    let place = place_of_char(&run.text, run.span, offset);
    let code = u32::from(character);
    if is_private_use(character) {
        let message =
            format!("U+{code:04X} 是自造字，只有造它的那台电脑认得，存档以后没有人读得出来");
        return Diagnostic::error(PRIVATE_USE, place, message)
            .label("自造字")
            .help("生僻字多数已有正式编码：用新的输入法按读音或部件重打一次");
    }
    Diagnostic::error(
        MISSING_GLYPH,
        place,
        format!("“{character}”（U+{code:04X}）哪一种字体里都没有，印不出来"),
    )
    .label("这个字没有字形")
    .help("换一个字；或安装带这个字的字体后用 --字体 系统 再生成")
}
