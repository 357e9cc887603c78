"""Libraries for Python, in an environment of their own in the folder of peers."""

import subprocess

from program import PEERS, Program, debian, said


class InPython(Program):
    """Found by what pip leaves of it."""

    package = ""
    python = PEERS / "venv" / "bin" / "python"

    def path(self):
        folders = (PEERS / "venv").glob(f"lib/python*/site-packages/{self.package.replace('-', '_')}-*.dist-info")
        return next(folders, None) and self.python

    def version(self):
        return said(self.python, "-c", f"import importlib.metadata as m; print(m.version('{self.package}'))")

    def setup(self):
        if not self.python.exists():
            if subprocess.run(["python3", "-c", "import ensurepip, venv"], capture_output=True).returncode:
                debian("python3-venv")
            subprocess.run(["python3", "-m", "venv", PEERS / "venv"], check=True)
        subprocess.run([PEERS / "venv" / "bin" / "pip", "install", "-q", self.package], check=True)
