//! 字号: sizes by name (三号) or in points.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fields::{self, WRONG_VALUE};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Node;
use crate::unit::Length;

const TABLE: &str = include_str!("../../data/sizes.yaml");

fn table() -> &'static BTreeMap<String, Length> {
    static SIZES: OnceLock<BTreeMap<String, Length>> = OnceLock::new();
    SIZES.get_or_init(|| {
        let names: BTreeMap<String, String> = serde_yaml::from_str(TABLE).unwrap_or_default();
        names
            .into_iter()
            .filter_map(|(name, size)| Length::parse(&size).ok().map(|size| (name, size)))
            .collect()
    })
}

/// A size between 5 and 72 points, by name or by measure.
pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Length> {
    let text = fields::text(node, diagnostics)?;
    if let Some(size) = table().get(text) {
        return Some(*size);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return fields::length(node, Length::from_points(5), Length::from_points(72), diagnostics);
    }
    let names: Vec<&str> = table().keys().map(String::as_str).collect();
    let message = format!("没有“{text}”这个字号");
    let help = fields::nearest(text, &names).map_or_else(
        || "写“三号”“小四”这样的名称，或“16pt”这样的磅值".to_owned(),
        |name| format!("是不是想写“{name}”？"),
    );
    diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message).help(help));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_of_the_table_is_a_length() {
        let names: BTreeMap<String, String> = serde_yaml::from_str(TABLE).unwrap();
        assert_eq!(names.len(), table().len());
        assert_eq!(table()["三号"], Length::from_points(16));
        assert_eq!(table()["五号"], Length::parse("10.5pt").unwrap());
    }
}
