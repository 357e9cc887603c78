"""chengwen beside other programs: the same text, whole processes, in turn.

    python3 benches/compare setup              installs the programs into CHENGWEN_PEERS (default ~/.cache/chengwen-peers)
                                               and from Debian; what cannot be set up is told
    python3 benches/compare run [options]      runs all of them; the figures are left in target/compare.json
    python3 benches/compare write              puts the tables into docs/performance.md

`run` takes a part with --sizes 1,10 (times the sample's body), --batch 100 (units, 0 for none), --only chengwen,typst
(beginnings of the classes' names), --rounds 1 (at most), --limit 120 (seconds a run may take). One machine,
nothing else running on it; needs python3 alone beside the programs, and pdftotext to see that all hold the same text.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import batch
import manuscript
import program as base
import programs
import report

FIGURES = base.ROOT / "target" / "compare.json"
SAMPLE = base.ROOT / "data" / "xiangfen-2021.yaml"
# Seconds a run takes at most for so many rounds.
ROUNDS = [(3, 11), (30, 3), (float("inf"), 1)]


def say(text):
    print(text, file=sys.stderr, flush=True)


def measured(job, limit):
    """One run of a job: what it took, or why it is worth nothing."""
    for output in job.outputs:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.unlink(missing_ok=True)
    commands = [[str(part) for part in command] for command in job.commands]
    asked = {"commands": commands, "at_once": job.at_once, "limit": limit}
    environment = {**os.environ, "CHENGWEN_PEERS": str(base.PEERS)}
    done = subprocess.run(
        [sys.executable, "-I", "-S", base.HERE / "measure.py"],
        input=json.dumps(asked), capture_output=True, text=True, env=environment, check=True,
    )
    told = json.loads(done.stdout)
    if told["late"]:
        return told
    missing = [output.name for output in job.outputs if not output.exists()]
    if told["status"] or missing:
        last = " ".join(done.stderr.split())[-200:]
        told["fault"] = f"退出码 {told['status']}，没有写出 {len(missing)} 个文件：{last}"
    return told


def sizes(job):
    """The bytes of all outputs by kind, as if all that was asked for had been made."""
    found = {}
    for output in job.outputs:
        kind = output.suffix[1:]
        found[kind] = found.get(kind, 0) + output.stat().st_size
    return {kind: size * share(job) for kind, size in found.items()}


def share(job):
    return job.asked / job.made if job.made else 1


class Case:
    """One task for all programs: the first run of each tells whether it is right and how long it takes."""

    def __init__(self, name, limit, most):
        self.name, self.limit, self.most = name, limit, most
        self.rows, self.late = [], set()

    def first(self, program, job, check):
        told = measured(job, self.limit)
        row = {"name": program.name, "words": program.words, "writes": program.writes, "asked": job.asked, "made": job.made}
        self.rows.append(row)
        if told["late"]:
            self.late.add(program.name)
            row["late"] = self.limit
            say(f"  {program.name}: not done in {self.limit} s")
            return
        fault = told.get("fault") or check(job)
        if fault:
            row["fault"] = fault
            say(f"  {program.name}: {fault}")
            return
        rounds = min(self.most, next(rounds for seconds, rounds in ROUNDS if told["wall"] < seconds))
        row.update(rounds=rounds, sizes=sizes(job), share=share(job), runs=[told] if rounds == 1 else [])
        row["job"] = job
        say(f"  {program.name}: {told['wall']:.2f} s, same text, {rounds} rounds")

    def rest(self):
        """The other rounds, each program in turn."""
        whole = max((row.get("rounds", 0) for row in self.rows), default=0)
        for number in range(whole):
            for row in self.rows:
                if len(row.get("runs", [])) < row.get("rounds", 0):
                    row["runs"].append(measured(row["job"], self.limit))
            say(f"  round {number + 1} of {whole}")

    def figures(self):
        for row in self.rows:
            row.pop("job", None)
            runs, times = row.pop("runs", []), row.pop("share", 1)
            if broken := [run for run in runs if run["late"] or run.get("fault")]:
                row["fault"] = f"{len(broken)} 遍没有做完"
            elif runs:
                walls = [run["wall"] * times for run in runs]
                row["wall"] = [min(walls), statistics.median(walls), max(walls)]
                row["processor"] = statistics.median(run["processor"] * times for run in runs)
                row["memory"] = statistics.median(run["memory"] for run in runs)
        return {"name": self.name, "rows": self.rows}


def ours(program, yaml, folder):
    """Our own two files of a YAML file, as the source of the text."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([program.path(), "build", yaml, "-o", folder], capture_output=True, check=True)
    return folder / f"{yaml.stem}.docx", folder / f"{yaml.stem}.pdf"


def repeated(times, path):
    """The sample with its body so many times."""
    head, body = SAMPLE.read_text(encoding="utf-8").split("\n正文:\n")
    path.write_text(f"{head}\n正文:\n" + body * times, encoding="utf-8")
    return path


def wrong(blocks, paths, program):
    """What is wrong with some outputs; an empty text if they hold the blocks."""
    try:
        for path in paths:
            if path.suffix != ".docx" or not program.counts_numbers:
                manuscript.compare(blocks, path)
    except manuscript.Differs as differs:
        return f"字和成文的不同：{differs}"
    return ""


def document_case(times, chosen, asked, given_up, work):
    case = Case(f"×{times}", asked.limit, asked.rounds)
    folder = work / f"x{times}"
    folder.mkdir()
    yaml = repeated(times, folder / f"x{times}.yaml")
    say(f"the sample's body ×{times}: reading the text")
    docx, pdf = ours(programs.OURS, yaml, folder / "text")
    blocks = manuscript.of_files(docx, pdf)
    document = base.Document(blocks, folder, yaml, docx)
    for program in chosen:
        if program.sizes is None or times in program.sizes:
            if program.name in given_up:
                case.rows.append({"name": program.name, "words": program.words, "untried": given_up[program.name]})
            else:
                case.first(program, program.one(document), lambda job: wrong(blocks, job.outputs, program))
    case.rest()
    given_up.update({name: f"×{times}" for name in case.late})
    pages = len(manuscript.pdf_text(pdf))
    return {**case.figures(), "pages": pages, "characters": manuscript.characters(blocks).total()}


def batch_case(count, chosen, asked, work):
    case = Case(f"{count} 个单位", asked.limit, asked.rounds)
    folder = work / "batch"
    folder.mkdir()
    say(f"a batch of {count} units: reading the text")
    template = folder / "template.yaml"
    template.write_text(batch.TEMPLATE, encoding="utf-8")
    docx, pdf = ours(programs.OURS, template, folder / "text")
    rows = list(batch.rows(count))
    batch.write_table(folder / "units.csv", rows)
    whole = base.Batch(manuscript.of_files(docx, pdf), rows, folder, folder / "units.csv")

    def check(program, job):
        """A file of every twentieth part."""
        each = len(job.outputs) // job.made
        for unit in range(0, job.made, max(1, job.made // base.SAMPLE)):
            blocks = batch.filled_blocks(whole.blocks, rows[unit])
            if fault := wrong(blocks, job.outputs[unit * each : unit * each + each], program):
                return fault
        return ""

    for program in chosen:
        job = program.many(whole)
        if job:
            case.first(program, job, lambda job: check(program, job))
    case.rest()
    pages = len(manuscript.pdf_text(pdf))
    return {**case.figures(), "pages": pages, "characters": manuscript.characters(batch.filled_blocks(whole.blocks, rows[0])).total()}


def chosen_programs(only):
    chosen, missing = [], []
    for program in programs.ALL:
        key = type(program).__name__.lower()
        if only and program.name != programs.OURS.name and not any(key.startswith(name.lower()) for name in only):
            continue
        if program.path():
            chosen.append(program)
        else:
            missing.append(program.name)
            say(f"not here, left out: {program.name}")
    if programs.OURS not in chosen:
        sys.exit("missing: target/release/chengwen (cargo build --release)")
    return chosen, missing


def run(asked):
    if not shutil.which("pdftotext"):
        sys.exit("missing: pdftotext, without which nothing shows that all hold the same text (apt-get install poppler-utils)")
    chosen, missing = chosen_programs(asked.only.split(",") if asked.only else [])
    figures = {
        "machine": report.machine(),
        "missing": missing,
        "versions": {program.name: program.version() for program in chosen},
        "limit": asked.limit,
        "cases": [],
    }
    given_up = {}
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for times in [int(size) for size in asked.sizes.split(",") if size]:
            figures["cases"].append(document_case(times, chosen, asked, given_up, work))
            shutil.rmtree(work / f"x{times}")
        if asked.batch:
            figures["cases"].append(batch_case(asked.batch, chosen, asked, work))
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(report.text(figures))


def setup(_asked):
    base.PEERS.mkdir(parents=True, exist_ok=True)
    if not shutil.which("pdftotext"):
        base.debian("poppler-utils")
    for program in programs.ALL:
        try:
            if not program.path():
                program.setup()
            say(f"{program.name}: {program.version() if program.path() else 'not there'}")
        except (OSError, subprocess.CalledProcessError) as fault:
            say(f"{program.name}: cannot be set up and will be left out ({fault})")


def main():
    parser = argparse.ArgumentParser(prog="python3 benches/compare", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    tasks = parser.add_subparsers(required=True)
    tasks.add_parser("setup").set_defaults(task=setup)
    running = tasks.add_parser("run")
    running.add_argument("--sizes", default="1,10,100,1000")
    running.add_argument("--batch", type=int, default=1000)
    running.add_argument("--only", default="")
    running.add_argument("--rounds", type=int, default=11)
    running.add_argument("--limit", type=int, default=120)
    running.set_defaults(task=run)
    tasks.add_parser("write").set_defaults(task=lambda _: report.write(json.loads(FIGURES.read_text(encoding="utf-8"))))
    asked = parser.parse_args()
    asked.task(asked)


main()
