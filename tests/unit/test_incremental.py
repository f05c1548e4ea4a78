"""A build makes anew only what changed, gives the same release as a fresh one, and runs alone."""

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from etl_house import ORIGIN, ROAD, ROAD_ROWS, ROOT, YOUTH, write, write_origin, write_road
from etl_world import births, flows, published

import etl.build
import etl.gather
import etl.maker
from etl.cache import Cache
from etl.errors import CheckError, EtlError, SourceError
from etl.files import SourceFiles
from etl.fingerprint import code_of
from etl.harmonise import Harmonised
from etl.helper import Helper, HelperGoneError, second_process
from etl.lock import only_build
from etl.maker import Order
from etl.parsed import SetAside
from streekmonitor.release import current_release

MADE = ["pinc_youth", "statbel_origin", "statbel_road_casualties"]


@pytest.fixture
def made(monkeypatch):
    """The sources whose tables were made, in order."""
    sources = []
    prepare = etl.maker.prepare

    def recorded(module, *arguments):
        sources.append(module.SOURCE)
        return prepare(module, *arguments)

    monkeypatch.setattr(etl.maker, "prepare", recorded)
    return sources


# --- nothing changed ----------------------------------------------------------------------------------------


def test_without_changes_nothing_is_read(built, monkeypatch, capsys):
    monkeypatch.setattr(etl.build, "draft", None)  # would fail
    before = built.everything()
    assert built.build() == 0
    assert "Er is niets veranderd" in capsys.readouterr().out
    assert built.everything() == before


def damage_release(house):
    path = current_release(house.releases) / "flows.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def remove_boundaries(house):
    next((house.root / "static").glob("boundaries-*.json")).unlink()


@pytest.mark.parametrize("damage", [damage_release, remove_boundaries])
def test_a_damaged_release_is_mended(built, damage):
    intact = built.everything()
    damage(built)
    assert built.build() == 0
    assert built.everything() == intact


def test_a_spoilt_memory_of_the_last_build_is_not_believed(built, made):
    path = built.root / "var" / "etl" / "built.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    write(path, json.dumps(content | {"inputs": "0"}))
    write_road(built.sources / ROAD, rows=ROAD_ROWS[:1])
    old = built.release().id
    assert built.build() == 0
    assert built.release().id != old
    assert made == ["statbel_road_casualties"]


# --- something changed --------------------------------------------------------------------------------------


def change_file(house):
    write_road(house.sources / ROAD, rows=ROAD_ROWS[:1])


def add_year(house):
    rows = [("2021-05-06", *row[1:]) for row in ROAD_ROWS]
    write_road(house.sources / ROAD.replace("2020", "2021"), rows=rows)


def change_catalog(house):
    path = house.root / "data" / "catalog" / "measures.yaml"
    write(path, path.read_text(encoding="utf-8").replace("Verkeersslachtoffers", "Gewonden en doden"))


def add_known_difference(house):
    entry = {"source": "statbel_road_casualties", "measure": "road_casualties", "area": "24000"}
    entry |= {"period": "2020", "difference": 0, "reason": "toets"}
    write(house.root / "data" / "corrections" / "known_differences.yaml", json.dumps([entry]))


@pytest.mark.parametrize("change", [change_file, add_year, change_catalog, add_known_difference])
def test_only_the_source_that_changed_is_made_anew(built, made, change):
    change(built)
    assert built.build() == 0
    assert made == ["statbel_road_casualties"]
    incremental = built.everything()
    assert built.build("--fresh") == 0
    assert made[1:] == MADE
    report = str((current_release(built.releases) / "changes.md").relative_to(built.root))
    assert {**built.everything(), report: b""} == {**incremental, report: b""}


def test_a_file_in_the_inbox_is_noticed(built, made):
    (built.sources / YOUTH).rename(built.sources / "weg.csv")
    inbox = built.root / "data" / "inbox"
    write(inbox / Path(YOUTH).name, (built.sources / "weg.csv").read_bytes().replace(b"10,5", b"11,5"))
    assert built.build() == 0
    assert made == ["pinc_youth"]
    assert built.value("home_language_not_dutch_primary", "24062", "2024") == ([11.5], ["published"])


def test_a_change_of_the_areas_makes_everything_anew(built, made):
    path = built.root / "data" / "areas" / "regions.yaml"
    write(path, path.read_text(encoding="utf-8").replace("label: Dijleland", "label: Het Dijleland"))
    assert built.build() == 0
    assert made == MADE


# --- kept tables --------------------------------------------------------------------------------------------


def kept_table():
    rows = published(births({"24062": 1, "24003": 2}))
    rows.loc[1, ["value", "status"]] = [np.nan, "missing"]
    return Harmonised(rows, flows(("24062", "24003", 5)), (SetAside("rest", 2),), ("map/a.csv",))


def keep(tmp_path):
    write(tmp_path / "map" / "a.csv", "inhoud")
    files = SourceFiles((tmp_path,))
    files.path("map/a.csv")
    cache = Cache(tmp_path / "kept")
    cache.store("bron", "code", files, kept_table())
    return cache, files


def test_a_kept_table_is_the_table(tmp_path):
    cache, files = keep(tmp_path)
    table = cache.load("bron", "code", files)
    assert table is not None
    for name in ("observations", "flows", "places"):
        assert getattr(table, name).equals(getattr(kept_table(), name))
        assert getattr(table, name).dtypes.equals(getattr(kept_table(), name).dtypes)
    assert (table.set_aside, table.files) == ((SetAside("rest", 2),), ("map/a.csv",))
    assert cache.questions("bron") == ["map/a.csv"]


def test_a_kept_table_of_other_ingredients_or_files_is_not_used(tmp_path):
    cache, files = keep(tmp_path)
    assert cache.load("bron", "andere code", files) is None
    assert cache.load("andere", "code", files) is None
    write(tmp_path / "map" / "a.csv", "andere inhoud")
    assert cache.load("bron", "code", files) is None


@pytest.mark.parametrize("name", ["entry.json", "observations.feather", "flows.feather", "places.feather"])
@pytest.mark.parametrize("damage", ["flip", "truncate", "empty", "remove"])
def test_a_spoilt_table_is_not_used(tmp_path, name, damage):
    cache, files = keep(tmp_path)
    path = tmp_path / "kept" / "bron" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x01
    changes = {"flip": bytes(content), "truncate": path.read_bytes()[:-9], "empty": b""}
    if damage == "remove":
        path.unlink()
    else:
        path.write_bytes(changes[damage])
    assert cache.load("bron", "code", files) is None
    cache.store("bron", "code", files, kept_table())
    assert cache.load("bron", "code", files) is not None


def test_the_code_behind_a_source_is_its_own_and_what_it_imports():
    code = code_of("etl.prepare", "etl.sources.pinc_youth")
    assert {"etl.prepare", "etl.sources.pinc_youth", "etl.sources.pinc", "etl.read", "etl.merge"} <= set(code)
    assert "streekmonitor.areas" in code
    assert "streekmonitor.area_names" in code  # imported by what it imports
    assert not {"etl.sources.statbel_origin", "etl.changes", "etl.publish"} & set(code)
    with pytest.raises(ValueError, match="no module"):
        code_of("etl.weg")


# --- two processes ------------------------------------------------------------------------------------------


def test_two_processes_give_the_same_release_as_one(house, built, monkeypatch, capsys):
    monkeypatch.setattr(etl.gather, "WORTH_A_PROCESS", 0)
    assert house.build() == 0
    assert house.everything() == built.everything()
    assert sorted(line.split(":")[0].strip() for line in capsys.readouterr().err.splitlines()[1:-2]) == MADE


@pytest.mark.parametrize("worth", [0, 10**9])
def test_what_is_wrong_with_several_sources_is_told_at_once(built, monkeypatch, capsys, worth):
    monkeypatch.setattr(etl.gather, "WORTH_A_PROCESS", worth)
    before = built.everything()
    for name in (ROAD, ORIGIN):
        write(built.sources / name, "<html>Captcha</html>")
    write(built.sources / YOUTH, (built.sources / YOUTH).read_bytes() + b"\n")  # sound, made in between
    assert built.build() == 1
    message = capsys.readouterr().err
    assert "2 bronnen zijn niet in orde." in message
    assert message.index(Path(ORIGIN).name) < message.index(Path(ROAD).name)  # always in the same order
    assert message.count("wat te doen:") == 2
    assert "Traceback" not in message
    assert built.everything() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_the_first_process_finishes_what_a_killed_second_one_leaves(house, built, monkeypatch):
    monkeypatch.setattr(etl.gather, "WORTH_A_PROCESS", 0)
    make = Helper.make

    def kill_first(self, source):
        for process in multiprocessing.active_children():
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        make(self, source)

    monkeypatch.setattr(Helper, "make", kill_first)
    assert house.build() == 0
    assert house.everything() == built.everything()


def test_a_second_process_that_is_gone_is_noticed(house):
    with second_process(Order(house.sources, house.root)) as helper:
        helper.make("pinc_youth")
    with pytest.raises(HelperGoneError):
        helper.make("pinc_youth")


@pytest.mark.parametrize(
    "error",
    [
        SourceError("a.csv", "rij 2", expected="x", found="y", action="z"),
        CheckError("Sommen", expected="x", problems=["a", "b"], action="z"),
    ],
)
def test_an_error_travels_between_processes_as_it_is(error):
    same = pickle.loads(pickle.dumps(error))  # noqa: S301 - how multiprocessing sends it
    assert (type(same), str(same), same.__dict__) == (type(error), str(error), error.__dict__)


# --- one build at a time ------------------------------------------------------------------------------------

HOLD = """
import sys
from pathlib import Path
from etl.lock import only_build

with only_build(Path(sys.argv[1])):
    print("vast", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_refused_until_the_first_one_ends(built, capsys):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(built.root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "vast\n"
        write_origin(built.sources / ORIGIN, belgians=60)
        assert built.build() == 1
        assert "Er loopt al een build" in capsys.readouterr().err
        holder.kill()  # the lock goes with it
        holder.wait(timeout=10)
        assert built.build() == 0
    finally:
        holder.kill()
        holder.communicate()


def test_the_lock_is_free_after_a_build_that_failed(tmp_path):
    with pytest.raises(RuntimeError), only_build(tmp_path):
        raise RuntimeError
    with only_build(tmp_path), pytest.raises(EtlError, match="Er loopt al een build"), only_build(tmp_path):
        pass
