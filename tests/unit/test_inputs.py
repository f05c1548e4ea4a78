"""What people wrote, held against each other before a build starts."""

import shutil

from etl_house import ROOT

from etl import cli


def test_a_flow_to_a_region_that_does_not_exist_stops_and_names_the_nearest(tmp_path, capsys):
    for name in ("catalog", "areas", "corrections"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    page = tmp_path / "data" / "catalog" / "indicators" / "mobiliteit.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("destination: brussels_gewest", "destination: brussel_gewest"), "utf-8")
    assert cli.main(["build"], tmp_path) == 1
    message = capsys.readouterr().err
    assert "indicator 'commuters_to_brussels_share': bestemming 'brussel_gewest' is geen streek" in message
    assert "bedoelt u brussels_gewest" in message
