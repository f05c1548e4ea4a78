"""Reading a release from disk, and what it says when it can't be read."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from streekmonitor.catalog import CatalogError
from streekmonitor.release import (
    SETTING,
    STATUSES,
    InForce,
    ReleaseError,
    current_release,
    load_release,
    release_in_force,
    releases_folder,
    worst,
)
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    EPSILON,
    GAMMA,
    RESIDENTS,
    small_release,
    write_release,
)

RELEASE = small_release(
    ("kinds:a", ALFA, "2020", 3),
    ("kinds:b", ALFA, "2020", math.nan, "confidential"),
    ("events", ALFA, "2020", 7),
    flows=[(ALFA, BETA, 10), (BETA, BETA, 20)],
)


def test_a_release_on_disk_reads_back(tmp_path: Path) -> None:
    folder = write_release(RELEASE, tmp_path)
    assert current_release(tmp_path) == folder
    read = load_release(folder)
    assert read.id == folder.name
    assert (read.catalog, read.areas) == (RELEASE.catalog, RELEASE.areas)
    assert read.observations.astype(str).equals(RELEASE.observations.astype(str))
    assert read.flows.astype(str).equals(RELEASE.flows.astype(str))
    assert read.observations["area"].dtype == "category"
    assert read.observations["value"].dtype == float


def test_observations_of_a_measure_are_its_total_or_a_category() -> None:
    assert RELEASE.measure("events")[["area", "period", "value", "status", "basis"]].to_dict("records") == [
        {"area": ALFA, "period": "2020", "value": 7.0, "status": "observed", "basis": "published"}
    ]
    assert RELEASE.measure("kinds").empty
    assert RELEASE.measure("kinds", "a")["value"].to_list() == [3]
    assert RELEASE.measure("kinds", "b")["status"].to_list() == ["confidential"]


def test_a_measure_without_observations_is_an_empty_table() -> None:
    empty = RELEASE.measure("median")
    assert empty.empty
    assert list(empty.columns) == list(RELEASE.measure("events").columns)


def test_a_flow_keeps_both_ends() -> None:
    rows = RELEASE.flow("commuters")
    assert rows[["origin", "destination", "value"]].to_numpy().tolist() == [
        [ALFA, BETA, 10],
        [BETA, BETA, 20],
    ]
    assert RELEASE.flow("onbekend").empty


def test_label_points_for_all_that_can_be_on_the_map() -> None:
    assert set(RELEASE.label_points) == {ALFA, BETA, GAMMA, DELTA, EPSILON, BRUSSEL}
    assert RELEASE.label_points[ALFA] == (240010.0, 5.0)


def test_municipalities_of_the_province_by_size() -> None:
    sizes = {code: RESIDENTS[code] for code in (ALFA, BETA, GAMMA)}
    assert sizes == {ALFA: 600, BETA: 400, GAMMA: 500}
    assert RELEASE.by_residents == [ALFA, GAMMA, BETA]


def test_a_source_tells_when_it_was_obtained() -> None:
    assert RELEASE.retrieved("toets") == "2026-01-31"


def test_the_worst_status() -> None:
    for place, graver in enumerate(STATUSES):
        assert worst(np.array([*STATUSES[: place + 1], "observed"])) == graver
    assert worst(np.array([])) == "missing"


def test_without_a_release_the_message_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="etl build --sources"):
        current_release(tmp_path)


@pytest.mark.parametrize("pointer", ["weg\n", "\n", "../elders"])
def test_a_pointer_to_nothing_is_explained(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(ReleaseError, match="Zet de map terug of bouw de release opnieuw"):
        current_release(tmp_path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    folder = write_release(RELEASE, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}), encoding="utf-8")
    with pytest.raises(ReleaseError, match="heeft formaat 99"):
        load_release(folder)


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "catalog.json",
        "areas.json",
        "boundaries.json",
        "observations.parquet",
        "flows.parquet",
    ],
)
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe half"])
def test_a_file_that_is_absent_or_damaged_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = write_release(RELEASE, tmp_path)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(ReleaseError, match="Zet de release terug") as caught:
        load_release(folder)
    assert name in str(caught.value)


def test_a_catalog_of_another_version_is_refused(tmp_path: Path) -> None:
    folder = write_release(RELEASE, tmp_path)
    content = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    (folder / "catalog.json").write_text(json.dumps(content | {"nieuw": []}), encoding="utf-8")
    with pytest.raises(CatalogError, match="nieuw"):
        load_release(folder)


def test_the_latest_year_is_that_of_a_value_that_is_no_projection() -> None:
    hidden = ("events", ALFA, "2031", math.nan, "confidential")
    rows = [("events", ALFA, "2027", 5), ("events", ALFA, "2040", 9, "projected"), hidden]
    assert small_release(*rows).latest_year == 2027


def test_a_release_under_construction_has_no_change_report_yet(tmp_path: Path) -> None:
    folder = write_release(small_release(), tmp_path)
    (folder / "changes.md").write_text("# Nieuw\n", encoding="utf-8")
    assert load_release(folder).changes == "# Nieuw\n"
    (folder / "changes.md").unlink()
    assert load_release(folder).changes == ""


# --- which release is in force ------------------------------------------------------------------------------


@pytest.fixture
def committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with the committed release alone; returns the root."""
    monkeypatch.delenv(SETTING, raising=False)
    write_release(RELEASE, tmp_path / "data" / "release")
    return tmp_path


def published(root: Path, name: str = "gepubliceerd") -> Path:
    folder = releases_folder(root) / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder.parent / "current").write_text(name, encoding="utf-8")
    return folder


def test_the_committed_release_is_in_force_until_one_is_published(committed: Path) -> None:
    assert release_in_force(committed) == committed / "data" / "release" / RELEASE.id
    (committed / "var" / "releases").mkdir(parents=True)  # a first publication that was broken off
    assert release_in_force(committed).name == RELEASE.id
    assert release_in_force(committed) != published(committed) == release_in_force(committed)


def test_one_setting_says_where_releases_are(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert releases_folder(committed) == committed / "var" / "releases"
    monkeypatch.setenv(SETTING, "elders")
    assert releases_folder(committed) == committed / "elders"
    monkeypatch.setenv(SETTING, str(committed / "schijf"))
    assert release_in_force(committed) != published(committed) == release_in_force(committed)
    assert release_in_force(committed).parent == committed / "schijf"


def test_a_folder_that_is_lost_leaves_the_last_release_in_force(committed: Path) -> None:
    followed = InForce(committed)
    assert followed.folder().name == RELEASE.id
    folder = published(committed)
    assert followed.folder() == folder
    (folder.parent / "current").unlink()
    assert followed.folder() == folder
    assert release_in_force(committed).name == RELEASE.id  # who starts now has nothing else
    (folder.parent / "current").write_text("weg", encoding="utf-8")
    assert followed.folder() == folder
    with pytest.raises(ReleaseError, match="onvolledig"):
        InForce(committed).folder()


def test_a_folder_that_cannot_be_reached_is_told(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(committed)
    stat = Path.stat

    def broken(path: Path, **options: bool) -> object:
        if path.name == "current":
            raise OSError(5, "Input/output error")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", broken)
    with pytest.raises(ReleaseError, match="niet te bereiken"):
        release_in_force(committed)
