//! The built-in forms, and the author's own beside the document.

use super::decode::decode;
use super::fault::UNREADABLE;
use super::template::FormTemplate;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::source::{Node, SourceMap, parse};
use crate::template::fields::nearest;
use crate::template::over_its_bases;

/// Name and text of every built-in form.
const BUILT_IN: [(&str, &str); 5] = [
    ("项目支出绩效自评表", include_str!("../../templates/表式/项目支出绩效自评表.yaml")),
    (
        "部门预算项目支出绩效自评表",
        include_str!("../../templates/表式/部门预算项目支出绩效自评表.yaml"),
    ),
    ("部门整体支出绩效自评表", include_str!("../../templates/表式/部门整体支出绩效自评表.yaml")),
    ("项目支出绩效目标申报表", include_str!("../../templates/表式/项目支出绩效目标申报表.yaml")),
    ("绩效目标完成情况表", include_str!("../../templates/表式/绩效目标完成情况表.yaml")),
];

/// The form of blocks that name none.
const DEFAULT: &str = "项目支出绩效自评表";

/// Names of the built-in forms.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The file of that name beside the document, whole; or why it cannot be read, in Chinese.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

/// The form of that name, asked for at `span`. Texts are added to `sources`, faults to `out`.
pub(super) fn load(
    name: Option<&str>,
    span: Span,
    files: &ReadFile<'_>,
    sources: &mut SourceMap,
    out: &mut Diagnostics,
) -> Option<FormTemplate> {
    let tree = read(name.unwrap_or(DEFAULT), span, files, sources)
        .and_then(|tree| over_its_bases(tree, |name, span| read(name, span, files, sources)));
    match tree {
        Ok(tree) => decode(&tree, out),
        Err(faults) => {
            out.extend(faults);
            None
        }
    }
}

fn read(
    name: &str,
    span: Span,
    files: &ReadFile<'_>,
    sources: &mut SourceMap,
) -> Result<Node, Vec<Diagnostic>> {
    let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
    let (path, bytes) = match built_in {
        Some((name, text)) => (format!("内置表式/{name}.yaml"), text.as_bytes().to_vec()),
        None if is_file(name) => match files(name) {
            Ok(bytes) => (name.to_owned(), bytes),
            Err(reason) => return Err(vec![unreadable(name, &reason, span)]),
        },
        None => return Err(vec![unknown(name, span)]),
    };
    let file = sources.add(&path, bytes).map_err(|fault| vec![fault])?;
    parse(file, sources.file(file))
}

fn is_file(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending))
}

fn unreadable(name: &str, reason: &str, span: Span) -> Diagnostic {
    Diagnostic::error(UNREADABLE, span, format!("读不了表式文件“{name}”：{reason}"))
        .help("表式文件和这份 YAML 放在同一个文件夹或它下面")
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let known: Vec<&str> = names().collect();
    let help = nearest(name, &known).map_or_else(
        || format!("内置的表式有：{}；自己的表式写文件名，如 我的表式.yaml", known.join("、")),
        |near| format!("是不是想写“{near}”？"),
    );
    Diagnostic::error(UNREADABLE, span, format!("没有“{name}”这种表式")).help(help)
}
