"""Run by the system's Python: LibreOffice accepts or rejects all tracked changes of Word files.

Usage: office_accept.py FOLDER. For every ``NAME.docx`` in FOLDER it writes ``NAME.accepted.docx`` and
``NAME.rejected.docx``. One office process serves all files.
"""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def option(name, value):
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def connect(folder):
    pipe = "nutzungskonzept-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    office.kill()
    raise SystemExit("LibreOffice does not answer")


def main():
    folder = Path(sys.argv[1]).resolve()
    office, context = connect(folder)
    create = context.ServiceManager.createInstanceWithContext
    desktop = create("com.sun.star.frame.Desktop", context)
    dispatcher = create("com.sun.star.frame.DispatchHelper", context)
    try:
        for path in sorted(folder.glob("*.docx")):
            for command, suffix in (("AcceptAllTrackedChanges", "accepted"), ("RejectAllTrackedChanges", "rejected")):
                document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
                dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
                target = path.with_suffix(f".{suffix}.docx")
                document.storeToURL(target.as_uri(), (option("FilterName", "MS Word 2007 XML"),))
                document.close(True)
    finally:
        try:
            desktop.terminate()
        finally:
            office.wait(timeout=60)


main()
