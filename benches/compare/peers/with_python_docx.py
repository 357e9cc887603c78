"""The blocks as a DOCX with python-docx: BLOCKS.json OUT.docx, or BLOCKS.json ROWS.csv FOLDER for a file of each row."""

import csv
import json
import pathlib
import re
import sys

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
# Style, kind, face, size, line, indent, side.
STYLES = [
    ("Normal", "公文仿宋", 16, 29.6, 32, WD_ALIGN_PARAGRAPH.JUSTIFY),
    ("Heading 1", "公文黑体", 16, 29.6, 32, None),
    ("Heading 2", "公文楷体", 16, 29.6, 32, None),
    ("Heading 3", "公文仿宋", 16, 29.6, 32, None),
    ("Title", "公文小标宋", 22, 29.6, 0, WD_ALIGN_PARAGRAPH.CENTER),
    ("附件标识", "公文黑体", 16, 29.6, 0, WD_ALIGN_PARAGRAPH.LEFT),
    ("表头", "公文黑体", 12, 18, 0, WD_ALIGN_PARAGRAPH.CENTER),
    ("表格文字", "公文宋体", 12, 18, 0, WD_ALIGN_PARAGRAPH.LEFT),
    ("页码", "公文宋体", 14, 16, 0, None),
]


def face(font, name):
    font.name = name
    fonts = font._element.rPr.rFonts
    for attribute in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(attribute), name)
    for attribute in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)


def empty():
    """A document with the page, the styles and the page numbers of the standard."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    known = {style.name for style in document.styles}
    for name, font, size, line, indent, side in STYLES:
        style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        face(style.font, font)
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), False, docx.shared.RGBColor(0, 0, 0)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
        shape.first_line_indent = Pt(indent)
        if side is not None:
            shape.alignment = side
    # The template that python-docx starts from rules a line under titles.
    title = document.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))
    face(document.styles.add_style("二级段首", WD_STYLE_TYPE.CHARACTER).font, "公文楷体")
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        numbered(footer.paragraphs[0], side)
    return document


def numbered(paragraph, side):
    paragraph.style, paragraph.alignment = "页码", SIDES[side]
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def fill(document, blocks, filled):
    for block in blocks:
        kind = block["kind"]
        if kind == "mark":
            document.add_paragraph(filled(block["text"]), "附件标识")
            document.add_paragraph()
        elif kind == "title":
            document.add_paragraph("\n".join(map(filled, block["lines"])), "Title")
            document.add_paragraph()
        elif kind == "text":
            paragraph = document.add_paragraph()
            if block["lead"]:
                paragraph.add_run(filled(block["lead"]), "二级段首" if block["look"] == "h2" else None)
            paragraph.add_run(filled(block["text"]))
        elif kind == "table":
            table(document, block, filled)
        else:
            document.add_paragraph(filled(block["text"]), f"Heading {kind[1]}")


def table(document, block, filled):
    rows = [block["head"], *block["rows"]]
    made = document.add_table(len(rows), len(block["shares"]), "Table Grid")
    made.autofit = False
    whole = sum(block["shares"])
    widths = [Mm(156 * share / whole) for share in block["shares"]]
    for column, width in zip(made.columns, widths):
        column.width = width
    for number, (row, texts) in enumerate(zip(made.rows, rows)):
        for cell, text, side, width in zip(row.cells, texts, block["aligned"], widths):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = "表格文字" if number else "表头"
            if number and side != "left":
                paragraph.alignment = SIDES[side]
            paragraph.add_run(filled(text))
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def main():
    blocks = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    if len(sys.argv) == 3:
        document = empty()
        fill(document, blocks, lambda text: text)
        document.save(sys.argv[2])
        return
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), 1):
            document = empty()
            fill(document, blocks, lambda text: re.sub("〔(.+?)〕", lambda found: row[found[1]], text))
            document.save(pathlib.Path(sys.argv[3]) / f"{number}.docx")


if __name__ == "__main__":
    main()
