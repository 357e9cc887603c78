//! The built-in templates, and laying one template over another.

use super::decode::decode;
use super::fields::{UNKNOWN_BASE, nearest};
use super::sheet::Sheet;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::source::{Entry, Node, NodeKind, SourceMap, parse};

/// Name and text of every built-in template.
const BUILT_IN: [(&str, &str); 3] = [
    ("gbt9704", include_str!("../../templates/gbt9704.yaml")),
    ("附件", include_str!("../../templates/附件.yaml")),
    ("绩效自评报告", include_str!("../../templates/绩效自评报告.yaml")),
];

/// The template of documents that name none.
pub const DEFAULT: &str = "附件";

/// A chain of bases longer than this is a circle.
const LONGEST_CHAIN: usize = 8;

/// Names of the built-in templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The sheet of a built-in template, or of `overlay` (the tree of the user's own file) over its base.
///
/// `name` is the template the document asks for and the place where it does; an overlay that names no
/// base of its own is laid over it. Faults go into `diagnostics`, the built-in texts into `sources`.
#[must_use]
pub fn load(
    name: Option<(&str, Span)>,
    overlay: Option<Node>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Sheet> {
    let (asked, place) = name.map_or((DEFAULT, None), |(name, span)| (name, Some(span)));
    let tree = match overlay {
        Some(tree) if base_of(&tree).is_some() => Ok(tree),
        Some(tree) => read_built_in(asked, place, sources).map(|base| lay_over(base, tree)),
        None => read_built_in(asked, place, sources),
    };
    let over = |tree| over_its_bases(tree, |name, span| read_built_in(name, Some(span), sources));
    match tree.and_then(over) {
        Ok(tree) => decode(&tree, diagnostics),
        Err(faults) => {
            diagnostics.extend(faults);
            None
        }
    }
}

/// A built-in template without its bases.
fn read_built_in(
    name: &str,
    place: Option<Span>,
    sources: &mut SourceMap,
) -> Result<Node, Vec<Diagnostic>> {
    let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) else {
        return Err(vec![unknown(name, place)]);
    };
    let file = sources
        .add(&format!("内置模板/{name}.yaml"), text.as_bytes().to_vec())
        .map_err(|fault| vec![fault])?;
    parse(file, sources.file(file))
}

fn unknown(name: &str, place: Option<Span>) -> Diagnostic {
    let known: Vec<&str> = names().collect();
    let message = format!("没有“{name}”这个模板");
    let help = nearest(name, &known).map_or_else(
        || format!("内置的模板有：{}；自己的模板文件用 --模板 给出", known.join("、")),
        |near| format!("是不是想写“{near}”？"),
    );
    let fault = match place {
        Some(span) => Diagnostic::error(UNKNOWN_BASE, span, message),
        None => Diagnostic::environment(UNKNOWN_BASE, message),
    };
    fault.help(help)
}

/// A template over all that it is based on; `read` gives the tree of the template of that name.
///
/// # Errors
/// A name that `read` does not know; templates based on each other in a circle.
pub(crate) fn over_its_bases(
    mut tree: Node,
    mut read: impl FnMut(&str, Span) -> Result<Node, Vec<Diagnostic>>,
) -> Result<Node, Vec<Diagnostic>> {
    let mut chain = 0;
    while let Some((name, span)) = base_of(&tree) {
        chain += 1;
        if chain > LONGEST_CHAIN {
            let message = format!("模板一层层“基于”绕回来了：{name}");
            return Err(vec![Diagnostic::error(UNKNOWN_BASE, span, message)]);
        }
        let base = read(&name, span)?;
        tree = lay_over(base, without_base(tree));
    }
    Ok(tree)
}

fn base_of(tree: &Node) -> Option<(String, Span)> {
    let NodeKind::Mapping(entries) = &tree.kind else { return None };
    let entry = entries.iter().find(|entry| entry.key.text == "基于")?;
    match &entry.value.kind {
        NodeKind::Scalar(scalar) => Some((scalar.text.trim().to_owned(), entry.value.span)),
        _ => Some((String::new(), entry.value.span)),
    }
}

fn without_base(mut tree: Node) -> Node {
    if let NodeKind::Mapping(entries) = &mut tree.kind {
        entries.retain(|entry| entry.key.text != "基于");
    }
    tree
}

/// Lays `upper` over `lower`: mappings are merged key by key, everything else is replaced.
fn lay_over(lower: Node, upper: Node) -> Node {
    let span = upper.span;
    match (lower.kind, upper.kind) {
        (NodeKind::Mapping(mut below), NodeKind::Mapping(above)) => {
            for entry in above {
                let at = below.iter().position(|known| known.key.text == entry.key.text);
                match at {
                    None => below.push(entry),
                    Some(at) => {
                        let lower = below.remove(at);
                        let value = lay_over(lower.value, entry.value);
                        below.insert(at, Entry { value, ..entry });
                    }
                }
            }
            Node { kind: NodeKind::Mapping(below), span }
        }
        (_, kind) => Node { kind, span },
    }
}
