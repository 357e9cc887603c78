"""The judges of the PDF as an archive: veraPDF, three programs that draw it, its own sources."""

import json
import os
import pathlib
import subprocess

import numpy
from PIL import Image

JUDGES = pathlib.Path(os.environ["CHENGWEN_JUDGES"])
DRAW = pathlib.Path(__file__).resolve().parent / "draw.mjs"
# The resolution at which pages are compared, and how many pixels may differ.
DPI = 150
MOST_PIXELS = 0.005
# Shades of grey, of 255, that count as the same.
SHADES = 40


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


def vera(pdfs, flavours):
    """Faults that veraPDF finds; that it says nothing of a file is one."""
    done = run(JUDGES / "verapdf", "-f", ",".join(flavours), *pdfs)
    verdicts = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    faults = []
    for verdict in verdicts:
        if verdict.get("compliant") is not True or verdict.get("assertions", 0) < 100:
            said = verdict.get("error") or [(rule["clause"], rule["test"], rule["msg"]) for rule in verdict["failed"]]
            faults.append(f"veraPDF {verdict['flavour']} of {verdict['file']}: {said}")
    if len(verdicts) != len(pdfs) * len(flavours):
        faults.append(f"veraPDF judged {len(verdicts)} of {len(pdfs) * len(flavours)}: {done.stderr[-300:]}")
    return faults


def drawn(pdf, folder):
    """The greatest share of pixels in which two programs differ on a page; faults."""
    folder.mkdir(parents=True, exist_ok=True)
    # Poppler's own painter moves thin lines onto pixels; its other one draws them where they are.
    run("pdftocairo", "-r", DPI, "-gray", "-png", pdf, folder / "poppler", check=True)
    run("mutool", "draw", "-q", "-r", DPI, "-c", "gray", "-o", folder / "mupdf-%03d.png", pdf, check=True)
    run("node", DRAW, pdf, folder / "pdfjs", DPI, check=True)
    pages = [sorted(folder.glob(f"{program}-*.png")) for program in ("poppler", "mupdf", "pdfjs")]
    counts = [len(of_program) for of_program in pages]
    if len(set(counts)) != 1 or not counts[0]:
        return 1.0, [f"pages drawn: {counts}"]
    worst, faults = 0.0, []
    for number, page in enumerate(zip(*pages), 1):
        grey = [numpy.asarray(Image.open(path).convert("L"), dtype=numpy.int16) for path in page]
        if any(picture.min() > 128 for picture in grey):
            faults.append(f"page {number} is drawn empty")
        share = max(different(grey[0], grey[1]), different(grey[0], grey[2]), different(grey[1], grey[2]))
        worst = max(worst, share)
        if share > MOST_PIXELS:
            faults.append(f"page {number}: {share:.2%} of the pixels are drawn otherwise by another program")
    return worst, faults


def different(one, other):
    """The share of pixels that are darker or lighter than all near them in the other picture: edges may be
    smoothed otherwise, and the paper rounded to a pixel more or less."""
    height, width = (min(sizes) for sizes in zip(one.shape, other.shape))
    one, other = one[:height, :width], other[:height, :width]
    wrong = numpy.zeros(one.shape, dtype=bool)
    for here, there in ((one, other), (other, one)):
        padded = numpy.pad(there, 1, mode="edge")
        near = [padded[y : y + height, x : x + width] for y in range(3) for x in range(3)]
        wrong |= (here < numpy.minimum.reduce(near) - SHADES) | (here > numpy.maximum.reduce(near) + SHADES)
    return float(wrong.mean())


def rebuilt(program, source, folder, *options):
    """The PDF that carries its sources, taken out and built again; faults."""
    stem = source.stem
    done = run(program, "build", source, "-o", folder, "--存档", *options)
    if done.returncode:
        return None, [f"--存档: exit {done.returncode}\n{done.stderr}"]
    done = run(program, "extract", folder / f"{stem}.pdf", "-o", folder / "out")
    if done.returncode:
        return None, [f"extract: exit {done.returncode}\n{done.stderr}"]
    done = run(program, "build", folder / "out" / source.name, "--存档", *options)
    if done.returncode:
        return None, [f"build of what was taken out: exit {done.returncode}\n{done.stderr}"]
    pairs = [(folder / f"{stem}.{kind}", folder / "out" / f"{stem}.{kind}") for kind in ("pdf", "docx")]
    faults = [f"{a.name} built again differs" for a, b in pairs if a.read_bytes() != b.read_bytes()]
    return folder / f"{stem}.pdf", faults
