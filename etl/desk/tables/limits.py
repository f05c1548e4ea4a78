"""How much one own table may hold; far more than any list of municipalities needs."""

from pathlib import Path

from etl.errors import SourceError
from etl.guard import Limits

SAVE_AGAIN = "open het bestand in Excel of LibreOffice, bewaar het als Excel-werkmap (.xlsx) en breng die in"
SMALLER = "laat in het bestand alleen de tabel staan die u wilt inbrengen, of splits het"

UPLOADS = Limits(file_bytes=20 * 2**20, unpacked_bytes=120 * 2**20, action=SMALLER)
MAX_CELLS = 500_000
MAX_SHEETS = 100
MAX_TEXT = 32_767  # of one cell: what Excel allows
MAX_ALL_TEXT = (
    40_000_000  # of all cells: one long text may stand in many cells without taking room in the file
)
MAX_MERGED = 1_000_000  # places inside merged cells
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


class Counter:
    """Counts what is read, and stops the reading when it becomes too much. Raises SourceError."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._cells = 0
        self._text = 0

    def add(self, text: str, address: str) -> None:
        """Count one cell with this text (empty for a number)."""
        self._cells += 1
        self._text += len(text)
        if len(text) > MAX_TEXT:
            self.stop(f"cel {address}", f"hoogstens {MAX_TEXT} tekens in een cel", f"{len(text)} tekens")
        if self._cells > MAX_CELLS:
            self.stop("", f"hoogstens {MAX_CELLS} gevulde cellen", "meer dan dat")
        if self._text > MAX_ALL_TEXT:
            self.stop("", f"hoogstens {MAX_ALL_TEXT} tekens in alle cellen samen", "meer dan dat")

    def stop(self, where: str, expected: str, found: str) -> None:
        """Stop, for this reason. Raises SourceError."""
        raise SourceError(self._file, where, expected=expected, found=found, action=SMALLER)
