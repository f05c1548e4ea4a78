"""Where a source's files come from: an address that answers a download, or a page to visit by hand.

A source module names them in `ADDRESS`, in the order in which an analyst should try them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

YEAR, NEXT_YEAR = "{year}", "{next_year}"


@dataclass(frozen=True)
class Remote:
    """A file that the publisher offers for download.

    `file` is the path that it gets, relative to the folder of sources (and to data/raw); its ending says
    what it must be (.zip, .xlsx, .xls, .csv, .txt, .gz, .json, .parquet). `header` is text that stands in
    the first line of a text file. With `first_year`, `url` and `file` hold {year}, one file per year (and
    {next_year} for school years); that of a year without publication is not there, which is no fault.
    """

    url: str
    file: str
    header: str = ""
    first_year: int | None = None

    def of_year(self, year: int) -> "Remote":
        """The address of one year's file."""
        url, file = (
            text.replace(YEAR, str(year)).replace(NEXT_YEAR, str(year + 1)) for text in (self.url, self.file)
        )
        return Remote(url, file, self.header, year)


@dataclass(frozen=True)
class ByHand:
    """A file that only a person can get: the page to visit, its name, what to choose there (Dutch)."""

    page: str
    file: str
    how: str


Address = Sequence[Remote | ByHand]
