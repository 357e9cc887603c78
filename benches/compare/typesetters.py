"""Programs that write PDF: Typst, XeLaTeX, WeasyPrint, LibreOffice."""

import re
import shutil
import subprocess

import batch
from peers import typst, web, xelatex
from program import CORES, FONTS, LARGE_SAMPLE, PEERS, SAMPLE, SCRIPTS, Job, Program, debian, number_in, said, write
from python import InPython


class Typst(Program):
    name = "Typst"
    options = ()

    def path(self):
        found = PEERS / "bin" / "typst"
        return found if found.exists() else shutil.which("typst")

    def version(self):
        return number_in(said(self.path(), "--version"))

    def setup(self):
        subprocess.run(["cargo", "install", "typst-cli", "--locked", "--root", PEERS], check=True)

    def command(self, source, output, *options):
        fonts = ["--font-path", FONTS, "--ignore-system-fonts"]
        return [self.path(), "compile", *fonts, *self.options, *options, source, output]

    def one(self, document):
        source = write(document.folder / "typst.typ", typst.markup(document.blocks))
        output = document.folder / f"typst{len(self.options)}.pdf"
        return Job([self.command(source, output)], [output])

    def many(self, whole):
        if self.options:
            return None
        source = write(whole.folder / "typst" / "unit.typ", typst.markup(whole.blocks))
        listed = list(enumerate(whole.rows[:SAMPLE], 1))
        outputs = [source.parent / f"{number}.pdf" for number, _ in listed]
        inputs = [[part for item in row.items() for part in ("--input", "=".join(item))] for _, row in listed]
        commands = [self.command(source, output, *given) for output, given in zip(outputs, inputs)]
        return Job(commands, outputs, CORES, len(listed), len(whole.rows))


class TypstArchive(Typst):
    """What our PDF is too; only its size and time for one document."""

    name = "Typst（PDF/A-2a）"
    options = ("--pdf-standard", "a-2a")
    sizes = (1,)

    def version(self):
        return ""


class XeLaTeX(Program):
    name = "XeLaTeX"
    words = "一遍：没有目录和引用"

    def path(self):
        return shutil.which("xelatex")

    def version(self):
        found = re.search(r"XeTeX [\d.]+-[\d.]+-([\d.]+) \((.+?)\)", said("xelatex", "--version"))
        return f"{found[1]}（{found[2]}）" if found else "?"

    def setup(self):
        debian("texlive-xetex", "texlive-lang-chinese")

    def command(self, source, name, text):
        # Its folder is that of the outputs: TeX cuts lines of its log at 79 bytes, and names with them.
        return ["xelatex", "-interaction=batchmode", "-halt-on-error", f"-output-directory={source.parent}", f"-jobname={name}", text]

    def one(self, document):
        source = write(document.folder / "xelatex.tex", xelatex.markup(document.blocks, FONTS))
        return Job([self.command(source, "xelatex", source)], [source.with_suffix(".pdf")])

    def many(self, whole):
        source = write(whole.folder / "xelatex" / "unit.tex", xelatex.markup(whole.blocks, FONTS))
        commands, outputs = [], []
        for number, row in enumerate(whole.rows[:SAMPLE], 1):
            values = "".join(f"\\def\\{column}{{{xelatex.escaped(value)}}}" for column, value in row.items())
            commands.append(self.command(source, f"unit{number}", f"{values}\\input{{{source}}}"))
            outputs.append(source.parent / f"unit{number}.pdf")
        return Job(commands, outputs, CORES, len(outputs), len(whole.rows))


class WeasyPrint(InPython):
    name = "WeasyPrint"
    package = "weasyprint"

    def one(self, document):
        source = write(document.folder / "weasyprint.html", web.page(document.blocks, FONTS))
        output = source.with_suffix(".pdf")
        return Job([[PEERS / "venv" / "bin" / "weasyprint", "-q", source, output]], [output])

    def many(self, whole):
        folder = whole.folder / "weasyprint"
        sources = [
            write(folder / f"{number}.html", web.page(batch.filled_blocks(whole.blocks, row), FONTS))
            for number, row in enumerate(whole.rows[:SAMPLE], 1)
        ]
        outputs = [source.with_suffix(".pdf") for source in sources]
        command = [self.python, SCRIPTS / "with_weasyprint.py", *sources, folder]
        return Job([command], outputs, made=len(sources), asked=len(whole.rows))


class LibreOffice(Program):
    name = "LibreOffice"
    words = "把成文的 DOCX 转成 PDF"

    def path(self):
        return shutil.which("soffice")

    def version(self):
        return number_in(said("soffice", "--version"))

    def setup(self):
        debian("libreoffice-writer", "libreoffice-core")

    def command(self, sources, folder):
        profile = f"-env:UserInstallation={(PEERS / 'libreoffice').as_uri()}"
        return ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]

    def one(self, document):
        folder = document.folder / "libreoffice"
        return Job([self.command([document.docx], folder)], [folder / f"{document.docx.stem}.pdf"])

    def many(self, whole):
        """What `build` has left, by name of its number."""
        folder = whole.folder / "libreoffice"
        sources = [whole.folder / "build" / f"{number}.docx" for number in range(1, min(LARGE_SAMPLE, len(whole.rows)) + 1)]
        if not all(source.exists() for source in sources):
            return None
        outputs = [folder / f"{source.stem}.pdf" for source in sources]
        return Job([self.command(sources, folder)], outputs, made=len(sources), asked=len(whole.rows))
