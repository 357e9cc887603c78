"""Writes by hand what only Word and WPS write: numbers counted by styles, fragments of edits, fields, tracked changes, text
boxes, strict files, merged tables. Called by make.py. All that is said in them is invented."""

import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = {
    "styles": "styles.xml", "numbering": "numbering.xml", "theme": "theme/theme1.xml", "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml", "comments": "comments.xml", "header": "header1.xml", "footer": "footer1.xml",
    "image": "media/image1.png", "chart": "charts/chart1.xml", "aFChunk": "afchunk1.mht",
}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def content_type(kind):
    if kind == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    if kind == "chart":
        return "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    return f"{MAIN}{kind}+xml"


def save(path, body, parts=None, more=None):
    """`parts`: kind of part → what is in its root, or bytes; its id in the body is its kind."""
    parts = parts or {}
    roots = {"styles": "w:styles", "numbering": "w:numbering", "footnotes": "w:footnotes", "endnotes": "w:endnotes",
             "comments": "w:comments", "header": "w:hdr", "footer": "w:ftr"}
    overrides = "".join(
        f'<Override PartName="/word/{TYPES[kind]}" ContentType="{content_type(kind)}"/>'
        for kind in parts if kind not in ("image", "aFChunk"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        def put(name, text):
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
        put("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="mht" ContentType="message/rfc822"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>{overrides}</Types>')
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        put("_rels/.rels", HEAD + relations + f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
        put("word/_rels/document.xml.rels", HEAD + relations + "".join(
            f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{TYPES[kind]}"/>' for kind in parts) + "</Relationships>")
        put("word/document.xml", HEAD + f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for kind, inside in parts.items():
            if kind in roots:
                inside = HEAD + f"<{roots[kind]} {SPACES}>{inside}</{roots[kind]}>"
            put(f"word/{TYPES[kind]}", inside)
        for name, inside in (more or {}).items():
            put(name, inside)


def r(text, look="", rsid=""):
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    rsid = f' w:rsidR="{rsid}"' if rsid else ""
    return f'<w:r{rsid}>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside, own=""):
    if inside and not inside.startswith("<"):
        inside = r(inside)
    own = f"<w:pPr>{own}</w:pPr>" if own else ""
    return f"<w:p>{own}{inside}</w:p>"


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction, result):
    return char("begin") + code(instruction) + char("separate") + result + char("end")


def style(name, title, base="", paragraph="", run="", kind="paragraph", more=""):
    base = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (f'<w:style w:type="{kind}" w:styleId="{name}"{more}><w:name w:val="{title}"/>{base}'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>")


def level(index, form, text, more=""):
    return (f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
            f'<w:lvlText w:val="{text}"/></w:lvl>')


def counted(list_, level_):
    return f'<w:numPr><w:ilvl w:val="{level_}"/><w:numId w:val="{list_}"/></w:numPr>'


def theme(path):
    body = (
        p(r("关于", rsid="00A1") + '<w:proofErr w:type="spellStart"/>' + r("开展", rsid="00B2") + '<w:proofErr w:type="spellEnd"/>'
          + r("文明交通", rsid="00C3") + r("行动的通知", rsid="00D4"), '<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>')
        + p('<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>' + r("各社区", '<w:rFonts w:hint="eastAsia"/>') + r("居民委员会："))
        + p('<w:smartTag w:uri="urn:x" w:element="date">' + r("2024") + r("年6月1日") + "</w:smartTag>" + r("起，")
            + "<w:r><w:lastRenderedPageBreak/><w:t>开展</w:t></w:r>" + r("为期一个月的整治。"))
        + p(r("第一阶段", '<w:rFonts w:eastAsiaTheme="majorEastAsia"/>') + r("：宣传发动。"))
        + p(r("第二阶段：", "<w:b/>") + r("集中整治。", '<w:b w:val="0"/>'))
        + p(r("全部加粗", "<w:rStyle w:val=\"Strong\"/>"))
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    fonts = ('<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:fontScheme name="Office">'
             '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>'
             '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="仿宋"/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>')
    styles = ('<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
              + style("a", "Normal", more=' w:default="1"') + style("Strong", "Strong", run="<w:b/>", kind="character"))
    save(path, body, {"styles": styles, "theme": HEAD + fonts})


def numbering(path):
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>') + level(2, "decimal", "%3.")
        + level(3, "decimalEnclosedCircleChinese", "%4") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "第%1条") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="2">' + level(0, "ideographTraditional", "%1、") + level(1, "upperRoman", "%2.")
        + level(2, "lowerLetter", "%3)") + level(3, "chineseLegalSimplified", "%4、") + level(4, "decimalFullWidth", "%5．") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="MyList"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="MyList"/>' + level(0, "japaneseCounting", "%1是") + "</w:abstractNum>"
        + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(6))
        + '<w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">' + level(0, "chineseCounting", "第%1章") + "</w:lvlOverride></w:num>")
    styles = (style("a", "Normal", more=' w:default="1"')
              + style("1", "heading 1", "a", '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>')
              + style("2", "heading 2", "a", '<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
              + style("11", "我的一级", "1") + style("MyList", "MyList", paragraph='<w:numPr><w:numId w:val="6"/></w:numPr>', kind="numbering"))
    s = '<w:pStyle w:val="{}"/>'.format
    body = "".join([
        p("机构概况", s("1")), p("主要职责", s("2")), p("编制规划", counted(1, 2)), p("监督实施", counted(1, 2)), p("日常检查", counted(1, 3)),
        p("专项检查", counted(1, 3)), p("内设机构", s("2")), p("办公室", counted(1, 2)), p("另起的一项", counted(7, 2)), p("再一项", counted(7, 2)),
        p("预算执行", s("11")), p("不编号的标题", s("1") + counted(0, 0)), p("收入", s("2")), p("总则", counted(2, 0)), p("适用范围", counted(2, 1)),
        p("附则", counted(8, 0)), p("甲项", counted(3, 0)), p("罗马", counted(3, 1)), p("字母", counted(3, 2)), p("大写", counted(3, 3)),
        p("全角", counted(3, 4)), p("黑点", counted(4, 0)), p("加强领导", counted(5, 0)), p("严格考核", counted(5, 0)),
        p("", s("1")),
    ])
    save(path, body, {"styles": styles, "numbering": lists})


def contents(path):
    entry = lambda text, page, name: p(
        char("begin") + code(f' HYPERLINK \\l "{name}" ') + char("separate") + r(text) + "<w:r><w:tab/></w:r>"
        + field(f" PAGEREF {name} \\h ", r(page)) + char("end"), '<w:pStyle w:val="TOC1"/>')
    first = entry("一、工作进展", "1", "_Toc100").replace("</w:pPr>", "</w:pPr>" + char("begin") + code(' TOC \\o "1-3" \\h \\z \\u ') + char("separate"), 1)
    control = ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>'
               + p("目　录", '<w:jc w:val="center"/>') + first + entry("二、存在困难", "3", "_Toc101") + p(char("end")) + "</w:sdtContent></w:sdt>")
    body = (p("乡村公路养护报告", '<w:pStyle w:val="Title"/>') + control
            + p('<w:bookmarkStart w:id="1" w:name="_Toc100"/>' + r("一、工作进展") + '<w:bookmarkEnd w:id="1"/>', '<w:pStyle w:val="Heading1"/>')
            + p(r("完成养护里程") + '<w:sdt><w:sdtPr/><w:sdtContent>' + r("186") + "</w:sdtContent></w:sdt>" + r("公里，见") + field(" REF _Ref9 \\h ", r("表1")) + r("。"))
            + p('<w:bookmarkStart w:id="2" w:name="_Ref9"/>' + r("表") + field(" SEQ 表 \\* ARABIC ", r("1")) + '<w:bookmarkEnd w:id="2"/>' + r("　养护情况"), '<w:jc w:val="center"/>')
            + p(r("二、存在困难"), '<w:pStyle w:val="Heading1"/>')
            + p(r("资金缺口") + '<w:fldSimple w:instr=" DOCPROPERTY 缺口 ">' + r("320") + "</w:fldSimple>" + r("万元。")))
    styles = (style("a", "Normal", more=' w:default="1"') + style("Title", "Title", paragraph='<w:jc w:val="center"/>') + style("TOC1", "toc 1")
              + style("Heading1", "heading 1", paragraph='<w:outlineLvl w:val="0"/><w:pageBreakBefore/>'))
    save(path, body, {"styles": styles})


def changes(path):
    mark = lambda name: f'<w:rPr><w:{name} w:id="9" w:author="审核" w:date="2024-01-02T00:00:00Z"/></w:rPr>'
    deleted = lambda text: f'<w:del w:id="1" w:author="审核"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    inserted = lambda text: f'<w:ins w:id="2" w:author="审核">{r(text)}</w:ins>'
    row = lambda text, own="": f"<w:tr>{own}<w:tc>{p(text)}</w:tc><w:tc>{p('值')}</w:tc></w:tr>"
    body = "".join([
        p(r("全年处理投诉") + deleted("约") + inserted("共") + r("128件。")),
        p(deleted("这一段整段删去。"), mark("del") + ""),
        p(r("这一句的段末标记删了，"), mark("del")), p(r("所以与下一段相连。")),
        p('<w:moveFrom w:id="3">' + r("移走的话。") + "</w:moveFrom>" + r("留下的话。")),
        p('<w:moveTo w:id="4">' + r("移走的话。") + "</w:moveTo>"),
        p(r("公开部分") + r("不公开部分", "<w:vanish/>") + r("，并非隐藏", '<w:vanish w:val="0"/>') + r("按样式隐藏", '<w:rStyle w:val="Secret"/>')),
        p(r("整段隐藏", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>"),
        p('<w:commentRangeStart w:id="5"/>' + r("依据不足") + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'),
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid>"
        + row("甲") + row("删去的行", '<w:trPr><w:del w:id="6" w:author="审核"/></w:trPr>').replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        + row("乙") + "</w:tbl>", p("完。"),
    ])
    styles = style("a", "Normal", more=' w:default="1"') + style("Secret", "内部", run="<w:vanish/>", kind="character")
    comments = '<w:comment w:id="5" w:author="审核">' + p("请补充文号。") + p("急。") + "</w:comment>"
    save(path, body, {"styles": styles, "comments": comments})


def boxes(path, picture):
    box = lambda text: f"<w:txbxContent>{text}</w:txbxContent>"
    drawn = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1800000" cy="720000"/><wp:docPr id="1" name="文本框 1"/>'
             '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{0}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
             '<mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    image = ('<w:r><w:drawing><wp:{0}><wp:extent cx="2160000" cy="1620000"/><wp:docPr id="2" name="图片 2" descr="{1}"/><a:graphic><a:graphicData '
             'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{0}></w:drawing></w:r>')
    body = "".join([
        p(r("锚在这一段") + drawn.format(box(p("签发：") + p("核稿："))) + r("，后面还有话。")),
        p('<w:r><w:pict><v:shape style="width:90pt;height:40pt"><v:textbox>' + box(p("老式文本框")) + "</v:textbox></v:shape></w:pict></w:r>"),
        p(image.format("inline", "机房平面图") + r("图在行里")), p(image.format("anchor", "") + r("图浮在旁边")),
        p('<w:r><w:pict><v:shape style="position:absolute;width:120.5pt;height:80pt" alt="老式图"><v:imagedata r:id="image"/></v:shape></w:pict></w:r>'),
        p('<w:r><w:object><v:shape><v:imagedata r:id="image"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>' + r("嵌了一张表")),
        p('<w:r><w:drawing><wp:inline><wp:docPr id="3" name="图表 3"/><a:graphic><a:graphicData><c:chart r:id="chart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
        '<w:altChunk r:id="aFChunk"/>', p("末段。"),
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>'])
    header = p('<w:r><w:pict><v:shape type="#_x0000_t136"><v:textpath string="机密"/></v:shape></w:pict></w:r>' + r("青山县审计局"))
    footer = p(r("第") + field(" PAGE ", r("1")) + r("页　共") + field(" NUMPAGES ", r("3")) + r("页"))
    chart = ('<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
             "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>各乡镇得分</a:t></a:r></a:p></c:rich></c:tx></c:title><c:v>东河镇</c:v><c:v>96</c:v></c:chart></c:chartSpace>")
    save(path, body, {"header": header, "footer": footer, "image": picture, "chart": HEAD + chart, "aFChunk": "MIME-Version: 1.0\r\n\r\n<p>x</p>"})


def wps(path):
    face = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="{}" w:hint="eastAsia"/><w:sz w:val="32"/>'.format
    body = "".join([
        p(r("附件3", face("黑体")), ""), p("", ""),
        p(r("青山县水利局", '<w:rFonts w:eastAsia="方正小标宋_GBK"/><w:sz w:val="44"/>'), '<w:pStyle w:val="5"/><w:jc w:val="center"/>'),
        p(r("小型水库除险加固项目绩效自评报告", '<w:rFonts w:eastAsia="方正小标宋_GBK"/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>'),
        p(r("一、项目概况", face("黑体")), '<w:ind w:firstLineChars="200"/>'),
        p(r("（一）立项依据。", face("楷体_GB2312") + "<w:b/>") + r("根据年度计划，对6座水库实施加固。", face("仿宋_GB2312")), '<w:ind w:firstLineChars="200"/>'),
        p(r("（二）资金情况。", face("楷体_GB2312") + "<w:b/>") + r("总投资860万元，到位", face("仿宋_GB2312")) + r("860", face("仿宋_GB2312").replace("仿宋_GB2312\" w:ea", "Times New Roman\" w:ea", 1)) + r("万元。", face("仿宋_GB2312")), '<w:ind w:firstLineChars="200"/>'),
        p(r("目标名称 ", face("仿宋_GB2312")) + "<w:r><w:tab/></w:r>" + r("目标值", face("仿宋_GB2312")) + "<w:r><w:tab/><w:tab/></w:r>" + r("完成值", face("仿宋_GB2312"))),
        p(r("加固座数", face("仿宋_GB2312")) + "<w:r><w:tab/></w:r>" + r("6座", face("仿宋_GB2312")) + "<w:r><w:tab/><w:tab/></w:r>" + r("6座", face("仿宋_GB2312"))),
        p(r("青山县水利局", face("仿宋_GB2312")), '<w:ind w:rightChars="400"/><w:jc w:val="right"/>'),
        p(r("2024年2月28日", face("仿宋_GB2312")), '<w:jc w:val="right"/>'),
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'])
    footer = p(r("— ") + field(" PAGE  \\* MERGEFORMAT ", r("2")) + r(" —"))
    styles = style("1", "Normal", more=' w:default="1"') + style("5", "样式 居中", "1", '<w:jc w:val="center"/>')
    save(path, body, {"styles": styles, "footer": footer})


def fields(path):
    fraction = "<m:f><m:num><m:r><m:t>{}</m:t></m:r></m:num><m:den><m:r><m:t>{}</m:t></m:r></m:den></m:f>"
    body = "".join([
        p(char("begin") + code(" eq \\o\\ac(○,") + code("1)") + char("end") + r("圈出来的一")),
        p(char("begin") + code(" eq \\o\\ac(□,√)") + char("end") + r("打勾的框")),
        p(r("填表人：") + char("begin") + code(" FORMTEXT ") + char("separate") + r("张某") + char("end")),
        p(r("没有结尾的域") + char("begin") + code(" DATE ")), p("后面的话不能丢。"),
        p(r("目录没有结尾") + char("begin") + code(" TOC ") + char("separate") + r("一、甲")), p("这一段也不能丢。"),
        p('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>' + r("是　") + '<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>' + r("否　")
          + '<w:r><w:sym w:font="MT Extra" w:char="F04A"/></w:r>' + r("&#xF0FE;旧式", '<w:rFonts w:ascii="Wingdings"/>') + r("&#xE123;自造字")),
        p("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:t>号</w:t><w:ptab/><w:t>右</w:t><w:cr/><w:t>下行</w:t></w:r>"),
        p("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("zhāng") + "</w:rt><w:rubyBase>" + r("张") + "</w:rubyBase></w:ruby></w:r>" + r("某")),
        p(r("执行率＝") + "<m:oMath>" + fraction.format("支出", "预算") + "<m:r><m:t>×100%</m:t></m:r></m:oMath>" + r("；面积20m") + r("2", '<w:vertAlign w:val="superscript"/>')),
        "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>",
        p("<m:oMathPara><m:oMath><m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara>"),
        p(r("嵌套") + char("begin") + code(" IF ") + field(" PAGE ", r("1")) + code(' = 1 "首页" "" ') + char("separate") + r("首页") + char("end")),
    ])
    save(path, body)


def notes(path):
    call = lambda number, more="": f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'
    note = lambda kind, number, text: f'<w:{kind} w:id="{number}">' + p(f"<w:r><w:{kind}Ref/></w:r>" + r(" " + text)) + f"</w:{kind}>"
    ends = lambda kind: f'<w:{kind} w:type="separator" w:id="-1">' + p("<w:r><w:separator/></w:r>") + f"</w:{kind}>"
    body = "".join([
        p(r("第一处") + call(3) + r("，第二处") + call(1) + r("。")),
        p(r("自己的记号") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>' + r("，尾注") + '<w:r><w:endnoteReference w:id="2"/></w:r>' + r("。")),
        p(r("删了的") + '<w:del w:id="8">' + call(5) + "<w:r><w:delText>脚注</w:delText></w:r></w:del>" + r("。")),
    ])
    footnotes = ends("footnote") + note("footnote", 1, "后写的注。") + note("footnote", 3, "先叫的注。") + note("footnote", 4, "星号的注。") + note("footnote", 5, "没人叫的注。")
    save(path, body, {"footnotes": footnotes, "endnotes": ends("endnote") + note("endnote", 2, "尾注的话。")})


def tables(path):
    cell = lambda text, own="": f"<w:tc><w:tcPr>{own}</w:tcPr>{p(text)}</w:tc>"
    span = lambda n: f'<w:gridSpan w:val="{n}"/>'
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = lambda *widths: "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    body = "".join([
        p("边线没有对齐的表", '<w:jc w:val="center"/>'),
        "<w:tbl>" + grid(2000, 60, 1940, 30, 2000)
        + f"<w:tr>{head}" + cell("项目") + cell("预算", span(2)) + cell("支出", span(2)) + "</w:tr>"
        + "<w:tr>" + cell("办公", span(2)) + cell("12") + cell("11.8", span(2)) + "</w:tr>"
        + "<w:tr>" + cell("差旅", span(2)) + cell("30", span(2)) + cell("28") + "</w:tr></w:tbl>",
        p("竖着合并、横着合并、缺格"),
        "<w:tbl>" + grid(1000, 1000, 1000, 1000)
        + "<w:tr>" + cell("甲", down) + cell("乙", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("丙") + "</w:tr>"
        + "<w:tr>" + cell("盖住的字", more) + cell("丁") + cell("戊") + cell("己", down) + "</w:tr>"
        + '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("庚") + cell("辛") + cell("", more) + "</w:tr>"
        + "<w:sdt><w:sdtContent><w:tr>" + cell("壬") + "<w:sdt><w:sdtContent>" + cell("癸", span(3)) + "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
        p("格里有表"),
        "<w:tbl>" + grid(4000) + "<w:tr><w:tc>" + p("前") + "<w:tbl>" + grid(2000, 2000) + "<w:tr>" + cell("内左") + cell("内右") + "</w:tr></w:tbl>" + p("后") + "</w:tc></w:tr></w:tbl>",
        p("完。"),
    ])
    save(path, body)


def strict(path):
    save(path, p("严格格式的文件", '<w:jc w:val="center"/>') + p("内容与别的一样。") + '<w:sectPr><w:pgSz w:w="842pt" w:h="595pt" w:orient="landscape"/></w:sectPr>')
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            data = data.replace(W.encode(), STRICT.encode()).replace(R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            name = name.replace("word/document.xml", "word/document2.xml").replace("_rels/document.xml", "_rels/document2.xml")
            data = data.replace(b"word/document.xml", b"word/document2.xml")
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write(folder, picture):
    theme(folder / "word-theme.docx")
    numbering(folder / "word-numbering.docx")
    contents(folder / "word-contents.docx")
    changes(folder / "word-changes.docx")
    boxes(folder / "word-boxes.docx", picture)
    wps(folder / "wps-report.docx")
    fields(folder / "word-fields.docx")
    notes(folder / "word-notes.docx")
    tables(folder / "word-tables.docx")
    strict(folder / "word-strict.docx")
    save(folder / "word-macros.docx", p("带宏的文件。"), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
