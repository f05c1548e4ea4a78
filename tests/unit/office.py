"""What a presentation looks like, drawn by LibreOffice for a Dutch-speaking reader."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    PROGRAM is None,
    reason="LibreOffice ontbreekt (op Debian of Ubuntu: sudo apt install libreoffice-impress).",
)
LONGEST = 180  # seconds, on a busy machine
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item>
</oor:items>
"""


def as_pdf(presentation: bytes, locale: str = "nl-BE") -> bytes:
    """The presentation as PDF, by a LibreOffice of its own with the settings of a language and country."""
    with tempfile.TemporaryDirectory(prefix="streekmonitor-") as folder:
        root = Path(folder)
        settings = root / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS.format(locale), encoding="utf-8")
        (root / "deck.pptx").write_bytes(presentation)
        command = [
            str(PROGRAM), f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(root), str(root / "deck.pptx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
        return (root / "deck.pdf").read_bytes()
