"""Web pages to PDF with WeasyPrint, one after the other: PAGE.html … FOLDER."""

import pathlib
import sys

import weasyprint
from weasyprint.text.fonts import FontConfiguration

*pages, folder = map(pathlib.Path, sys.argv[1:])
for page in pages:
    fonts = FontConfiguration()
    weasyprint.HTML(filename=page).write_pdf(folder / f"{page.stem}.pdf", font_config=fonts)
