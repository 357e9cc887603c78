"""A DOCX out of a template with docxtpl.

    template OUT.docx                       the template of a document of any blocks (made once, like in a word processor)
    template BLOCKS.json OUT.docx           the template of one document for many units, with a field for each column
    fill TEMPLATE.docx BLOCKS.json OUT.docx
    fill TEMPLATE.docx ROWS.csv FOLDER
"""

import csv
import json
import pathlib
import re
import sys

import docxtpl


def of_any_blocks(path):
    import with_python_docx as made

    document = made.empty()
    add = document.add_paragraph
    add("{%p for b in blocks %}")
    for kind, style in (("mark", "附件标识"), ("h1", "Heading 1"), ("h2", "Heading 2"), ("h3", "Heading 3")):
        add(f"{{%p if b.kind == '{kind}' %}}")
        add("{{ b.text }}", style)
        if kind == "mark":
            add()
        add("{%p endif %}")
    add("{%p if b.kind == 'title' %}")
    add("{%p for line in b.lines %}")
    add("{{ line }}", "Title")
    add("{%p endfor %}")
    add()
    add("{%p endif %}")
    for condition, style in (("b.look == 'h2'", "二级段首"), ("b.look != 'h2'", None)):
        add(f"{{%p if b.kind == 'text' and {condition} %}}")
        paragraph = add()
        paragraph.add_run("{{ b.lead }}", style)
        paragraph.add_run("{{ b.text }}")
        add("{%p endif %}")
    add("{%p if b.kind == 'table' %}")
    rows = [["{%tr for row in b.rows %}", "", ""], [f"{{{{ row[{column}] }}}}" for column in range(3)], ["{%tr endfor %}", "", ""]]
    block = {"shares": [5, 2, 2], "aligned": ["left", "center", "center"], "rows": rows}
    made.table(document, {**block, "head": [f"{{{{ b.head[{column}] }}}}" for column in range(3)]}, str)
    add("{%p endif %}")
    add("{%p endfor %}")
    document.save(path)


def of_these_blocks(blocks, path):
    import with_python_docx as made

    document = made.empty()
    made.fill(document, blocks, lambda text: re.sub("〔(.+?)〕", r"{{ \1 }}", text))
    document.save(path)


def render(template, values, path):
    document = docxtpl.DocxTemplate(template)
    document.render(values, autoescape=True)
    document.save(path)


def main():
    task, first, *rest = sys.argv[1:]
    read = lambda path: json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    if task == "template" and rest:
        of_these_blocks(read(first), rest[0])
    elif task == "template":
        of_any_blocks(first)
    elif rest[0].endswith(".json"):
        render(first, {"blocks": read(rest[0])}, rest[1])
    else:
        with open(rest[0], encoding="utf-8-sig", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows), 1):
                render(first, row, pathlib.Path(rest[1]) / f"{number}.docx")


main()
