"""Downloads from a publisher that behaves well, badly, slowly or not at all; no real one is ever asked."""

import gzip
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from etl_world import tiny_catalog
from publisher import broken_off, content, drip, in_turn, publisher, send, status

from etl.addresses import ByHand, Remote
from etl.download import Downloader, Patience
from etl.fetch import Fetcher, report
from etl.origin import origin_of
from etl.progress import Progress

TABLE = b"CD_YEAR|CD_REFNIS|MS_VALUE\n" + b"2020|24062|1\n" * 500
CAPTCHA = b"<!DOCTYPE html><html><head><title>Are you human?</title></head></html>"
SOURCE = tiny_catalog().source_by_id["toets"]
PATIENCE = Patience(connect=2, silence=0.5, file=1, tries=3, first_wait=0.001, longest_wait=100)


def zipped(text=TABLE, member="TF.txt"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, text)
    return stream.getvalue()


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with publisher() as served:
        yield served


class Try:
    """Fetches one source from the server into a folder, and knows how long it was asked to wait."""

    def __init__(self, server, folder):
        self.server, self.raw = server, folder / "raw"
        self.waits, self.screen = [], io.StringIO()

    def fetch(self, *addresses, today=date(2026, 11, 23), patience=PATIENCE, **options):
        downloader = Downloader(
            patience, inside=True, sleep=self.waits.append, session=requests.Session(), **options
        )
        fetcher = Fetcher(self.raw, Progress(self.screen), today, downloader)
        with downloader.session:
            return fetcher.source(SimpleNamespace(ADDRESS=addresses), SOURCE)

    def one(self, file="map/tabel.csv", header="CD_YEAR", **options):
        (outcome,) = self.fetch(Remote(f"{self.server.url}/bestand", file, header), **options)
        return outcome

    def serve(self, answer):
        self.server.answers["/bestand"] = answer

    @property
    def files(self):
        found = (path for path in self.raw.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(self.raw)) for path in found)


@pytest.fixture
def attempt(server, tmp_path):
    return Try(server, tmp_path)


# --- what goes well -----------------------------------------------------------------------------------------


def test_a_sound_file_gets_its_place_and_its_origin(attempt):
    attempt.serve(content(TABLE, ETag='"een"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"))
    assert attempt.one().kind == "new"
    assert attempt.files == ["map/tabel.csv", "map/tabel.csv.origin.json"]
    path = attempt.raw / "map" / "tabel.csv"
    assert path.read_bytes() == TABLE
    origin = origin_of(path)
    assert origin is not None
    assert (origin.bytes, origin.retrieved, origin.checked) == (len(TABLE), "2026-11-23", "2026-11-23")
    assert (origin.url, origin.etag) == (f"{attempt.server.url}/bestand", '"een"')
    assert "tabel.csv: nieuw" in attempt.screen.getvalue()


@pytest.mark.parametrize("headers", [{"ETag": '"een"'}, {}])
def test_the_same_file_again_is_unchanged_and_keeps_its_day(attempt, headers):
    attempt.serve(content(TABLE, **headers))
    attempt.one()
    assert attempt.one(today=date(2026, 12, 24)).kind == "unchanged"
    origin = origin_of(attempt.raw / "map" / "tabel.csv")
    assert origin is not None
    assert (origin.retrieved, origin.checked) == ("2026-11-23", "2026-12-24")
    asked = attempt.server.headers_of("/bestand")[1]
    assert asked.get("If-None-Match") == headers.get("ETag")


def test_a_newer_file_takes_the_place_of_the_old(attempt):
    attempt.serve(content(TABLE, ETag='"een"'))
    attempt.one()
    attempt.serve(content(TABLE + b"2021|24062|2\n", ETag='"twee"'))
    assert attempt.one(today=date(2026, 12, 24)).kind == "new"
    path = attempt.raw / "map" / "tabel.csv"
    assert path.read_bytes().endswith(b"2021|24062|2\n")
    assert origin_of(path).retrieved == "2026-12-24"


def test_a_file_changed_by_hand_is_fetched_anew(attempt):
    attempt.serve(content(TABLE, ETag='"een"'))
    attempt.one()
    path = attempt.raw / "map" / "tabel.csv"
    path.write_bytes(b"anders")
    assert origin_of(path) is None
    assert attempt.one().kind == "new"
    assert path.read_bytes() == TABLE


def test_redirects_are_followed(attempt):
    attempt.serve(status(302, Location="/verder"))
    attempt.server.answers["/verder"] = status(301, Location=f"{attempt.server.url}/daar")
    attempt.server.answers["/daar"] = content(TABLE)
    assert attempt.one().kind == "new"


def test_one_file_per_year_and_none_yet_for_the_last(attempt):
    for year in (2024, 2025):
        attempt.server.answers[f"/{year}.zip"] = content(zipped())
    address = Remote(f"{attempt.server.url}/{{year}}.zip", "map/T_{year}.zip", first_year=2024)
    assert [outcome.kind for outcome in attempt.fetch(address)] == ["new", "new"]
    assert [name for name in attempt.files if name.endswith(".zip")] == ["map/T_2024.zip", "map/T_2025.zip"]


def test_years_that_are_all_absent_are_a_fault(attempt):
    address = Remote(f"{attempt.server.url}/{{year}}.zip", "map/T_{year}.zip", first_year=2024)
    (outcome,) = attempt.fetch(address)
    assert outcome.kind == "failed"
    assert "404" in outcome.message


# --- what goes wrong for a while ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_server_that_is_busy_is_asked_again(attempt, code):
    attempt.serve(in_turn(status(code), status(code), content(TABLE)))
    assert attempt.one().kind == "new"
    first, second = attempt.waits
    assert 0.001 <= first <= 0.002 < second <= 0.004  # doubled, and up to as much again by chance


def in_ninety_seconds():
    return format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)


@pytest.mark.parametrize(
    ("asked", "low", "high"), [("7", 7, 7), (in_ninety_seconds, 30, 90), ("onzin", 0.001, 0.002)]
)
def test_a_server_says_how_long_to_wait(attempt, asked, low, high):
    text = asked if isinstance(asked, str) else asked()
    attempt.serve(in_turn(status(429, Retry_After=text), content(TABLE)))
    assert attempt.one().kind == "new"
    (wait,) = attempt.waits
    assert low <= wait <= high


def test_a_server_that_asks_for_too_long_is_left_in_peace(attempt):
    attempt.serve(status(429, Retry_After="3600"))
    outcome = attempt.one()
    assert outcome.kind == "failed"
    assert "vraagt 3600 seconden te wachten" in outcome.message
    assert attempt.waits == []


def test_a_broken_download_goes_on_where_it_was(attempt):
    attempt.serve(in_turn(broken_off(TABLE, 1000, ETag='"een"'), content(TABLE, ETag='"een"')))
    assert attempt.one().kind == "new"
    assert (attempt.raw / "map" / "tabel.csv").read_bytes() == TABLE
    second = attempt.server.headers_of("/bestand")[1]
    assert (second["Range"], second["If-Range"]) == ("bytes=1000-", '"een"')


def test_a_later_run_goes_on_where_an_earlier_one_was(attempt):
    attempt.serve(broken_off(TABLE, 1000, ETag='"een"'))
    assert attempt.one().kind == "failed"
    attempt.serve(content(TABLE, ETag='"een"'))
    assert attempt.one().kind == "new"
    assert attempt.server.headers_of("/bestand")[-1]["Range"] == "bytes=1000-"
    assert attempt.files == ["map/tabel.csv", "map/tabel.csv.origin.json"]


def test_parts_of_two_versions_are_never_put_together(attempt):
    other = TABLE.replace(b"|1\n", b"|2\n")
    attempt.serve(in_turn(broken_off(TABLE, 1000, ETag='"een"'), content(other, ETag='"twee"')))
    assert attempt.one().kind == "new"
    assert (attempt.raw / "map" / "tabel.csv").read_bytes() == other


def test_without_a_name_for_the_version_a_download_starts_again(attempt):
    attempt.serve(in_turn(broken_off(TABLE, 1000), content(TABLE)))
    assert attempt.one().kind == "new"
    assert "Range" not in attempt.server.headers_of("/bestand")[1]


def test_a_range_that_does_not_fit_is_dropped(attempt):
    def wrong_place(handler):
        send(handler, 206, TABLE[5:], Content_Range=f"bytes 5-{len(TABLE) - 1}/{len(TABLE)}", ETag='"een"')

    attempt.serve(in_turn(broken_off(TABLE, 1000, ETag='"een"'), wrong_place, content(TABLE, ETag='"een"')))
    assert attempt.one().kind == "new"
    assert (attempt.raw / "map" / "tabel.csv").read_bytes() == TABLE


# --- what goes wrong ----------------------------------------------------------------------------------------

BAD_ANSWERS = {
    "captcha with status 200": (content(CAPTCHA), "webpagina (HTML)"),
    "not found": (status(404), "404 (niet gevonden)"),
    "forbidden": (status(403, CAPTCHA), "403 (toegang geweigerd)"),
    "always busy": (status(503), "antwoordt met 503 (3 keer geprobeerd)"),
    "redirect loop": (status(302, Location="/bestand"), "meer dan 5 doorverwijzingen"),
    "redirect to a file": (status(302, Location="file:///etc/passwd"), "geen http- of https-adres"),
    "truncated": (broken_off(TABLE, 1000), "brak af"),
    "slow drip": (drip(TABLE, 0.05), "na 1 seconden nog niet klaar"),
    "silence": (drip(TABLE, 5), "antwoordt niet op tijd"),
    "empty": (content(b""), "een leeg bestand"),
    "another layout": (content(b"JAAR;NIS;WAARDE\n1;2;3\n"), "'JAAR;NIS;WAARDE'"),
    "too large": (content(TABLE * 200), "groter dan 1 MB"),
    "too large, unannounced": (status(200, TABLE * 200, Transfer_Encoding="identity"), "groter dan 1 MB"),
}


@pytest.mark.parametrize("case", BAD_ANSWERS)
def test_a_bad_answer_leaves_what_is_there_and_tells_what_to_do(attempt, case):
    answer, words = BAD_ANSWERS[case]
    path = attempt.raw / "map" / "tabel.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"CD_YEAR|oud\n")
    attempt.serve(answer)
    outcome = attempt.one(largest=2**20)
    assert outcome.kind == "failed"
    for word in (words, "tabel.csv", "bezoek https://uitgever.test/tabel", "data/inbox/tabel.csv"):
        assert word in outcome.message
    assert path.read_bytes() == b"CD_YEAR|oud\n"
    assert "tabel.csv: niet gelukt" in attempt.screen.getvalue()


def test_a_host_that_never_answered_is_not_waited_for_again(attempt):
    attempt.serve(drip(TABLE, 5))
    gone = attempt.server.url.replace("127.0.0.1", "niemand.invalid")
    files = [Remote(f"{gone}/{name}", f"{name}.csv", "CD_YEAR") for name in ("een", "twee", "drie")]
    first, *others = attempt.fetch(*files, Remote(f"{attempt.server.url}/bestand", "hier.csv", "CD_YEAR"))
    assert "3 keer geprobeerd" in first.message
    assert f"open {gone}/een in een browser" in first.message
    assert [("antwoordde daarnet ook al niet" in other.message) for other in others] == [True, True, False]
    assert "3 keer geprobeerd" in others[-1].message  # it answered, though it did not go on
    assert len(attempt.waits) == 2 * 2


KINDS = {
    "T.zip": (zipped(), [zipped()[:-30], TABLE, zipped(b"JAAR\n")]),
    "T.xlsx": (zipped(b"<xml/>", "[Content_Types].xml"), [zipped(), TABLE]),
    "T.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", [zipped()]),
    "T.csv.gz": (gzip.compress(TABLE), [gzip.compress(TABLE)[:12], TABLE, gzip.compress(b"JAAR\n")]),
    "T.json": (b'{"CD_YEAR": []}', [b'{"CD_YEAR": [', b"onzin"]),
    "T.parquet": (b"PAR1inhoudPAR1", [b"PAR1inhoud", b"inhoud"]),
    "T.txt": (TABLE, [b"\0\0\0\0"]),
    "T.shp": (b"\x00\x00\x27\x0arest", [TABLE]),
    "T.dbf": (b"\x03velden\rrijen", [TABLE, b"\x03velden"]),
    "T.gpkg": (b"SQLite format 3\x00rest", [TABLE]),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_arrives_must_be_what_its_name_says(attempt, name):
    good, bad = KINDS[name]
    for body in (*bad, CAPTCHA):
        attempt.serve(content(body))
        outcome = attempt.one(f"map/{name}")
        assert (outcome.kind, body and "niet bruikbaar" in outcome.message) == ("failed", True)
        assert attempt.files == []
    attempt.serve(content(good))
    assert attempt.one(f"map/{name}").kind == "new"


def test_a_flipped_byte_in_a_zip_is_noticed(attempt):
    body = bytearray(zipped())
    body[60] ^= 0xFF
    attempt.serve(content(bytes(body)))
    assert attempt.one("map/T.zip").kind == "failed"


INSIDE = ("127.0.0.1:9", "localhost:9", "[::1]:9", "10.0.0.1", "169.254.169.254", "192.168.1.1")


@pytest.mark.parametrize("url", [f"http://{host}/x" for host in INSIDE])
def test_an_address_inside_a_network_is_never_asked(tmp_path, url):
    fetcher = Fetcher(tmp_path, Progress(io.StringIO()), date(2026, 1, 1), Downloader(PATIENCE))
    outcome = fetcher.file(SOURCE, Remote(url, "a.csv"))
    assert outcome.kind == "failed"
    assert "binnen het eigen netwerk" in outcome.message


@pytest.mark.parametrize("url", ["ftp://uitgever.test/a.csv", "file:///etc/passwd", "geen adres", "http://"])
def test_only_web_addresses_are_asked(tmp_path, url):
    fetcher = Fetcher(tmp_path, Progress(io.StringIO()), date(2026, 1, 1), Downloader(PATIENCE))
    assert "geen http- of https-adres" in fetcher.file(SOURCE, Remote(url, "a.csv")).message


def test_a_server_that_is_not_there_is_told(attempt):
    address = Remote("http://127.0.0.1:1/bestand", "map/a.csv")
    (outcome,) = attempt.fetch(address)
    assert outcome.kind == "failed"
    assert "geen verbinding: de server weigert de verbinding (3 keer geprobeerd)" in outcome.message
    assert len(attempt.waits) == 2


# --- by hand ------------------------------------------------------------------------------------------------


def test_what_a_person_has_to_get_is_named(attempt):
    address = ByHand("https://uitgever.test/dashboard", "map/export*.csv", "kies alle gemeenten.")
    (outcome,) = attempt.fetch(address)
    assert outcome.kind == "by_hand"
    assert outcome.message.startswith("bezoek https://uitgever.test/dashboard: kies alle gemeenten en plaats")
    assert outcome.message.endswith(" als data/inbox/export*.csv.")
    inbox = attempt.raw.parent / "inbox"
    inbox.mkdir()
    (inbox / "export 2026.csv").write_text("x", encoding="utf-8")
    (outcome,) = attempt.fetch(address)
    assert "(staat er al: export 2026.csv)" in outcome.message


def test_a_source_without_an_address_is_got_by_hand(attempt):
    (outcome,) = attempt.fetch()
    assert outcome.message == "bezoek https://uitgever.test/tabel en plaats het bestand in data/inbox."


def test_the_report_counts_and_lists(attempt):
    attempt.serve(content(TABLE))
    outcomes = [attempt.one(), attempt.one(), *attempt.fetch()]
    attempt.serve(status(404))
    text = report([*outcomes, attempt.one()])
    assert text.startswith("Nieuw: 1, ongewijzigd: 1.")
    assert text.index("Niet gelukt:") < text.index("404") < text.index("Met de hand op te halen:")


def test_the_failures_of_a_source_are_one_message(attempt):
    """A yearly table of which no year can be fetched."""
    gone = attempt.server.url.replace("127.0.0.1", "niemand.invalid")
    outcomes = attempt.fetch(Remote(f"{gone}/{{year}}", "map/T_{year}.csv", "CD_YEAR", first_year=2021))
    assert [outcome.kind for outcome in outcomes] == ["failed"] * 6  # 2021 to 2026
    told = report(outcomes).split("Niet gelukt:\n")[1].splitlines()
    assert told[0].endswith(": 6 bestanden.")
    assert told[1].startswith("  T_2021.csv: ")
    assert "geen verbinding: de server is niet te vinden (is er internet?) (3 keer geprobeerd)" in told[1]
    assert told[2] == (
        "  T_2022.csv tot en met T_2026.csv (5 bestanden): niemand.invalid antwoordde daarnet ook al niet"
    )
    assert told[3].endswith(f"of open {gone}/2021")
    assert told[4].startswith("  en de andere adressen van die vorm")
    assert len(told) == 5


def test_a_file_that_arrived_is_not_to_be_got_by_hand(attempt):
    by_hand = ByHand("https://uitgever.test/dashboard", "map/tabel.csv", "kies alle gemeenten")
    remote = Remote(f"{attempt.server.url}/bestand", "map/tabel.csv", "CD_YEAR")
    attempt.serve(content(TABLE))
    assert [outcome.kind for outcome in attempt.fetch(remote, by_hand)] == ["new"]
    attempt.serve(status(404))
    assert [outcome.kind for outcome in attempt.fetch(remote, by_hand)] == ["failed", "by_hand"]


def test_a_spoilt_origin_is_no_origin(tmp_path):
    path = Path(tmp_path / "a.csv")
    path.write_bytes(TABLE)
    for spoilt in ("{", "[]", json.dumps({"url": "x"})):
        (tmp_path / "a.csv.origin.json").write_text(spoilt, encoding="utf-8")
        assert origin_of(path) is None
