"""Houses to build releases in (see etl_house); the map is not drawn, which has tests of its own."""

import shutil
from pathlib import Path

import pytest
from etl_house import House, draw, furnish

import etl.build


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Sources and no release yet."""
    monkeypatch.setattr(etl.build, "build_boundaries", draw)
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with a release, built once and copied for every test that changes it."""
    house = furnish(tmp_path_factory.mktemp("huis"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(etl.build, "build_boundaries", draw)
        assert house.build() == 0
    return house.root


@pytest.fixture
def built(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Sources and the release made of them, in force."""
    monkeypatch.setattr(etl.build, "build_boundaries", draw)
    shutil.copytree(template, tmp_path / "huis")
    return House(tmp_path / "huis")
