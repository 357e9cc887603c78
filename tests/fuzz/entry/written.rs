//! Documents made of bytes: YAML texts of the language, every kind of block, texts that are hard to break. What is
//! made of which bytes matters to nobody; inputs under found/ stay what they were only as long as this does.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};

/// A document with every kind of block, short.
pub(crate) const SAMPLE: &str = include_str!("sample.yaml");

/// What rules of a unit look at.
pub(crate) const PROSE: &str = "关于全机关工作的报告\n\n各科室：\n2021年预算批复2946.45万元，总支出2388.71万元，执行率81.07％。\n一、基本情况\n（一）全机关共12人，其中在编10人，编外2人。\n二是完成了任务;三是……\n青禾县数据中心\n2022年3月1日\n";

/// A document, and what is to be done with it.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) fine: bool,
    /// Files are made of it, and read back.
    pub(crate) rendered: bool,
}

/// The document of these bytes.
pub(crate) fn document(bytes: &[u8]) -> Written {
    let mut writer = Writer { bytes: Unstructured::new(bytes), out: String::new(), left: MOST };
    let way = writer.number(0, 7);
    writer.whole();
    Written { text: writer.out, fine: way & 1 == 1, rendered: way & 6 == 0 }
}

/// Pieces of text in one document: some tens of pages.
const MOST: usize = 4000;

/// What texts are put together of.
const PIECES: [&str; 58] = [
    "国",
    "的",
    "青禾县",
    "一二三",
    "预算批复",
    "绩效自评",
    "机关事务服务中心",
    "，",
    "。",
    "、",
    "；",
    "：",
    "？",
    "！",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "〔2021〕",
    "——",
    "……",
    "—",
    "～",
    "·",
    "／",
    "①",
    "2388.71万元",
    "81.07%",
    "2021年12月31日",
    "12辆",
    "1,234,567.89",
    "≥99.9%",
    "-3℃",
    "±0.5",
    "3：2",
    "GB/T 9704—2012",
    "A4",
    "Wi-Fi 6",
    "PUE",
    "https://www.example.gov.cn/a/b?c=1&d=%20",
    " ",
    "  ",
    "\u{3000}",
    "internationalization",
    "x",
    "龘",
    "䶮",
    "𬱖",
    "é",
    "Ω",
    "㎡",
    "．",
    "＝",
    "{{三公经费.公务接待费}}",
];

struct Writer<'b> {
    bytes: Unstructured<'b>,
    out: String,
    /// Pieces that may still be written.
    left: usize,
}

impl Writer<'_> {
    /// A number of these; the least one where the bytes are used up.
    fn number(&mut self, least: usize, most: usize) -> usize {
        let number: Result<usize> = self.bytes.int_in_range(least..=most);
        number.unwrap_or(least)
    }

    /// True once in `times`, never where the bytes are used up.
    fn once_in(&mut self, times: usize) -> bool {
        self.number(0, times - 1) == times - 1
    }

    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn whole(&mut self) {
        let title = self.text(1, 20);
        self.line(0, &format!("标题: {title}"));
        if self.once_in(3) {
            let number = self.number(1, 999);
            self.line(0, &format!("附件: {number}"));
        }
        if self.once_in(6) {
            self.line(0, "横排: 是");
        }
        if self.once_in(6) {
            let page = self.number(1, 9999);
            self.line(0, &format!("起始页码: {page}"));
        }
        if self.once_in(6) {
            self.line(0, "层次: [第一章、, （一）, （1）, ①]");
        }
        self.line(0, "日期: 2022-03-01\n数据:\n  三公经费:\n    公务接待费: 156.94万元\n正文:");
        self.blocks(2, 0, false);
        if self.once_in(8) {
            self.line(0, "各附件:");
            for _ in 0..self.number(1, 3) {
                let title = self.text(1, 8);
                self.line(2, &format!("- 标题: {title}"));
                if self.once_in(3) {
                    self.line(4, "横排: 是");
                }
                self.line(4, "正文:");
                self.blocks(6, 0, false);
            }
        }
    }

    /// Blocks under a heading of `level`; 0 at the top.
    fn blocks(&mut self, indent: usize, level: usize, across: bool) {
        for _ in 0..self.number(1, 12) {
            self.block(indent, level, across);
        }
    }

    fn block(&mut self, indent: usize, level: usize, across: bool) {
        match self.number(0, 13) {
            1 | 2 if level < 4 => {
                let title = self.text(1, 6);
                self.line(indent, &format!("- {title}:"));
                self.blocks(indent + 4, level + 1, across);
            }
            3 if level < 4 => {
                let (title, text) = (self.text(1, 4), self.text(1, 60));
                self.line(indent, &format!("- {title}: {text}"));
            }
            4 if level < 4 => {
                self.line(indent, "- 条目:");
                for _ in 0..self.number(1, 6) {
                    let text = self.text(1, 40);
                    self.line(indent + 4, &format!("- {text}"));
                }
            }
            5 | 6 => self.table(indent),
            7 => {
                let lines = self.number(1, 22);
                self.line(indent, &format!("- 空行: {lines}"));
            }
            8 => self.line(indent, "- 分页:"),
            9 if !across && level == 0 => {
                self.line(indent, "- 横排:");
                self.blocks(indent + 4, level, true);
            }
            10 => self.figure(indent),
            11 if level == 0 => self.closing(indent),
            12 if level == 0 && self.once_in(2) => self.form(indent),
            13 => {
                let (text, note) = (self.pieces(1, 30), self.pieces(1, 20));
                let text = quoted(&format!("{text}{{{{注：注{note}}}}}"));
                self.line(indent, &format!("- {text}"));
            }
            _ => {
                let text = self.text(1, 120);
                self.line(indent, &format!("- {text}"));
            }
        }
    }

    fn figure(&mut self, indent: usize) {
        let width = self.number(1, 170);
        self.line(indent, "- 图:");
        self.line(indent + 4, &format!("文件: 图.png\n{:indent$}    宽: {width}mm", ""));
        if self.once_in(2) {
            let title = self.text(1, 20);
            self.line(indent + 4, &format!("标题: {title}\n{:indent$}    编号: 是", ""));
        }
    }

    fn closing(&mut self, indent: usize) {
        self.line(indent, "- 附件说明:");
        for _ in 0..self.number(1, 4) {
            let text = self.text(1, 30);
            self.line(indent + 4, &format!("- {text}"));
        }
        let name = self.text(1, 10);
        self.line(indent, &format!("- 署名: {name}"));
    }

    fn form(&mut self, indent: usize) {
        self.line(indent, "- 绩效自评表:");
        let [name, office] = [self.text(1, 20), self.text(1, 10)];
        self.line(indent + 6, &format!("项目名称: {name}"));
        self.line(indent + 6, &format!("主管部门: {office}"));
        self.line(indent + 6, &format!("实施单位: {office}"));
        self.line(
            indent + 6,
            "年度资金总额: {年初预算数: 260万元, 全年预算数: 294.65万元, 全年执行数: 238.87万元}",
        );
        self.line(indent + 6, "指标:\n");
        for first in ["产出指标", "效益指标"] {
            self.line(indent + 8, &format!("- {first}:"));
            for _ in 0..self.number(1, 3) {
                let second = self.text(1, 4);
                self.line(indent + 12, &format!("- {second}:"));
                for _ in 0..self.number(1, 9) {
                    let [name, reason] = [self.text(1, 30), self.text(1, 60)];
                    let (wanted, done) = (self.number(0, 99), self.number(0, 120));
                    self.line(indent + 16, &format!("- {{名称: {name}, 指标值: ≥{wanted}辆, 完成值: {done}辆, 分值: 5, 偏差原因: {reason}}}"));
                }
            }
        }
    }

    fn table(&mut self, indent: usize) {
        let columns = self.number(1, 9);
        let inner = indent + 4;
        self.line(indent, "- 表:");
        if self.once_in(2) {
            let title = self.text(1, 20);
            self.line(inner, &format!("标题: {title}"));
            let more = self.number(0, 3);
            self.line(inner, ["单位: 万元", "编号: 是", "续表: 是", "编号: 附表"][more]);
        }
        let widths = ["", ", 宽: 1", ", 宽: 7", ", 宽: 14mm", ", 宽: 30pt"];
        let aligns = ["", ", 对齐: 中", ", 对齐: 右", ", 对齐: 小数点"];
        self.line(inner, "列:");
        for column in 0..columns {
            let (name, width, align) = (self.pieces(1, 4), self.number(0, 4), self.number(0, 3));
            let name = quoted(&format!("{column}{name}"));
            self.line(inner + 2, &format!("- {{名: {name}{}{}}}", widths[width], aligns[align]));
        }
        if self.once_in(3) {
            self.line(inner, "合并相同: 是");
        }
        self.line(inner, "行:");
        let rows = self.number(1, 40);
        // How many rows below the present one each column is covered from above.
        let mut covered = vec![0; columns];
        for row in 0..rows {
            let cells = self.row(&mut covered, rows - row);
            self.line(inner + 2, &format!("- [{}]", cells.join(", ")));
        }
        if self.once_in(4) {
            let note = self.text(1, 60);
            self.line(inner, &format!("注: {note}"));
        }
    }

    /// The cells of a row with `rows` rows from it to the last.
    fn row(&mut self, covered: &mut [usize], rows: usize) -> Vec<String> {
        let mut cells = Vec::new();
        let mut column = 0;
        while column < covered.len() {
            if covered[column] > 0 {
                covered[column] -= 1;
                column += 1;
                continue;
            }
            let free = covered[column..].iter().take_while(|below| **below == 0).count();
            let (mut wide, mut high) = (1, 1);
            if self.once_in(8) {
                // A row without a cell of its own is none.
                wide = self.number(1, free);
                high = if column > 0 { self.number(1, rows) } else { 1 };
            }
            let text = if self.once_in(12) { self.text(1, 150) } else { self.text(0, 8) };
            cells.push(match (wide, high) {
                (1, 1) => text,
                _ => format!("{{文: {text}, 跨列: {wide}, 跨行: {high}}}"),
            });
            covered[column..column + wide].fill(high - 1);
            column += wide;
        }
        cells
    }

    fn pieces(&mut self, least: usize, most: usize) -> String {
        let count = self.number(least, most).min(self.left.max(least));
        self.left = self.left.saturating_sub(count);
        (0..count).map(|_| PIECES[self.number(0, PIECES.len() - 1)]).collect()
    }

    fn text(&mut self, least: usize, most: usize) -> String {
        quoted(&self.pieces(least, most))
    }
}

/// A text as a quoted scalar.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
