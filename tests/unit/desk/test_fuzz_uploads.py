"""Uploads spoilt in every way, under names of every kind: brought in, or refused with instructions.

FUZZ_UPLOADS sets the number of cases: 200 in an ordinary run, 2,000 in the long one; always the same cases.
"""

import gzip
import json
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
from desk_world import AN, QUIET, Office, origin, road
from etl_house import YOUTH
from mutations import mutate

from etl.desk.bring_in import add_file, open_draft, remove_file
from etl.desk.examine import check_draft
from etl.desk.recognise import Recognised, stand
from etl.errors import EtlError

CASES = int(os.environ.get("FUZZ_UPLOADS", "200"))
CHECKED = 8  # one in so many of what is brought in is checked as well
NAMES = (
    "download (3).zip", "../../etc/passwd", "C:\\cijfers.xlsx", "=1+1.csv", "<b>vet</b>.csv", "", "a" * 400,
    "\0.csv", "ongevallen_2021.zip", "CIJFERS.XLSM", "leeg",
)  # fmt: skip


def uploads(office: Office, folder: Path) -> list[Path]:
    """Sound files of every kind that the desk reads."""
    permits = "REFNIS|CD_YEAR|CD_PERIOD\n24062|2024|1\n"
    facts = {"facts": [{"Gewest": "Vlaams Gewest", "Gemeente": "Leuven", "Kwartaal": "4de kwartaal 2023"}]}
    files = {
        "road.zip": road(2021)[1],
        "origin.parquet": origin((2024, 2025))[1],
        "youth.csv": (office.root / "bronnen" / YOUTH).read_bytes(),
        "permits.txt.gz": gzip.compress(permits.encode(), mtime=0),
        "facts.json": json.dumps(facts).encode(),
        "rva.csv": b"nis_code,jaar,uvw_wz,status\n24062,2025,1234.5,final\n",
    }
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    table = pd.DataFrame(
        {"period": [2021], "geoitem": [24062], "geolevel": ["gemeente"], "v3122_krediet": [5]}
    )
    table.assign(v3122_betal=1).to_excel(folder / "nbb.xlsx", index=False, sheet_name="Blad1")
    return sorted(folder.iterdir())


def spoilt(original: Path, place: Path, chance: random.Random) -> str:
    """A copy with one or two things wrong, or sometimes nothing, or nothing right; returns what was done."""
    shutil.copyfile(original, place)
    kind = chance.random()
    if kind < 0.1:
        return "niets"
    if kind < 0.15:
        place.write_bytes(chance.randbytes(chance.randrange(3000)))
        return "willekeurige bytes"
    return mutate(place, chance)


def attempt(
    office: Office, draft: str, name: str, content: bytes, case: str
) -> tuple[Recognised | None, str]:
    """What was recognised, or why the upload is refused. Anything else fails the test, with the case."""
    try:
        return add_file(office.desk, AN, draft, name, content)[1], ""
    except EtlError as error:
        return None, str(error)
    except Exception as error:
        raise AssertionError(f"{case}: {error!r}") from error


def is_instruction(refusal: str, folder: Path) -> bool:
    """It says what was expected, found and to do (or that there are no figures), and leaks no path."""
    told = all(word in refusal for word in ("verwacht", "gevonden", "wat te doen"))
    return (told or "niet opgenomen" in refusal) and str(folder) not in refusal


def test_a_spoilt_upload_is_brought_in_or_refused_with_instructions(office: Office, tmp_path: Path) -> None:
    sound = uploads(office, tmp_path / "gaaf")
    release = office.desk.release_in_force()
    draft = open_draft(office.desk, AN, "fuzzing").id
    outcomes: Counter[str] = Counter()
    for number in range(CASES):
        chance = random.Random(f"upload {number}")  # noqa: S311 - the same cases every time
        original = chance.choice(sound)
        place = tmp_path / f"{number}{original.suffix}"
        case = f"case {number}: {original.name}, {spoilt(original, place, chance)}"
        found, refusal = attempt(office, draft, chance.choice(NAMES), place.read_bytes(), case)
        place.unlink()
        if found is None:
            outcomes["refused"] += 1
            assert is_instruction(refusal, office.root), (case, refusal)
            continue
        outcomes["brought in"] += 1
        assert stand(found, release).text
        if outcomes["brought in"] % CHECKED == 0:
            report = check_draft(office.desk, AN, draft, QUIET)
            outcomes["made" if report.candidate else "refused by the check"] += 1
            assert report.remarks or report.candidate, case
        for file in office.desk.drafts.get(draft).files:
            remove_file(office.desk, AN, draft, file.sha256)
    assert office.desk.store.in_force().name == release.id
    assert outcomes["refused"] > CASES / 5
    assert outcomes["brought in"] > CASES / 5
    assert outcomes["refused by the check"] > 0
    files = list((office.desk.drafts.folder_of(draft) / "files").iterdir())
    assert len(files) <= outcomes["brought in"]  # what is refused is not kept
