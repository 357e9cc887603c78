"""All programs that are compared, in the order of the tables; ours first."""

from ours import Chengwen, ChengwenBatch, OneKind
from typesetters import LibreOffice, Typst, TypstArchive, WeasyPrint, XeLaTeX
from word_writers import Docxtpl, NodeDocx, PythonDocx

OURS = Chengwen()
ALL = [
    OURS, ChengwenBatch(), OneKind("docx"), OneKind("pdf"), Typst(), TypstArchive(), XeLaTeX(), WeasyPrint(),
    PythonDocx(), Docxtpl(), NodeDocx(), LibreOffice(),
]
