"""The blocks in LaTeX, for XeLaTeX with xeCJK."""

import re

HEAD = r"""\documentclass{article}
\usepackage[a4paper,top=37mm,left=28mm,textwidth=156mm,textheight=225mm,headheight=0pt,headsep=0pt,footskip=16mm]{geometry}
\usepackage{xeCJK,longtable,array,fancyhdr}
\setmainfont{LiberationSerif-Regular.ttf}[Path=FONTS/,Ligatures=TeXOff]
\setCJKmainfont{GongwenFangSong-Regular.ttf}[Path=FONTS/]
\newCJKfontfamily\black{GongwenHei-Regular.ttf}[Path=FONTS/]
\newCJKfontfamily\kai{GongwenKai-Regular.ttf}[Path=FONTS/]
\newCJKfontfamily\song{GongwenSong-Regular.ttf}[Path=FONTS/]
\newCJKfontfamily\biaosong{GongwenXiaoBiaoSong-Regular.ttf}[Path=FONTS/]
\fancyhf{}\renewcommand\headrulewidth{0pt}\pagestyle{fancy}
\newcommand\folio{\fontsize{14bp}{16bp}\selectfont\song —\ \thepage\ —}
\AtBeginDocument{\fancyfoot[RO]{\folio\hspace{14bp}}\fancyfoot[LE]{\hspace{14bp}\folio}}
\makeatletter\@twosidetrue\makeatother\raggedbottom
\xeCJKsetup{CJKglue=\hskip -0.207bp plus 0.08\baselineskip}
\setlength\parindent{32bp}\setlength\parskip{0pt}\setlength\topskip{14bp}
\setlength\LTpre{0pt}\setlength\LTpost{0pt}\setlength\extrarowheight{5.7bp}
\widowpenalty=0 \clubpenalty=0
\begin{document}
\fontsize{16bp}{29.612bp}\selectfont
"""
TABLE = r"\fontsize{12bp}{18bp}\selectfont\song"


def escaped(text):
    text = re.sub(r"([\\{}$&#^_~%])", lambda found: "\\" + found[0] if found[0] in "{}$&#_%" else f"\\char{ord(found[0])} ", text)
    return re.sub("〔(.+?)〕", r"{\\\1}", text)


def markup(blocks, fonts):
    parts = [HEAD.replace("FONTS", str(fonts))]
    for block in blocks:
        kind = block["kind"]
        text = escaped(block.get("lead", "")), escaped(block.get("text", ""))
        if kind == "mark":
            parts.append(f"{{\\noindent\\black {text[1]}\\par}}\\vspace{{29.612bp}}\n")
        elif kind == "title":
            lines = r"\\".join(escaped(line) for line in block["lines"])
            parts.append(f"{{\\centering\\fontsize{{22bp}}{{29.612bp}}\\selectfont\\biaosong {lines}\\par}}\\vspace{{29.612bp}}\n")
        elif kind == "text":
            lead = f"{{\\kai {text[0]}}}" if block["look"] == "h2" else text[0]
            parts.append(f"{lead}{text[1]}\n")
        elif kind == "table":
            parts.append(table(block))
        else:
            look = {"h1": "\\black ", "h2": "\\kai "}.get(kind, "")
            parts.append(f"{{{look}{text[1]}\\par\\nobreak}}\n")
    return "\n".join([*parts, r"\end{document}", ""])


def table(block):
    whole = sum(block["shares"])
    sides = {"left": "raggedright", "center": "centering", "right": "raggedleft"}
    # Two sides of 6 points and a rule for each column.
    columns = "".join(
        f">{{\\{sides[side]}\\arraybackslash}}p{{\\dimexpr{share / whole:.4f}\\textwidth-2\\tabcolsep-0.6bp}}|"
        for share, side in zip(block["shares"], block["aligned"])
    )
    row = lambda cells: " & ".join(escaped(cell) for cell in cells) + r" \\ \hline"
    lines = [f"{{{TABLE}\\begin{{longtable}}{{|{columns}}}", r"\hline", row(block["head"]), r"\endhead"]
    return "\n".join([*lines, *map(row, block["rows"]), r"\end{longtable}}", ""])
