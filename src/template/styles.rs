//! 样式: the look of each role. What a role does not say is as in 正文; 正文 says everything.

use super::decode::{FEW_CHARS, pitch_of};
use super::fields::{self, Fields};
use super::role::{Alignment, FontRole, Role, RoleStyle, Roles};
use super::sizes;
use crate::diag::Diagnostics;
use crate::source::Node;
use crate::unit::{Em, Length};

const ALIGNMENTS: [(&str, Alignment); 4] = [
    ("两端", Alignment::Justified),
    ("左", Alignment::Left),
    ("居中", Alignment::Center),
    ("右", Alignment::Right),
];
/// 字距: from closing up by more than a character to a wide opening.
const TRACKING: (Length, Length) = (Length::from_points(-20), Length::from_points(100));

/// Decodes every role.
pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Roles> {
    let mut fields = Fields::of(node, "样式", diagnostics);
    let body = fields.need(Role::Body.name(), diagnostics)?;
    let body = Style::new(body, Role::Body, None, diagnostics).decode(diagnostics)?;
    let mut roles = Roles([body; Role::ALL.len()]);
    let mut complete = true;
    for which in Role::ALL.into_iter().filter(|role| *role != Role::Body) {
        let Some(node) = fields.get(which.name()) else { continue };
        match Style::new(node, which, Some(body), diagnostics).decode(diagnostics) {
            Some(style) => roles[which] = style,
            None => complete = false,
        }
    }
    fields.finish(diagnostics);
    complete.then_some(roles)
}

/// The fields of one role over those of 正文.
struct Style<'a> {
    fields: Fields<'a>,
    base: Option<RoleStyle>,
}

impl<'a> Style<'a> {
    fn new(
        node: &'a Node,
        which: Role,
        base: Option<RoleStyle>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        Self { fields: Fields::of(node, which.name(), diagnostics), base }
    }

    /// What is written, else the base's; `None` when what is written is at fault or nothing is.
    fn read<T>(
        &mut self,
        key: &'static str,
        of_base: impl FnOnce(&RoleStyle) -> T,
        decode: impl FnOnce(&Node, &mut Diagnostics) -> Option<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let node = match self.base {
            Some(_) => self.fields.get(key),
            None => self.fields.need(key, diagnostics),
        };
        match node {
            Some(node) => decode(node, diagnostics),
            None => self.base.as_ref().map(of_base),
        }
    }

    fn em(
        &mut self,
        key: &'static str,
        range: (Em, Em),
        of_base: impl FnOnce(&RoleStyle) -> Em,
        diagnostics: &mut Diagnostics,
    ) -> Option<Em> {
        let decode = |node: &Node, d: &mut Diagnostics| fields::em(node, "字", range, d);
        self.read(key, of_base, decode, diagnostics)
    }

    /// Every field is read before the first missing one ends it, so that all faults are reported.
    fn decode(mut self, diagnostics: &mut Diagnostics) -> Option<RoleStyle> {
        let font = self.read("字体", |b| b.font, font, diagnostics);
        let latin = self.latin(diagnostics);
        let size = self.read("字号", |b| b.size, sizes::read, diagnostics);
        let tracking =
            |node: &Node, d: &mut Diagnostics| fields::length(node, TRACKING.0, TRACKING.1, d);
        let tracking = self.read("字距", |b| b.tracking, tracking, diagnostics);
        let pitch = self.read("行距", |b| b.line_pitch, pitch_of, diagnostics);
        let alignment = |node: &Node, d: &mut Diagnostics| fields::choice(node, &ALIGNMENTS, d);
        let alignment = self.read("对齐", |b| b.alignment, alignment, diagnostics);
        let left_indent = self.em("左空", FEW_CHARS, |b| b.left_indent, diagnostics);
        // A first line may hang in front of the others, but not in front of the type area.
        let hanging = left_indent.map_or(0, Em::thousandths);
        let range = (Em::from_thousandths(-hanging), FEW_CHARS.1);
        let first_indent = self.em("首行缩进", range, |b| b.first_indent, diagnostics);
        let right_indent = self.em("右空", FEW_CHARS, |b| b.right_indent, diagnostics);
        let keep = self.read("与下段同页", |b| b.keep_with_next, fields::yes_or_no, diagnostics);
        self.fields.finish(diagnostics);
        Some(RoleStyle {
            font: font?,
            latin: latin?.0,
            size: size?,
            tracking: tracking?,
            line_pitch: pitch?,
            alignment: alignment?,
            first_indent: first_indent?,
            left_indent: left_indent?,
            right_indent: right_indent?,
            keep_with_next: keep?,
        })
    }

    /// 西文字体 need not be said even by 正文: Latin text is then in the face of the hanzi.
    fn latin(&mut self, diagnostics: &mut Diagnostics) -> Option<Latin> {
        let Some(node) = self.fields.get("西文字体") else {
            return Some(Latin(self.base.and_then(|base| base.latin)));
        };
        let mut choices = vec![("同中文", Latin(None))];
        choices.extend(FontRole::ALL.map(|font| (font.name(), Latin(Some(font)))));
        fields::choice(node, &choices, diagnostics)
    }
}

#[derive(Clone, Copy)]
struct Latin(Option<FontRole>);

fn font(node: &Node, diagnostics: &mut Diagnostics) -> Option<FontRole> {
    let choices = FontRole::ALL.map(|font| (font.name(), font));
    fields::choice(node, &choices, diagnostics)
}
