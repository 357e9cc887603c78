//! 绩效自评表: its own keys, the levels of indicators, and whatever else is filled in. Which names the
//! chosen form has is not known here; they are checked in `forms`.

use super::fields::Fields;
use super::import;
use super::inline::{self, lines_in_one, one_line, one_or_several};
use super::keys::{self, FORM, INDICATOR, Key};
use super::scalar::{fault, shape, word, yes, yes_or_no};
use crate::diag::{Diagnostics, Span};
use crate::model::{
    Form, FormContent, FormTitle, FormValue, Indicator, IndicatorLevel, IndicatorNode, Inline,
    Spanned,
};
use crate::source::{Entry, Node, NodeKind, codes};

/// Groups of values inside each other, at most.
const DEEPEST_GROUP: usize = 4;

/// Reads the value of `绩效自评表`, whose key stands at `span`.
pub(super) fn read(node: &Node, span: Span, out: &mut Diagnostics) -> Option<Form> {
    let (fields, rest) = Fields::open(node, &FORM, out)?;
    let template = fields.value(&keys::FORM_NAME).and_then(|n| word(n, "表式", out));
    let title = fields.value(&keys::FORM_TITLE).and_then(|node| title(node, out));
    let indicators = fields.value(&keys::INDICATORS);
    let in_file = indicators.filter(|node| import::is_import(node));
    let indicators_from = in_file.and_then(|node| import::indicators(node, out));
    let typed = indicators.filter(|_| in_file.is_none());
    let indicators = typed.map(|node| nodes(node, 0, out)).unwrap_or_default();
    let notes = fields.value(&keys::NOTES);
    let notes = notes.map(|n| one_or_several(n, "表的注", out)).unwrap_or_default();
    let values = rest.into_iter().map(|entry| value(entry, 1, out)).collect();
    let title = title.unwrap_or(FormTitle::Own);
    Some(Form { span, template, title, values, indicators, indicators_from, notes })
}

fn title(node: &Node, out: &mut Diagnostics) -> Option<FormTitle> {
    match &node.kind {
        NodeKind::Scalar(scalar) if yes_or_no(scalar.text.trim()) == Some(false) => {
            Some(FormTitle::No)
        }
        _ => one_line(node, "表的标题", out).map(FormTitle::Given),
    }
}

fn value(entry: &Entry, depth: usize, out: &mut Diagnostics) -> FormValue {
    let name = Spanned { value: entry.key.text.trim().to_owned(), span: entry.key_span };
    let what = format!("“{}”", name.value);
    let content = match &entry.value.kind {
        NodeKind::Mapping(entries) if depth < DEEPEST_GROUP => {
            FormContent::Group(entries.iter().map(|entry| value(entry, depth + 1, out)).collect())
        }
        NodeKind::Scalar(_) => {
            let text = lines_in_one(&entry.value, &what, out);
            FormContent::Text(text.unwrap_or_else(|| Inline::literal("", entry.value.span)))
        }
        NodeKind::Mapping(_) | NodeKind::Sequence(_) => {
            let message = format!("{what}要写一段文字，这里是{}", shape(&entry.value));
            let help = "几段文字写成一段，用“|”开头，一段一行";
            out.push(fault(codes::WRONG_SHAPE, entry.value.span, message, help));
            FormContent::Text(Inline::literal("", entry.value.span))
        }
    };
    FormValue { name, content }
}

/// Levels and indicators under `depth` levels.
fn nodes(node: &Node, depth: usize, out: &mut Diagnostics) -> Vec<IndicatorNode> {
    match &node.kind {
        NodeKind::Sequence(items) => {
            items.iter().flat_map(|item| self::item(item, depth, out)).collect()
        }
        NodeKind::Mapping(entries) => {
            entries.iter().filter_map(|entry| level(entry, depth, out)).collect()
        }
        NodeKind::Scalar(_) => {
            let message = format!("指标要写成列表，这里是{}", shape(node));
            let help =
                "每个指标一项，如 - {名称: 新购公务用车, 指标值: ≥12辆, 完成值: 12辆, 分值: 10}";
            out.push(fault(codes::WRONG_SHAPE, node.span, message, help));
            Vec::new()
        }
    }
}

fn item(node: &Node, depth: usize, out: &mut Diagnostics) -> Vec<IndicatorNode> {
    match &node.kind {
        NodeKind::Mapping(entries) if is_indicator(entries) => {
            indicator(node, out).map(Box::new).map(IndicatorNode::Indicator).into_iter().collect()
        }
        _ => nodes(node, depth, out),
    }
}

/// Whether a map is an indicator and no level: a level has one key, which is none of an indicator's with a
/// text behind it.
fn is_indicator(entries: &[Entry]) -> bool {
    let known = |entry: &Entry| {
        let text = entry.key.text.as_str();
        let is = |key: &&'static Key| key.is(text) || key.also.contains(&text);
        INDICATOR.keys.iter().any(is) && matches!(entry.value.kind, NodeKind::Scalar(_))
    };
    entries.iter().any(known)
}

fn level(entry: &Entry, depth: usize, out: &mut Diagnostics) -> Option<IndicatorNode> {
    if depth == IndicatorLevel::DEEPEST {
        let message = "指标分得太深：每个指标上面最多三层".to_owned();
        let help = "最下面一层写成 - {名称: …, 指标值: …, 完成值: …, 分值: …}";
        out.push(fault(codes::WRONG_SHAPE, entry.key_span, message, help));
        return None;
    }
    let name = inline::key(&entry.key, entry.key_span, out);
    let members =
        if entry.value.is_absent() { Vec::new() } else { nodes(&entry.value, depth + 1, out) };
    if entry.value.is_absent() {
        let message = format!("“{}”下面没有指标", entry.key.text);
        out.push(fault(codes::EMPTY_VALUE, entry.key_span, message, "写上指标，或删掉这一级"));
    }
    Some(IndicatorNode::Level(IndicatorLevel { name, members }))
}

fn indicator(node: &Node, out: &mut Diagnostics) -> Option<Indicator> {
    let fields = Fields::read(node, &INDICATOR, out)?;
    let mut text =
        |key: &'static Key| fields.value(key).and_then(|node| lines_in_one(node, key.name, out));
    let name = text(&keys::INDICATOR_NAME);
    let (nature, target) = (text(&keys::NATURE), text(&keys::TARGET));
    let (unit, actual) = (text(&keys::MEASURE_UNIT), text(&keys::ACTUAL));
    let (weight, score) = (text(&keys::INDICATOR_WEIGHT), text(&keys::SCORE));
    let (reason, remark) = (text(&keys::REASON), text(&keys::REMARK));
    let left_out = fields.value(&keys::NOT_APPLICABLE).is_some_and(|n| yes(n, "不适用", out));
    Some(Indicator {
        span: node.span,
        origin: None,
        name: name?,
        nature,
        target,
        unit,
        actual,
        weight,
        score,
        reason,
        remark,
        applicable: !left_out,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    fn form(yaml: &str) -> (Option<Form>, Vec<&'static str>) {
        let mut sources = SourceMap::default();
        let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let tree = parse(id, sources.file(id)).unwrap();
        let mut out = Diagnostics::new();
        let form = read(&tree, tree.span, &mut out);
        (form, out.into_sorted().iter().map(|fault| fault.code.0).collect())
    }

    fn names(nodes: &[IndicatorNode]) -> String {
        let name = |node: &IndicatorNode| match node {
            IndicatorNode::Level(level) => {
                format!("{}[{}]", level.name.pieces[0].text, names(&level.members))
            }
            IndicatorNode::Indicator(indicator) => indicator.name.pieces[0].text.clone(),
        };
        nodes.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn indicators_stand_in_their_levels_however_the_levels_are_written() {
        let cases = [
            ("指标:\n  - {名称: 甲}\n  - {名称: 乙}\n", "甲 乙"),
            (
                "指标:\n  - 产出:\n      - 数量:\n          - {名称: 甲}\n          - {名称: 乙}\n      - 质量: [{名称: 丙}]\n",
                "产出[数量[甲 乙] 质量[丙]]",
            ),
            (
                "指标:\n  产出:\n    数量:\n      - {名称: 甲}\n  满意度:\n    - {名称: 乙}\n",
                "产出[数量[甲]] 满意度[乙]",
            ),
        ];
        for (yaml, expected) in cases {
            let (form, faults) = form(yaml);
            assert_eq!(faults, Vec::<&str>::new(), "{yaml}");
            assert_eq!(names(&form.unwrap().indicators), expected);
        }
    }

    #[test]
    fn what_is_wrong_in_a_form_is_told() {
        let cases: [(&str, &[&str]); 6] = [
            ("指标: 甲\n", &["Y103"]),
            (
                "指标:\n  - 一:\n      - 二:\n          - 三:\n              - 四:\n                  - {名称: 甲}\n",
                &["Y103"],
            ),
            ("指标:\n  - 产出:\n", &["Y104"]),
            ("指标:\n  - {指标值: ≥1辆}\n", &["Y102"]),
            ("指标:\n  - {名称: 甲, 目标: ≥1辆}\n", &["Y101"]),
            ("项目名称: [甲]\n", &["Y103"]),
        ];
        for (yaml, expected) in cases {
            assert_eq!(form(yaml).1, expected, "{yaml}");
        }
    }

    #[test]
    fn any_other_name_is_a_value_of_the_form() {
        let (form, faults) = form("表式: 我的\n项目名称: 甲\n资金: {预算: 1万元, 执行: 2万元}\n");
        assert_eq!(faults, Vec::<&str>::new());
        let form = form.unwrap();
        let names: Vec<_> = form.values.iter().map(|value| value.name.value.as_str()).collect();
        assert_eq!(names, ["项目名称", "资金"]);
        assert!(matches!(&form.values[1].content, FormContent::Group(group) if group.len() == 2));
        assert_eq!(form.template.unwrap().value, "我的");
    }
}
