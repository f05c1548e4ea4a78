"""The checks on a release as it stands: whole to the last byte, and sound in itself."""

from pathlib import Path

from etl.check import check_flow_values, check_keys, check_periods, check_values
from etl.check_places import check_places
from etl.errors import CheckError
from etl.parsed import FLOW_KEY, NUMBERS, OBSERVATION_KEY
from etl.publish import content_id
from streekmonitor.release import Release, current_release, load_release


def check_release(releases: Path, static: Path) -> Release:
    """Check the release in force. Raises CheckError, ReleaseError or CatalogError.

    Its name must be the hash of its content, its boundaries must stand in `static`, and its tables must
    pass the checks that do not need the publishers' files.
    """
    folder = current_release(releases)
    release = load_release(folder)
    name = str(release.manifest["boundaries"]["file"])
    problems = []
    if content_id(folder) != folder.name:
        problems.append(
            f"de inhoud van {folder} past niet bij de naam: een bestand is gewijzigd of beschadigd"
        )
    if (
        not (static / name).is_file()
        or (static / name).read_bytes() != (folder / "boundaries.json").read_bytes()
    ):
        problems.append(f"{static / name} ontbreekt of is niet dat van de release")
    if problems:
        raise CheckError(
            "De release in gebruik",
            expected="een release die sinds de build niet veranderd is",
            problems=problems,
            action="zet data/release en static terug (git) of bouw de release opnieuw",
        )
    _check_tables(release)
    return release


def check_folder(folder: Path, expected: str) -> Release:
    """Check a release that is not in force, or not yet. Raises CheckError, ReleaseError or CatalogError.

    Its content must have the hash `expected`, and its tables must pass the checks that need no other files.
    """
    release = load_release(folder)
    found = content_id(folder)
    if found != expected:
        raise CheckError(
            f"Release {expected}",
            expected="de inhoud die bij de naam past",
            problems=[f"{folder} heeft inhoud {found}: een bestand is gewijzigd of beschadigd"],
            action="laat het concept opnieuw nakijken, of neem een andere release",
        )
    _check_tables(release)
    return release


def _check_tables(release: Release) -> None:
    observations, flows, places = (
        table.astype({name: "str" for name in table.columns if name not in NUMBERS})
        for table in (release.observations, release.flows, release.places)
    )
    check_keys(observations, OBSERVATION_KEY, release.areas)
    check_keys(flows, FLOW_KEY, release.areas)
    check_values(observations, release.catalog, release.areas)
    check_flow_values(flows, release.areas)
    check_periods(observations, release.catalog)
    check_places(places, release.catalog, release.areas)
