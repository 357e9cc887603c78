"""The text that every program is given, and whether what it wrote holds it.

There is one source: the DOCX and the PDF that chengwen makes. The paragraphs and their kinds are read from the DOCX,
the numbers in front of them, which a DOCX leaves to be counted, from the PDF; that either holds the text of the other is
seen on the way. A block is a dictionary:

    {"kind": "mark" | "h1" | "h2" | "h3" | "h4", "text": "…"}   附件标识, headings with lines of their own
    {"kind": "title", "lines": ["…"]}
    {"kind": "text", "look": "" | "h2" | "h3" | "h4", "lead": "…", "text": "…"}   a paragraph, its run-in heading
    {"kind": "table", "shares": [5, 2, 2], "aligned": ["left", "center", …], "head": ["…"], "rows": [["…"]]}
"""

import collections
import pathlib
import re
import subprocess
import unicodedata
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = {f"Heading{level}": f"h{level}" for level in range(1, 5)}
LOOKS = {f"Heading{level}Char": f"h{level}" for level in range(2, 5)}
# No number of a heading is longer: “（二千九百九十九）”.
LONGEST_NUMBER = 10


class Differs(Exception):
    """What a file holds otherwise than it must."""


def bare(text):
    """Without white space, radicals that stand for characters and ligatures as what they mean."""
    text = "".join(text.split())
    return re.sub("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]", lambda found: unicodedata.normalize("NFKC", found[0]), text)


def pdf_text(path):
    """The characters of a PDF by page, page numbers left out; each page must have its own."""
    path = pathlib.Path(path)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    bodies = [re.subn(f"—{number}—", "", bare(page), count=1) for number, page in enumerate(pages, 1)]
    if without := [number for number, (_, found) in enumerate(bodies, 1) if not found]:
        raise Differs(f"{path.name}: pages without their number: {without[:5]}")
    return [body for body, _ in bodies]


def docx_text(path):
    """The characters of the body of a DOCX."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return bare("".join(node.text or "" for node in root.iter(f"{W}t")))


def of_files(docx, pdf):
    """The blocks of a document that chengwen made."""
    body = ElementTree.fromstring(zipfile.ZipFile(docx).read("word/document.xml")).find(f"{W}body")
    blocks = [block for child in body if (block := _block(child))]
    stream = _Stream("".join(pdf_text(pdf)))
    for block in blocks:
        if block["kind"] == "table":
            stream.table(block)
        elif block["kind"] == "title":
            stream.number("".join(block["lines"]))
        else:
            number = stream.number(block.get("lead", "") + block["text"])
            first = "lead" if block.get("lead") else "text"
            block[first] = number + block[first]
    stream.end()
    return blocks


def characters(blocks):
    """Every character of the blocks, counted."""
    counted = collections.Counter()
    for block in blocks:
        if block["kind"] == "table":
            for row in [block["head"], *block["rows"]]:
                counted.update(bare("".join(row)))
        else:
            counted.update(bare("".join(block.get("lines", [])) + block.get("lead", "") + block.get("text", "")))
    return counted


def compare(blocks, path):
    """Raises `Differs` unless a file holds the characters of the blocks. A table's head may stand on several pages."""
    if path.suffix == ".docx":
        found, repeated = collections.Counter(docx_text(path)), collections.Counter()
    else:
        found = collections.Counter("".join(pdf_text(path)))
        heads = {tuple(block["head"]) for block in blocks if block["kind"] == "table"}
        repeated = collections.Counter("".join("".join(head) for head in heads))
    wanted = characters(blocks)
    missing = wanted - found
    more = found - wanted
    times = max((more[character] // count for character, count in repeated.items()), default=0)
    more -= collections.Counter({character: count * times for character, count in repeated.items()})
    if missing or more:
        lists = f"{missing.total()} characters missing {_most(missing)}, {more.total()} more {_most(more)}"
        raise Differs(f"{path.name}: {lists}")


def _most(counted):
    return " ".join(f"{character}×{count}" for character, count in counted.most_common(8))


def _block(node):
    if node.tag == f"{W}tbl":
        return _table(node)
    style = node.find(f"{W}pPr/{W}pStyle")
    style = style.get(f"{W}val") if style is not None else ""
    runs = [(run, _text(run)) for run in node.iter(f"{W}r")]
    text = "".join(text for _, text in runs)
    if not text:
        return None
    if style == "Title":
        return {"kind": "title", "lines": text.split("\n")}
    if style == "AttachmentMark" or style in HEADINGS:
        return {"kind": HEADINGS.get(style, "mark"), "text": text}
    looks = [_look(run) for run, _ in runs]
    lead = "".join(text for (_, text), look in zip(runs, looks) if look)
    return {"kind": "text", "look": looks[0], "lead": lead, "text": text[len(lead):]}


def _text(run):
    return "".join("\n" if node.tag == f"{W}br" else node.text or "" for node in run if node.tag in (f"{W}t", f"{W}br"))


def _look(run):
    style = run.find(f"{W}rPr/{W}rStyle")
    return LOOKS.get(style.get(f"{W}val"), "") if style is not None else ""


def _table(node):
    widths = [int(column.get(f"{W}w")) for column in node.iter(f"{W}gridCol")]
    rows = [[cell for cell in row.iter(f"{W}tc")] for row in node.iter(f"{W}tr")]
    texts = [["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row] for row in rows]
    styles = [cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val") for cell in rows[1]]
    aligned = ["center" if style.endswith("Center") else "right" if style.endswith("Right") else "left" for style in styles]
    return {"kind": "table", "shares": widths, "aligned": aligned, "head": texts[0], "rows": texts[1:]}


class _Stream:
    """The characters of a PDF, taken from its front."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def number(self, text):
        """Takes a text, and gives back what stands in front of it."""
        text = bare(text)
        found = self.text.find(text, self.at, self.at + LONGEST_NUMBER + len(text))
        if found < 0:
            raise Differs(f"the PDF does not go on with {text[:20]!r} but with {self.text[self.at:self.at + 30]!r}")
        number, self.at = self.text[self.at : found], found + len(text)
        return number

    def table(self, block):
        head = bare("".join(block["head"]))
        self.take(head)
        for row in block["rows"]:
            row = bare("".join(row))
            # The head once more, on a new page.
            if not self.text.startswith(row, self.at):
                self.take(head)
            self.take(row)

    def take(self, text):
        if self.number(text):
            raise Differs(f"the PDF has more than the DOCX in front of {text[:20]!r}")

    def end(self):
        if self.at != len(self.text):
            raise Differs(f"the PDF goes on: {self.text[self.at:self.at + 30]!r}")
