"""Writes the files under docx/ beside it, once, with other programs: python-docx, pandoc, LibreOffice (out of HTML, text
and flat ODF), docx for Node; what only Word and WPS write is written by hand in hand.py. All that is said in them is
invented.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install python-docx pypandoc-binary
    (cd /tmp && npm install docx)
    NODE_PATH=/tmp/node_modules /tmp/venv/bin/python tests/import/make.py
"""

import pathlib
import struct
import subprocess
import tempfile
import zlib

import docx
import pypandoc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

import hand

HERE = pathlib.Path(__file__).parent
OUT = HERE / "docx"
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def picture():
    """A PNG of eight by six grey pixels."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes(range(40, 200, 20)) for _ in range(6))
    head = struct.pack(">IIBBBBB", 8, 6, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def run(paragraph, text, face=None, size=None, bold=None):
    one = paragraph.add_run(text)
    one.bold = bold
    if face:
        one.font.name = face
        one._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    if size:
        one.font.size = Pt(size)
    return one


def line(document, text, face=None, size=None, bold=None, align=None):
    paragraph = document.add_paragraph()
    run(paragraph, text, face, size, bold)
    paragraph.alignment = align
    return paragraph


def python_docx_typed():
    """Everything typed into plain paragraphs: numbers, indents made of spaces."""
    d = docx.Document()
    line(d, "附件2")
    line(d, "南岭县农业农村局", align=CENTER)
    line(d, "2023年度部门整体支出绩效自评报告", align=CENTER)
    for text in [
        "",
        "　　一、部门基本情况",
        "　　（一）主要职能。负责全县种植业、畜牧业和农业机械化管理。",
        "　　（二）人员情况。年末在职人员46人，离休人员2人。",
        "　　二、绩效目标完成情况",
        "　　1、产出指标。全年完成高标准农田建设1.2万亩，占计划的100%。",
        "　　2、效益指标。受益农户3 800户。",
        "　　三、存在的问题",
        "　　部分项目支出进度偏慢，截至12月31日执行率为92.6%。",
        "",
        "                         南岭县农业农村局",
        "                          2024年3月15日",
    ]:
        line(d, text)
    d.save(OUT / "python-docx-typed.docx")


def python_docx_styles():
    d = docx.Document()
    d.core_properties.title = "河湖管护工作总结"
    d.add_heading("河湖管护工作总结", 0)
    d.add_heading("工作开展情况", 1)
    d.add_paragraph("全年巡河2 160次，发现问题83个，整改83个。")
    d.add_heading("巡查", 2)
    d.add_paragraph("县级河长每月巡河一次，乡级河长每旬一次。")
    d.add_heading("整治", 2)
    d.add_heading("清理违建", 3)
    d.add_paragraph("拆除沿河违建12处、面积1 460平方米。")
    d.add_heading("下一步打算", 1)
    d.add_paragraph("落实管护经费，健全考核办法。")
    d.add_paragraph("引用的话也要留着。", style="Intense Quote")
    d.save(OUT / "python-docx-styles.docx")


def python_docx_faces():
    """Levels told by faces, run-in headings in bold."""
    d = docx.Document()
    normal = d.styles["Normal"]
    normal.font.name = "仿宋_GB2312"
    normal.font.size = Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    line(d, "关于老旧小区改造资金使用情况的报告", "方正小标宋简体", 22, align=CENTER)
    line(d, "县财政局：")
    line(d, "一、资金安排", "黑体", 16)
    line(d, "（一）上级资金", "楷体_GB2312", 16)
    p = d.add_paragraph()
    run(p, "中央补助。", bold=True)
    run(p, "下达1 200万元，已支付1 150万元。")
    p = d.add_paragraph()
    run(p, "省级补助", "楷体_GB2312", bold=True)
    run(p, "：下达300万元，")
    run(p, "全部", bold=True)
    run(p, "支付。")
    line(d, "（二）本级资金", "楷体_GB2312", 16)
    line(d, "县级配套500万元，其中")
    line(d, "二、存在问题", "黑体", 16)
    line(d, "个别小区施工进度滞后。")
    line(d, "县住房和城乡建设局", align=RIGHT)
    line(d, "2024年4月8日", align=RIGHT)
    d.save(OUT / "python-docx-faces.docx")


def python_docx_tables():
    d = docx.Document()
    line(d, "表1　2023年度项目支出情况", align=CENTER)
    line(d, "单位：万元", align=RIGHT)
    t = d.add_table(4, 5, style="Table Grid")
    for row, texts in enumerate([
        ["项目", "预算", "", "支出", "执行率"],
        ["", "年初", "调整", "", ""],
        ["机构运转", "320.00", "318.50", "318.50", "100%"],
        ["专项业务", "86.40", "90.00", "81.27", "90.3%"],
    ]):
        for column, text in enumerate(texts):
            t.cell(row, column).text = text
    t.cell(0, 1).merge(t.cell(0, 2))
    for column in (0, 3, 4):
        t.cell(0, column).merge(t.cell(1, column))
    line(d, "注：支出含上年结转。")
    outer = d.add_table(1, 2)
    outer.cell(0, 0).text = "左边"
    inner = outer.cell(0, 1).add_table(2, 2)
    for index, text in enumerate(["甲", "乙", "丙", "丁"]):
        inner.cell(index // 2, index % 2).text = text
    cell = d.add_table(1, 1).cell(0, 0)
    cell.text = "单格的表：\n第一段"
    cell.add_paragraph("第二段")
    d.save(OUT / "python-docx-tables.docx")


def python_docx_lists():
    d = docx.Document()
    line(d, "会议议定事项", align=CENTER)
    for text in ["原则同意建设方案。", "由县水利局牵头，6月底前开工。"]:
        d.add_paragraph(text, style="List Number")
    for text in ["资金由县财政统筹。", "用地由自然资源局保障。"]:
        d.add_paragraph(text, style="List Bullet")
    d.add_paragraph("各责任单位每月报送进度。", style="List Number 2")
    d.save(OUT / "python-docx-lists.docx")


def python_docx_sections():
    """Sections across the paper, page breaks, header and footer, a picture."""
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = "内部资料　注意保存"
    d.sections[0].footer.paragraphs[0].text = "— 1 —"
    line(d, "竖排的一页。")
    d.add_page_break()
    line(d, "第二页。")
    p = d.add_paragraph("段中")
    p.add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    p.add_run("换页")
    p = line(d, "段前分页。")
    p.paragraph_format.page_break_before = True
    s = d.add_section()
    s.orientation, s.page_width, s.page_height = WD_ORIENT.LANDSCAPE, s.page_height, s.page_width
    line(d, "横排的一页，下面是图。")
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        file.write(picture())
        file.flush()
        d.add_picture(file.name, width=Cm(6))
    line(d, "图1　机房现场", align=CENTER)
    s = d.add_section()
    s.orientation, s.page_width, s.page_height = WD_ORIENT.PORTRAIT, s.page_height, s.page_width
    line(d, "又是竖排。\t制表符\n换行")
    d.save(OUT / "python-docx-sections.docx")


PANDOC_REPORT = """---
title: 数字档案馆建设情况
author: 县档案馆
date: 2024年5月6日
---

# 一、建设内容

完成馆藏档案数字化加工[^1]，共计42.6万页。

1. 硬件：购置服务器4台。
2. 软件：
    a. 档案管理系统；
    b. 查阅利用系统。
3. 培训2期。

## （一）经费

| 项目 | 预算（万元） | 支出（万元） |
|:-----|-----:|-----:|
| 加工 | 86.00 | 85.20 |
| 设备 | 40.00 | 39.96 |

: 经费支出表

- 招标文件
- 验收报告

> 引文：做到应归尽归。

[^1]: 按《纸质档案数字化规范》执行。
"""

PANDOC_FORMULA = """# 计算方法

执行率按下式计算：$\\frac{a}{b} \\times 100\\%$，其中 $a$ 为支出。

$$x^2 + y_1 = \\sqrt{z}$$

**一是**加强领导。*强调*的字、~~删去~~的字，面积20m^2^。见[县政府网站](https://example.com/a?b=1)。

![拓扑图](picture.png){width=5cm}

第一行\\
第二行
"""


def pandoc():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "picture.png").write_bytes(picture())
        for name, text in [("report", PANDOC_REPORT), ("formula", PANDOC_FORMULA)]:
            pypandoc.convert_text(
                text, "docx", format="markdown", outputfile=str(OUT / f"pandoc-{name}.docx"),
                extra_args=[f"--resource-path={folder}"])


HTML = """<html><head><meta charset="utf-8"><title>网上下载的通知</title></head><body>
<h1>关于开展安全生产检查的通知</h1>
<p>各乡镇人民政府：</p>
<h2>检查范围</h2>
<ol><li>工矿商贸企业</li><li>建筑施工工地<ol type="a"><li>房建</li><li>市政</li></ol></li></ol>
<p><b>时间安排：</b>6月1日至30日。<br>逾期不再受理。</p>
<table border="1"><thead><tr><th rowspan="2">乡镇</th><th colspan="2">企业数</th></tr><tr><th>规上</th><th>规下</th></tr></thead>
<tbody><tr><td>东河镇</td><td>12</td><td>86</td></tr><tr><td>西山乡</td><td>3</td><td>41</td></tr></tbody></table>
<p style="text-align:right">县应急管理局</p></body></html>"""

TEXT = """西江县林业局2023年工作总结

一、主要工作
    完成造林2.3万亩，抚育1.1万亩。
二、存在问题
    护林员队伍老化。
"""

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="K" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="）" style:num-prefix="（"/></text:list-style>
<style:style style:name="G" style:family="graphic"><style:graphic-properties text:anchor-type="paragraph" style:wrap="parallel"/></style:style>
</office:automatic-styles>
<office:body><office:text>BODY</office:text></office:body></office:document>"""

CHANGED = """<text:tracked-changes>
<text:changed-region xml:id="c1" text:id="c1"><text:insertion><office:change-info><dc:creator>审核</dc:creator><dc:date>2024-01-02T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info><dc:creator>审核</dc:creator><dc:date>2024-01-02T00:00:00</dc:date></office:change-info><text:p>大约</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p text:style-name="K">修改过的稿子</text:p>
<text:p>全县<text:change-start text:change-id="c1"/>共有<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>水库36座<office:annotation office:name="a1"><dc:creator>审核</dc:creator><dc:date>2024-01-02T00:00:00</dc:date><text:p>数字请再核对。</text:p></office:annotation>，其中<text:bookmark text:name="OLE_LINK3"/>中型2座<text:span text:style-name="V">（内部掌握）</text:span>。</text:p>
<text:p>库容<text:note text:note-class="footnote" text:id="f1"><text:note-citation>1</text:note-citation><text:note-body><text:p>不含在建水库。</text:p></text:note-body></text:note>合计1.8亿立方米<text:note text:note-class="endnote" text:id="f2"><text:note-citation>i</text:note-citation><text:note-body><text:p>据2023年普查。</text:p></text:note-body></text:note>。</text:p>
<text:p><draw:frame draw:style-name="G" draw:name="框1" text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>文本框里的话</text:p></draw:text-box></draw:frame>框所在的段落。</text:p>
<text:list text:style-name="L"><text:list-item><text:p>加强巡查</text:p><text:list><text:list-item><text:p>汛期每日一次</text:p></text:list-item><text:list-item><text:p>平时每旬一次</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>落实责任</text:p></text:list-item></text:list>
<text:p><text:span text:style-name="B">联系人：</text:span>办公室　电话 <text:s text:c="4"/>0000-1234567</text:p>"""

CONTENTS = """<text:table-of-content text:name="目录1"><text:table-of-content-source text:outline-level="3"/><text:index-body><text:index-title text:name="t"><text:p>目录</text:p></text:index-title><text:p>一、总体情况<text:tab/>1</text:p><text:p>二、主要做法<text:tab/>2</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">一、总体情况</text:h><text:p>全年接待群众1 280人次。</text:p>
<text:h text:outline-level="1">二、主要做法</text:h><text:p>实行首问负责、一次告知、限时办结。</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row><table:table-cell><text:p>窗口</text:p></table:table-cell><table:table-cell><text:p>受理</text:p></table:table-cell><table:table-cell><text:p>办结</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>社保</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>520件</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"""


def libreoffice():
    sources = {
        "libreoffice-html.html": HTML,
        "libreoffice-text.txt": "\ufeff" + TEXT,
        "libreoffice-changes.fodt": FLAT.replace("BODY", CHANGED),
        "libreoffice-contents.fodt": FLAT.replace("BODY", CONTENTS),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.items():
            path = pathlib.Path(folder) / name
            path.write_text(text, "utf-8")
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                 *(["--infilter=HTML (StarWriter)"] if name.endswith("html") else []),
                 "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(OUT), str(path)],
                check=True, capture_output=True)


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    for make in [python_docx_typed, python_docx_styles, python_docx_faces, python_docx_tables,
                 python_docx_lists, python_docx_sections, pandoc, libreoffice]:
        make()
    subprocess.run(["node", str(HERE / "node.js"), str(OUT)], check=True)
    hand.write(OUT, picture())
