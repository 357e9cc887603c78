"""Libraries that write DOCX: python-docx, docxtpl, docx from npm."""

import json
import shutil
import subprocess

from program import PEERS, SCRIPTS, Job, debian, of_json, said
from python import InPython


class PythonDocx(InPython):
    name = package = "python-docx"
    writes = ("docx",)
    words = "字体不嵌入"
    script = SCRIPTS / "with_python_docx.py"

    def call(self, source, *rest):
        return [self.python, self.script, source, *rest]

    def one(self, document):
        output = document.folder / f"{self.name}.docx"
        source = of_json(output.with_suffix(".json"), document.blocks)
        return Job([self.call(source, output)], [output])

    def many(self, whole):
        folder = whole.folder / self.name
        source = of_json(folder / "blocks.json", whole.blocks)
        outputs = [folder / f"{number}.docx" for number in range(1, len(whole.rows) + 1)]
        return Job([self.call(source, whole.table, folder)], outputs, made=len(outputs), asked=len(outputs))


class Docxtpl(InPython):
    name = package = "docxtpl"
    writes = ("docx",)
    words = "字体不嵌入"

    def setup(self):
        super().setup()
        subprocess.run([PEERS / "venv" / "bin" / "pip", "install", "-q", "python-docx"], check=True)

    def call(self, *rest):
        return [self.python, SCRIPTS / "with_docxtpl.py", *rest]

    def one(self, document):
        output = document.folder / "docxtpl.docx"
        template = document.folder / "docxtpl-template.docx"
        subprocess.run(self.call("template", template), check=True)
        source = of_json(output.with_suffix(".json"), document.blocks)
        return Job([self.call("fill", template, source, output)], [output])

    def many(self, whole):
        folder = whole.folder / "docxtpl"
        template = folder / "template.docx"
        subprocess.run(self.call("template", of_json(folder / "blocks.json", whole.blocks), template), check=True)
        outputs = [folder / f"{number}.docx" for number in range(1, len(whole.rows) + 1)]
        return Job([self.call("fill", template, whole.table, folder)], outputs, made=len(outputs), asked=len(outputs))


class NodeDocx(PythonDocx):
    name = "docx（npm）"

    def path(self):
        there = (PEERS / "node" / "node_modules" / "docx" / "package.json").exists()
        return shutil.which("node") if there else None

    def version(self):
        package = json.loads((PEERS / "node" / "node_modules" / "docx" / "package.json").read_text())
        return f"{package['version']}，Node.js {said('node', '--version').lstrip('v')}"

    def setup(self):
        if not shutil.which("npm"):
            debian("nodejs", "npm")
        (PEERS / "node").mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "docx"], cwd=PEERS / "node", check=True)

    def call(self, source, *rest):
        return ["node", SCRIPTS / "with_docx.mjs", source, *rest]
