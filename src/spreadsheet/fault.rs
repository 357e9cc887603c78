//! Why a file gives no table, as data, and how that is said to a clerk. Codes and places in the author's
//! text are for whoever asked.

use super::limits::{MOST_BYTES, MOST_CELLS};

/// Why a file gives no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing that holds a table.
    NotASpreadsheet(Lookalike),
    /// It is protected by a password.
    Encrypted,
    /// A kind of spreadsheet file that is not read.
    OtherFormat(OtherFormat),
    /// It cannot be read to the end.
    Damaged {
        /// The part inside the file, or the place, as far as it is known; may be empty.
        part: String,
    },
    /// More bytes, unpacked, than are read.
    TooLarge,
    /// More cells than are read.
    TooManyCells {
        /// The sheet.
        sheet: String,
    },
    /// No sheet has that name.
    NoSuchSheet {
        /// The name asked for.
        asked: String,
        /// The sheet whose name is most like it.
        nearest: Option<String>,
        /// All sheets with cells, in the order of the file.
        names: Vec<String>,
        /// Those of them that are not shown.
        hidden: Vec<String>,
    },
    /// Every sheet is hidden, or there is none.
    NoVisibleSheet {
        /// The hidden ones.
        hidden: Vec<String>,
    },
    /// The sheet holds a chart or a macro, no cells.
    NoCells {
        /// The sheet.
        sheet: String,
    },
    /// A sheet was asked of a text file, which has none.
    TextHasNoSheets {
        /// The name asked for.
        asked: String,
    },
    /// No cell of the sheet is filled.
    EmptySheet {
        /// The sheet; empty for a text file.
        sheet: String,
    },
    /// No cell of what was asked for is filled.
    OutsideSheet {
        /// The sheet; empty for a text file.
        sheet: String,
        /// The stretch asked for.
        asked: String,
        /// The stretch that is filled.
        used: String,
        /// The stretch is the name of a sheet of this file as well.
        is_sheet_name: bool,
    },
    /// What was asked for begins inside a merged cell, whose text would be lost.
    CutsMerged {
        /// The sheet.
        sheet: String,
        /// The stretch asked for.
        asked: String,
        /// The merged cell.
        merged: String,
    },
    /// A quotation mark of a text file is never closed.
    OpenQuote {
        /// The line it stands in, from 1.
        line: usize,
        /// The column of the table it stands in, from 1.
        column: usize,
    },
    /// A text file in no encoding that is known.
    Encoding {
        /// The first line that cannot be read, from 1.
        line: usize,
    },
}

/// What a file that is no spreadsheet looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalike {
    /// Nothing is in it.
    Empty,
    /// A document of Word or WPS.
    Document,
    /// Slides.
    Slides,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Some archive of files.
    Archive,
    /// A web page, whatever its name says.
    WebPage,
    /// Anything else.
    Unknown,
}

/// A kind of spreadsheet file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// Excel's binary workbook, .xlsb.
    Xlsb,
    /// Apple's .numbers.
    Numbers,
    /// Excel 95 or older, or another program's file of that time.
    Ancient,
    /// XML of Excel 2003.
    Xml2003,
    /// Flat XML of LibreOffice, .fods.
    FlatXml,
}

const SAVE_AS: &str = "用 WPS 或 Excel 打开，另存为 .xlsx，再试一次";

impl Fault {
    /// What is wrong, in one sentence without a full stop; `file` is what messages call the file.
    #[must_use]
    pub fn message(&self, file: &str) -> String {
        match self {
            Self::NotASpreadsheet(Lookalike::Empty) => format!("“{file}”是空的"),
            Self::NotASpreadsheet(what) => match what.name() {
                Some(name) => format!("“{file}”是{name}，不是表格文件"),
                None => format!("“{file}”不是表格文件"),
            },
            Self::Encrypted => format!("“{file}”设了密码，打不开"),
            Self::OtherFormat(format) => format!("“{file}”是{}，读不了", format.name()),
            Self::Damaged { part } if part.is_empty() => format!("表格文件“{file}”已经损坏"),
            Self::Damaged { part } => format!("表格文件“{file}”已经损坏：{part}"),
            Self::TooLarge => {
                format!("表格文件“{file}”展开后超过 {} MB，太大", MOST_BYTES / 1_000_000)
            }
            Self::TooManyCells { sheet } => {
                format!("“{file}”{}超过 {MOST_CELLS} 个单元格，太大", of_sheet(sheet))
            }
            Self::NoSuchSheet { asked, .. } => format!("“{file}”里没有工作表“{asked}”"),
            Self::NoVisibleSheet { .. } => format!("“{file}”里没有可见的工作表"),
            Self::NoCells { sheet } => format!("“{file}”的工作表“{sheet}”是图表，没有单元格"),
            Self::TextHasNoSheets { asked } => {
                format!("“{file}”是文本文件，没有工作表“{asked}”")
            }
            Self::EmptySheet { sheet } => format!("“{file}”{}是空的", of_sheet(sheet)),
            Self::OutsideSheet { sheet, asked, .. } => {
                format!("“{file}”{}在 {asked} 里没有内容", of_sheet(sheet))
            }
            Self::CutsMerged { sheet, asked, merged } => {
                format!("“{file}”{}的范围 {asked} 切开了合并的单元格 {merged}", of_sheet(sheet))
            }
            Self::OpenQuote { line, column } => {
                format!("“{file}”第 {line} 行第 {column} 列的双引号没有成对")
            }
            Self::Encoding { line } => format!("“{file}”第 {line} 行有读不懂的字节"),
        }
    }

    /// What the author can do, in one sentence without a full stop.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::NotASpreadsheet(Lookalike::WebPage) => SAVE_AS.to_owned(),
            Self::NotASpreadsheet(_) => {
                "看看文件是不是拿错了；能读的有 .xlsx、.xls、.ods 和 .csv".to_owned()
            }
            Self::Encrypted => "用 WPS 或 Excel 打开，去掉密码，另存一份再试".to_owned(),
            Self::OtherFormat(OtherFormat::Numbers) => {
                "在 Numbers 里选“导出为 Excel”，得到 .xlsx 再试".to_owned()
            }
            Self::OtherFormat(_) => SAVE_AS.to_owned(),
            Self::Damaged { .. } => {
                "用 WPS 或 Excel 打开看看；打得开就另存为 .xlsx，打不开就找原件".to_owned()
            }
            Self::TooLarge | Self::TooManyCells { .. } => {
                "把要用的几行几列另存成一个小的表格文件，或者写明范围，例如 #Sheet1!A1:H30"
                    .to_owned()
            }
            Self::NoSuchSheet { nearest, names, .. } => {
                let list = listed(names);
                match nearest {
                    Some(nearest) => format!("是不是想写“{nearest}”？工作表有：{list}"),
                    None if names.is_empty() => "这个文件里没有工作表".to_owned(),
                    None => format!("工作表有：{list}"),
                }
            }
            Self::NoVisibleSheet { hidden } if hidden.is_empty() => SAVE_AS.to_owned(),
            Self::NoVisibleSheet { hidden } => {
                format!("隐藏的工作表要写明名称：{}", listed(hidden))
            }
            Self::NoCells { .. } => "写成放数据的那张工作表".to_owned(),
            Self::TextHasNoSheets { .. } => {
                "只写文件名，或者文件名加范围，例如 指标.csv#A1:H30".to_owned()
            }
            Self::EmptySheet { .. } => {
                "看看内容是不是在另一张工作表上，或者文件还没有存盘".to_owned()
            }
            Self::OutsideSheet { asked, is_sheet_name: true, .. } => {
                format!("要读的是工作表“{asked}”，就加上单引号：#'{asked}'")
            }
            Self::OutsideSheet { used, .. } => format!("有内容的范围是 {used}"),
            Self::CutsMerged { merged, .. } => {
                format!("让范围从合并的单元格的左上角开始，把 {merged} 整个包进去")
            }
            Self::OpenQuote { .. } => "补上缺的双引号；字段里本来就有的双引号写成两个".to_owned(),
            Self::Encoding { .. } => "另存为 CSV（UTF-8）再试".to_owned(),
        }
    }
}

impl Lookalike {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Document => Some("文字文档"),
            Self::Slides => Some("演示文稿"),
            Self::Pdf => Some("PDF"),
            Self::Picture => Some("图片"),
            Self::Archive => Some("压缩包"),
            Self::WebPage => Some("网页"),
            Self::Empty | Self::Unknown => None,
        }
    }
}

impl OtherFormat {
    const fn name(self) -> &'static str {
        match self {
            Self::Xlsb => "二进制工作簿（.xlsb）",
            Self::Numbers => "Numbers 表格（.numbers）",
            Self::Ancient => "很老的表格格式",
            Self::Xml2003 => "Excel 2003 的 XML 表格",
            Self::FlatXml => "单个 XML 的 ODS（.fods）",
        }
    }
}

fn of_sheet(sheet: &str) -> String {
    if sheet.is_empty() { String::new() } else { format!("的工作表“{sheet}”") }
}

/// At most ten names; a message is no place for more.
fn listed(names: &[String]) -> String {
    const MOST: usize = 10;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("“{name}”")).collect();
    let more = if names.len() > MOST { format!(" 等 {} 张", names.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_sheet_is_answered_with_the_nearest_name_and_all_names() {
        let names = ["附表 1", "附表 2"].map(str::to_owned).to_vec();
        let nearest = Some("附表 1".to_owned());
        let (asked, hidden) = ("附表1".to_owned(), Vec::new());
        let fault = Fault::NoSuchSheet { asked, nearest, names, hidden };
        assert_eq!(fault.message("指标.xlsx"), "“指标.xlsx”里没有工作表“附表1”");
        assert_eq!(fault.help(), "是不是想写“附表 1”？工作表有：“附表 1”、“附表 2”");
    }

    #[test]
    fn a_long_list_of_sheets_is_cut() {
        let names: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
        let fault = Fault::NoVisibleSheet { hidden: names };
        assert!(fault.help().ends_with("“10月” 等 12 张"), "{}", fault.help());
    }

    #[test]
    fn a_text_file_has_no_sheet_to_be_named() {
        let (sheet, asked, used) = (String::new(), "D1:E9".to_owned(), "A1:C5".to_owned());
        let fault = Fault::OutsideSheet { sheet, asked, used, is_sheet_name: false };
        assert_eq!(fault.message("指标.csv"), "“指标.csv”在 D1:E9 里没有内容");
        assert_eq!(fault.help(), "有内容的范围是 A1:C5");
    }
}
