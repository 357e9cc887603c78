//! Which figures are last year's: amounts of 数据, quantities of texts, numbers of cells, what indicators achieved.

use std::ops::Range;

use super::Work;
use super::roles::{Role, Source, forms, indicators, is_literal, role_under};
use super::years;
use crate::check::{Bound, Quantity, Read};
use crate::diag::Span;
use crate::figures::Amount;
use crate::model::{
    DataImport, Datum, DatumValue, Document, FormContent, FormValue, Inline, unfilled,
};
use crate::proof::Kind as ParagraphKind;

/// Why a target is left.
const TARGET_STAYS: &str = "指标值是目标，照旧；今年的目标变了就改";

impl Work<'_> {
    /// 数据: amounts are emptied, formulas stay.
    pub(super) fn data(&mut self, data: &[Datum], from_file: Option<&DataImport>) {
        if let Some(import) = from_file {
            self.import(import.from.span);
        }
        for datum in data {
            if let Some(year) = datum.year.as_ref().filter(|year| year.value == self.from) {
                self.move_year(year.span, "数据的年度");
            }
            match &datum.value {
                DatumValue::Given(text) if text.value.trim_start().starts_with(['=', '＝']) => {
                    let old = text.value.clone();
                    self.sheet.leave(text.span.start as usize, false, &old, "算式，照旧算");
                }
                DatumValue::Given(text) if unfilled(&text.value).is_some() => {}
                DatumValue::Given(text) if role_under(&datum.name.value) == Role::Target => {
                    self.sheet.leave_whole(text.span, false, TARGET_STAYS);
                }
                DatumValue::Given(text) => {
                    self.filled(&datum.name.value, text.span, "数据的数");
                }
                DatumValue::Text(text) if unfilled(&text.value).is_none() => {
                    self.sheet.leave_whole(text.span, false, "文字，照旧，看看还对不对");
                }
                DatumValue::Group(members) => self.data(members, None),
                DatumValue::Imported(import) => self.import(import.from.span),
                DatumValue::Text(_) | DatumValue::Faulty => {}
            }
        }
    }

    /// Empties a value; its name is repeated only where others stand in the same line.
    fn filled(&mut self, name: &str, span: Span, why: &'static str) {
        let shared = self.sheet.shares_line(span.start as usize);
        self.sheet.empty_named(span, if shared { name } else { "" }, why);
    }

    fn import(&mut self, span: Span) {
        self.sheet.leave_whole(span, true, "来自表格文件，要换成今年的文件");
    }

    /// 来源 of an amount: of last year's figures it goes with them; a document that is cited stays.
    pub(super) fn source(&mut self, read: &Read<'_>, source: Source) {
        let start = source.span.start as usize;
        let text = read.text();
        let near = [self.from, self.from - 1];
        let is_of_year = read.years.iter().any(|year| !year.quoted && near.contains(&year.year));
        if is_of_year && source.is_emptied {
            let name = if self.sheet.shares_line(start) { "来源" } else { "" };
            self.sheet.empty_named(source.span, name, "上年的数的来源");
        } else if is_of_year {
            self.sheet.leave(start, true, text, "来源里的年份，这个数不是由“待填”换的");
        } else if years::names_one_of(text, near) {
            self.sheet.leave(start, true, text, "来源是有年份的文件，今年另有文件就改");
        }
    }

    /// What forms are filled in with.
    pub(super) fn forms(&mut self, document: &Document) {
        for form in forms(document) {
            if let Some(import) = &form.indicators_from {
                self.import(import.from.span);
            }
            self.values(&form.values);
            for indicator in indicators(&form.indicators) {
                for text in [&indicator.actual, &indicator.score].into_iter().flatten() {
                    if is_literal(text) && !is_unfilled(text) {
                        self.sheet.empty(text.span, "上年的完成值、得分");
                    }
                }
                for text in [&indicator.reason, &indicator.remark].into_iter().flatten() {
                    self.sheet.leave_whole(text.span, true, "上年的原因、备注，要重写");
                }
                if let Some(target) = indicator.target.as_ref().filter(|text| is_literal(text)) {
                    self.sheet.leave_whole(target.span, false, TARGET_STAYS);
                }
            }
        }
    }

    fn values(&mut self, values: &[FormValue]) {
        for value in values {
            match &value.content {
                FormContent::Group(members) => self.values(members),
                FormContent::Text(text) if value.name.value.contains("原因") => {
                    self.sheet.leave_whole(text.span, true, "上年的原因，要重写");
                }
                FormContent::Text(text) => {
                    let words: String = text.pieces.iter().map(|p| p.text.as_str()).collect();
                    if is_literal(text) && Amount::parse(&words).is_ok() {
                        self.filled(&value.name.value, text.span, "填在表里的数");
                    }
                }
            }
        }
    }

    /// A cell that is a number, or says what was achieved, is emptied as a whole; whether it was one.
    pub(super) fn whole_cell(&mut self, read: &Read<'_>, role: Role) -> bool {
        let text = read.text();
        if read.paragraph.kind != ParagraphKind::Cell || text.trim().is_empty() {
            return false;
        }
        let Some(place) = self.place(read, &(0..text.len())) else { return false };
        let Some((range, written)) = self.sheet.scalar_at(place.start) else { return false };
        // A cell of several paragraphs, or with a formula, is a text.
        if written.trim_matches(['"', '\'']) != text || unfilled(text).is_some() {
            return false;
        }
        let whole = |each: &&Quantity| each.range.end == text.len() && !Self::is_year(each);
        let quantity = read.quantities.first().filter(whole);
        let signs = quantity.map(|each| &text[..each.range.start]);
        match (role, signs) {
            (Role::Actual, _) => self.sheet.empty_cell(range, "上年的完成值、得分"),
            (Role::Text, Some("")) => self.sheet.empty_cell(range, "表里的数"),
            (Role::Target | Role::Text, Some(_)) if quantity.is_some_and(is_target) => {
                self.sheet.leave(place.start, false, text, TARGET_STAYS);
            }
            (Role::Target, Some(_)) => self.sheet.leave(place.start, false, text, TARGET_STAYS),
            _ => return false,
        }
        true
    }

    /// Quantities of a text.
    pub(super) fn figures(&mut self, read: &Read<'_>, role: Role) {
        use ParagraphKind::{Body, Cell, Footnote, TableNote};
        if !matches!(read.paragraph.kind, Body | Cell | Footnote | TableNote) {
            return self.named_figures(read);
        }
        if matches!(role, Role::Fixed | Role::Name) {
            return;
        }
        for quantity in &read.quantities {
            let Some(place) = self.place(read, &quantity.digits) else { continue };
            let is_number = is_typed_number(read.text(), &quantity.digits);
            if self.sheet.is_taken(place.start) || Self::is_year(quantity) || is_number {
                continue;
            }
            self.quantity(read, quantity, place, role);
        }
    }

    fn quantity(&mut self, read: &Read<'_>, quantity: &Quantity, place: Range<usize>, role: Role) {
        let old = &read.text()[quantity.range.clone()];
        if role == Role::Target {
            self.sheet.leave(place.start, false, old, TARGET_STAYS);
        } else if read.is_quoted(quantity.range.start) {
            self.sheet.leave(place.start, true, old, "在书名号或引号里");
        } else if quantity.unit_name().is_empty() {
            self.sheet.leave(place.start, true, old, "没有单位的数，不知道是不是上年的");
        } else if quantity.unit_name() == "分" && read.text().contains("分值") {
            self.sheet.leave(place.start, false, old, "分值，照旧");
        } else if is_target(quantity) {
            self.sheet.leave(place.start, true, old, "像是目标（不少于、≥ 一类），没有动");
        } else {
            self.sheet.empty_part(place, old, "文字里的数");
        }
    }

    /// Figures of headings and titles are mostly part of a name.
    fn named_figures(&mut self, read: &Read<'_>) {
        for quantity in &read.quantities {
            if quantity.unit_name().is_empty() || Self::is_year(quantity) {
                continue;
            }
            if let Some(place) = self.place(read, &quantity.digits) {
                let old = &read.text()[quantity.range.clone()];
                self.sheet.leave(place.start, true, old, "标题、表头里的数");
            }
        }
    }

    /// Years are told of elsewhere, where they are near enough.
    fn is_year(quantity: &Quantity) -> bool {
        let number = &quantity.number;
        let year = *number >= 1900.into() && *number < 2100.into() && number.scale() == 0;
        quantity.unit_name().is_empty() && year
    }
}

/// `1.` in front of a paragraph, typed.
fn is_typed_number(text: &str, digits: &Range<usize>) -> bool {
    text[..digits.start].trim().is_empty() && text[digits.end..].starts_with(['.', '．', '、'])
}

/// Whether a sign or a word of a bound stands with it.
fn is_target(quantity: &Quantity) -> bool {
    matches!(quantity.bound, Bound::Relation(_))
}

fn is_unfilled(text: &Inline) -> bool {
    let words: String = text.pieces.iter().map(|piece| piece.text.as_str()).collect();
    unfilled(&words).is_some()
}
