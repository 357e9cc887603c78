"""Builds every document and lets the outside judges look at it.

    judge.py CHENGWEN

For each YAML of data/ that has a body, for both starters of `chengwen new`, and for the sample's body ten
times over: the same bytes twice, qpdf, pdffonts, veraPDF and gridcheck on the PDF, docxcheck (Open XML SDK,
openxml-audit, python-docx, LibreOffice) on the DOCX against the PDF, mammoth's reading of the DOCX against what is
written in it, and the text of the PDF against the text of the report; lines and page numbers stand where LibreOffice
puts those of the DOCX. Then all DOCX are opened in one LibreOffice, where no document may show another's fonts, one is
edited by another program, a 目录 is made anew by LibreOffice, some PDFs are drawn by three programs, and all are built again from their own archive. What
is not asked of a document stands in NOT_ASKED with its reason; everything else must hold. Ends with a table; exit 1
when anything failed.
"""

import difflib
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import archive

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(os.environ["CHENGWEN_TOOLS"])
PROGRAM = pathlib.Path(sys.argv[1]).resolve()

# Documents whose pages three programs draw: a report, every kind of block, forms, pictures, pages across the paper.
DRAWN = {"xiangfen-2021", "quanyaosu", "bumen-zhengti", "tupian", "hengpai", "jiaozhu"}
# Document -> check of gridcheck -> why it is not asked of this one.
NOT_ASKED = {
    "quanyaosu+精排": {"baselines on grid": "notes under a table have a pitch of their own"},
    "绩效自评报告+精排": {},
    "quanyaosu": {
        "baselines on grid": "notes under a table have a pitch of their own",
        "Han advance": "rare characters make portions; the guess from few full lines is off",
    },
    "hengpai": {
        "page size A4": "a page across the paper counts as read, 297 mm wide",
        "page numbers outer side": "judged as if such a page were read along the paper",
        "page numbers": "numbers that start anew are taken for missing ones",
        "table header repeated": "rows across the paper are not seen",
    },
    "tupian": {
        "page size A4": "as hengpai",
        "page numbers outer side": "as hengpai",
    },
    "jiaozhu": {
        "page size A4": "as hengpai",
        "page numbers outer side": "as hengpai",
        "right edge flush": "the raised number of a note parts a line in two for it",
    },
    "mulu": {"right edge flush": "lines of 目录 that are broken leave room for the page number"},
    "liekuan": {"table header repeated": "a new table at the top of a page is taken for a continued one"},
    "附件": {
        "chars per full line (mode)": "too few full lines of hanzi alone",
        "Han advance": "too few full lines of hanzi alone",
        "baselines on grid": "notes under a table have a pitch of their own",
    },
    "绩效自评报告": {
        "Han advance": "too few full lines of hanzi alone",
    },
}
# The same for the DOCX.
NOT_ASKED_OF_DOCX = {
    "hengpai": {"same text after LibreOffice": "reads no lines that lie across the paper; see same_lines"},
    "jiaozhu": {"same text after LibreOffice": "as hengpai, and lines are parted by raised numbers; see same_lines"},
    "tupian": {"same text after LibreOffice": "as hengpai"},
    "xubiao": {"table header rows marked": "one table has no header"},
}
# What LibreOffice itself does otherwise, case by case; everything else must be alike, line by line.
TRIAGE = {
    case["document"]: case
    for case in json.loads((ROOT / ".ci" / "triage.json").read_text(encoding="utf-8"))
}
# What the measures can tell of documents made to stress line and page breaks, not to look like a report.
STRESS_ASKED = {
    "page size A4", "right edge", "top of first line", "inside type area bottom", "line pitch",
    "right edge flush", "page numbers", "page numbers outer side", "table header repeated",
    "fonts embedded+subset",
}
# Documents that are nothing but forms (绩效自评表): no lines of text to take pitch and right edge from, no
# headings; the header of a form's first page stands below other rows, where no program marks one.
FORMS = {"biaoshi", "bumen-zhengti", "xiangmu-ziping"}
FORM_ASKED = STRESS_ASKED - {"line pitch", "right edge"}
# How a document is built: ending of its name here -> options.
MODES = {
    "": [],
    "+精排": ["--精排"],
    "+孤行": ["--模板", ROOT / ".ci" / "guhang.yaml"],
    "+批注": ["--批注"],
    "+常用": ["--嵌入", "常用"],
    "+全部": ["--嵌入", "全部"],
    "+不嵌": ["--嵌入", "不嵌"],
}
# Documents that are also judged with more fonts in them, and with none on a machine that has them.
EMBEDDED = {"xiangfen-2021", "quanyaosu"}
EMBEDDING_MODES = {"+常用", "+全部", "+不嵌"}
# Documents that are also judged with what a check finds beside the text: a report, every kind of block, notes, Latin.
COMMENTED = {"xiangfen-2021", "quanyaosu", "jiaozhu", "xiwen"}
# The checks a document must at least have been asked, so that a judge that says nothing is no success.
GRID_CHECKS = 18
DOCX_CHECKS = 14


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


def documents(folder):
    """Name -> YAML file."""
    found = {path.stem: path for path in sorted((ROOT / "tests" / "documents").glob("*.yaml"))}
    for path in sorted((ROOT / "data").glob("*.yaml")):
        if re.search("^正文:", path.read_text(encoding="utf-8"), re.M):
            found[path.stem] = path
    for kind in ("附件", "绩效自评报告"):
        path = folder / f"{kind}.yaml"
        made = run(PROGRAM, "new", kind, "-o", path)
        if made.returncode:
            raise SystemExit(f"chengwen new {kind}: {made.stderr}")
        found[kind] = path
    head, body = found["xiangfen-2021"].read_text(encoding="utf-8").split("正文:\n")
    path = folder / "xiangfen-2021-x10.yaml"
    path.write_text(head + "正文:\n" + (body.rstrip("\n") + "\n") * 10, encoding="utf-8")
    found[path.stem] = path
    return found


def build(source, folder, *options):
    """Builds twice; the two files of the second run."""
    outputs = []
    for turn in ("first", "second"):
        into = folder / turn
        done = run(PROGRAM, "build", source, "-o", into, *options)
        if done.returncode or done.stderr.strip():
            return None, [f"build: exit {done.returncode}\n{done.stderr}"]
        outputs.append([into / f"{source.stem}.{kind}" for kind in ("docx", "pdf")])
    faults = [
        f"two runs differ: {first.name}"
        for first, second in zip(*outputs)
        if first.read_bytes() != second.read_bytes()
    ]
    return outputs[1], faults


def qpdf(pdf):
    done = run("qpdf", "--check", pdf)
    clean = done.returncode == 0 and "No syntax or stream encoding errors" in done.stdout
    return [] if clean else [f"qpdf: {done.stdout[-300:]}{done.stderr[-300:]}"]


def fonts(pdf):
    rows = run("pdffonts", pdf).stdout.splitlines()[2:]
    if not rows:
        return ["pdffonts: no fonts"]
    return [f"pdffonts: {row}" for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]]


def report(script, *arguments):
    """The JSON a measuring script writes; a script that fails is a fault, never an empty success."""
    done = run(sys.executable, TOOLS / script, *arguments, "--json", "-")
    if done.returncode:
        raise SystemExit(f"{script}: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def failed(judge, checks, excused, least):
    faults = [
        f"{judge}: {check['check']}: {check['value']}, want {check['want']}"
        for check in checks
        if not check["ok"] and check["check"] not in excused
    ]
    if len(checks) < least:
        faults.append(f"{judge}: only {len(checks)} checks were made, {least} are due")
    stale = {check["check"] for check in checks if check["ok"]} & set(excused)
    return faults + [f"{judge}: {name} holds now; take it off the list" for name in sorted(stale)]


def plain(name):
    """The document's name without the mode."""
    return name.split("+")[0]


def is_stress(name):
    return (ROOT / "tests" / "documents" / f"{plain(name)}.yaml").exists()


def grid(name, pdf):
    reference = ROOT / "tests" / "data" / f"{plain(name)}.txt"
    arguments = ["--ref", reference] if reference.exists() else []
    checks = report("gridcheck.py", pdf, *arguments)["checks"]
    if is_stress(name) or plain(name) in FORMS:
        wanted = FORM_ASKED if plain(name) in FORMS else STRESS_ASKED
        asked = [check for check in checks if check["check"] in wanted]
        excused = NOT_ASKED.get(plain(name), {})
        return failed("gridcheck", asked, excused, len(wanted)), len(asked)
    return failed("gridcheck", checks, NOT_ASKED.get(name, NOT_ASKED.get(plain(name), {})), GRID_CHECKS), len(checks)


def docx(name, document, pdf, kept):
    said = report("docxcheck.py", document, "--against", pdf, "--keep", kept)
    checks = said["checks"]
    names = {check["check"] for check in checks}
    due = {
        "valid (MS Open XML SDK)",
        "schema valid (openxml-audit)",
        "renders in LibreOffice",
        "pages equal",
        "same text after LibreOffice",
    }
    excused = NOT_ASKED_OF_DOCX.get(plain(name), {})
    if is_stress(name) or plain(name) in FORMS:
        excused = excused | {"headings carry outline levels": "no headings"}
    if plain(name) in FORMS:
        excused = excused | {"table header rows marked": "see FORMS"}
    checks = [check for check in checks if check["ok"] or check["check"] not in excused]
    # Compared line by line, tables too, in `same_lines`.
    checks = [check for check in checks if check["check"] != "line breaks identical"]
    faults = failed("docxcheck", checks, {}, DOCX_CHECKS - len(excused) - 1)
    return faults + [f"docxcheck: not asked: {name}" for name in sorted(due - names)]


def comments(document):
    """Each comment is anchored once, and says something."""
    with zipfile.ZipFile(document) as package:
        said = package.read("word/comments.xml").decode()
        body = package.read("word/document.xml").decode()
    ids = re.findall(r'<w:comment w:id="(\d+)"', said)
    anchors = [re.findall(rf'<w:comment{kind} w:id="(\d+)"', body) for kind in ("RangeStart", "RangeEnd", "Reference")]
    wrong = [ids] if not ids else [found for found in anchors if sorted(found) != sorted(ids)]
    return [f"comments: {len(ids)} said, anchored as {len(found)}" for found in wrong]


def mammoth_text(document):
    """Another reader finds the text that is written in the body, all of it and in its order."""
    import mammoth

    squeeze = lambda text: "".join(text.split())
    with open(document, "rb") as file:
        theirs = squeeze(mammoth.extract_raw_text(file).value)
    with zipfile.ZipFile(document) as package:
        body = package.read("word/document.xml").decode()
    written = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
    ours = squeeze(html.unescape(written))
    if not ours:
        return ["mammoth: no text to compare"]
    return [] if ours == theirs else [f"mammoth: read {len(theirs)} characters, {len(ours)} are written"]


def together(folder, documents):
    """All documents opened in one LibreOffice: each has the lines of its own PDF, in fonts of its own."""
    into = folder / "together"
    into.mkdir()
    run(
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", into, *(document for document, _ in documents.values()),
    )
    faults = []
    for name, (document, pdf) in documents.items():
        rendered = into / pdf.name
        if not rendered.exists():
            faults.append(f"{name}: not rendered together with the others")
            continue
        faults += [f"{name}, together with the others: {fault}" for fault in same_lines(name, rendered, pdf)[2]]
        with zipfile.ZipFile(document) as package:
            table = package.read("word/fontTable.xml").decode()
        tags = set(re.findall(r'w:name="[^"]* (\w{5})"', table))
        shown = {row.split()[0] for row in run("pdffonts", rendered).stdout.splitlines()[2:]}
        strange = [font for font in shown if not any(tag in font for tag in tags)]
        if strange or not shown:
            faults.append(f"{name}, together with the others: in fonts that are not its own: {strange}")
    return faults


def edited(document, folder):
    """Another program puts a heading in and a table of contents in front: headings are counted on, and the table of
    contents that LibreOffice makes tells the pages on which they stand."""
    import docx as reader
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    package = reader.Document(document)
    last = [paragraph for paragraph in package.paragraphs if paragraph.style.name == "Heading 1"][-1]
    last.insert_paragraph_before("新加的一节", "Heading 1")
    first = package.paragraphs[0]
    contents = first.insert_paragraph_before("", "toc 1")
    first.paragraph_format.page_break_before = True

    def mark(kind):
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        contents.add_run()._r.append(element)

    mark("begin")
    code = OxmlElement("w:instrText")
    code.text = 'TOC \\t "Heading 1,1,Heading 2,2"'
    contents.add_run()._r.append(code)
    mark("separate")
    contents.add_run("……")
    mark("end")
    changed, pdf = folder / "edited.docx", folder / "edited.pdf"
    package.save(changed)
    done = run("/usr/bin/python3", ROOT / ".ci" / "update-contents.py", changed, pdf, folder / "profile")
    if done.returncode or done.stdout.split() != ["1"]:
        return [f"edited: {done.stdout[-200:]}{done.stderr[-300:]}"]
    pages = [re.sub(r"[ \u3000]", "", page) for page in run("pdftotext", "-layout", pdf, "-").stdout.split("\f")]
    told = re.findall(r"^(（?[一二三四五六七八九十]+[、）].*?)\.{3,}(\d+)$", pages[0], re.M)
    numbers = re.findall(r"^([一二三四五六七八九十]+)、", pages[0], re.M)
    faults = [] if numbers == list("一二三四五六七八九十")[: len(numbers)] and len(numbers) > 2 else [f"edited: counted {numbers}"]
    if not any(heading.endswith("新加的一节") for heading, _ in told):
        faults.append(f"edited: the new heading is not in the table of contents: {told}")
    return faults + [f"edited: “{heading}” is not on page {page}" for heading, page in told if heading not in pages[int(page) - 1]]


def renewed(document, pdf, folder):
    """LibreOffice makes the 目录 anew: the same headings on the same pages."""
    anew = folder / "renewed.pdf"
    done = run("/usr/bin/python3", ROOT / ".ci" / "update-contents.py", document, anew, folder / "profile")
    if done.returncode or done.stdout.split() != ["1"]:
        return [f"renewed: {done.stdout[-200:]}{done.stderr[-300:]}"]
    told = lambda path: re.findall(r"(.*?)\.{3,}(\d+)", "".join(sum(page_lines(path), [])).split("目录", 1)[-1])
    ours, theirs = told(pdf), told(anew)
    if len(ours) > 20 and ours == theirs:
        return []
    return [f"renewed: of {len(ours)} lines {[line for line in theirs if line not in ours][:3]} are others"]


def text(name, pdf):
    """The text of the PDF is that of the report, character by character and in its order."""
    reference = ROOT / "tests" / "data" / f"{plain(name)}.txt"
    if not reference.exists():
        return []
    squeeze = lambda lines: "".join("".join(line.split()) for line in lines)
    wanted = reference.read_text(encoding="utf-8").splitlines()
    found = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").stdout.replace("\f", "\n").splitlines()
    found = [line for line in found if not re.fullmatch(r"— \d+ —", line.strip())]
    heads = [squeeze([line]) for line in wanted if "\t" in line][:1]
    ours, theirs = squeeze(found), squeeze(wanted)
    for head in heads:
        first = ours.find(head) + len(head)
        ours = ours[:first] + ours[first:].replace(head, "")
    if ours == theirs:
        return []
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    return [f"text: PDF …{ours[at - 8 : at + 12]}… report …{theirs[at - 8 : at + 12]}…"]


def page_lines(pdf):
    """The lines of each page as they are read, those of tables included; page numbers left out."""
    pages = run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").stdout.split("\f")[:-1]
    squeezed = ([re.sub(r"\s", "", line) for line in page.split("\n")] for page in pages)
    return [joined(line for line in page if line and not re.fullmatch(r"—\d+—", line)) for page in squeezed]


def joined(lines):
    """The number of a note, which LibreOffice raises, is read as a line of its own: it is of the next one."""
    found, number = [], ""
    for line in lines:
        if re.fullmatch(r"[①-⑳]|\d{1,3}", line):
            number += line
        else:
            found.append(number + line)
            number = ""
    return found + [number] * bool(number)


def same_lines(name, rendered, pdf):
    """LibreOffice puts the same lines on each page: how many are alike, of how many; faults."""
    theirs, ours = page_lines(rendered), page_lines(pdf)
    if not ours or not any(ours):
        return 0, 0, ["no lines to compare"]
    faults = [] if len(theirs) == len(ours) else [f"{len(theirs)} pages in LibreOffice, {len(ours)} in the PDF"]
    pages = [number for number, (a, b) in enumerate(zip(theirs, ours), 1) if a != b]
    left, right = sum(theirs, []), sum(ours, [])
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    all_lines, alike = max(len(left), len(right)), sum(block.size for block in blocks)
    known = TRIAGE.get(name, {"lines": 0, "pages": []})
    if all_lines - alike != known["lines"]:
        faults.append(f"{all_lines - alike} lines differ, {known['lines']} are accounted for")
    if pages != known["pages"]:
        faults.append(f"pages {pages} have other lines in LibreOffice, {known['pages']} are accounted for")
    return alike, all_lines, faults


def page_numbers(pdf):
    """Where the middle of each page's number stands, in points; `None` for a page without one."""
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    numbers = []
    for page in run("pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-").stdout.split("<page ")[1:]:
        words = word.findall(page)
        triples = zip(words, words[1:], words[2:])
        digits = [b for a, b, c in triples if a[4] == c[4] == "—" and b[4].isdigit()]
        middle = lambda box: ((float(box[0]) + float(box[2])) / 2, (float(box[1]) + float(box[3])) / 2)
        numbers.append(middle(digits[-1]) if digits else None)
    return numbers


def same_numbers(rendered, pdf):
    """LibreOffice puts each page's number where the PDF does, on pages across the paper too."""
    faults = []
    for page, (theirs, ours) in enumerate(zip(page_numbers(rendered), page_numbers(pdf)), 1):
        apart = [abs(a - b) for a, b in zip(theirs or (), ours or ())]
        if (theirs is None) != (ours is None) or any(distance > 2 for distance in apart):
            faults.append(f"page {page}: its number is at {ours} in the PDF, at {theirs} in LibreOffice")
    return faults


def main():
    table, faults, pdfs, archives = [], [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        built = {}
        for name, source in documents(folder).items():
            for mode, options in MODES.items():
                if mode == "+孤行" and not is_stress(name):
                    continue
                if mode == "+批注" and name not in COMMENTED:
                    continue
                if mode in EMBEDDING_MODES and name not in EMBEDDED:
                    continue
                line, own = judge(source, folder / mode / name, name + mode, options)
                table.append(line)
                faults += [f"{name}{mode}: {fault}" for fault in own]
                pdfs.append(folder / mode / name / "second" / f"{name}.pdf")
            pdf, own = archive.rebuilt(PROGRAM, source, folder / "archive" / name)
            archives += [pdf] if pdf else []
            faults += [f"{name}: {fault}" for fault in own]
            if name in DRAWN:
                worst, own = archive.drawn(pdf, folder / "drawn" / name)
                faults += [f"{name}: {fault}" for fault in own]
                table.append(f"{name}: three programs differ in {worst:.3%} of a page at most")
            paths = [folder / name / "second" / f"{source.stem}.{kind}" for kind in ("docx", "pdf")]
            if all(path.exists() for path in paths):
                built[name] = paths
        faults += together(folder, built)
        faults += [f"{name}: {fault}" for name in EMBEDDED for fault in edited(built[name][0], folder)]
        faults += renewed(*built["mulu"], folder)
        faults += archive.vera([pdf for pdf in pdfs if pdf.exists()], ["2a", "ua1"])
        faults += archive.vera(archives, ["3a", "ua1"])
        table.append(f"veraPDF: {len(pdfs)} PDF/A-2a and PDF/UA-1, {len(archives)} PDF/A-3a and PDF/UA-1")
    print("\n".join(table))
    if faults:
        raise SystemExit("\n".join(["", "FAILED", *faults]))
    print(f"{len(pdfs)} outputs, every judge content")


def machine_with_fonts(folder):
    """Settings of a machine on which the bundled fonts are installed."""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include>/etc/fonts/fonts.conf</include><dir>{ROOT / "fonts"}</dir>'
        f'<cachedir>{folder / "cache"}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    return path


def judge(source, folder, name, options):
    """What the judges say of one document in one mode: a line for the table, faults."""
    outputs, faults = build(source, folder, *options)
    if not outputs:
        return f"{name}: not built", faults
    document, pdf = outputs
    faults += qpdf(pdf) + fonts(pdf) + text(name, pdf) + mammoth_text(document)
    said, count = grid(name, pdf)
    faults += said
    if name.endswith("+不嵌"):
        os.environ["FONTCONFIG_FILE"] = str(machine_with_fonts(folder))
    faults += docx(name, document, pdf, folder / "kept")
    os.environ.pop("FONTCONFIG_FILE", None)
    if name.endswith("+批注"):
        faults += comments(document)
    alike, lines, other = same_lines(name, folder / "kept" / pdf.name, pdf)
    if name.endswith("+批注"):
        # LibreOffice measures the text on either side of a comment's anchor by itself, so that a few lines of a
        # copy for review may be others; pages and text must not be (see `docx`).
        other = []
    faults += other + same_numbers(folder / "kept" / pdf.name, pdf)
    return f"{name}: {alike} of {lines} lines alike, {count} measures", faults


main()
