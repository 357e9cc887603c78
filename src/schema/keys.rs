//! Every key of the language, once: Chinese name, English alias, the wrong words people try, the type of
//! its value, one line of explanation. The decoder, the suggestions and the JSON Schema all read this.

use crate::model::{Contents, Table};

macro_rules! keys {
    ($($id:ident = $key:expr;)+) => { $(pub(in crate::schema) static $id: Key = $key;)+ };
}

mod from_files;
mod kind;

pub(super) use from_files::*;
pub(super) use kind::{Key, Kind, Record};
use kind::{key, required};

keys! {
    TEMPLATE = key("模板", "template", &["模版", "样式"], Kind::Text,
        "内置模板的名称，如 附件、绩效自评报告；不写用 附件");
    ATTACHMENT = key("附件", "attachment", &["附件号", "附件序号"], Kind::Attachment,
        "左上角的“附件”标识：写顺序号 1–999；只有一个附件时写 是");
    TITLE = required("标题", "title", &["题目", "名称", "文件标题"], Kind::TextOrTexts,
        "文件标题：一段文字，由程序分行；或一行一项的列表，按列表分行");
    LANDSCAPE = key("横排", "landscape", &["横向", "横版", "横页"], Kind::YesOrNo,
        "是：整份横着排，用于宽表");
    PARTS = key("各附件", "attachments", &["附件们", "附件组", "全部附件"], Kind::Parts,
        "几个附件放在一个文件里：每项写 附件、标题、正文，各自另起一面");
    UNIT = key("单位", "unit", &["发文单位", "单位名称", "编制单位"], Kind::Text,
        "编报单位的名称");
    YEAR = key("年度", "year", &["年份", "年"], Kind::Integer(1900, 2999), "报告的年度，只写数字");
    DATE = key("日期", "date", &["成文日期", "时间", "落款日期"], Kind::Date,
        "成文日期，如 2022-03-01 或 2022年3月1日");
    FIRST_PAGE = key("起始页码", "first_page", &["页码", "起始页"], Kind::Integer(1, 9999),
        "第一页的页码，不写是 1");
    LEVELS = key("层次", "levels", &["层级", "编号", "序号"], Kind::Texts,
        "各级标题的序数样式，从第一级起，如 [一、, （一）, 1., （1）]");
    KEYWORDS = key("关键词", "keywords", &["关键字", "主题词"], Kind::TextOrTexts,
        "写进文件属性的关键词");
    DATA = key("数据", "data", &["数值", "金额", "变量"], Kind::Data,
        "有名称的数，如 预算批复: 2946.45万元，正文里写 {{预算批复}} 引用");
    BODY = required("正文", "body", &["内容", "主体", "文本"], Kind::Body,
        "正文：键是小标题，“- 文字”是段落，缩进是层次");

    AMOUNT = required("值", "value", &["数值", "数", "金额"], Kind::Text,
        "数加单位、日期，或 = 和算式");
    AMOUNT_SOURCE = key("来源", "source", &["出处", "依据"], Kind::Text, "这个数从哪里来，不印出来");
    AMOUNT_YEAR = key("年度", "year", &["年份", "年"], Kind::Integer(1900, 2999),
        "这个数是哪一年的，不印出来");
    DATUM_TEXT = required("文字", "text", &["文本", "字"], Kind::Text, "一段文字，引用它的地方照印，不能计算");

    ITEMS = key("条目", "items", &["列表", "编号段落", "项目"], Kind::Texts,
        "按下一级序数编号的段落");
    TABLE_BLOCK = key("表", "table", &["表格", "附表"], Kind::Table, "表格");
    FIGURE_BLOCK = key("图", "figure", &["图片", "插图", "照片", "附图"], Kind::Figure, "图片");
    CONTENTS_BLOCK = key("目录", "contents", &["目次", "总目录", "目录表"], Kind::Contents,
        "印目录：列出小标题和页码；可以不写内容，也可以写 级数、标题");
    LANDSCAPE_PAGES = key("横排", "landscape", &["横向", "横版", "横页"], Kind::Body,
        "里面的内容排在横放的纸上，用于宽表");
    FORM_BLOCK = key("绩效自评表", "evaluation", &["自评表", "绩效表", "绩效目标申报表"], Kind::Form,
        "按官方表式排的绩效表：写 表式、要填的各项和 指标，得分由程序算");
    PAGE_BREAK = key("分页", "page_break", &["换页", "分页符", "另起一页"], Kind::Nothing,
        "后面的内容另起一页");
    BLANK_LINES = key("空行", "blank_lines", &["空一行", "换行"], Kind::Integer(1, 22),
        "空几行，1–22");
    ATTACHMENT_NOTE = key("附件说明", "attachment_note", &["附件列表", "附件清单"],
        Kind::TextOrTexts, "正文之后的“附件：”说明，附件名称的列表，不写序号和句末标点");
    SIGNATURE_BLOCK = key("署名", "signature", &["落款", "签名", "签发"], Kind::Signature,
        "发文机关署名和成文日期");

    HEADING_TITLE = required("标题", "title", &[], Kind::Text, "小标题的文字");
    HEADING_CONTENT = key("内容", "content", &["正文"], Kind::HeadingContent, "小标题下面的内容");

    TABLE_TITLE = key("标题", "title", &["表名", "名称", "表题"], Kind::Text, "表上方的标题");
    TABLE_UNIT = key("单位", "unit", &["计量单位"], Kind::Text, "表右上方的“单位：”，如 万元");
    NUMBER = key("编号", "number", &["序号", "图号", "表号"], Kind::Number,
        "是：编成“表1”“图1”；或写 附表、附图；编号印在标题前面");
    REFERENCE_NAME = key("名", "name", &["名称", "代号", "标签"], Kind::Text,
        "给编号起的名称，文字里写 {{名称}} 就印出“表1”“图1”");
    CONTINUED = key("续表", "continued", &["续表标记", "接上表"], Kind::YesOrNo,
        "是：表跨面时，下一面的表上方印“续表”");
    COLUMNS = required("列", "columns", &["栏", "栏目", "字段"], Kind::Columns,
        "各列：名称，或 {名: 名称, 宽: 5, 对齐: 右}");
    HEAD = key("表头", "head", &["标题行", "抬头"], Kind::Rows,
        "一格一格给出的表头；不写时用各列的名称");
    ROWS = required("行", "rows", &["数据", "内容", "各行"], Kind::Rows, "表的各行，每行是各格的列表");
    MERGE_EQUAL = key("合并相同", "merge_equal", &["合并", "合并单元格", "合并同类"],
        Kind::MergeEqual, "上下相同的格合并：是、否，或列号、列名的列表");
    NOTES = key("注", "notes", &["备注", "说明", "附注"], Kind::TextOrTexts, "表下方的注");

    FIGURE_FILE = required("文件", "file", &["路径", "图片", "文件名"], Kind::Text,
        "图片文件（PNG 或 JPEG），和这份 YAML 放在同一个文件夹或它下面");
    FIGURE_WIDTH = key("宽", "width", &["宽度", "图宽"], Kind::FigureWidth,
        "图宽：20字（正文的字数）或 80mm；不写时按图片本身的大小，不超过版心");
    FIGURE_TITLE = key("标题", "title", &["图题", "图名", "题注"], Kind::Text, "图下方的标题");
    DESCRIPTION = key("说明", "alt", &["替代文字", "描述"], Kind::Text,
        "图里画的是什么，读给看不见的人听；不印出来");

    CONTENTS_TITLE = key("标题", "title", &["名称", "题目"], Kind::Text, "目录上方的标题，不写是 目录");
    CONTENTS_LEVELS = key("级数", "levels", &["层次", "层级", "级别"],
        Kind::Integer(1, Contents::MOST_LEVELS as u32),
        "列到第几级小标题，1–3，不写是 2");

    FORM_NAME = key("表式", "form", &["格式", "样式", "模板"], Kind::Text,
        "用哪一种表：内置表式的名称，或自己的表式文件；不写用 项目支出绩效自评表");
    FORM_TITLE = key("标题", "title", &["表名", "表题"], Kind::Text,
        "表的标题，不写用表式的；文件标题就是表的标题时写 否");
    INDICATORS = key("指标", "indicators", &["绩效指标", "年度绩效指标", "各指标"], Kind::Indicators,
        "各级指标：键是一级、二级指标的名称，最下面一层每项写 名称、指标值、完成值、分值");
    INDICATOR_NAME = required("名称", "name", &["指标", "指标名称", "三级指标", "名"], Kind::Text,
        "三级指标的名称");
    NATURE = key("指标性质", "nature", &["性质", "方向"], Kind::Text, "≥、≤、＝ 或 定性；也可以直接写在指标值里");
    TARGET = key("指标值", "target", &["目标值", "年度指标值", "目标"], Kind::Text,
        "目标：≥12辆、≤2698万元、=100%、90%~95%、2021年12月31日前，或文字");
    MEASURE_UNIT = key("度量单位", "unit", &["计量单位", "单位"], Kind::Text, "和指标值分开写的单位");
    ACTUAL = key("完成值", "actual", &["实际完成值", "完成", "实际值", "完成情况"], Kind::Text,
        "实际完成的数，不带 ≥、≤；定性的写 达成预期指标、基本达成（95%） 等");
    INDICATOR_WEIGHT = key("分值", "weight", &["权重", "满分"], Kind::Text, "这一项的满分");
    SCORE = key("得分", "score", &["自评得分", "分数"], Kind::Text,
        "不写由程序算；写了照印，和算的不一样时提醒");
    REASON = key("偏差原因", "reason", &["原因", "未完成原因", "偏差原因分析及改进措施", "未完成原因分析"],
        Kind::Text, "没有得满分的原因和改进措施");
    REMARK = key("备注", "remark", &["说明"], Kind::Text, "备注");
    NOT_APPLICABLE = key("不适用", "not_applicable", &["不评分"], Kind::YesOrNo,
        "是：这一项不评分，其余各项折算成满分");

    COLUMN_NAME = key("名", "name", &["名称", "列名", "标题"], Kind::Text, "列的名称，印在表头");
    WIDTH = key("宽", "width", &["宽度", "列宽"], Kind::Width,
        "列宽：数字是份数，30mm、3cm、60pt 是定宽；各列都不写份数时按内容定");
    ALIGN = key("对齐", "align", &["对齐方式", "居中"], Kind::Align, "左、中、右、小数点");

    CELL_TEXT = key("文", "text", &["文字", "内容", "文本"], Kind::Text, "格里的文字");
    COLUMN_SPAN = key("跨列", "col_span", &["列数", "合并列"], Kind::Integer(1, MOST_COLUMNS),
        "占几列");
    ROW_SPAN = key("跨行", "row_span", &["行数", "合并行"], Kind::Integer(1, MOST_ROWS),
        "占几行");

    SIGNATURE_NAMES = required("单位", "names", &["署名", "机关", "名称"], Kind::TextOrTexts,
        "署名的机关，主办的在前");
}

/// See [`Table::MOST_COLUMNS`].
pub(super) const MOST_COLUMNS: u32 = Table::MOST_COLUMNS;
/// See [`Table::MOST_ROWS`].
pub(super) const MOST_ROWS: u32 = Table::MOST_ROWS;

/// The whole file.
pub(super) static DOCUMENT: Record = Record {
    instead: Some(&PARTS),
    ..Record::new(
        "文件最外层",
        &[
            &TEMPLATE,
            &ATTACHMENT,
            &TITLE,
            &UNIT,
            &YEAR,
            &DATE,
            &FIRST_PAGE,
            &LANDSCAPE,
            &LEVELS,
            &KEYWORDS,
            &DATA,
            &BODY,
            &PARTS,
        ],
    )
};

/// One of 各附件.
pub(super) static PART: Record =
    Record::new("一个附件", &[&ATTACHMENT, &TITLE, &FIRST_PAGE, &LANDSCAPE, &BODY]);

/// The block keys, which win over headings.
pub(super) static BLOCKS: Record = Record::new(
    "正文",
    &[
        &ITEMS,
        &TABLE_BLOCK,
        &FIGURE_BLOCK,
        &FORM_BLOCK,
        &CONTENTS_BLOCK,
        &LANDSCAPE_PAGES,
        &PAGE_BREAK,
        &BLANK_LINES,
        &ATTACHMENT_NOTE,
        &SIGNATURE_BLOCK,
    ],
);

/// A heading whose text is a block key.
pub(super) static HEADING: Record = Record::new("小标题", &[&HEADING_TITLE, &HEADING_CONTENT]);

/// 表.
pub(super) static TABLE: Record = Record {
    from: Some(&FROM),
    ..Record::new(
        "表",
        &[
            &TABLE_TITLE,
            &NUMBER,
            &REFERENCE_NAME,
            &CONTINUED,
            &TABLE_UNIT,
            &FROM,
            &HEAD_ROWS,
            &COLUMNS,
            &HEAD,
            &ROWS,
            &MERGE_EQUAL,
            &NOTES,
        ],
    )
};

/// 图.
pub(super) static FIGURE: Record = Record::new(
    "图",
    &[&FIGURE_FILE, &FIGURE_WIDTH, &FIGURE_TITLE, &NUMBER, &REFERENCE_NAME, &DESCRIPTION],
);

/// 目录.
pub(super) static CONTENTS: Record = Record::new("目录", &[&CONTENTS_TITLE, &CONTENTS_LEVELS]);

/// 绩效自评表: its own keys, beside the names of the form that is chosen.
pub(super) static FORM: Record =
    Record::new("绩效自评表", &[&FORM_NAME, &FORM_TITLE, &INDICATORS, &NOTES]);

/// An indicator.
pub(super) static INDICATOR: Record = Record::new(
    "指标",
    &[
        &INDICATOR_NAME,
        &NATURE,
        &TARGET,
        &MEASURE_UNIT,
        &ACTUAL,
        &INDICATOR_WEIGHT,
        &SCORE,
        &REASON,
        &REMARK,
        &NOT_APPLICABLE,
    ],
);

/// A column of a table.
pub(super) static COLUMN: Record =
    Record { from: Some(&TAKE), ..Record::new("列", &[&TAKE, &COLUMN_NAME, &WIDTH, &ALIGN]) };

/// A cell of a table.
pub(super) static CELL: Record = Record::new("格", &[&CELL_TEXT, &COLUMN_SPAN, &ROW_SPAN, &ALIGN]);

/// 署名.
pub(super) static SIGNATURE: Record = Record::new("署名", &[&SIGNATURE_NAMES, &DATE]);

/// An amount with where it comes from.
pub(super) static AMOUNTS: Record = Record::new("一个数", &[&AMOUNT, &AMOUNT_SOURCE, &AMOUNT_YEAR]);

/// Words with where they come from.
pub(super) static TEXTS: Record =
    Record::new("一段文字", &[&DATUM_TEXT, &AMOUNT_SOURCE, &AMOUNT_YEAR]);

/// All records, for keys that stand in the wrong map.
pub(super) static RECORDS: &[&Record] = &[
    &DOCUMENT,
    &PART,
    &BLOCKS,
    &HEADING,
    &TABLE,
    &FIGURE,
    &CONTENTS,
    &COLUMN,
    &CELL,
    &SIGNATURE,
    &AMOUNTS,
    &TEXTS,
    &FORM,
    &INDICATOR,
    &DATA_IMPORT,
    &INDICATOR_IMPORT,
    &INDICATOR_COLUMNS,
];

/// Block keys of later versions: they must not turn into headings silently.
pub(super) const NOT_YET: &[&str] = &["页面"];

/// Words for a note, which is written inside a text and is no block.
pub(super) const NOTE_WORDS: &[&str] = &["注", "脚注", "注释", "note", "footnote"];

/// The words for [`crate::model::Align`], Chinese and English, in the order of its variants.
pub(super) const ALIGNMENTS: [(&str, &str); 4] =
    [("左", "left"), ("中", "center"), ("右", "right"), ("小数点", "decimal")];

/// The words in front of numbers: of tables, of pictures. The first of each is what `是` means.
pub(super) const NUMBER_WORDS: [[&str; 2]; 2] = [["表", "附表"], ["图", "附图"]];

/// The words for yes and no.
pub(super) const YES: [&str; 2] = ["是", "true"];
/// See [`YES`].
pub(super) const NO: [&str; 2] = ["否", "false"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_unique_in_each_record_and_explained() {
        for record in RECORDS {
            let mut words: Vec<_> = record.keys.iter().flat_map(|k| [k.name, k.alias]).collect();
            words.sort_unstable();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{}", record.what);
            for key in record.keys {
                assert!(!key.doc.is_empty() && key.alias.is_ascii(), "{}", key.name);
                assert!(record.keys.iter().all(|k| !key.also.contains(&k.name)), "{}", key.name);
            }
        }
    }
}
