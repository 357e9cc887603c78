"""Writes what the fuzzers begin with, and their dictionary.

    seeds.py CHENGWEN FOLDER

FOLDER gets a folder of inputs for each target: the documents, tables and pictures of this repository, the examples of
its guide, what CHENGWEN makes of some documents. Archives are taken apart into the text of parts that entry/archive.rs
puts together again. FOLDER/dictionary gets the words of the language: its keys, those of templates, formulas, and the
names that readers of office files look for.
"""

import io
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SMALL = ["标题: 报告\n正文:\n  - 一段文字，2388.71万元。\n", "标题: 报告\n正文:\n  - 表: {列: [甲, 乙], 行: [[一, 二]]}\n"]
LARGEST = 60_000
WEB = [
    b"?md\n# \xe6\x8a\xa5\xe5\x91\x8a\n\n## a\n\n1. b\n   - c\n\n| d | e |\n|---|--:|\n| 1 | 2 |\n\n> f[^1]\n\n[^1]: g\n\n![h](i.png)\n\n```\nj\n```\n",
    b"?html\n<!doctype html><title>a</title><h1>b</h1><p>c<br>d&nbsp;<b>e</b></p><ol><li>f<ul><li>g</ul></ol>"
    b"<table><caption>h</caption><tr><th rowspan=2>i<th colspan=2>j<tr><td>1<td>2</table><pre>k\nl</pre><img src=m.png alt=n>",
    b"?csv\n\xe9\xa1\xb9\xe7\x9b\xae,\xe9\x87\x91\xe9\xa2\x9d\n\xe7\x94\xb2,1.50\xe4\xb8\x87\xe5\x85\x83\n",
]


def examples():
    """The YAML blocks of the guide and its formulas."""
    guide = (REPOSITORY / "docs/guide.md").read_text()
    return re.findall(r"```yaml\n(.*?)```", guide, re.S), re.findall(r"\{\{(.+?)\}\}", guide)


def parts(archive, wanted):
    """An archive as the text of its parts."""
    text = b""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            if re.search(wanted, name):
                text += b"=== " + name.encode() + b"\n" + opened.read(name).strip() + b"\n"
    return text


def built(chengwen, text, files):
    """The DOCX and the PDF of a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(text)
        for file in files:
            target = Path(folder) / file.relative_to(REPOSITORY / "tests/documents")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.read_bytes())
        subprocess.run([chengwen, "build", str(path)], check=True, capture_output=True)
        return path.with_suffix(".docx").read_bytes(), path.with_suffix(".pdf").read_bytes()


def seeds(chengwen):
    """Target → inputs."""
    blocks, formulas = examples()
    pictures = sorted((REPOSITORY / "tests/documents/图片").iterdir())
    documents = [path.read_text() for folder in ("data", "tests/documents", "templates/starters")
                 for path in sorted((REPOSITORY / folder).glob("*.yaml")) if "正文:" in path.read_text()]
    found = {"document": documents + blocks, "formula": formulas, "text": [], "spreadsheet": [], "docx": [], "pdf": []}
    found["template"] = [path.read_text() for path in sorted((REPOSITORY / "templates").rglob("*.yaml"))]
    found["template"] += [block for block in blocks if "正文:" not in block]
    found["profile"] = [block for block in blocks if "正文:" not in block]
    found["profile"].append("规则: {P001: 关, N101: 警告}\n名称: {本单位: [青禾县数据中心], 不该出现: [襄汾县], 机构: [财政局], 人名: [张三]}\n词表:\n  - {错: 全机关, 对: 全县机关, 说明: 名称, 例外: [全机关事务]}\n模板: 版式.yaml\n")
    found["formula"] += ["≥12辆", "90%~95%", "2021年12月31日前", "≤2698万元\n万元", "12\n辆", "基本达成（95%）", "-1.5‰", "1,234.50元"]
    for path in sorted((REPOSITORY / "tests/clean").glob("*.txt")):
        found["text"] += path.read_text().split("\n\n")
    found["text"] += [text.encode("gb18030") for text in found["text"][:3]]
    for path in sorted((REPOSITORY / "tests/spreadsheets").iterdir()):
        if path.suffix in (".xlsx", ".ods"):
            found["spreadsheet"].append(parts(path.read_bytes(), r"workbook|sheet1|sharedStrings|styles|content\.xml|mimetype|_rels/\.rels|Content_Types"))
        if path.suffix == ".xls":
            found["spreadsheet"].append(path.read_bytes())
    found["spreadsheet"] += ["?a.csv#A1:B3\n甲,乙\n1,\"二\"\"三\"\n", "项目\t金额\n甲\t1,234.5\n", "?a#表 1!A2:H\n" + "甲,乙\n" * 9]
    for text in documents + SMALL:
        if "文件:" in text or "来自:" in text:
            continue
        docx, pdf = built(chengwen, text, [])
        found["docx"].append(parts(docx, r"word/[a-z]+\.xml$|word/_rels|^_rels|Content_Types"))
        found["pdf"].append(pdf)
    for path in sorted((REPOSITORY / "tests/import/docx").glob("*.docx")):
        found["docx"].append(parts(path.read_bytes(), r"word/[a-z0-9]+\.xml$|word/_rels|^_rels|Content_Types"))
    found["next"] = [text for text in found["document"] if "年" in text]
    found["import"] = [b"?docx\n" + archive for archive in found["docx"]]
    found["import"] += [b"?xlsx\n" + content for content in found["spreadsheet"] if isinstance(content, bytes) and b"=== " in content]
    found["import"] += WEB
    for folder in ("tests/import/text", "tests/clean"):
        for path in sorted((REPOSITORY / folder).iterdir()):
            if path.suffix == ".txt":
                found["import"].append(b"?txt\n" + path.read_bytes())
    found["picture"] = [path.read_bytes() for path in pictures]
    numbers = random.Random(1)
    found["layout"] = [numbers.randbytes(length) for length in (8, 40, 100, 300, 600, 1000, 2000) for _ in range(8)]
    return found


def dictionary():
    """The words, as libFuzzer reads them: bytes outside of ASCII escaped."""
    words = set()
    for path in sorted((REPOSITORY / "src/schema").rglob("*.rs")) + sorted((REPOSITORY / "src/template").glob("*.rs")) \
            + sorted((REPOSITORY / "src/figures").rglob("*.rs")) + sorted((REPOSITORY / "src/check/profile").glob("*.rs")):
        if "tests" not in path.parts and path.name != "tests.rs":
            words |= set(re.findall(r'"([\w.%]{1,16})"', path.read_text()))
    for folder in ("inspect", "spreadsheet"):
        for path in sorted((REPOSITORY / "src" / folder).rglob("*.rs")):
            words |= set(re.findall(r'b?"([A-Za-z][\w:./-]{1,40})"', path.read_text()))
    words |= {": ", "\n  - ", "- ", "{{", "}}", " | ", "&a", "*a", "<<: ", "!!str ", "|\n", ">-\n", "\ufeff", "---\n", "=== word/document.xml\n",
              "<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<c r=\"A1\" t=\"s\"><v>0</v></c>",
              "&#x10FFFF;", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "{{注：", "99999999999999999999999999", "0.1", "-1", "，", "。", "：", "“", "”"}
    escaped = ("".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}" for byte in word.encode()) for word in words)
    return "".join(f'"{word}"\n' for word in sorted(set(escaped)))


def main():
    chengwen, folder = sys.argv[1], Path(sys.argv[2])
    for target, inputs in seeds(chengwen).items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(inputs):
            content = content.encode() if isinstance(content, str) else content
            if len(content) <= LARGEST:
                (folder / target / f"seed-{number:03}").write_bytes(content)
    (folder / "dictionary").write_text(dictionary())


main()
