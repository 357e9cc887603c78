//! The JSON Schema of the language (draft 7, which YAML editors know), made from the key tables.

use serde_json::{Map, Value, json};

use super::keys::{
    ALIGNMENTS, AMOUNTS, BLOCKS, CELL, COLUMN, CONTENTS, DATA_IMPORT, DOCUMENT, FIGURE, FORM,
    HEADING, INDICATOR, INDICATOR_COLUMNS, INDICATOR_IMPORT, Key, Kind, NO, NUMBER_WORDS, PART,
    Record, SIGNATURE, TABLE, TEXTS, YES,
};

/// The JSON Schema of the language.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = record(&DOCUMENT);
    if let Some(root) = schema.as_object_mut() {
        root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".into(), json!("成文（chengwen）公文附件"));
        root.insert("definitions".into(), definitions());
    }
    schema
}

/// An editor reads `2021` as a number and `true` as a bool; for us all of them are text.
fn definitions() -> Value {
    let words = |words: &[&str]| -> Vec<Value> { words.iter().map(|word| json!(word)).collect() };
    let alignments: Vec<&str> = ALIGNMENTS.iter().flat_map(|(zh, en)| [*zh, *en]).collect();
    let yes_or_no = [words(&YES), words(&NO), vec![json!(true), json!(false)]].concat();
    json!({
        "文字": {"type": ["string", "number", "boolean"]},
        "一项或几项文字": any(&[reference("文字"), list(&reference("文字"))]),
        "是否": {"enum": yes_or_no},
        "待填": {"type": "string", "pattern": "^\\s*(待填|todo)\\s*([：:].*)?$"},
        "日期": any(&[
            json!({"type": "string", "pattern": "^(\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}年\\d{1,2}月\\d{1,2}日)$"}),
            reference("待填"),
        ]),
        "数据": any(&[record(&DATA_IMPORT), reference("各数")]),
        "各数": {"type": "object", "additionalProperties": any(&[reference("文字"), record(&AMOUNTS), record(&TEXTS), reference("数据")])},
        "内容块": any(&[list(&reference("块")), reference("小标题们")]),
        "块": any(&[reference("文字"), record(&HEADING), reference("小标题们")]),
        "小标题们": headings(),
        "小标题内容": any(&[reference("文字"), json!({"type": "null"}), reference("内容块")]),
        "附件": record(&PART),
        "表": record(&TABLE),
        "图": record(&FIGURE),
        "目录": any(&[record(&CONTENTS), json!({"type": "null"})]),
        "绩效自评表": open(&FORM),
        "指标": any(&[list(&any(&[record(&INDICATOR), reference("指标级")])), record(&INDICATOR_IMPORT), reference("指标级")]),
        "指标的列": record(&INDICATOR_COLUMNS),
        "指标级": {"type": "object", "additionalProperties": reference("指标")},
        "编号": any(&[reference("是否"), json!({"enum": NUMBER_WORDS.concat()})]),
        "列": any(&[reference("文字"), record(&COLUMN)]),
        "格": any(&[reference("文字"), json!({"type": "null"}), record(&CELL)]),
        "对齐": {"enum": words(&alignments)},
        "署名": any(&[reference("一项或几项文字"), record(&SIGNATURE)]),
    })
}

/// A map whose keys are headings or reserved blocks.
fn headings() -> Value {
    let mut properties = Map::new();
    for key in BLOCKS.keys {
        property(&mut properties, key);
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": reference("小标题内容"),
    })
}

fn record(record: &Record) -> Value {
    let mut properties = Map::new();
    for key in record.keys {
        property(&mut properties, key);
    }
    let required: Vec<Value> = record
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| json!({"anyOf": [{"required": [key.name]}, {"required": [key.alias]}]}))
        .collect();
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if let (Some(object), false) = (schema.as_object_mut(), required.is_empty()) {
        let all = json!({"allOf": required});
        let needed = match record.from.or(record.instead) {
            None => all,
            Some(key) => {
                any(&[all, json!({"required": [key.name]}), json!({"required": [key.alias]})])
            }
        };
        object.insert("allOf".into(), json!([needed]));
    }
    schema
}

/// A map that has further keys, texts and groups of texts.
fn open(of: &Record) -> Value {
    let mut schema = record(of);
    if let Some(object) = schema.as_object_mut() {
        let text = reference("文字");
        let group = json!({"type": "object"});
        object.insert("additionalProperties".into(), any(&[text, group]));
    }
    schema
}

fn property(properties: &mut Map<String, Value>, key: &Key) {
    // Beside `$ref` draft 7 ignores everything, so the description stands one level up.
    let described = |doc: String| json!({"description": doc, "allOf": [of_kind(key.kind)]});
    properties.insert(key.name.into(), described(key.doc.to_owned()));
    properties.insert(key.alias.into(), described(format!("{}：{}", key.name, key.doc)));
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Text => reference("文字"),
        Kind::TextOrTexts => reference("一项或几项文字"),
        Kind::Texts => list(&reference("文字")),
        Kind::Integer(least, most) => whole_number(least, most),
        Kind::Attachment => {
            any(&[whole_number(1, 999), reference("是否"), json!({"type": "null"})])
        }
        Kind::YesOrNo => reference("是否"),
        Kind::Parts => list(&reference("附件")),
        Kind::Date => reference("日期"),
        Kind::Data => reference("数据"),
        Kind::Body => reference("内容块"),
        Kind::HeadingContent => reference("小标题内容"),
        Kind::Nothing => json!({"type": "null"}),
        Kind::Table => reference("表"),
        Kind::Figure => reference("图"),
        Kind::Contents => reference("目录"),
        Kind::Number => reference("编号"),
        Kind::FigureWidth => {
            json!({"type": "string", "pattern": "^[0-9.]+ *(字|mm|cm|pt|毫米|厘米|磅)$"})
        }
        Kind::Signature => reference("署名"),
        Kind::Columns => list(&reference("列")),
        Kind::Rows => list(&list(&reference("格"))),
        Kind::MergeEqual => any(&[reference("是否"), list(&reference("文字"))]),
        Kind::Width => any(&[
            json!({"type": "number", "exclusiveMinimum": 0}),
            json!({"type": "string", "pattern": "^[0-9.]+ *(mm|cm|pt|毫米|厘米|磅)?$"}),
        ]),
        Kind::Align => reference("对齐"),
        Kind::Form => reference("绩效自评表"),
        Kind::Indicators => reference("指标"),
        Kind::IndicatorColumns => reference("指标的列"),
    }
}

fn whole_number(least: u32, most: u32) -> Value {
    any(&[
        json!({"type": "integer", "minimum": least, "maximum": most}),
        json!({"type": "string", "pattern": "^[0-9]+$"}),
    ])
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn any(of: &[Value]) -> Value {
    json!({"anyOf": of})
}
