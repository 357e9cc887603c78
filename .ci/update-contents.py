"""Opens a DOCX in LibreOffice, has every table of contents made anew, writes a PDF.

    update-contents.py IN.docx OUT.pdf PROFILE

Runs in the system's Python, which has the bridge to LibreOffice.
"""

import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

source, target, profile = (pathlib.Path(name).resolve().as_uri() for name in sys.argv[1:])
pipe = f"chengwen-{pathlib.Path(sys.argv[2]).resolve().as_posix().replace('/', '-')}"[-60:]
office = subprocess.Popen([
    "soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;",
])
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.5)
    else:
        raise SystemExit("LibreOffice does not answer")
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    option = lambda name, value: PropertyValue(name, 0, value, 0)
    document = desktop.loadComponentFromURL(source, "_blank", 0, (option("Hidden", True),))
    indexes = document.getDocumentIndexes()
    # Twice: a table of contents that grows moves the pages it tells of.
    for _ in range(2):
        for number in range(indexes.getCount()):
            indexes.getByIndex(number).update()
    document.storeToURL(target, (option("FilterName", "writer_pdf_Export"),))
    print(indexes.getCount())
    document.close(False)
    desktop.terminate()
finally:
    office.wait(60)
