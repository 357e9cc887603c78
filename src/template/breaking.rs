//! 断行 and 精排 of a template: how lines are broken.

use super::fields::{self, Fields};
use super::sheet::{Breaking, Fine, MarkWidth, Policy};
use crate::diag::Diagnostics;
use crate::source::Node;
use crate::unit::Em;

/// At most a character's width.
const ONE_CHAR: (Em, Em) = (Em::ZERO, Em::ONE);

/// 断行.
pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Breaking> {
    const POLICIES: [(&str, Policy); 2] = [("一致", Policy::Flowing), ("精排", Policy::Fine)];
    let mut fields = Fields::of(node, "断行", diagnostics);
    let gap = fields.need("中西间距", diagnostics);
    let gap = gap.and_then(|node| fields::em(node, "字", ONE_CHAR, diagnostics));
    let squeeze = fields.need("标点挤压", diagnostics);
    let squeeze = squeeze.and_then(|node| fields::em(node, "字", ONE_CHAR, diagnostics));
    let extra = fields.need("行首禁则增补", diagnostics);
    let extra = extra.and_then(|node| fields::text(node, diagnostics));
    let keep = fields.need("数与单位不分", diagnostics);
    let keep = keep.and_then(|node| fields::yes_or_no(node, diagnostics));
    let widows = fields.need("孤行控制", diagnostics);
    let widows = widows.and_then(|node| fields::yes_or_no(node, diagnostics));
    let policy = fields.need("方式", diagnostics);
    let policy = policy.and_then(|node| fields::choice(node, &POLICIES, diagnostics));
    fields.finish(diagnostics);
    Some(Breaking {
        latin_gap: gap?,
        squeeze: squeeze?,
        extra_no_start: extra?.to_owned(),
        keep_measure_words: keep?,
        widow_control: widows?,
        policy: policy?,
    })
}

/// 精排.
pub(super) fn fine(node: &Node, diagnostics: &mut Diagnostics) -> Option<Fine> {
    const WIDTHS: [(&str, MarkWidth); 2] = [("半字", MarkWidth::Half), ("全字", MarkWidth::Full)];
    let mut fields = Fields::of(node, "精排", diagnostics);
    let mut half = |key| {
        let node = fields.need(key, diagnostics)?;
        fields::choice(node, &WIDTHS, diagnostics)
    };
    let line_end = half("行末标点");
    let line_start = half("行首标点");
    let paragraph_start = half("段首标点");
    let gap = fields.need("中西间距至多", diagnostics);
    let gap = gap.and_then(|node| fields::em(node, "字", ONE_CHAR, diagnostics));
    let lone = fields.need("孤字不成行", diagnostics);
    let lone = lone.and_then(|node| fields::yes_or_no(node, diagnostics));
    fields.finish(diagnostics);
    Some(Fine {
        line_end: line_end?,
        line_start: line_start?,
        paragraph_start: paragraph_start?,
        widest_gap: gap?,
        no_lone_character: lone?,
    })
}
