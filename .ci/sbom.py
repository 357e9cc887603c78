"""Writes what the program is made of: every crate that is linked into it, and every font file.

    sbom.py FILE.json

CycloneDX 1.5, as cargo knows the crates (Cargo.lock has their checksums) and fonts/README.md the fonts. The same
sources give the same bytes: no time, no serial number.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from fontTools.ttLib import TTFont

REPOSITORY = Path(__file__).resolve().parents[1]
# The names of fonts/README.md → those of SPDX.
LICENCES = {"OFL 1.1": "OFL-1.1", "Arphic PL": "Arphic-1999"}


def crates():
    """The root package, and the packages that are linked into it, by id."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    known = json.loads(subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    root, linked = known["resolve"]["root"], {}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here in linked:
            continue
        used = [each["pkg"] for each in nodes[here]["deps"] if any(kind["kind"] is None for kind in each["dep_kinds"])]
        linked[here] = used
        waiting += used
    return packages, linked, root


def component(package, checksums):
    """A crate."""
    name, version = package["name"], package["version"]
    purl = f"pkg:cargo/{name}@{version}"
    entry = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if checksum := checksums.get((name, version)):
        entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["license"]:
        # What cargo still takes for OR.
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    return entry


def fonts():
    """The files of fonts/, each with the licence that its README names."""
    table = (REPOSITORY / "fonts/README.md").read_text()
    licences = dict(re.findall(r"\| ([\w-]+\.ttf) \|.*\| ([^|]+) \|$", table, re.M))
    files = sorted((REPOSITORY / "fonts").glob("*.ttf"))
    if sorted(licences) != [file.name for file in files]:
        sys.exit("fonts/README.md does not list the files of fonts/")
    for file in files:
        names = TTFont(file, lazy=True)["name"]
        version = names.getDebugName(5).removeprefix("Version ").split(";")[0]
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        yield {
            "type": "file",
            "bom-ref": f"font:{file.name}",
            "name": file.name,
            "version": version,
            "description": names.getDebugName(1),
            "hashes": [{"alg": "SHA-256", "content": digest}],
            "licenses": [{"license": {"id": LICENCES[licences[file.name]]}}],
        }


def main():
    packages, linked, root = crates()
    lock = tomllib.loads((REPOSITORY / "Cargo.lock").read_text())
    checksums = {(entry["name"], entry["version"]): entry.get("checksum") for entry in lock["package"]}
    parts = {identity: component(packages[identity], checksums) for identity in linked}
    whole = {**parts.pop(root), "type": "application"}
    faces = list(fonts())
    uses = {parts.get(here, whole)["bom-ref"]: sorted({parts[used]["bom-ref"] for used in used_ones})
            for here, used_ones in linked.items()}
    uses[whole["bom-ref"]] += [face["bom-ref"] for face in faces]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": whole},
        "components": sorted(parts.values(), key=lambda part: part["bom-ref"]) + faces,
        "dependencies": [{"ref": ref, "dependsOn": used} for ref, used in sorted(uses.items())],
    }
    bare = [part["name"] for part in document["components"] if not part.get("licenses") or not part.get("hashes")]
    if bare:
        sys.exit(f"without licence or checksum: {bare}")
    Path(sys.argv[1]).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    print(f"{sys.argv[1]}: {len(parts)} crates, {len(faces)} fonts")


main()
