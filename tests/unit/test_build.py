"""A whole build on small files in the publishers' layouts: what it makes, and what stops it."""

import json
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import yaml
from etl_house import (
    ORIGIN,
    REAL_AREAS,
    ROAD,
    ROAD_COLUMNS,
    ROAD_ROWS,
    ROOT,
    YOUTH,
    House,
    write,
    write_origin,
    write_road,
)

import etl.build
import etl.write_release
from etl import publish
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import current_release

# --- what a build makes -------------------------------------------------------------------------------------


def test_a_build_puts_a_readable_release_in_force(house, capsys):
    assert house.build() == 0
    release = house.release()
    assert f"Release {release.id} is in gebruik." in capsys.readouterr().out
    assert house.value("road_casualties", "24062", "2020") == ([1 + 1 + 1], ["published"])
    assert house.value("road_casualties", "24134", "2020") == ([0], ["published"])  # absent is zero
    assert house.value("road_casualties", "23106", "2020") == ([2 + 4 + 0], ["summed"])  # Pajottegem
    assert house.value("residents", "03000", "2025") == (
        [100.0 * len(REAL_AREAS.within("03000"))],
        ["summed"],
    )
    assert house.value("home_language_not_dutch_primary", "24062", "2024") == ([10.5], ["published"])
    assert house.value("surface_area", "24062", "2025") == ([50.0], ["published"])


def test_a_release_folder_holds_these_files_and_no_other(built):
    folder = current_release(built.releases)
    assert sorted(path.name for path in folder.iterdir()) == [
        "areas.json",
        "boundaries.json",
        "catalog.json",
        "changes.md",
        "flows.parquet",
        "manifest.json",
        "observations.parquet",
        "places.parquet",
    ]
    static = [path.name for path in (built.root / "static").iterdir()]
    assert static == [built.release().manifest["boundaries"]["file"]]
    assert (built.root / "static" / static[0]).read_bytes() == (folder / "boundaries.json").read_bytes()
    assert sorted(path.name for path in built.releases.iterdir()) == sorted([folder.name, "current"])


def test_the_manifest_tells_where_figures_come_from_and_what_they_cover(built):
    manifest = built.release().manifest
    road = manifest["sources"]["statbel_road_casualties"]
    content = (built.sources / ROAD).read_bytes()
    assert [(file["path"], file["bytes"]) for file in road["files"]] == [(ROAD, len(content))]
    assert (
        road["retrieved"]
        == load_catalog(ROOT / "data/catalog").source_by_id["statbel_road_casualties"].retrieved
    )
    assert road["periods"] == ["2020", "2020"]
    measure = manifest["measures"]["road_casualties"]
    assert measure["periods"] == ["2020"]
    assert measure["coverage"] == {"province": {"2020": [63, 63]}}
    assert manifest["classes"]["road_casualties"]["period"] == "2020"
    assert str(built.root) not in json.dumps(manifest)


def test_tables_are_sorted_and_text_is_kept_as_dictionaries(built):
    table = pd.read_parquet(current_release(built.releases) / "observations.parquet")
    assert table.columns.tolist() == ["measure", "category", "area", "period", "value", "status", "basis"]
    key = table[["measure", "category", "area", "period"]].astype("str")
    assert key.equals(key.sort_values(list(key)))
    assert not key.duplicated().any()
    assert {str(kind) for kind in table.dtypes} == {"category", "float64"}


def test_the_same_inputs_give_the_same_bytes(house, built):
    house.build()
    assert house.everything() == built.everything()


def test_a_build_without_changes_leaves_the_release_alone(built, capsys):
    first = built.everything()
    assert built.build() == 0
    assert "Er is niets veranderd" in capsys.readouterr().out
    assert built.everything() == first


def test_a_new_release_takes_the_place_of_the_old_and_reports_the_changes(built):
    old = built.release().id
    write_road(built.sources / ROAD, rows=(*ROAD_ROWS, ("2020-07-08", "24062", "1", "0", "1", "0", "0")))
    assert built.build() == 0
    new = built.release().id
    assert sorted(path.name for path in built.releases.iterdir()) == sorted([new, "current"])
    report = (built.releases / new / "changes.md").read_text(encoding="utf-8")
    assert f"Vergeleken met release {old}." in report
    assert "Leuven, 2020: 3\u00a0slachtoffers → 4\u00a0slachtoffers" in report


def test_a_release_that_cannot_be_read_is_built_anew(built, capsys):
    intact = built.everything()
    (current_release(built.releases) / "manifest.json").write_text("{", encoding="utf-8")
    assert built.build() == 0
    assert "er wordt niets vergeleken" in capsys.readouterr().err
    assert built.everything() == intact


def test_only_open_leaves_out_what_is_not_open_and_what_depends_on_it(house):
    assert house.build("--only-open") == 0
    release = house.release()
    assert {source.reuse for source in release.catalog.sources} == {"open"}
    assert set(release.manifest["sources"]) == {"statbel_origin", "statbel_road_casualties"}
    assert set(release.observations["measure"]) == {"residents", "residents_by_origin", "road_casualties"}
    assert "population_density" not in release.catalog.indicator_by_id  # needs the surface areas
    assert "population" in release.catalog.indicator_by_id


def test_the_report_of_an_open_release_says_what_it_leaves_out_and_calls_nothing_lost(built, capsys):
    full = built.release()
    write_road(built.sources / ROAD, rows=(*ROAD_ROWS, ("2020-07-08", "24062", "1", "0", "1", "0", "0")))
    assert built.build("--only-open") == 0
    assert "Het is een open release" in capsys.readouterr().out
    report = built.release().changes
    assert f"Vergeleken met release {full.id}" in report
    assert "open release, zonder de 2 bronnen waarvan hergebruik niet geheel vrij is" in report
    assert "(`pinc_youth`)" in report
    assert "(`vlaamse_provincies_boundaries`)" in report
    for lost in ("Verdwenen:", "verdwenen is", "niet meer gebruikt", "geen cijfer meer"):
        assert lost not in report
    assert "Leuven, 2020: 3\u00a0slachtoffers → 4\u00a0slachtoffers" in report  # what both have is compared
    assert built.build() == 0
    report = built.release().changes
    assert "De vorige release was een open release" in report
    assert "Nieuw:" not in report


def test_a_file_placed_in_the_inbox_serves_as_well(house):
    inbox = house.root / "data" / "inbox"
    inbox.mkdir(parents=True)
    shutil.move(house.sources / ROAD, inbox / Path(ROAD).name)
    assert house.build() == 0
    assert house.value("road_casualties", "24062", "2020")[0] == [3]


def test_progress_has_one_line_per_source_when_there_is_no_terminal(house, capsys):
    house.build()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0].split(" (")[0].strip() for line in lines] == [
        "catalogus", "pinc_youth", "statbel_origin", "statbel_road_casualties", "grenzen", "release",
    ]  # fmt: skip


# --- what stops it ------------------------------------------------------------------------------------------


def in_youth(old: str, new: str) -> Callable[[House], None]:
    """Replace text in the (first) line of Leuven."""

    def corrupt(house: House) -> None:
        path = house.sources / YOUTH
        content = path.read_text(encoding="utf-8")
        line = next(line for line in content.splitlines() if line.startswith('"Leuven"'))
        path.write_text(content.replace(line, line.replace(old, new)), encoding="utf-8")

    return corrupt


def remove(name: str) -> Callable[[House], None]:
    return lambda house: (house.sources / name).unlink()


def replace_by_page(name: str) -> Callable[[House], None]:
    return lambda house: write(house.sources / name, "<!doctype html><html><title>Captcha</title></html>")


def truncate(name: str) -> Callable[[House], None]:
    def corrupt(house: House) -> None:
        content = (house.sources / name).read_bytes()
        write(house.sources / name, content[: len(content) * 2 // 3])

    return corrupt


def road_header(old: str, new: str) -> Callable[[House], None]:
    columns = tuple(new if column == old else column for column in ROAD_COLUMNS)
    return lambda house: write_road(house.sources / ROAD, columns)


def drop_origin_column(house: House) -> None:
    path = house.sources / ORIGIN
    pd.read_parquet(path).drop(columns="eu27").to_parquet(path)


def repeat_origin_row(house: House) -> None:
    table = pd.read_parquet(house.sources / ORIGIN)
    pd.concat([table, table[table["CD_REFNIS"] == "24062"]]).to_parquet(house.sources / ORIGIN)


def drop_origin_row(house: House) -> None:
    table = pd.read_parquet(house.sources / ORIGIN)
    table[table["CD_REFNIS"] != "24062"].to_parquet(house.sources / ORIGIN)


BAD_INPUT = {
    "missing file": (remove(YOUTH), (YOUTH, "provincies.incijfers.be", "data/inbox")),
    "missing zip": (remove(ROAD), ("TF_ACCIDENTS_VICTIMS", "statbel.fgov.be", "data/inbox")),
    "renamed column": (
        road_header("MS_SLY_INJ", "MS_SLIGHTLY"),
        (Path(ROAD).name, "'MS_SLY_INJ'", "'MS_SLIGHTLY'", "bronmodule"),
    ),
    "missing column": (drop_origin_column, (Path(ORIGIN).name, "'eu27'", "ontbreken")),
    "duplicated key": (
        repeat_origin_row,
        (ORIGIN, "residents, Leuven (24062), 2025: 2 rijen", "action: drop"),
    ),
    "missing municipality": (drop_origin_row, (ORIGIN, "1 zonder rij, waaronder Leuven (24062)", "meld het")),
    "unknown municipality": (
        in_youth('"Leuven"', '"Leuvne"'),
        (YOUTH, "regel ", "onbekend: 'Leuvne'", "bedoeld: Leuven 24062", "corrections/spellings.yaml"),
    ),
    "unknown code": (
        lambda house: write_road(house.sources / ROAD, rows=(*ROAD_ROWS, ("2020-01-01", "99999", *"10100"))),
        (ROAD, "onbekend: '99999'"),
    ),
    "percentage above 100": (
        in_youth("10,5", "105,0"),
        (Path(YOUTH).name, "rij ", "leerlingen basisonderwijs", "WP 2024'", "hoogstens 100", "'105,0'"),
    ),
    "truncated zip": (truncate(ROAD), (Path(ROAD).name, "afgebroken", "download het bestand opnieuw")),
    "truncated parquet": (truncate(ORIGIN), (Path(ORIGIN).name, "volledig parquetbestand", "opnieuw")),
    "captcha instead of a zip": (replace_by_page(ROAD), (Path(ROAD).name, "webpagina", "in een browser")),
    "captcha instead of text": (replace_by_page(YOUTH), (Path(YOUTH).name, "webpagina", "in een browser")),
    "point instead of comma": (
        in_youth("10,5", "10.5"),
        (Path(YOUTH).name, "rij ", "WP 2024'", "komma als decimaalteken", "'10.5'", "getal met punt"),
    ),
    "text instead of a number": (in_youth('"20"', '"twintig"'), (Path(YOUTH).name, "rij ", "'twintig'")),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_stops_with_instructions_and_leaves_the_release(built, capsys, case):
    corrupt, words = BAD_INPUT[case]
    before = built.everything()
    corrupt(built)
    assert built.build() == 1
    message = capsys.readouterr().err
    for word in (
        *words,
        "verwacht:",
        "gevonden:",
        "wat te doen:",
        "De vorige release blijft ongewijzigd in gebruik.",
    ):
        assert word in message
    assert "Traceback" not in message
    assert built.everything() == before


def test_a_change_too_large_to_be_true_stops(built, capsys):
    before = built.everything()
    table = pd.read_parquet(built.sources / ORIGIN)
    counts = table.columns.difference(["year", "CD_REFNIS"])
    table.assign(**{name: table[name] * 10 for name in counts}).to_parquet(built.sources / ORIGIN)
    assert built.build() == 1
    message = capsys.readouterr().err
    assert "residents, 2025: provinciaal van 6.300,0 naar 63.000,0" in message
    assert "data/corrections/confirmed_changes.yaml" in message
    assert built.everything() == before


def test_a_fault_in_the_catalog_stops(house, capsys):
    path = house.root / "data" / "catalog" / "sources.yaml"
    write(path, path.read_text(encoding="utf-8").replace("licence:", "license:"))
    assert house.build() == 1
    assert "license: onbekende sleutel" in capsys.readouterr().err
    assert not house.releases.exists()


def test_a_source_without_a_module_stops(house, capsys):
    path = house.root / "data" / "catalog" / "sources.yaml"
    sources = yaml.safe_load(path.read_text(encoding="utf-8"))
    write(path, yaml.safe_dump([*sources, sources[0] | {"id": "nieuwe_bron"}]))
    assert house.build() == 1
    assert "bron 'nieuwe_bron'" in capsys.readouterr().err


# --- killed midway ------------------------------------------------------------------------------------------


class KilledError(BaseException):
    """Stands for a process that ends here: nothing catches it."""


def complete_folder(releases: Path, content: str) -> Path:
    folder = releases / f".building-{content}"
    write(folder / "boundaries.json", content)
    write(folder / "manifest.json", json.dumps({"boundaries": {"file": f"boundaries-{content}.json"}}))
    return folder


def publish_content(root: Path, content: str) -> str:
    releases = root / "data" / "release"
    return publish.publish(complete_folder(releases, content), releases, root / "static")


def test_killed_at_any_step_the_old_release_or_the_new_one_is_in_force(tmp_path, monkeypatch):
    """Every operation that changes the disk is one step; the run is killed before each of them in turn."""
    operations = [
        (publish, "_flush"),
        (publish.shutil, "rmtree"),
        (Path, "replace"),
        (Path, "rename"),
        (Path, "unlink"),
        (Path, "write_bytes"),
    ]
    in_force = []
    for step in range(100):
        root = tmp_path / str(step)
        old = publish_content(root, "oud")
        folder = complete_folder(root / "data" / "release", "nieuw")
        with monkeypatch.context() as patch:
            left = [step]
            for place, name in operations:
                patch.setattr(place, name, killed_when_none_is_left(getattr(place, name), left))
            try:
                new = publish.publish(folder, folder.parent, root / "static")
            except KilledError:
                new = None
        name = current_release(folder.parent).name
        assert publish.content_id(folder.parent / name) == name
        content = (folder.parent / name / "boundaries.json").read_text()
        assert (root / "static" / f"boundaries-{content}.json").read_text() == content
        in_force.append(content)
        if new is not None:
            break
        again = publish_content(root, "nieuw")  # the next build clears what the killed one left behind
        assert sorted(path.name for path in folder.parent.iterdir()) == sorted([again, "current"])
        assert again != old
    assert len(in_force) > 10
    assert in_force == sorted(in_force, reverse=True)  # once the new one is in force, it stays: oud, …, nieuw
    assert set(in_force) == {"oud", "nieuw"}


def killed_when_none_is_left(operation, left):
    def counted(*arguments, **options):
        if left[0] == 0:
            raise KilledError
        left[0] -= 1
        return operation(*arguments, **options)

    return counted


def test_a_process_killed_before_the_swap_leaves_the_old_release(tmp_path):
    old = publish_content(tmp_path, "oud")
    complete_folder(tmp_path / "data" / "release", "nieuw")
    script = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from etl import publish

        def wait(*_):
            print("klaar", flush=True)
            time.sleep(60)

        releases = Path(sys.argv[1]) / "data" / "release"
        folder = releases / ".building-nieuw"
        publish.install(folder, releases)
        Path.replace = wait
        publish.point_to("nieuw", releases)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "klaar\n"
    finally:
        process.kill()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()
    assert current_release(tmp_path / "data" / "release").name == old
    assert publish_content(tmp_path, "nieuw") == current_release(tmp_path / "data" / "release").name


def test_a_full_disk_stops_with_a_message_and_leaves_the_release(built, monkeypatch, capsys):
    before = built.everything()

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(etl.write_release, "write_flows", full_disk)
    write_origin(built.sources / ORIGIN, belgians=60)
    assert built.build() == 1
    message = capsys.readouterr().err
    assert "No space left on device" in message
    assert "De vorige release blijft ongewijzigd in gebruik." in message
    assert built.everything() == before
