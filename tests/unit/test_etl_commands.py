"""The commands around a build: check, status, changes and fetch."""

import json
import shutil
import subprocess
from datetime import date
from types import SimpleNamespace

import pytest
from etl_house import ORIGIN, ROAD, ROAD_ROWS, YOUTH, write, write_origin, write_road
from publisher import content, publisher, status

import etl.boundary_files
import etl.fetch
import etl.sources
from etl import cli
from etl.addresses import ByHand, Remote
from etl.download import Downloader
from streekmonitor.release import current_release


def run(house, *arguments):
    return cli.main(list(arguments), house.root)


def release_file(house, name):
    return current_release(house.releases) / name


# --- check --------------------------------------------------------------------------------------------------


def test_check_without_files_looks_at_the_release_alone(built, capsys):
    assert run(built, "check") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Release {built.release().id} is in orde.",
        "Er zijn geen bestanden van uitgevers gevonden; geef met --sources hun map om ook die te lezen.",
    ]


def test_check_tells_what_the_files_would_change_and_changes_nothing(built, capsys):
    before = built.everything()
    write_road(built.sources / ROAD, rows=(*ROAD_ROWS, ("2020-07-08", "24062", "1", "0", "1", "0", "0")))
    assert run(built, "check", "--sources", str(built.sources)) == 0
    text = capsys.readouterr().out
    assert "er is niets gewijzigd" in text
    assert "Leuven, 2020: 3\u00a0slachtoffers → 4\u00a0slachtoffers" in text
    assert built.everything() == before


def test_check_of_files_that_are_not_in_order_stops(built, capsys):
    write(built.sources / YOUTH, "<html>Captcha</html>")
    assert run(built, "check", "--sources", str(built.sources)) == 1
    assert "webpagina" in capsys.readouterr().err


def flip_in_observations(house):
    path = release_file(house, "observations.parquet")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def edit_manifest(house):
    path = release_file(house, "manifest.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    write(path, json.dumps(content | {"overlaps": {"x": []}}))


def remove_static(house):
    shutil.rmtree(house.root / "static")


@pytest.mark.parametrize("damage", [flip_in_observations, edit_manifest, remove_static])
def test_check_notices_a_damaged_release(built, capsys, damage):
    damage(built)
    assert run(built, "check") == 1
    message = capsys.readouterr().err
    assert "Traceback" not in message
    assert str(built.root) in message


def test_check_without_a_release_says_how_to_make_one(house, capsys):
    assert run(house, "check") == 1
    assert "etl build --sources" in capsys.readouterr().err


# --- status -------------------------------------------------------------------------------------------------


def test_status_tells_how_fresh_every_source_is(built, capsys):
    assert run(built, "status", "--sources", str(built.sources)) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Release {built.release().id}: 4 bronnen, bij ")
    road = text[text.index("Verkeersslachtoffers (statbel_road_casualties)") :].split("\n\n")[0]
    assert "  periodes:         2020\n" in road
    assert "  dagtekening:      28 mei 2021, " in road
    assert f"geleden\n{' ' * 20}Bestand van 28 mei 2021.\n" in road  # what that date means
    assert (
        "  volgende editie:  verwacht sinds maart 2022 (jaarlijks, in het voorjaar): kijk of ze er is" in road
    )
    assert f"  bestanden:        in {built.sources}" in road


def test_status_tells_the_day_of_a_download(built, served, capsys):
    served.answers["/jeugd"] = content((built.sources / YOUTH).read_bytes())
    assert run(built, "fetch", "pinc_youth") == 0
    (built.sources / YOUTH).unlink()
    assert built.build() == 0
    capsys.readouterr()
    assert run(built, "status") == 0
    text = capsys.readouterr().out
    youth = text[text.index("(pinc_youth)") :].split("\n\n")[0]
    assert "  opgehaald:        " in youth
    assert "0 dagen geleden\n  volgende editie:" in youth


def test_status_tells_where_files_are_gone_or_other(built, capsys):
    (built.sources / YOUTH).unlink()
    write_origin(built.sources / ORIGIN, belgians=60)
    assert run(built, "status", "--sources", str(built.sources)) == 0
    text = capsys.readouterr().out
    assert "niet meer aanwezig (de cijfers staan in de release)" in text
    assert f"in {built.sources}: anders dan in de release, bouw opnieuw" in text


# --- changes ------------------------------------------------------------------------------------------------


def git(house, *arguments):
    who = ["-c", "user.name=Toets", "-c", "user.email=toets@voorbeeld.test"]
    subprocess.run(["git", *who, *arguments], cwd=house.root, check=True, capture_output=True)  # noqa: S607


def test_changes_against_the_release_of_the_last_commit(built, capsys):
    git(built, "init", "-q")
    git(built, "add", "data/release")
    git(built, "commit", "-q", "-m", "Release")
    old = built.release().id
    for extra in (1, 2):  # two builds since the commit
        rows = [*ROAD_ROWS, *[("2020-07-08", "24062", "1", "0", "1", "0", "0")] * extra]
        write_road(built.sources / ROAD, rows=rows)
        assert built.build() == 0
    capsys.readouterr()
    assert run(built, "changes") == 0
    text = capsys.readouterr().out
    assert f"Vergeleken met release {old}." in text
    assert "Leuven, 2020: 3\u00a0slachtoffers → 5\u00a0slachtoffers" in text


def test_changes_without_git_is_the_report_of_the_release(built, capsys):
    assert run(built, "changes") == 0
    assert "Eerste release" in capsys.readouterr().out


# --- fetch --------------------------------------------------------------------------------------------------


def module(source, address):
    return SimpleNamespace(SOURCE=source, ADDRESS=(address,))


@pytest.fixture
def served(monkeypatch):
    """A publisher of two sources, one of them by hand."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with publisher() as server:
        modules = (
            SimpleNamespace(
                SOURCE="pinc_youth", ADDRESS=(Remote(f"{server.url}/jeugd", YOUTH, "gemeenten"),)
            ),
            SimpleNamespace(
                SOURCE="statbel_origin", ADDRESS=(ByHand("https://uitgever.test", ORIGIN, "kies 2025"),)
            ),
        )
        monkeypatch.setattr(etl.sources, "MODULES", modules)
        monkeypatch.setattr(etl.boundary_files, "BOUNDARY_SOURCES", ())
        init = etl.fetch.Fetcher.__init__
        monkeypatch.setattr(
            etl.fetch.Fetcher,
            "__init__",
            lambda self, raw, progress, today: init(self, raw, progress, today, Downloader(inside=True)),
        )
        yield server


def test_fetch_gets_what_it_can_and_names_the_rest(house, served, capsys):
    body = (house.sources / YOUTH).read_bytes()
    served.answers["/jeugd"] = content(body)
    assert run(house, "fetch") == 0
    text = capsys.readouterr().out
    assert "Nieuw: 1, ongewijzigd: 0." in text
    assert "- statbel_origin: bezoek https://uitgever.test: kies 2025 en plaats het als data/inbox/" in text
    assert (house.root / "data" / "raw" / YOUTH).read_bytes() == body


def test_what_is_fetched_is_built_with_its_day(house, served):
    served.answers["/jeugd"] = content((house.sources / YOUTH).read_bytes())
    assert run(house, "fetch", "pinc_youth") == 0
    (house.sources / YOUTH).unlink()
    assert house.build() == 0
    assert house.release().retrieved("pinc_youth") == date.today().isoformat()


def test_fetch_of_one_source_that_fails(house, served, capsys):
    served.answers["/jeugd"] = status(404)
    assert run(house, "fetch", "pinc_youth") == 1
    text = capsys.readouterr().out
    assert "Niet gelukt:" in text
    assert "statbel_origin" not in text


def test_fetch_of_an_unknown_source_names_the_nearest(house, capsys):
    assert run(house, "fetch", "pinc_yout") == 1
    assert "Bron 'pinc_yout' bestaat niet. Bedoelt u pinc_youth" in capsys.readouterr().err
