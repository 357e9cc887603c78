//! 来自: the keys that say what is taken from table files. Whether there is such a file, and what stands in
//! it, is for `imports`.

use super::fields::Fields;
use super::keys::{self, DATA_IMPORT, INDICATOR_COLUMNS, INDICATOR_IMPORT, Key, Kind, ROWS};
use super::scalar::{fault, integer, word};
use crate::diag::Diagnostics;
use crate::model::{DataImport, IndicatorImport, IndicatorPart, Spanned, TableImport};
use crate::source::{Entry, Node, NodeKind, codes};

/// A column with the header it has in the file, where one is said.
pub(super) struct Taken {
    /// 取, else 名.
    pub(super) header: Spanned<String>,
    /// Whether 取 says it.
    pub(super) is_said: bool,
}

/// Whether a map says where its content stands in place of holding it.
pub(super) fn is_import(node: &Node) -> bool {
    let is =
        |entry: &Entry| keys::FROM.name == entry.key.text || keys::FROM.alias == entry.key.text;
    matches!(&node.kind, NodeKind::Mapping(entries) if entries.iter().any(is))
}

/// 来自 of a table. `None` where there is none, or where it is at fault, which is then reported.
pub(super) fn table(
    fields: &Fields<'_>,
    columns: Option<&[Taken]>,
    out: &mut Diagnostics,
) -> Option<TableImport> {
    let Some(entry) = fields.even_empty(&keys::FROM) else {
        alone(fields, columns.unwrap_or_default(), out);
        return None;
    };
    let from = if entry.value.is_absent() {
        let message = "“来自”后面是空的".to_owned();
        out.push(fault(codes::EMPTY_VALUE, entry.key_span, message, keys::FROM.doc));
        None
    } else {
        word(&entry.value, "来自", out)
    };
    let head_rows = head_rows(fields, out);
    if let Some(rows) = fields.even_empty(&ROWS) {
        let message = "写了“来自”，各行就在文件里，不能再写“行”".to_owned();
        out.push(fault(codes::FROM_FILE, rows.key_span, message, "留下一个"));
    }
    if columns.is_none() && fields.even_empty(&keys::COLUMNS).is_none() {
        if let Some(head) = fields.even_empty(&keys::HEAD) {
            let message = "各列都从文件取时，表头也从文件取，不能再写“表头”".to_owned();
            let help = "删掉“表头”；要自己写表头，就把要取的各列写在“列”里";
            out.push(fault(codes::FROM_FILE, head.key_span, message, help));
        }
        if let Some(merge) = fields.value(&keys::MERGE_EQUAL)
            && matches!(merge.kind, NodeKind::Sequence(_))
        {
            let message = "各列都从文件取时，“合并相同”只能写 是 或 否".to_owned();
            let help = "只合并几列的，把要取的各列写在“列”里";
            out.push(fault(codes::FROM_FILE, merge.span, message, help));
        }
    }
    if head_rows == 0 {
        headers_of_none(columns.unwrap_or_default(), out);
    }
    let columns = columns.map(|columns| columns.iter().map(|c| c.header.clone()).collect());
    Some(TableImport { from: from?, head_rows, columns })
}

fn head_rows(fields: &Fields<'_>, out: &mut Diagnostics) -> u16 {
    let (Kind::Integer(least, most), Some(node)) =
        (keys::HEAD_ROWS.kind, fields.value(&keys::HEAD_ROWS))
    else {
        return 1;
    };
    let count = integer(node, "表头行", &(least..=most), out);
    count.and_then(|count| u16::try_from(count.value).ok()).unwrap_or(1)
}

/// What is said of a file where no file is named.
fn alone(fields: &Fields<'_>, columns: &[Taken], out: &mut Diagnostics) {
    let help = "加上 来自: 文件.xlsx，或删掉它";
    if let Some(entry) = fields.even_empty(&keys::HEAD_ROWS) {
        let message = "“表头行”要和“来自”一起写".to_owned();
        out.push(fault(codes::FROM_FILE, entry.key_span, message, help));
    }
    for column in columns.iter().filter(|column| column.is_said) {
        let message = "“取”要和“来自”一起写".to_owned();
        out.push(fault(codes::FROM_FILE, column.header.span, message, help));
    }
}

fn headers_of_none(columns: &[Taken], out: &mut Diagnostics) {
    for column in columns.iter().filter(|column| column.is_said) {
        let message = "“表头行: 0”的文件没有列名，不能写“取”".to_owned();
        let help = "各列按文件里的次序写，只写 名、宽、对齐；或写明有几行表头";
        out.push(fault(codes::FROM_FILE, column.header.span, message, help));
    }
}

/// 数据 with 来自.
pub(super) fn data(node: &Node, out: &mut Diagnostics) -> Option<DataImport> {
    let fields = Fields::read(node, &DATA_IMPORT, out).filter(|fields| !fields.with_strangers())?;
    let mut named = |key: &'static Key| {
        let what = format!("“{}”", key.name);
        fields.value(key).and_then(|node| word(node, &what, out))
    };
    let from = named(&keys::FROM_FILE);
    let (name, value) = (named(&keys::IMPORTED_NAME), named(&keys::IMPORTED_VALUE));
    let (unit, unit_column) = (named(&keys::IMPORTED_UNIT), named(&keys::UNIT_COLUMN));
    if let (Some(_), Some(column)) = (&unit, &unit_column) {
        let message = "“单位”和“单位列”只能写一个".to_owned();
        out.push(fault(codes::FROM_FILE, column.span, message, "留下一个"));
    }
    Some(DataImport { from: from?, name, value, unit, unit_column })
}

/// 指标 with 来自.
pub(super) fn indicators(node: &Node, out: &mut Diagnostics) -> Option<IndicatorImport> {
    let fields = Fields::read(node, &INDICATOR_IMPORT, out)?;
    let from = fields.value(&keys::FROM_FILE).and_then(|node| word(node, "“来自”", out));
    let mut columns = Vec::new();
    if let Some(node) = fields.value(&keys::IMPORTED_COLUMNS) {
        let fields = Fields::read(node, &INDICATOR_COLUMNS, out)?;
        for (key, part) in INDICATOR_COLUMNS.keys.iter().zip(IndicatorPart::ALL) {
            let header = fields.value(key).and_then(|node| word(node, key.name, out));
            columns.extend(header.map(|header| (part, header)));
        }
    }
    Some(IndicatorImport { from: from?, columns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    #[test]
    fn the_keys_of_a_file_stand_together_as_they_should() {
        let cases = [
            ("{来自: 甲.xlsx}", ""),
            ("{来自: 甲.xlsx, 表头行: 0, 列: [{名: 甲, 宽: 3}]}", ""),
            ("{来自: 甲.xlsx, 列: [甲, {取: 乙}], 合并相同: [甲], 表头: [[一, 二]]}", ""),
            ("{来自: 甲.xlsx, 行: [[1]]}", "Y122"),
            ("{来自: 甲.xlsx, 表头: [[一]]}", "Y122"),
            ("{来自: 甲.xlsx, 合并相同: [1]}", "Y122"),
            ("{来自: 甲.xlsx, 表头行: 0, 列: [{取: 甲}]}", "Y122"),
            ("{来自: 甲.xlsx, 表头行: 11}", "Y105"),
            ("{取自: 甲.xlsx}", "Y101"),
            ("{来自: , 列: [甲]}", "Y104"),
            ("{列: [{取: 甲}], 行: [[1]]}", "Y122"),
            ("{列: [甲], 行: [[1]], 表头行: 2}", "Y122"),
        ];
        for (text, expected) in cases {
            let mut sources = SourceMap::default();
            let id = sources.add("稿.yaml", text.as_bytes().to_vec()).unwrap();
            let tree = parse(id, sources.file(id)).unwrap();
            let mut out = Diagnostics::new();
            let table = super::super::table::read(&tree, tree.span, &mut out);
            let codes: Vec<_> = out.into_sorted().iter().map(|fault| fault.code.0).collect();
            assert_eq!(codes.join(" "), expected, "{text}");
            assert!(table.is_some() || !expected.is_empty(), "{text}");
        }
    }
}
