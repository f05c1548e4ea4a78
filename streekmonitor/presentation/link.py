"""A presentation as a piece of a link: the whole of it, packed, with nothing kept on the server."""

import base64
import binascii
import json
import zlib

from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.presentation.model import Presentation

PARAMETER = "presentatie"
# What browsers, mail programs and proxies let through in one address.
LONGEST = 7000
MOST_UNPACKED = 500_000


class LinkTooLongError(ValueError):
    """The presentation does not fit in a link; the message (Dutch) says what to do."""


def to_token(presentation: Presentation) -> str:
    """The presentation as letters, digits, "-" and "_"."""
    text = json.dumps(presentation.content(), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def to_link(address: str, presentation: Presentation) -> str:
    """The link that opens the presentation on the page at `address`. Raises LinkTooLongError."""
    link = f"{address}?{PARAMETER}={to_token(presentation)}"
    if len(link) > LONGEST:
        raise LinkTooLongError(
            f"Deze presentatie is te lang voor een link ({len(link)} tekens, er passen er {LONGEST}). "
            "Deel ze als bestand, of kort de toelichtingen in."
        )
    return link


def from_token(token: str) -> tuple[Presentation, list[str]]:
    """The presentation of a link and a sentence (Dutch) for all that was left out. Never fails."""
    broken = "De link is onvolledig of beschadigd; er is geen presentatie in te vinden. Vraag hem opnieuw."
    if len(token) > LONGEST:
        return Presentation(), [broken]
    try:
        packed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        text = zlib.decompressobj().decompress(packed, MOST_UNPACKED)
        return read_presentation(json.loads(text))
    except (ValueError, zlib.error, binascii.Error, RecursionError):
        return Presentation(), [broken]
