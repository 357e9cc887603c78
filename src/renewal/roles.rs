//! What a text of a document is for: a target, a weight, what was achieved, a reason, or just a text. Of forms the model
//! knows it, of tables the words of their header tell.

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::model::{
    Block, Datum, DatumValue, Document, Form, FormContent, FormTitle, FormValue, Indicator,
    IndicatorNode, Inline, PieceKind, Signature, unfilled,
};
use crate::proof::Proof;

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, and cells of tables that are nothing else.
    Text,
    /// 指标值, 预期目标.
    Target,
    /// 分值, 序号: the same each year.
    Fixed,
    /// 完成值, 得分.
    Actual,
    /// 偏差原因, 备注.
    Reason,
    /// A title, a header, a name: no place for figures.
    Name,
}

/// The roles of the texts of a document.
pub(super) struct Roles {
    /// Of forms, by where the text begins.
    places: BTreeMap<u32, (u32, Role)>,
    /// Of cells of tables, by paragraph.
    cells: BTreeMap<usize, Role>,
}

/// Words of a header above targets.
const TARGET: [&str; 5] = ["指标值", "目标值", "年度目标", "预期", "目标"];
/// Above what is the same each year.
const FIXED: [&str; 6] = ["分值", "权重", "满分", "序号", "编号", "标准分"];
/// Above what was achieved.
const ACTUAL: [&str; 7] = ["完成值", "完成情况", "实际完成", "得分", "自评分", "实现值", "完成率"];

impl Roles {
    pub(super) fn of(document: &Document, proof: &Proof) -> Self {
        let mut roles = Self { places: BTreeMap::new(), cells: BTreeMap::new() };
        for form in forms(document) {
            roles.values(&form.values);
            form.notes.iter().for_each(|note| roles.is(Some(note), Role::Text));
            if let FormTitle::Given(title) = &form.title {
                roles.is(Some(title), Role::Name);
            }
            roles.indicators(&form.indicators);
        }
        for table in proof.tables.iter().filter(|table| !table.is_form) {
            for cell in table.body().iter().flatten() {
                let head: String = table.heads(cell.column).collect();
                let role = role_under(&head);
                roles.cells.insert(cell.paragraph, role);
            }
        }
        roles
    }

    /// The role of a paragraph, which stands at `place`.
    pub(super) fn of_paragraph(&self, index: usize, place: Option<Span>) -> Role {
        let known = place.and_then(|place| {
            let (_, (end, role)) = self.places.range(..=place.start).next_back()?;
            (place.start < *end).then_some(*role)
        });
        known.or_else(|| self.cells.get(&index).copied()).unwrap_or(Role::Text)
    }

    fn is(&mut self, text: Option<&Inline>, role: Role) {
        if let Some(text) = text {
            self.places.insert(text.span.start, (text.span.end, role));
        }
    }

    fn values(&mut self, values: &[FormValue]) {
        for value in values {
            let name = &value.name.value;
            let role = match name.as_str() {
                name if name.contains("目标") && !name.contains("完成") => Role::Target,
                name if name.contains("原因") => Role::Reason,
                _ => Role::Text,
            };
            match &value.content {
                FormContent::Text(text) => self.is(Some(text), role),
                FormContent::Group(members) => self.values(members),
            }
        }
    }

    fn indicators(&mut self, nodes: &[IndicatorNode]) {
        for indicator in indicators(nodes) {
            self.is(Some(&indicator.name), Role::Name);
            for text in [&indicator.nature, &indicator.target, &indicator.unit] {
                self.is(text.as_ref(), Role::Target);
            }
            for text in [&indicator.actual, &indicator.score] {
                self.is(text.as_ref(), Role::Actual);
            }
            self.is(indicator.weight.as_ref(), Role::Fixed);
            for text in [&indicator.reason, &indicator.remark] {
                self.is(text.as_ref(), Role::Reason);
            }
        }
    }
}

/// What stands under such a header, or has such a name.
pub(super) fn role_under(head: &str) -> Role {
    let says = |words: &[&str]| words.iter().any(|word| head.contains(word));
    // 目标完成情况 is what was achieved.
    if says(&ACTUAL) {
        Role::Actual
    } else if says(&FIXED) {
        Role::Fixed
    } else if says(&TARGET) {
        Role::Target
    } else if says(&["原因", "备注"]) {
        Role::Reason
    } else {
        Role::Text
    }
}

/// Every form of a document.
pub(super) fn forms(document: &Document) -> impl Iterator<Item = &Form> {
    let blocks = document.parts.iter().flat_map(|part| part.blocks());
    blocks.filter_map(|block| match block {
        Block::Form(form) => Some(form),
        _ => None,
    })
}

/// Every signature of a document.
pub(super) fn signatures(document: &Document) -> impl Iterator<Item = &Signature> {
    let blocks = document.parts.iter().flat_map(|part| part.blocks());
    blocks.filter_map(|block| match block {
        Block::Signature(signature) => Some(signature),
        _ => None,
    })
}

/// Every indicator under some levels.
pub(super) fn indicators(nodes: &[IndicatorNode]) -> Vec<&Indicator> {
    let mut found: Vec<&Indicator> = Vec::new();
    for node in nodes {
        match node {
            IndicatorNode::Level(level) => found.extend(indicators(&level.members)),
            IndicatorNode::Indicator(indicator) => found.push(indicator),
        }
    }
    found
}

/// Whether the author wrote all of it, without formulas.
pub(super) fn is_literal(text: &Inline) -> bool {
    !text.is_empty() && text.pieces.iter().all(|piece| piece.kind == PieceKind::Text)
}

/// Texts that are printed nowhere: 单位, 关键词, what pictures show.
pub(super) fn unprinted(document: &Document) -> Vec<Span> {
    let mut found: Vec<Span> = document.unit.iter().map(|unit| unit.span).collect();
    found.extend(document.keywords.iter().map(|keyword| keyword.span));
    let blocks = document.parts.iter().flat_map(|part| part.blocks());
    found.extend(blocks.filter_map(|block| match block {
        Block::Figure(figure) => figure.description.as_ref().map(|text| text.span),
        _ => None,
    }));
    found
}

/// Where an amount of 数据 is from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// 来源.
    pub(super) span: Span,
    /// The amount is last year's and will be another.
    pub(super) is_emptied: bool,
}

/// Every 来源 of 数据 that is filled in.
pub(super) fn sources(data: &[Datum]) -> Vec<Source> {
    let mut found = Vec::new();
    for datum in data {
        let is_emptied = match &datum.value {
            DatumValue::Given(text) => {
                let is_formula = text.value.trim_start().starts_with(['=', '＝']);
                !is_formula && unfilled(&text.value).is_none()
            }
            _ => false,
        };
        let source = datum.source.as_ref().filter(|source| unfilled(&source.value).is_none());
        found.extend(source.map(|source| Source { span: source.span, is_emptied }));
        if let DatumValue::Group(members) = &datum.value {
            found.extend(sources(members));
        }
    }
    found
}
