//! Galley runs → shaped characters: each with its face, glyph and natural advance, and with the space
//! the policy puts between it and its neighbour. No line is known yet.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fonts::{Book, FaceId};
use crate::galley::{Label, Run};
use crate::model::place_of_char;
use crate::template::{FontRole, Role, RoleStyle, Sheet};
use crate::text::{
    BreakRules, Class, Setting, class_of, is_latin_script, is_number_sign, settings, stands_apart,
};
use crate::unit::{Em, Length};

/// No face has a glyph for a character.
const MISSING_GLYPH: Code = Code("G002");

/// A character ready to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shaped {
    pub(super) character: char,
    role: Role,
    pub(super) face: FaceId,
    pub(super) glyph: u16,
    /// Size of the em.
    pub(super) size: Length,
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

/// What is looked up again and again while shaping.
pub(super) struct Shaper<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) book: &'a Book,
    rules: BreakRules,
    /// Of 精排.
    fine_rules: BreakRules,
    glyphs: HashMap<(FontRole, char), Option<Found>>,
}

#[derive(Clone, Copy)]
struct Found {
    face: FaceId,
    glyph: u16,
    advance: u16,
    units_per_em: u16,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(sheet: &'a Sheet, book: &'a Book) -> Self {
        let breaking = &sheet.breaking;
        let rules = BreakRules::new(&breaking.extra_no_start, breaking.keep_measure_words);
        let fine_rules = BreakRules::new(&breaking.extra_no_start, true).strict();
        Self { sheet, book, rules, fine_rules, glyphs: HashMap::new() }
    }

    /// Shapes a label and runs as one stretch of text.
    pub(super) fn shape(
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
        let label_length = shaped.len();
        for run in runs {
            for (offset, character) in run.text.char_indices() {
                match self.find(run.role, character) {
                    Some(found) => shaped.push(self.alone(run.role, character, found)),
                    None => diagnostics.push(missing(run, offset, character)),
                }
            }
            if run.break_after
                && let Some(last) = shaped.last_mut()
            {
                last.break_after = true;
            }
        }
        self.join(&mut shaped, label_length);
        shaped
    }

    /// Lets lines end where 精排 allows it.
    pub(super) fn break_finely(&self, text: &mut [Shaped]) {
        for index in 1..text.len() {
            let next = text.get(index + 1).map(|shaped| shaped.character);
            let (before, after) = (text[index - 1].character, text[index].character);
            text[index].break_before = self.fine_rules.may_break(before, after, next);
        }
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
    fn join(&self, shaped: &mut [Shaped], label_length: usize) {
        let characters: Vec<char> = shaped.iter().map(|shaped| shaped.character).collect();
        let (label, text) = characters.split_at(label_length);
        let settings = [settings(label), settings(text)].concat();
        let mut latin = true;
        for (shaped, setting) in shaped.iter_mut().zip(&settings) {
            if *setting == Setting::Squeezed {
                shaped.squeeze = self.sheet.breaking.squeeze;
                shaped.advance -= shaped.squeeze.of(shaped.size);
            }
        }
        for index in 0..shaped.len() {
            // The text behind a label begins as a paragraph does.
            let latin_before = latin || index == label_length;
            latin = is_latin_script(characters[index], latin_before);
            let Some(before) = index.checked_sub(1) else { continue };
            let (left, right) = (shaped[before], &mut shaped[index]);
            let after_label = index == label_length;
            let number_sign = before == label_length && is_number_sign(left.character);
            let apart = stands_apart(left.character, right.character)
                || (number_sign && stands_apart('1', right.character));
            if !after_label && apart {
                right.space_before = self.sheet.breaking.latin_gap.of(left.size);
            }
            right.portion_start = after_label
                || left.role != right.role
                || left.face != right.face
                || latin != latin_before
                || settings[before] != settings[index];
            let next = characters.get(index + 1).copied();
            right.break_before = self.rules.may_break(left.character, right.character, next);
        }
    }

    fn find(&mut self, role: Role, character: char) -> Option<Found> {
        let font = font_for(&self.sheet.roles[role], character);
        let book = self.book;
        *self.glyphs.entry((font, character)).or_insert_with(|| {
            let (face, glyph) = book.find(font, character)?;
            let opened = book.face(face);
            let (advance, units_per_em) = (opened.advance(glyph), opened.units_per_em());
            Some(Found { face, glyph, advance, units_per_em })
        })
    }
}

/// The kind of face a character of this style asks for.
fn font_for(style: &RoleStyle, character: char) -> FontRole {
    let latin =
        matches!(class_of(character), Class::Letter | Class::Digit | Class::Ascii | Class::Space);
    style.latin.filter(|_| latin).unwrap_or(style.font)
}

fn missing(run: &Run, offset: usize, character: char) -> Diagnostic {
    let place = place_of_char(&run.text, run.span, offset);
    let code = u32::from(character);
    Diagnostic::error(
        MISSING_GLYPH,
        place,
        format!("“{character}”（U+{code:04X}）哪一种字体里都没有，印不出来"),
    )
    .label("这个字没有字形")
    .help("换一个字；或安装带这个字的字体后用 --字体 系统 再生成")
}
