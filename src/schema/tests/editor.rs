//! What the reader takes an editor must take: the JSON Schema held against documents that are read without a fault.

use serde_json::Value;

use super::every_key::EVERY_KEY;
use super::*;

/// Holds a value to a schema as draft 7 says, as far as ours goes; what it does not use is a fault of this test.
fn holds(schema: &Value, root: &Value, value: &Value) -> bool {
    if let Some(all) = schema.as_bool() {
        return all;
    }
    let rules = schema.as_object().unwrap();
    if let Some(name) = rules.get("$ref") {
        let name = name.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
        return holds(&root["definitions"][name], root, value);
    }
    rules.iter().all(|(rule, given)| match rule.as_str() {
        "$schema" | "title" | "description" | "definitions" | "properties" => true,
        "type" => {
            let types = given.as_array().cloned().unwrap_or_else(|| vec![given.clone()]);
            types.iter().any(|one| is_of_type(value, one.as_str().unwrap()))
        }
        "enum" => given.as_array().unwrap().contains(value),
        "pattern" => {
            let pattern = regex_lite::Regex::new(given.as_str().unwrap()).unwrap();
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "minimum" => value.as_f64().is_none_or(|number| number >= given.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= given.as_f64().unwrap()),
        "exclusiveMinimum" => value.as_f64().is_none_or(|number| number > given.as_f64().unwrap()),
        "anyOf" => given.as_array().unwrap().iter().any(|one| holds(one, root, value)),
        "allOf" => given.as_array().unwrap().iter().all(|one| holds(one, root, value)),
        "items" => {
            value.as_array().is_none_or(|items| items.iter().all(|item| holds(given, root, item)))
        }
        "required" => value.as_object().is_none_or(|map| {
            given.as_array().unwrap().iter().all(|key| map.contains_key(key.as_str().unwrap()))
        }),
        "additionalProperties" => value.as_object().is_none_or(|map| {
            map.iter().all(|(key, value)| {
                let own = rules.get("properties").and_then(|known| known.get(key));
                holds(own.unwrap_or(given), root, value)
            })
        }),
        other => panic!("the test does not know {other}"),
    })
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}

/// Whether an editor with this schema takes a document.
fn takes(schema: &Value, yaml: &str) -> bool {
    holds(schema, schema, &serde_yaml::from_str(yaml).unwrap())
}

/// Where the values of a document stand.
fn values(node: &Node, found: &mut Vec<std::ops::Range<usize>>) {
    match &node.kind {
        NodeKind::Scalar(_) => found.push(node.span.start as usize..node.span.end as usize),
        NodeKind::Sequence(items) => items.iter().for_each(|item| values(item, found)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                values(&entry.value, found);
            }
        }
    }
}

#[test]
fn every_key_is_taken_and_a_wrong_value_is_not() {
    let schema = json_schema();
    assert!(takes(&schema, EVERY_KEY));
    for (right, wrong) in [
        ("日期: 2022-03-01\n", "日期: 明天\n"),
        ("日期: 2022-03-01\n", "日期: 待填报\n"),
        ("年度: 2021\n", "年度: 去年\n"),
        ("横排: 否\n", "横排: 也许\n"),
        ("宽: 4字", "宽: 很宽"),
    ] {
        assert!(EVERY_KEY.contains(right), "{right}");
        assert!(!takes(&schema, &EVERY_KEY.replacen(right, wrong, 1)), "{wrong}");
    }
}

#[test]
fn what_is_left_to_be_filled_in_is_taken_wherever_the_reader_takes_it() {
    let mut sources = SourceMap::default();
    let id = sources.add("稿.yaml", EVERY_KEY.as_bytes().to_vec()).unwrap();
    let mut places = Vec::new();
    values(&parse(id, sources.file(id)).unwrap(), &mut places);
    let schema = json_schema();
    let mut taken = Vec::new();
    for place in places.into_iter().filter(|place| !place.is_empty()) {
        let old = &EVERY_KEY[place.clone()];
        for new in ["待填", "待填：问财务股", "'待填 : 问财务股'", "todo"] {
            let (before, behind) = (&EVERY_KEY[..place.start], &EVERY_KEY[place.end..]);
            let yaml = format!("{before}{new}{behind}");
            if run(&yaml).faults.is_empty() {
                assert!(takes(&schema, &yaml), "{new} in place of {old} at {}", place.start);
                taken.push(old);
            }
        }
    }
    for old in ["2022-03-01", "1万元", "2万元", "某局", "乙"] {
        assert!(taken.contains(&old), "{old}: {taken:?}");
    }
    assert_eq!(taken.iter().filter(|old| **old == "2022-03-01").count(), 8);
}
