//! Every key of the language: its English alias means the same, and the JSON Schema tells of it.

use super::*;

/// A document with every key of the language.
pub(super) const EVERY_KEY: &str = "\
模板: 附件
附件: 4
标题: 报告
单位: 某局
年度: 2021
日期: 2022-03-01
起始页码: 3
横排: 否
层次: [一、]
关键词: [绩效]
数据: {预算: 1万元, 决算: {值: 2万元, 来源: 批复, 年度: 2021}, 负责人: {文字: 王某, 来源: 名册, 年度: 2021}, 三公: {来自: 三公.xlsx, 名称: 项目, 值: 决算, 单位: 万元}, 资产: {来自: 资产.xlsx, 单位列: 单位}}
正文:
  - {标题: 表, 内容: [一段]}
  - 条目: [甲]
  - 表:
      标题: 表一
      编号: 附表
      名: 表甲
      续表: 是
      单位: 万元
      列: [{名: 甲, 宽: 1, 对齐: 左}]
      表头: [[{文: 甲, 跨列: 1, 跨行: 1, 对齐: 中}]]
      行: [[乙]]
      合并相同: 是
      注: [注一]
  - 表: {来自: 指标.xlsx, 表头行: 2, 列: [{取: 甲, 名: 乙}]}
  - {目录: {标题: 目次, 级数: 1}, 概况: [一段]}
  - 分页:
  - {空行: 1, 附件说明: 甲}
  - 署名: {单位: [某局], 日期: 2022-03-01}
  - 图: {文件: 楼.png, 宽: 4字, 标题: 楼, 编号: 是, 名: 图甲, 说明: 一幢楼}
  - 横排: [一段]
  - 绩效自评表:
      表式: 甲式
      标题: 甲表
      注: [注一]
      指标:
        - {名称: 甲, 指标性质: ≥, 指标值: 1, 度量单位: 辆, 完成值: 1, 分值: 1, 得分: 1, 偏差原因: 无, 备注: 无, 不适用: 否}
  - 绩效自评表:
      指标:
        来自: 指标.xlsx
        列: {一级指标: 甲, 二级指标: 乙, 名称: 丙, 指标性质: 丁, 指标值: 戊, 度量单位: 己, 完成值: 庚, 分值: 辛, 得分: 壬, 偏差原因: 癸, 备注: 子}
各附件:
  - {附件: 1, 标题: 名册, 起始页码: 5, 横排: 是, 正文: [一段]}
";

/// Renames the keys of a tree from Chinese to English; `met` collects what it came across.
fn rename(node: &mut Node, records: &[&'static keys::Record], met: &mut Vec<*const keys::Key>) {
    match &mut node.kind {
        NodeKind::Scalar(_) => {}
        NodeKind::Sequence(items) => items.iter_mut().for_each(|item| rename(item, records, met)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let below: &[&keys::Record] = match entry.key.text.as_str() {
                    "表" => &[&keys::TABLE],
                    "图" => &[&keys::FIGURE],
                    "目录" => &[&keys::CONTENTS],
                    "列" => &[&keys::COLUMN, &keys::INDICATOR_COLUMNS],
                    "表头" | "行" => &[&keys::CELL],
                    "署名" => &[&keys::SIGNATURE],
                    "绩效自评表" => &[&keys::FORM],
                    "指标" => &[&keys::INDICATOR, &keys::INDICATOR_IMPORT],
                    "数据" => &[&keys::AMOUNTS, &keys::TEXTS, &keys::DATA_IMPORT],
                    "各附件" => &[&keys::PART],
                    "正文" => &[&keys::HEADING, &keys::BLOCKS],
                    _ => records,
                };
                // A word may be a key of several records, with one alias.
                let named = records.iter().filter_map(|record| record.find(&entry.key.text));
                let keys: Vec<&keys::Key> = named.collect();
                met.extend(keys.iter().map(|key| std::ptr::from_ref(*key)));
                if let Some(key) = keys.first() {
                    key.alias.clone_into(&mut entry.key.text);
                }
                rename(&mut entry.value, below, met);
            }
        }
    }
}

#[test]
fn english_aliases_mean_the_same_and_every_key_is_read() {
    let yaml = EVERY_KEY;
    let mut sources = SourceMap::default();
    let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let mut tree = parse(id, sources.file(id)).unwrap();
    let mut out = Diagnostics::new();
    let chinese = read(&tree, &mut out).unwrap();
    let mut met = Vec::new();
    rename(&mut tree, &[&keys::DOCUMENT], &mut met);
    let english = read(&tree, &mut out).unwrap();
    assert!(!out.has_errors());
    assert_eq!(format!("{chinese:?}"), format!("{english:?}"));
    for key in keys::RECORDS.iter().flat_map(|record| record.keys.iter().copied()) {
        assert!(met.contains(&std::ptr::from_ref(key)), "{} is not in this document", key.name);
    }
    assert!(chinese.levels.is_some() && chinese.keywords.len() == 1 && chinese.unit.is_some());
}

#[test]
fn the_json_schema_names_every_key_and_alias_with_its_explanation() {
    let schema = json_schema();
    let definitions = &schema["definitions"];
    let homes = [
        (&keys::DOCUMENT, &schema["properties"]),
        (&keys::PART, &definitions["附件"]["properties"]),
        (&keys::BLOCKS, &definitions["小标题们"]["properties"]),
        (&keys::HEADING, &definitions["块"]["anyOf"][1]["properties"]),
        (&keys::TABLE, &definitions["表"]["properties"]),
        (&keys::FIGURE, &definitions["图"]["properties"]),
        (&keys::CONTENTS, &definitions["目录"]["anyOf"][0]["properties"]),
        (&keys::COLUMN, &definitions["列"]["anyOf"][1]["properties"]),
        (&keys::CELL, &definitions["格"]["anyOf"][2]["properties"]),
        (&keys::SIGNATURE, &definitions["署名"]["anyOf"][1]["properties"]),
        (&keys::FORM, &definitions["绩效自评表"]["properties"]),
        (&keys::INDICATOR, &definitions["指标"]["anyOf"][0]["items"]["anyOf"][0]["properties"]),
        (&keys::AMOUNTS, &definitions["各数"]["additionalProperties"]["anyOf"][1]["properties"]),
        (&keys::TEXTS, &definitions["各数"]["additionalProperties"]["anyOf"][2]["properties"]),
        (&keys::DATA_IMPORT, &definitions["数据"]["anyOf"][0]["properties"]),
        (&keys::INDICATOR_IMPORT, &definitions["指标"]["anyOf"][1]["properties"]),
        (&keys::INDICATOR_COLUMNS, &definitions["指标的列"]["properties"]),
    ];
    assert_eq!(homes.len(), keys::RECORDS.len());
    for (record, properties) in homes {
        for key in record.keys {
            assert_eq!(properties[key.name]["description"], key.doc, "{}", key.name);
            assert!(properties[key.alias].is_object(), "{}", key.alias);
        }
        assert_eq!(properties.as_object().unwrap().len(), record.keys.len() * 2);
    }
    let text = schema.to_string();
    for part in text.split("\"$ref\":\"#/definitions/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(definitions[name].is_object(), "{name}");
    }
}
