"""Writes the workbooks beside it, once, with a hidden sheet, a hidden row and a hidden column each: yincang.xlsx with openpyxl,
yincang.xls with xlwt, yincang.ods with odfpy.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install openpyxl xlwt odfpy
    /tmp/venv/bin/python tests/import/sheets/make.py
"""

import pathlib

import openpyxl
import xlwt
from odf import opendocument, style, table, text

HERE = pathlib.Path(__file__).parent
SHEET, HIDDEN = "2021年支出", "参数"
ROWS = [
    ["项目", "预算", "备注", "支出"],
    ["机房运行", 412.36, "内部", 398.2],
    ["网络租赁", 385.12, "待核", 385.12],
    ["合计", 797.48, None, 783.32],
]
TITLE, SECRET = "项目支出明细", ["折旧年限", 5]

book = openpyxl.Workbook()
sheet = book.active
sheet.title = SHEET
sheet.append([TITLE])
for row in ROWS:
    sheet.append(row)
sheet.merge_cells("A1:D1")
for row in range(3, 6):
    for column in (2, 4):
        sheet.cell(row, column).number_format = "0.00"
sheet.row_dimensions[4].hidden = True
sheet.column_dimensions["C"].hidden = True
hidden = book.create_sheet(HIDDEN)
hidden.append(SECRET)
hidden.sheet_state = "hidden"
book.save(HERE / "yincang.xlsx")

old = xlwt.Workbook(encoding="utf-8")
page = old.add_sheet(SHEET)
page.write_merge(0, 0, 0, 3, TITLE)
two_places = xlwt.easyxf(num_format_str="0.00")
for at, row in enumerate(ROWS, 1):
    for column, value in enumerate(row):
        if value is not None:
            page.write(at, column, value, *([two_places] if isinstance(value, float) else []))
page.row(3).hidden = True
page.col(2).hidden = True
other = old.add_sheet(HIDDEN)
for column, value in enumerate(SECRET):
    other.write(0, column, value)
other.visibility = 1
old.save(str(HERE / "yincang.xls"))


def cell(value, **more):
    if value is None:
        return table.TableCell(**more)
    shown = f"{value:.2f}" if isinstance(value, float) else str(value)
    kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
    made = table.TableCell(**kind, **more)
    made.addElement(text.P(text=shown))
    return made


ods = opendocument.OpenDocumentSpreadsheet()
unseen = style.Style(name="ta2", family="table")
unseen.addElement(style.TableProperties(display="false"))
ods.automaticstyles.addElement(unseen)
own = table.Table(name=SHEET)
for more in ({"numbercolumnsrepeated": 2}, {"visibility": "collapse"}, {}):
    own.addElement(table.TableColumn(**more))
first = table.TableRow()
first.addElement(cell(TITLE, numbercolumnsspanned=4, numberrowsspanned=1))
first.addElement(table.CoveredTableCell(numbercolumnsrepeated=3))
own.addElement(first)
for at, row in enumerate(ROWS):
    line = table.TableRow(**({"visibility": "collapse"} if at == 2 else {}))
    for value in row:
        line.addElement(cell(value))
    own.addElement(line)
ods.spreadsheet.addElement(own)
other = table.Table(name=HIDDEN, stylename=unseen)
line = table.TableRow()
for value in SECRET:
    line.addElement(cell(value))
other.addElement(line)
ods.spreadsheet.addElement(other)
ods.save(str(HERE / "yincang.ods"))
