"""The blocks as a web page, for WeasyPrint."""

import html

FACES = {
    "fang": "GongwenFangSong", "hei": "GongwenHei", "kai": "GongwenKai", "song": "GongwenSong",
    "biao": "GongwenXiaoBiaoSong", "times": "LiberationSerif",
}
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt times, song; padding-right: 1em } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt times, song; padding-left: 1em } }
body { margin: 0; font: 16pt/29.612pt times, fang; letter-spacing: -0.207pt; text-align: justify; widows: 1; orphans: 1 }
p, h1, h2, h3, h4 { margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em }
h1 { font-family: times, hei } h2, .h2 { font-family: times, kai }
.mark { font-family: times, hei; text-indent: 0; margin-bottom: 29.612pt }
.title { font: 22pt/29.612pt times, biao; letter-spacing: 0; text-align: center; text-indent: 0; margin-bottom: 29.612pt }
table { width: 100%; border-collapse: collapse; font: 12pt/18pt times, song; letter-spacing: 0; text-align: left }
th { font-family: times, hei; font-weight: normal; text-align: center } th, td { border: 0.5pt solid; padding: 1mm }
tr { break-inside: avoid }
"""


def page(blocks, fonts):
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url({(fonts / f'{file}-Regular.ttf').as_uri()}) }}\n"
        for name, file in FACES.items()
    )
    parts = [f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>报告</title><style>{faces}{STYLE}</style>']
    for block in blocks:
        kind = block["kind"]
        text = html.escape(block.get("text", ""))
        if kind == "mark":
            parts.append(f'<p class="mark">{text}</p>')
        elif kind == "title":
            parts.append(f'<p class="title">{"<br>".join(html.escape(line) for line in block["lines"])}</p>')
        elif kind == "text":
            lead = html.escape(block["lead"])
            parts.append(f'<p>{f"""<span class="{block["look"]}">{lead}</span>""" if lead else ""}{text}</p>')
        elif kind == "table":
            parts.append(table(block))
        else:
            parts.append(f"<{kind}>{text}</{kind}>")
    return "\n".join(parts)


def table(block):
    whole = sum(block["shares"])
    columns = "".join(f'<col style="width: {share / whole:.2%}">' for share in block["shares"])
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in block["head"])
    cell = lambda text, side: f'<td style="text-align: {side}">{html.escape(text)}</td>'
    rows = ("".join(map(cell, row, block["aligned"])) for row in block["rows"])
    return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
