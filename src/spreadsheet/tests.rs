//! Whole files of the programs that write them; tests/spreadsheets/make.py says how each was made.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use rust_decimal::Decimal;
use zip::write::SimpleFileOptions;

use super::*;

const OPENPYXL: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-openpyxl.xlsx");
const XLSX: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-libreoffice.xlsx");
const XLS: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-libreoffice.xls");
const XLS_XLWT: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-xlwt.xls");
const ODS: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-libreoffice.ods");

fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn asked<'a>(sheet: Option<&'a str>, area: &str) -> Asked<'a> {
    Asked { sheet, area: Area::parse(area) }
}

/// The table of make.py, as a spreadsheet program shows it.
const SHOWN: [[&str; 5]; 8] = [
    ["2024年度项目支出绩效指标", "", "", "", ""],
    ["项目", "资金（万元）", "", "执行率", "验收日期"],
    ["", "预算", "支出", "", ""],
    ["机房运行", "412.36", "398.20万元", "96.57%", "2025年3月14日"],
    ["网络租赁", "385.12", "385.12万元", "100.00%", "2024年12月31日"],
    ["人员培训", "1,200.00", "1197.48万元", "99.79%", "2025年1月2日"],
    ["软件升级", "0.10", "0.30万元", "#DIV/0!", ""],
    ["合计", "1,997.58", "(2,388.7)", "TRUE", "第一行\n第二行"],
];

#[test]
fn tables_of_other_programs_are_shown_as_they_show_them() {
    for (name, file) in [("xlsx", XLSX), ("ods", ODS), ("xls", XLS)] {
        let grid = read(file, Asked::default()).unwrap();
        assert_eq!(grid.sheet, "附表 1", "{name}");
        assert_eq!(texts(&grid), SHOWN, "{name}");
    }
}

#[test]
fn every_number_is_shown_as_libreoffice_shows_it() {
    let of_excel = include_bytes!("../../tests/spreadsheets/geshi.xlsx");
    let shown = include_bytes!("../../tests/spreadsheets/geshi.ods");
    for (sheet, cells) in [("数", 24 * 30), ("日期", 16 * 8)] {
        let ours = read(of_excel, asked(Some(sheet), "")).unwrap();
        let theirs = read(shown, asked(Some(sheet), "")).unwrap();
        let pairs = ours.rows.iter().flatten().zip(theirs.rows.iter().flatten());
        assert_eq!(pairs.clone().count(), cells);
        for (our, their) in pairs {
            assert_eq!(our.text, their.text.trim(), "{} of {sheet}", our.place);
            if let (Value::Number(our), Value::Number(their)) = (&our.value, &their.value) {
                assert_eq!(our, their);
            }
        }
    }
}

#[test]
fn numbers_are_exact_and_everything_is_told_apart() {
    for file in [XLSX, ODS, XLS] {
        let grid = read(file, Asked::default()).unwrap();
        let value = |row: usize, column: usize| &grid.rows[row - 1][column - 1].value;
        let number = |text: &str| Value::Number(Some(Decimal::from_str_exact(text).unwrap()));
        assert_eq!(*value(4, 2), number("412.36"));
        assert_eq!(*value(7, 3), number("0.3"));
        assert_eq!(*value(4, 4), number("0.965661072848967"));
        assert_eq!(*value(8, 2), number("1997.58"));
        assert_eq!(*value(8, 3), number("-2388.71"));
        assert_eq!(*value(4, 1), Value::Text);
        assert_eq!(*value(7, 4), Value::Error);
        assert_eq!(*value(8, 4), Value::Boolean(true));
        assert_eq!(*value(7, 5), Value::Empty);
        assert_eq!(*value(1, 2), Value::Covered);
        let day = Date { year: 2025, month: 3, day: 14, second: 0 };
        assert_eq!(*value(4, 5), Value::Date(day));
        assert_eq!(grid.rows[6][3].place.to_string(), "D7");
    }
}

#[test]
fn merged_cells_are_found_in_every_file() {
    let merged =
        |row, column, rows, columns| Merged { first: Place::new(row, column), rows, columns };
    let wanted = [
        merged(1, 1, 1, 5),
        merged(2, 1, 2, 1),
        merged(2, 2, 1, 2),
        merged(2, 4, 2, 1),
        merged(2, 5, 2, 1),
    ];
    for file in [OPENPYXL, XLSX, ODS, XLS] {
        assert_eq!(read(file, Asked::default()).unwrap().merged, wanted);
    }
}

#[test]
fn a_file_whose_formulas_were_never_worked_out_has_no_results() {
    let grid = read(OPENPYXL, asked(Some("附表 1"), "A4:E4")).unwrap();
    assert_eq!(texts(&grid), [["机房运行", "412.36", "398.20万元", "", "2025年3月14日"]]);
    assert_eq!(grid.rows[0][3].value, Value::Empty);
}

#[test]
fn stretches_and_sheets_are_read_as_asked() {
    for file in [OPENPYXL, XLSX, ODS, XLS] {
        let grid = read(file, asked(None, "A4:B5")).unwrap();
        assert_eq!(texts(&grid), [["机房运行", "412.36"], ["网络租赁", "385.12"]]);
        let grid = read(file, asked(None, "A6:A")).unwrap();
        assert_eq!(texts(&grid), [["人员培训"], ["软件升级"], ["合计"]]);
        let grid = read(file, asked(Some("参数"), "")).unwrap();
        assert_eq!(texts(&grid), [["不看"]]);
        let missing = read(file, asked(Some("附表1"), "")).unwrap_err();
        assert_eq!(missing.help(), "是不是想写“附表 1”？工作表有：“参数”、“附表 1”、“空表”");
        let empty = Fault::EmptySheet { sheet: "空表".to_owned() };
        assert_eq!(read(file, asked(Some("空表"), "")), Err(empty));
        let outside = read(file, asked(None, "G1:H9")).unwrap_err();
        assert_eq!(outside.help(), "有内容的范围是 A1:E8");
        let cut = read(file, asked(None, "A3:E8")).unwrap_err();
        assert_eq!(
            cut.message("指标.xlsx"),
            "“指标.xlsx”的工作表“附表 1”的范围 A3:E8 切开了合并的单元格 A2:A3"
        );
    }
}

#[test]
fn an_xls_that_was_not_written_by_an_office_program_is_read() {
    let grid = read(XLS_XLWT, Asked::default()).unwrap();
    let wanted = [
        ["2024年度项目支出绩效指标", "", ""],
        ["机房运行", "412.36万元", "2025-03-14"],
        ["网络租赁", "385.12万元", "2024-12-31"],
        ["人员培训", "1,200.00万元", "2025-01-02"],
    ];
    assert_eq!(texts(&grid), wanted);
    assert_eq!(grid.merged, [Merged { first: Place::new(1, 1), rows: 1, columns: 3 }]);
}

#[test]
fn a_reference_is_all_that_is_needed() {
    let reference = Reference::parse("指标.xlsx#'附表 1'!B4:B5").unwrap();
    let grid = read(XLSX, Asked::from(&reference)).unwrap();
    assert_eq!(texts(&grid), [["412.36"], ["385.12"]]);
}

#[test]
fn a_text_file_has_no_sheets() {
    let fault = read("项目,金额\n".as_bytes(), asked(Some("Sheet1"), "")).unwrap_err();
    assert_eq!(fault.message("指标.csv"), "“指标.csv”是文本文件，没有工作表“Sheet1”");
}

/// A container with other content in one of its parts.
fn with_part(file: &[u8], name: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if part_name == name {
            change(&mut content);
        }
        new.start_file(part_name, plain).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn replaced(file: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    with_part(file, name, |content| {
        let text = String::from_utf8(content.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        *content = text.replace(from, to).into_bytes();
    })
}

#[test]
fn a_file_that_claims_much_and_holds_little_is_read() {
    let file = replaced(XLSX, "xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"9999999999");
    assert_eq!(texts(&read(&file, Asked::default()).unwrap()), SHOWN);
    let far = replaced(XLSX, "xl/worksheets/sheet2.xml", "r=\"E8\"", "r=\"XFD1048576\"");
    let fault = Fault::TooManyCells { sheet: "附表 1".to_owned() };
    assert_eq!(read(&far, Asked::default()), Err(fault));
}

#[test]
fn what_is_locked_or_no_spreadsheet_is_told() {
    let manifest = "META-INF/manifest.xml";
    let locked = replaced(
        ODS,
        manifest,
        "</manifest:manifest>",
        "<manifest:encryption-data/></manifest:manifest>",
    );
    assert_eq!(read(&locked, Asked::default()), Err(Fault::Encrypted));
    let binary = replaced(
        XLSX,
        "[Content_Types].xml",
        "spreadsheetml.sheet.main",
        "sheet.binary.macroEnabled.main",
    );
    assert_eq!(read(&binary, Asked::default()), Err(Fault::OtherFormat(OtherFormat::Xlsb)));
    let text = replaced(ODS, "mimetype", "spreadsheet", "text");
    assert_eq!(read(&text, Asked::default()), Err(Fault::NotASpreadsheet(Lookalike::Document)));
}

proptest! {
    #[test]
    fn parts_that_are_changed_do_not_upset_it(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        which in 0_usize..5,
    ) {
        let (file, name) = [
            (ODS, "content.xml"),
            (XLSX, "xl/worksheets/sheet2.xml"),
            (XLSX, "xl/styles.xml"),
            (XLSX, "xl/workbook.xml"),
            (XLSX, "xl/sharedStrings.xml"),
        ][which];
        let file = with_part(file, name, |content| {
            for (at, byte) in &changes {
                let at = at.index(content.len());
                content[at] = byte & 0x7F;
            }
        });
        let _ = read(&file, Asked::default());
    }

    #[test]
    fn no_bytes_upset_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for start in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"<"] {
            let _ = read(&[start, &bytes].concat(), Asked::default());
        }
    }

    #[test]
    fn files_that_are_cut_or_changed_do_not_upset_it(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut: prop::sample::Index,
        cuts: bool,
    ) {
        for file in [OPENPYXL, ODS, XLS, XLS_XLWT] {
            let mut file = file.to_vec();
            for (at, byte) in &changes {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            if cuts {
                file.truncate(cut.index(file.len()));
            }
            let _ = read(&file, Asked::default());
        }
    }
}
