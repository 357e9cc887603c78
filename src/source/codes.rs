//! The list of all diagnostics of the family `Y`: the YAML file (`Y0xx`) and its language (`Y1xx`).
//! What triggers each of them, and its full message, stands where it is checked.

use crate::diag::Code;

macro_rules! codes {
    ($($name:ident = $code:literal, $doc:literal;)+) => {
        $(
            #[doc = $doc]
            pub const $name: Code = Code($code);
        )+

        /// Every code of the family with one line of explanation in Chinese.
        pub const ALL: &[(Code, &str)] = &[$(($name, $doc)),+];
    };
}

codes! {
    TOO_LARGE = "Y001", "文件超过 16 MiB";
    ENCODING = "Y002", "文件不是 UTF-8 编码";
    EMPTY = "Y003", "文件是空的，或只有注释";
    CONTROL_CHARACTER = "Y004", "有控制字符或看不见的字符";
    TAB = "Y005", "用制表符（Tab）缩进";
    FULL_WIDTH_COLON = "Y006", "键后面用了全角冒号";
    SPACE_AFTER_COLON = "Y007", "键的冒号后面缺空格";
    FULL_WIDTH_MARK = "Y008", "列表或映射用了全角的括号、逗号、短横或空格";
    QUOTE = "Y009", "引号没有成对，或引号后面还有文字";
    INDENTATION = "Y010", "缩进对不上";
    LEADING_MARK = "Y011", "文字以 YAML 的符号开头";
    LEADING_FORMULA = "Y012", "文字以 {{ 开头而没有加引号";
    SECOND_COLON = "Y013", "一行里有两个“: ”";
    BRACKETS = "Y014", "方括号或花括号没有成对";
    ESCAPE = "Y015", "双引号里的反斜杠写法不认识";
    ALIAS = "Y016", "用了锚点（&）或别名（*）";
    TAG = "Y017", "用了标签（!）";
    MERGE_KEY = "Y018", "用了合并键（<<）";
    SEVERAL_DOCUMENTS = "Y019", "一个文件里有几份 YAML";
    TOO_DEEP = "Y020", "嵌套超过 64 层";
    DUPLICATE_KEY = "Y021", "同一级里键重复";
    KEY_SHAPE = "Y022", "键不是文字";
    LIST_DASH = "Y023", "“- ”的位置或写法不对";
    COMMENT = "Y024", "文字里的“#”被当作说明的开头，后面的不会印出来";
    TOO_LONG = "Y025", "一行或一段文字太长";
    TOO_MUCH = "Y026", "内容太多，或毛病太多";
    SYNTAX = "Y029", "YAML 写法读不懂";

    UNKNOWN_KEY = "Y101", "不认识的键";
    MISSING_KEY = "Y102", "缺少必须写的键";
    WRONG_SHAPE = "Y103", "该写文字、列表或映射的地方写了别的";
    EMPTY_VALUE = "Y104", "该有内容的地方是空的";
    NUMBER = "Y105", "数字读不懂或超出范围";
    DATE = "Y106", "日期读不懂或不存在";
    CHOICE = "Y107", "只能在几个词里选一个";
    HEADING_TOO_DEEP = "Y108", "标题层次超过四级";
    NOT_YET = "Y109", "本版本还不支持";
    FORMULA_BRACES = "Y110", "{{ 与 }} 没有成对，或中间是空的";
    SEVERAL_LINES = "Y111", "只能写一行的地方写了几行";
    ROW_CELLS = "Y112", "表的一行没有正好占满各列";
    TABLE_SIZE = "Y113", "表太大";
    DATA_NAME = "Y114", "数据的名称里有不能用的字符";
    SAME_KEY_TWICE = "Y115", "同一个键用中文名和英文名写了两次";
    LOOKS_LIKE_BLOCK = "Y116", "小标题或段落像是写错了的内容块";
    COLUMN_NAME = "Y117", "没有这个名称或序号的列";
    LENGTH = "Y118", "长度读不懂或超出范围";
    NOTE = "Y120", "脚注（{{注：…}}）写得不对";
    FROM_FILE = "Y122", "来自和别的键写在一起不合";
    CONTENTS = "Y123", "目录的位置不对，写了两个，或没有小标题可列";
    UNFILLED = "Y124", "还有待填的地方";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_unique_and_explained() {
        assert!(ALL.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ALL.iter().all(|(code, doc)| code.0.starts_with('Y') && !doc.is_empty()));
    }
}
