"""One file over HTTP: slowly or in pieces if need be, but whole, and from no address inside a network."""

import ipaddress
import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions  # of the body, which requests hands over as urllib3 reads it

from etl.errors import EtlError
from etl.guard import MAX_FILE_BYTES
from etl.origin import Origin

CHUNK = 1 << 16
AGENT = "Streekmonitor (dashboard Oost-Brabant en Halle-Vilvoorde)"
MOVED = (301, 302, 303, 307, 308)
TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)

Tell = Callable[[int, int | None], None]
"""Told how many bytes are there, and of how many (None: the server does not say)."""


class DownloadError(EtlError):
    """A file did not arrive; the message (Dutch) says why. `missing`: the publisher does not have it."""

    def __init__(self, message: str, *, missing: bool = False) -> None:
        super().__init__(message)
        self.missing = missing


class PassingError(Exception):
    """Something that may go better next time; `wait` is what the server asks for, in seconds.

    `silent`: there was no answer at all.
    """

    def __init__(self, message: str, wait: float | None = None, *, silent: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.silent = silent


@dataclass(frozen=True)
class Patience:
    """How long and how often."""

    connect: float = 15
    silence: float = 30  # seconds without a byte
    file: float = 900  # seconds for one try at a file
    tries: int = 4
    first_wait: float = 2  # doubled at every try, and up to as much again by chance
    longest_wait: float = 120  # a server that asks for more is left in peace
    redirects: int = 5


@dataclass(frozen=True)
class Downloader:
    """Downloads with `patience`; `inside` lets addresses of this computer pass (for tests).

    A host that never answered is in `silent`, and is not waited for again: a publisher has dozens of files.
    """

    patience: Patience = Patience()
    inside: bool = False
    largest: int = MAX_FILE_BYTES
    sleep: Callable[[float], None] = time.sleep
    session: requests.Session = field(default_factory=requests.Session)
    silent: set[str] = field(default_factory=set)

    def fetch(self, url: str, part: Path, known: Origin | None, tell: Tell) -> requests.Response | None:
        """Download `url` to `part`; None when the server says that `known` is still its version.

        A `part` that an earlier run left is continued when the server still has that version of the file.
        Raises DownloadError.
        """
        host = str(urlsplit(url).hostname)
        if host in self.silent:
            raise DownloadError(f"{host} antwoordde daarnet ook al niet")
        problem, silent = "", True
        for attempt in range(self.patience.tries):
            try:
                return self._once(url, part, known, tell)
            except PassingError as passing:
                problem, silent = str(passing), silent and passing.silent
                chance = 1 + random.random()  # noqa: S311 - so that not everybody returns at the same moment
                wait = (
                    self.patience.first_wait * 2**attempt * chance if passing.wait is None else passing.wait
                )
                if wait > self.patience.longest_wait:
                    raise DownloadError(
                        f"{problem}; de server vraagt {wait:.0f} seconden te wachten"
                    ) from passing
                if attempt + 1 < self.patience.tries:
                    self.sleep(wait)
        if silent:
            self.silent.add(host)
        raise DownloadError(f"{problem} ({self.patience.tries} keer geprobeerd)")

    def _once(self, url: str, part: Path, known: Origin | None, tell: Tell) -> requests.Response | None:
        with _passing(), self._answer(url, _headers(part, known)) as answer:
            if answer.status_code == 304:
                return None
            if answer.status_code == 416:  # what we have does not fit what the server has
                forget(part)
                raise PassingError("de server kon niet verder gaan waar de download gebleven was")
            if answer.status_code not in (200, 206):
                raise _refusal(answer)
            self._receive(answer, part, tell)
            return answer

    @contextmanager
    def _answer(self, url: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        """Follow redirects, each one looked at."""
        for _ in range(self.patience.redirects + 1):
            self._check_address(url)
            with _passing(silent=True):
                answer = self.session.get(
                    url,
                    headers=headers,
                    stream=True,
                    allow_redirects=False,
                    timeout=(self.patience.connect, self.patience.silence),
                )
            if answer.status_code not in MOVED or "Location" not in answer.headers:
                with answer:
                    yield answer
                return
            answer.close()
            target = urljoin(url, answer.headers["Location"])
            if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
                raise DownloadError(
                    f"de server verwijst van een beveiligd naar een onbeveiligd adres: {target}"
                )
            url = target
        raise DownloadError(f"meer dan {self.patience.redirects} doorverwijzingen, het laatst naar {url}")

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DownloadError(f"geen http- of https-adres: {url}")
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
        except OSError:
            return  # a proxy may know the name; else connecting says what is wrong
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        if not self.inside and not all(address.is_global for address in addresses):
            raise DownloadError(f"{parts.hostname} is een adres binnen het eigen netwerk")

    def _receive(self, answer: requests.Response, part: Path, tell: Tell) -> None:
        """Write what arrives to `part`, after what is there when the server continues it."""
        start = _continued_from(answer, part)
        rest = _length(answer)
        total = None if rest is None else start + rest
        if max(start, total or 0) > self.largest:
            forget(part)
            raise DownloadError(f"het bestand is groter dan {self.largest // 2**20} MB")
        if not start:
            _remember_version(part, answer)
        until = time.monotonic() + self.patience.file
        with part.open("ab" if start else "wb") as stream:
            here = start
            while chunk := answer.raw.read1(CHUNK, decode_content=True):
                stream.write(chunk)
                here += len(chunk)
                tell(here, total)
                if here > self.largest:
                    raise DownloadError(f"het bestand is groter dan {self.largest // 2**20} MB")
                if time.monotonic() > until:
                    raise PassingError(f"na {self.patience.file:.0f} seconden nog niet klaar")
        if total is not None and here < total and "Content-Encoding" not in answer.headers:
            raise PassingError(f"de verbinding brak af na {here} van {total} bytes")


@contextmanager
def _passing(*, silent: bool = False) -> Iterator[None]:
    """Faults of the network may pass; `silent` when the server has not answered yet."""
    try:
        yield
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise PassingError("de server antwoordt niet op tijd", silent=silent) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
        raise DownloadError(f"ongeldig adres: {error}") from error
    except urllib3.exceptions.HTTPError as error:
        raise PassingError(f"de verbinding brak af: {_cause(error)}", silent=silent) from error
    except requests.exceptions.RequestException as error:
        raise PassingError(f"geen verbinding: {_cause(error)}", silent=silent) from error
    except OSError as error:
        if isinstance(error, PermissionError | FileNotFoundError) or error.errno == 28:
            raise  # our own disk
        raise PassingError(f"de verbinding brak af: {error}", silent=silent) from error


def _cause(error: BaseException) -> str:
    """The innermost reason, without the layers of libraries around it."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    if isinstance(error, socket.gaierror):
        return "de server is niet te vinden (is er internet?)"
    if isinstance(error, ConnectionRefusedError):
        return "de server weigert de verbinding"
    return str(error)


def _refusal(answer: requests.Response) -> Exception:
    status = answer.status_code
    if status in TRY_AGAIN:
        return PassingError(f"de server antwoordt met {status}", _retry_after(answer))
    words = {
        401: "toegang geweigerd",
        403: "toegang geweigerd",
        404: "niet gevonden",
        410: "bestaat niet meer",
    }
    reason = words.get(status, answer.reason or "")
    return DownloadError(f"de server antwoordt met {status} ({reason})", missing=status in (404, 410))


def _retry_after(answer: requests.Response) -> float | None:
    """Seconds that the server asks to wait, given as a number or as a moment."""
    text = answer.headers.get("Retry-After", "")
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _headers(part: Path, known: Origin | None) -> dict[str, str]:
    """Ask for the rest of `part`, or only for another version than the one known."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    version = _version(part)
    if version and part.is_file() and part.stat().st_size:
        return headers | {"Range": f"bytes={part.stat().st_size}-", "If-Range": version}
    if known and known.etag:
        return headers | {"If-None-Match": known.etag}
    if known and known.modified:
        return headers | {"If-Modified-Since": known.modified}
    return headers


def _continued_from(answer: requests.Response, part: Path) -> int:
    """How many bytes of `part` the server goes on from; none when it starts again."""
    if answer.status_code != 206:
        return 0
    place = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    size = part.stat().st_size
    if place != str(size):
        forget(part)
        raise PassingError("de server ging verder op een andere plaats dan gevraagd")
    return size


def _length(answer: requests.Response) -> int | None:
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() else None


def _remember_version(part: Path, answer: requests.Response) -> None:
    """Keep what the server calls this version, so that a later run can go on with `part` and no other."""
    etag = answer.headers.get("ETag", "")
    version = etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified", "")
    _beside(part).write_text(json.dumps({"version": version}), encoding="utf-8")


def _version(part: Path) -> str:
    try:
        return str(json.loads(_beside(part).read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def forget(part: Path) -> None:
    """Remove what was downloaded so far."""
    part.unlink(missing_ok=True)
    _beside(part).unlink(missing_ok=True)


def _beside(part: Path) -> Path:
    return part.with_name(part.name + ".json")
