"""How large Typst's PDF of the sample is: the same text, the same fonts, PDF/A-2a as ours.

    pip install typst==0.15.2; python benches/typst_size.py OURS.pdf
"""

import pathlib
import re
import sys
import tempfile

import typst

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEAD = """#set document(title: "2021年度襄汾县直属机关事务服务中心项目绩效自评报告")
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: ("Liberation Serif", "Gongwen FangSong"), size: 16pt, lang: "zh", tracking: -0.207pt)
#set par(leading: 13.612pt, spacing: 13.612pt, justify: true, first-line-indent: (amount: 2em, all: true))
"""


def escaped(text):
    return re.sub(r'([\\#\[\]$*_`<>@~"/=+-])', r"\\\1", text)


def markup(lines):
    """The report in Typst's language: title, headings, paragraphs, its table."""
    rows = []
    for number, line in enumerate(lines):
        if "\t" in line:
            rows += [f'[#text(size: 12pt, font: "Gongwen Song")[{escaped(cell)}]]' for cell in line.split("\t")]
            continue
        if rows:
            yield f"#table(columns: 3, {', '.join(rows)})"
            rows = []
        if number == 0:
            yield f'#text(font: "Gongwen Hei")[{escaped(line)}]\n'
        elif number < 3:
            yield f'#align(center, text(font: "Gongwen XiaoBiaoSong", size: 22pt)[{escaped(line)}])\n'
        elif re.match("[一二三四五六七八九十]+、", line) and len(line) < 20:
            yield f'#heading(level: 1, text(size: 16pt, font: "Gongwen Hei", weight: "regular")[{escaped(line)}])\n'
        elif re.match("（[一二三四五六七八九十]+）", line) and len(line) < 25:
            yield f'#heading(level: 2, text(size: 16pt, font: "Gongwen Kai", weight: "regular")[{escaped(line)}])\n'
        else:
            yield escaped(line) + "\n"


def main():
    lines = (ROOT / "tests" / "data" / "xiangfen-2021.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "report.typ"
        source.write_text(HEAD + "\n".join(markup(lines)), encoding="utf-8")
        fonts = [str(ROOT / "fonts")]
        theirs = typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True, pdf_standards="a-2a")
    ours = pathlib.Path(sys.argv[1]).stat().st_size
    print(f"Typst {len(theirs)} bytes, chengwen {ours} bytes: {ours / len(theirs):.1%}")


main()
