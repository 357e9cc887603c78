//! The keys of 来自: what is taken from table files. What an indicator consists of stands with its keys.

use super::{
    ACTUAL, INDICATOR_WEIGHT, Key, Kind, MEASURE_UNIT, NATURE, REASON, REMARK, Record, SCORE,
    TARGET, key, required,
};

/// Words written by mistake for 来自.
const IN_FILES: &[&str] = &["取自", "来源文件", "表格文件"];

keys! {
    FROM = key("来自", "from", IN_FILES, Kind::Text,
        "各行在表格文件里：文件.xlsx#工作表!A1:H30，工作表和范围可以不写");
    FROM_FILE = required("来自", "from", IN_FILES, Kind::Text,
        "表格文件：文件.xlsx#工作表!A1:H30，工作表和范围可以不写；第一行是各列的名称");
    HEAD_ROWS = key("表头行", "head_rows", &["表头行数", "标题行数"], Kind::Integer(0, 10),
        "文件里最上面几行是表头，0–10，不写是 1");
    TAKE = key("取", "take", &["取列", "原名", "原列名"], Kind::Text,
        "这一列在文件里的列名，不写就和 名 相同；几行表头的写成 上/下");
    IMPORTED_NAME = key("名称", "name", &["名称列", "名"], Kind::Text,
        "文件里哪一列是数据的名称，不写是 名称");
    IMPORTED_VALUE = key("值", "value", &["数值", "金额", "值列"], Kind::Text,
        "文件里哪一列是数，不写是 数值");
    IMPORTED_UNIT = key("单位", "unit", &["计量单位"], Kind::Text, "各数共同的单位，如 万元");
    UNIT_COLUMN = key("单位列", "unit_column", &["单位的列"], Kind::Text, "文件里哪一列是单位");
    IMPORTED_COLUMNS = key("列", "columns", &["各列", "栏", "字段"], Kind::IndicatorColumns,
        "列名和指标的各项不同时写：指标值: 年度指标值");
    FIRST_LEVEL = key("一级指标", "first_level", &["一级"], Kind::Text, "一级指标在文件里的列名");
    SECOND_LEVEL = key("二级指标", "second_level", &["二级"], Kind::Text, "二级指标在文件里的列名");
    NAME_COLUMN = key("名称", "name", &["三级指标", "指标", "指标名称"], Kind::Text,
        "三级指标在文件里的列名");
}

/// 数据 that stand in a file.
pub(in crate::schema) static DATA_IMPORT: Record = Record::new(
    "从文件取的数据",
    &[&FROM_FILE, &IMPORTED_NAME, &IMPORTED_VALUE, &IMPORTED_UNIT, &UNIT_COLUMN],
);

/// 指标 that stand in a file.
pub(in crate::schema) static INDICATOR_IMPORT: Record =
    Record::new("从文件取的指标", &[&FROM_FILE, &IMPORTED_COLUMNS]);

/// Which columns of a file hold the parts of an indicator; [`crate::model::IndicatorPart`] in its order.
pub(in crate::schema) static INDICATOR_COLUMNS: Record = Record::new(
    "指标的列",
    &[
        &FIRST_LEVEL,
        &SECOND_LEVEL,
        &NAME_COLUMN,
        &NATURE,
        &TARGET,
        &MEASURE_UNIT,
        &ACTUAL,
        &INDICATOR_WEIGHT,
        &SCORE,
        &REASON,
        &REMARK,
    ],
);
