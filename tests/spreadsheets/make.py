"""Writes the spreadsheet files beside it, once: openpyxl makes zhibiao-openpyxl.xlsx and geshi.xlsx (many
numbers in many formats), LibreOffice 7.4 turns the first into its own .xlsx, .ods and .xls and the second
into geshi.ods, which says how it shows each number; xlwt makes zhibiao-xlwt.xls.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install openpyxl xlwt
    /tmp/venv/bin/python tests/spreadsheets/make.py
"""

import datetime
import pathlib
import subprocess
import tempfile

import openpyxl
import xlwt

HERE = pathlib.Path(__file__).parent
ROWS = [
    ("机房运行", 412.36, 398.2, "=C4/B4", datetime.date(2025, 3, 14)),
    ("网络租赁", 385.12, 385.12, "=C5/B5", datetime.date(2024, 12, 31)),
    ("人员培训", 1200, 1197.48, "=C6/B6", datetime.date(2025, 1, 2)),
    ("软件升级", 0.1, "=B7+0.2", "=C7/0", None),
]


def fill(sheet):
    sheet["A1"] = "2024年度项目支出绩效指标"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "项目"
    sheet.merge_cells("A2:A3")
    sheet["B2"] = "资金（万元）"
    sheet.merge_cells("B2:C2")
    sheet["B3"], sheet["C3"] = "预算", "支出"
    sheet["D2"], sheet["E2"] = "执行率", "验收日期"
    sheet.merge_cells("D2:D3")
    sheet.merge_cells("E2:E3")
    for index, row in enumerate(ROWS, 4):
        for column, value in enumerate(row, 1):
            sheet.cell(index, column).value = value
        sheet.cell(index, 2).number_format = "#,##0.00"
        sheet.cell(index, 3).number_format = '0.00"万元"'
        sheet.cell(index, 4).number_format = "0.00%"
        sheet.cell(index, 5).number_format = 'yyyy"年"m"月"d"日"'
    sheet["A8"] = "合计"
    sheet["B8"] = "=SUM(B4:B7)"
    sheet["B8"].number_format = "#,##0.00;-#,##0.00"
    sheet["C8"] = -2388.71
    sheet["C8"].number_format = "#,##0.0;(#,##0.0)"
    sheet["D8"] = True
    sheet["E8"] = "第一行\n第二行"
    sheet["E8"].number_format = "@"
    sheet["H20"].number_format = "0.00"


NUMBER_FORMATS = [
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.0#", "#,##0.0##", '0.00"万元"',
    '0.00;-0.00;"—"', "0.00;(0.00)", "#,##0.00;[Red]-#,##0.00", "00000", "#,##0,", "0.00,,",
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "[$¥-804]#,##0.00", '0.0"%"',
    "000-0000-0000", "# ##0.00", "#,##0.00元;[Red]-#,##0.00元", "0.000", "#", "#.0",
]
NUMBERS = [
    0, 1, -1, 0.5, -0.5, 0.005, 0.015, 2.675, -2.675, 0.1 + 0.2, 12, 999, 999.995, 1000, -1000,
    1234.5, 1234567.891, -1234567.891, 0.81, 0.8125, 1.13, 13800138000, 2388.71, 1e-7, 123456789012,
    -64.36, 8571.3, 0.07, -33.333333, 45678.9995,
]
DATE_FORMATS = [
    "yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy年mm月", "m/d/yy", "h:mm", "hh:mm:ss",
    "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss", "mm:ss", "mm:ss.00", "d-mmm-yy", "mmmm d, yyyy", "h:mm AM/PM",
    "dddd", "yy.m.d",
]
# Before March 1900 and between two seconds LibreOffice shows what Excel does not.
DATES = [61, 366, 36585, 45658, 45730, 45730.4375, 45730.75, 47000.5]


def formats(book):
    for name, codes, values in [("数", NUMBER_FORMATS, NUMBERS), ("日期", DATE_FORMATS, DATES)]:
        sheet = book.create_sheet(name)
        for column, code in enumerate(codes, 1):
            for row, value in enumerate(values, 1):
                cell = sheet.cell(row, column)
                cell.value, cell.number_format = value, code
    book.remove(book.worksheets[0])


def convert(source, kind, folder):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/user", "--headless",
         "--convert-to", kind, "--outdir", folder, str(source)], check=True)
    return (pathlib.Path(folder) / source.with_suffix(f".{kind}").name).read_bytes()


def main():
    book = openpyxl.Workbook()
    book.active.title = "参数"
    book.active["A1"] = "不看"
    book.active.sheet_state = "hidden"
    fill(book.create_sheet("附表 1"))
    book.create_sheet("空表")
    book.active = 1
    plain = HERE / "zhibiao-openpyxl.xlsx"
    book.save(plain)
    many = openpyxl.Workbook()
    formats(many)
    many.save(HERE / "geshi.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ["xlsx", "ods", "xls"]:
            made = convert(plain, kind, folder)
            (HERE / f"zhibiao-libreoffice.{kind}").write_bytes(made)
        (HERE / "geshi.ods").write_bytes(convert(HERE / "geshi.xlsx", "ods", folder))
    old = xlwt.Workbook(encoding="utf-8")
    sheet = old.add_sheet("附表 1")
    sheet.write_merge(0, 0, 0, 2, "2024年度项目支出绩效指标")
    money = xlwt.easyxf(num_format_str='#,##0.00"万元"')
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, (name, budget, _, _, date) in enumerate(ROWS[:3], 1):
        sheet.write(row, 0, name)
        sheet.write(row, 1, budget, money)
        sheet.write(row, 2, date, day)
    old.save(HERE / "zhibiao-xlwt.xls")


main()
