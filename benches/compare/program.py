"""What a program is that can be compared: how it is found, set up, given the text, and called.

`one` and `many` write its input beside the outputs-to-be and give back a `Job`; what they do is not timed. Everything
that a program is not asked to do here (to find fonts, to make its template) is done before.
"""

import json
import os
import pathlib
import re
import subprocess
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
PEERS = pathlib.Path(os.environ.get("CHENGWEN_PEERS", pathlib.Path.home() / ".cache" / "chengwen-peers"))
# Scripts that the programs are called with, and modules that write their languages.
SCRIPTS = HERE / "peers"
FONTS = ROOT / "fonts"
CORES = os.cpu_count() or 1
# How many units are really made by programs that need a process for each.
SAMPLE = 20
# And by those that start slowly and then work through many.
LARGE_SAMPLE = 200


@dataclass
class Job:
    """What is run, what it must leave behind, and how much of the task that is."""

    commands: list
    outputs: list
    at_once: int = 1
    # The files of a batch that were made, of all that were asked for.
    made: int = 0
    asked: int = 0


@dataclass
class Document:
    """What programs are given: the blocks, and where chengwen's own files of them lie."""

    blocks: list
    folder: pathlib.Path
    yaml: pathlib.Path
    docx: pathlib.Path


@dataclass
class Batch:
    """The text of a batch with 〔…〕 for the columns, its table, and the folder to work in."""

    blocks: list
    rows: list
    folder: pathlib.Path
    table: pathlib.Path


class Program:
    name = ""
    # Files that it writes, by their endings.
    writes = ("pdf",)
    # What a reader of the tables must know, in Chinese.
    words = ""
    # Times the sample's body that it takes part in; None for all.
    sizes = None
    # Whether the numbers of headings are no text of its DOCX.
    counts_numbers = False

    def path(self):
        """The program, or None where it is not there."""
        raise NotImplementedError

    def version(self):
        """Its version, empty where another program of the list is the same."""
        raise NotImplementedError

    def setup(self):
        """Installs it."""

    def one(self, document):
        """The job of one document."""
        raise NotImplementedError

    def many(self, whole):
        """The job of a batch; None where it takes no part."""
        return None


def said(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def number_in(text):
    found = re.search(r"\d+(\.\d+)+", text)
    return found[0] if found else "?"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def of_json(path, blocks):
    return write(path, json.dumps(blocks, ensure_ascii=False))


def debian(*packages):
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*sudo, "apt-get", "update", "-q"], stdout=subprocess.DEVNULL, check=True)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    subprocess.run([*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *command], stdout=subprocess.DEVNULL, check=True)
