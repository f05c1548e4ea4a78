"""Whole builds on spoilt files: the release stays, or a new one comes and its report tells what changed.

FUZZ_BUILDS sets the number of cases.
"""

import os
import random
import shutil

from etl_house import ORIGIN, ROAD, YOUTH, House
from mutations import mutate

from etl.publish import content_id
from streekmonitor.release import current_release

CASES = int(os.environ.get("FUZZ_BUILDS", "30"))


def figures(house):
    release = house.release()
    return [
        table.astype("str").to_numpy().tolist()
        for table in (release.observations, release.flows, release.places)
    ]


def test_a_build_of_a_spoilt_file_stops_or_tells(built, tmp_path, capsys):
    original, before = figures(built), built.everything()
    stopped = 0
    for case in range(CASES):
        chance = random.Random(f"build {case}")  # noqa: S311 - the same cases every time
        house = House(tmp_path / f"geval {case}")
        shutil.copytree(built.root, house.root)
        done = mutate(house.sources / chance.choice((ORIGIN, ROAD, YOUTH)), chance)
        code = house.build()
        message = capsys.readouterr().err
        assert "Traceback" not in message, done
        folder = current_release(house.releases)
        assert content_id(folder) == folder.name, done
        if code == 1:
            stopped += 1
            assert "De vorige release blijft ongewijzigd in gebruik." in message, done
            assert "wat te doen:" in message, done
            assert house.everything() == before, done
            continue
        report = (folder / "changes.md").read_text(encoding="utf-8")
        if folder.name in report.splitlines()[0] and "Eerste release" not in report:
            same = figures(house) == original
            assert same == ("geen enkel cijfer is veranderd" in report), (done, report)
        else:
            assert house.everything() == before, done
    assert 0 < stopped < CASES
