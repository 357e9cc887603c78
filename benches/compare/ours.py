"""chengwen itself: from one YAML file, from many, from a template and a table."""

import subprocess

import batch
from program import ROOT, Job, Program, number_in, said, write


class Chengwen(Program):
    # Numbers of a DOCX are counted by what opens it; its text was compared with the PDF's when it was read.
    counts_numbers = True
    name = "成文"
    writes = ("docx", "pdf")
    words = "校对，DOCX 和 PDF"

    def path(self):
        given = ROOT / "target" / "release" / "chengwen"
        return given if given.exists() else None

    def version(self):
        return number_in(said(self.path(), "--version"))

    def setup(self):
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)

    def one(self, document):
        folder = document.folder / "chengwen" / "-".join(self.writes)
        outputs = [folder / f"{document.yaml.stem}.{kind}" for kind in self.writes]
        asked = ["--格式", self.writes[0]] if len(self.writes) == 1 else []
        return Job([[self.path(), "build", document.yaml, "-o", folder, *asked]], outputs)

    def many(self, whole):
        """All YAML files in one process."""
        folder = whole.folder / "build"
        sources = [
            write(folder / "yaml" / f"{number}.yaml", batch.filled(batch.TEMPLATE, row))
            for number, row in enumerate(whole.rows, 1)
        ]
        outputs = [folder / f"{source.stem}.{kind}" for source in sources for kind in self.writes]
        return Job([[self.path(), "build", *sources, "-o", folder]], outputs, made=len(sources), asked=len(sources))


class ChengwenBatch(Chengwen):
    name = "成文 batch"
    words = "一份模板、一份 CSV：校对，DOCX 和 PDF"
    sizes = ()

    def version(self):
        return ""

    def setup(self):
        """Nothing: it is there as soon as chengwen has it."""

    def path(self):
        found = super().path()
        return found if found and "batch" in said(found, "--help") else None

    def many(self, whole):
        folder = whole.folder / "batch"
        folder.mkdir(parents=True, exist_ok=True)
        batch.write_inputs(folder, whole.rows)
        names = [f"附件4-{row['单位']}" for row in whole.rows]
        outputs = [folder / "out" / f"{name}.{kind}" for name in names for kind in self.writes]
        command = [self.path(), "batch", folder / "模板.yaml", "--数据", folder / "单位.csv", "-o", folder / "out", "--名称", "附件4-{单位}"]
        return Job([command], outputs, made=len(whole.rows), asked=len(whole.rows))


class OneKind(Chengwen):
    """As the others: one file. It takes no part in the batch."""

    words = "校对"

    def __init__(self, kind):
        self.name, self.writes = f"成文 --格式 {kind}", (kind,)

    def version(self):
        return ""

    def many(self, whole):
        return None
