"""From an upload to a release in force, and back: what each step asks, does and leaves behind."""

from dataclasses import replace

import pytest
from desk_world import AN, BO, CHEF, MERGED, OWN_SOURCE, QUIET, READER, Office, origin, own_table, road

from etl.desk import keep
from etl.desk.actor import Actor, NotAllowedError
from etl.desk.bring_in import (
    add_file,
    add_own_table,
    confirm,
    drop_own_source,
    open_draft,
    remove_file,
    withdraw,
)
from etl.desk.desk import ONE_PERSON
from etl.desk.drafts import DraftError
from etl.desk.examine import check_draft, see
from etl.desk.new_indicator import NewEntries
from etl.desk.own import OwnTable
from etl.desk.recognise import stand
from etl.desk.sign_off import approve, publish, send_back, submit, take_back
from etl.desk.store import BaseChangedError
from etl.desk.what_is_in import what_is_in
from etl.errors import EtlError
from streekmonitor.release import SETTING, ReleaseError


def test_an_upload_becomes_a_release(office: Office) -> None:
    before = office.desk.store.in_force()
    assert before.parent == office.root / "data" / "release"
    name = office.published(road(2021, leuven=5))
    assert office.desk.store.in_force() == office.root / "var" / "releases" / name
    assert office.value("road_casualties", "24062", "2021") == [5]
    assert office.value("road_casualties", "23106", "2021") == [2 + 4 + 0]  # Pajottegem, Herne had none
    assert office.value("road_casualties", "24062", "2020") == [3]  # of the release, whose file is gone
    assert office.value("residents", "24062", "2025") == [100]
    assert office.is_sound()
    assert before.is_dir()


def test_what_stays_is_not_made_anew(office: Office) -> None:
    before = office.desk.release_in_force()
    office.published(road(2021))
    after = office.desk.release_in_force()
    key = ["measure", "category", "area", "period"]
    rows = [
        release.observations[~release.observations["measure"].isin(["road_casualties"])]
        .astype(dict.fromkeys(key, "str"))
        .sort_values(key, ignore_index=True)
        .astype("str")
        for release in (before, after)
    ]
    assert rows[0].equals(rows[1])
    assert after.manifest["sources"]["statbel_origin"] == before.manifest["sources"]["statbel_origin"]
    files = [file["path"] for file in after.manifest["sources"]["statbel_road_casualties"]["files"]]
    assert [name[-8:] for name in sorted(files)] == ["2020.zip", "2021.zip"]


def test_every_step_is_in_the_log(office: Office) -> None:
    release = office.published(road(2021))
    told = [(entry.who, entry.what) for entry in office.desk.log.entries()]
    assert told == [
        ("An", "opened"),
        ("An", "added"),
        ("An", "checked"),
        ("An", "submitted"),
        ("Bo", "approved"),
        ("Bo", "publishing"),
        ("Bo", "published"),
    ]
    last = office.desk.log.entries()[-1]
    assert (last.release, last.sources) == (release, "statbel_road_casualties")
    assert last.cells()[2] == "gepubliceerd"


def test_a_draft_says_what_it_would_change(office: Office) -> None:
    draft, report = office.checked(origin((2025,), belgians=60), road(2021, leuven=5))
    seen = see(office.desk, draft.id)
    assert seen.periods[["measure", "new", "lost"]].to_numpy().tolist() == [["road_casualties", ["2021"], []]]
    row = seen.shares.set_index("measure").loc["residents_by_origin"]
    assert (row["revised"] > 0, row["share"]) == (True, 0.5)  # Belgians 70 to 60, and 15 to 25: two of four
    largest = seen.revisions[seen.revisions["area"] == "24062"].iloc[0]
    assert (largest["category"], largest["old_value"], largest["value"]) == ("non_eu", 15, 25)
    assert seen.revisions["size"].is_monotonic_decreasing
    # against the old value, 15, or the median of the measure where that is larger: of 70, 10, 5 and 15
    assert round(largest["size"], 6) == round(10 / 15, 6)
    assert len(seen.revisions) == min(seen.revised, 1000)
    assert "Herziene waarden" in seen.report
    assert seen.new.release.id == report.candidate != seen.old.release.id
    assert office.value("residents_by_origin", "24062", "2025") != [25]  # nothing is published by looking
    assert any("Galmaarden + Gooik" in remark.found for remark in report.of("mapped"))


def test_the_same_file_changes_nothing_and_cannot_be_published(office: Office) -> None:
    content = (office.root / "bronnen" / "statbel" / "origin" / "origin_by_municipality.parquet").read_bytes()
    draft, report = office.checked(("iets.parquet", content))
    assert stand(draft.files[0], office.desk.release_in_force()).kind == "same"
    assert report.candidate == ""
    assert "geen enkel cijfer" in report.of("note")[0].found
    with pytest.raises(DraftError, match="nog niet worden voorgelegd"):
        submit(office.desk, AN, draft.id)


def test_an_older_edition_says_what_it_would_undo(office: Office) -> None:
    office.published(origin((2024, 2025)))
    draft, report = office.checked(origin((2023, 2024)))
    standing = stand(draft.files[0], office.desk.release_in_force())
    assert (standing.kind, standing.undone) == ("older", ("2025",))
    assert "OUDERE uitgave" in standing.text
    remarks = report.of("confirm")
    assert {remark.key for remark in remarks} >= {"periodes|residents", "periodes|residents_by_origin"}
    assert "2025 zou verdwijnen" in remarks[0].found
    with pytest.raises(DraftError, match="te bevestigen"):
        submit(office.desk, AN, draft.id)


def test_a_doubt_is_confirmed_with_a_reason(office: Office) -> None:
    draft, report = office.checked(road(2020, leuven=300))  # 3 in Leuven became 300
    (doubt,) = {remark.key for remark in report.of("confirm")}
    assert doubt == "road_casualties|2020"
    with pytest.raises(DraftError, match="reden"):
        confirm(office.desk, AN, draft.id, [doubt], "ok")
    confirm(office.desk, AN, draft.id, [doubt], "de uitgever meldt de herziening")
    with pytest.raises(DraftError, match="veranderd"):
        submit(office.desk, AN, draft.id)  # first check again
    again = check_draft(office.desk, AN, draft.id, QUIET)
    assert not again.of("confirm")
    submit(office.desk, AN, draft.id)
    approve(office.desk, BO, draft.id)
    publish(office.desk, BO, draft.id)
    assert office.value("road_casualties", "24062", "2020") == [300]


def test_a_second_person_approves(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, _ = office.checked(road(2021))
    submit(office.desk, AN, draft.id)
    with pytest.raises(NotAllowedError, match="tweede persoon"):
        approve(office.desk, AN, draft.id)
    with pytest.raises(DraftError, match="voorgelegd"):
        publish(office.desk, BO, draft.id)
    monkeypatch.setenv(ONE_PERSON, "ja")
    approve(office.desk, AN, draft.id)
    assert office.desk.log.entries()[-1].what == "approved_alone"
    publish(office.desk, AN, draft.id)


def test_what_was_approved_is_what_is_published(office: Office) -> None:
    draft = office.approved(road(2021))
    add_file(office.desk, AN, draft.id, *road(2021, leuven=9))
    assert office.desk.drafts.get(draft.id).state == "open"
    with pytest.raises(DraftError):
        publish(office.desk, BO, draft.id)
    check_draft(office.desk, AN, draft.id, QUIET)
    with pytest.raises(DraftError):
        publish(office.desk, BO, draft.id)
    submit(office.desk, AN, draft.id)
    send_back(office.desk, BO, draft.id, "leg uit waar de 9 vandaan komt")
    assert office.desk.drafts.get(draft.id).state == "open"


def test_the_second_of_two_publications_must_look_again(office: Office) -> None:
    first, second = office.approved(road(2021)), office.approved(origin((2025,), belgians=60))
    publish(office.desk, BO, first.id)
    with pytest.raises(BaseChangedError, match="opnieuw nakijken"):
        publish(office.desk, BO, second.id)
    report = check_draft(office.desk, AN, second.id, QUIET)
    assert report.can_be_submitted
    with pytest.raises(DraftError):
        publish(office.desk, BO, second.id)  # what was approved was something else
    submit(office.desk, AN, second.id)
    approve(office.desk, BO, second.id)
    publish(office.desk, BO, second.id)
    assert office.value("road_casualties", "24062", "2021") == [5]
    assert office.value("residents_by_origin", "24062", "2025") == []


def test_any_earlier_release_is_taken_back_at_once(office: Office) -> None:
    committed = office.desk.store.in_force().name
    first = office.published(road(2021))
    second = office.published(road(2022))
    take_back(office.desk, CHEF, first, "2022 was een proefbestand")
    assert office.desk.store.in_force().name == first
    assert office.value("road_casualties", "24062", "2022") == []
    take_back(office.desk, AN, committed, "terug naar het begin")
    assert office.value("road_casualties", "24062", "2021") == []
    assert office.is_sound()
    take_back(office.desk, AN, second, "toch niet")
    assert office.value("road_casualties", "24062", "2022") == [5]
    reasons = [entry.why for entry in office.desk.log.entries() if entry.what == "taken_back"]
    assert reasons == ["2022 was een proefbestand", "terug naar het begin", "toch niet"]
    with pytest.raises(EtlError, match="al in gebruik"):
        take_back(office.desk, AN, second, "nog eens hetzelfde")
    with pytest.raises(ReleaseError, match="geen release"):
        take_back(office.desk, AN, "../../etc", "kwaadwillig")


def test_an_own_table_survives_the_next_release(office: Office) -> None:
    draft = open_draft(office.desk, AN, "Fietsenrekken")
    add_own_table(office.desk, AN, draft.id, own_table(12), name="rekken.xlsx", original=b"het bestand zelf")
    report = check_draft(office.desk, AN, draft.id, QUIET)
    assert report.can_be_submitted, report.remarks
    submit(office.desk, AN, draft.id)
    approve(office.desk, BO, draft.id)
    release = publish(office.desk, BO, draft.id)
    assert office.value("bicycle_racks", "24062", "2024") == [12]
    assert office.value("bicycle_racks", "23106", "2024") == [12 * len(MERGED)]  # older codes, summed
    files = office.desk.release_in_force().manifest["sources"]["eigen_fietsenrekken"]["files"]
    assert all(office.desk.store.input(file["sha256"]) for file in files)
    assert "An" not in str(files)  # who and when stand in the log
    office.published(road(2021))
    assert office.value("bicycle_racks", "24062", "2024") == [12]
    assert office.desk.release_in_force().id != release
    # a later year of the same table joins the earlier one
    draft = open_draft(office.desk, AN, "Fietsenrekken 2025")
    add_own_table(office.desk, AN, draft.id, own_table(20, "2025"), name="rekken.xlsx")
    check_draft(office.desk, AN, draft.id, QUIET)
    submit(office.desk, AN, draft.id)
    approve(office.desk, BO, draft.id)
    publish(office.desk, BO, draft.id)
    assert office.value("bicycle_racks", "24062", "2024") == [12]
    assert office.value("bicycle_racks", "24062", "2025") == [20]
    # and it can go again
    draft = open_draft(office.desk, AN, "Zonder rekken")
    drop_own_source(office.desk, AN, draft.id, "eigen_fietsenrekken", "de telling klopte niet")
    check_draft(office.desk, AN, draft.id, QUIET)
    submit(office.desk, AN, draft.id)
    approve(office.desk, BO, draft.id)
    publish(office.desk, BO, draft.id)
    assert "bicycle_racks" not in office.desk.release_in_force().catalog.measure_by_id


def test_an_indicator_of_the_form_comes_with_its_own_table(office: Office) -> None:
    indicator = {
        "id": "bicycle_racks_count",
        "theme": "mobiliteit",
        "label": "Fietsenrekken",
        "short_label": "Fietsenrekken",
        "question": "Hoeveel fietsenrekken zijn er?",
        "definition": "geteld door de werkgroep",
        "processing": "geen",
        "form": {"sum": "bicycle_racks"},
        "unit": "rekken",
        "decimals": 0,
        "polarity": "none",
        "group": "Fiets",
    }
    (measure,) = own_table().entries["measures"]
    new = NewEntries(indicator, measure=measure, source=OWN_SOURCE)
    read = own_table(12).observations.assign(cell="B2")  # as etl.desk.tables gives them
    draft = open_draft(office.desk, AN, "Fietsenrekken")
    add_own_table(office.desk, AN, draft.id, OwnTable.defined_by(new, read), name="rekken.xlsx")
    report = check_draft(office.desk, AN, draft.id, QUIET)
    assert report.can_be_submitted, report.remarks
    tables = see(office.desk, draft.id).new
    assert tables.figure("bicycle_racks_count", "24062", "2024", "arrondissementen").value == 12
    assert see(office.desk, draft.id).indicators == ("bicycle_racks_count",)


def test_an_own_table_adds_to_a_measure_of_a_publisher(office: Office) -> None:
    rows = own_table().observations.assign(measure="road_casualties", period="2022", value=7.0)
    table = replace(own_table(), observations=rows, entries={})
    draft = open_draft(office.desk, AN, "Eigen telling van slachtoffers")
    add_own_table(office.desk, AN, draft.id, table, name="telling.csv")
    report = check_draft(office.desk, AN, draft.id, QUIET)
    assert report.can_be_submitted, report.remarks
    new = see(office.desk, draft.id).new.release
    measure = new.catalog.measure_by_id["road_casualties"]
    assert measure.sources == ("statbel_road_casualties", OWN_SOURCE["id"])
    found = new.measure("road_casualties")
    assert found[(found["area"] == "24062") & (found["period"] == "2022")]["value"].tolist() == [7]
    assert found[(found["area"] == "24062") & (found["period"] == "2020")]["value"].tolist() == [3]
    assert found[(found["area"] == "24107") & (found["period"] == "2022")]["status"].tolist() == ["missing"]


def test_a_file_takes_the_place_of_an_earlier_upload_and_can_be_taken_out(office: Office) -> None:
    draft = office.draft(road(2021, leuven=5), road(2021, leuven=6), road(2022))
    assert len(draft.files) == 2
    left = remove_file(office.desk, AN, draft.id, draft.files[0].sha256)
    assert [file.periods for file in left.files] == [("2022",)]
    with pytest.raises(DraftError, match="zit niet in"):
        remove_file(office.desk, AN, draft.id, "0" * 64)
    closed = withdraw(office.desk, AN, draft.id, "dubbel werk")
    assert closed.state == "withdrawn"
    with pytest.raises(DraftError, match="begin een nieuw concept"):
        add_file(office.desk, AN, draft.id, *road())


def test_several_drafts_at_once_survive_and_are_listed(office: Office) -> None:
    drafts = [office.draft(road(year)) for year in (2021, 2022, 2023)]
    assert {draft.id for draft in office.desk.drafts.all()} == {draft.id for draft in drafts}
    assert office.desk.drafts.get(drafts[1].id) == drafts[1]  # as another process reads it


def test_a_refused_table_is_told_file_by_file(office: Office) -> None:
    draft, report = office.checked(road(2021, leuven=-1))
    (remark,) = report.of("refused")
    assert (remark.source, remark.file) == ("statbel_road_casualties", "download (3).zip")
    assert "rij 2" in remark.where
    assert str(office.root) not in " ".join(remark.cells())
    assert report.candidate == ""
    with pytest.raises(DraftError, match="los eerst op"):
        see(office.desk, draft.id)


@pytest.mark.parametrize("actor", [READER, Actor("Niemand"), Actor(" ", frozenset({"analyst"}))])
def test_nothing_is_written_without_the_right(office: Office, actor: Actor) -> None:
    draft = office.approved(road(2021))
    release = office.desk.store.in_force().name
    entries = office.desk.log.entries()
    attempts = [
        lambda: open_draft(office.desk, actor, "titel"),
        lambda: add_file(office.desk, actor, draft.id, *road()),
        lambda: add_own_table(office.desk, actor, draft.id, own_table(), name="x.csv"),
        lambda: drop_own_source(office.desk, actor, draft.id, "eigen_x", "een reden"),
        lambda: remove_file(office.desk, actor, draft.id, draft.files[0].sha256),
        lambda: confirm(office.desk, actor, draft.id, ["a|b"], "een reden"),
        lambda: withdraw(office.desk, actor, draft.id, "een reden"),
        lambda: check_draft(office.desk, actor, draft.id, QUIET),
        lambda: submit(office.desk, actor, draft.id),
        lambda: send_back(office.desk, actor, draft.id, "een reden"),
        lambda: approve(office.desk, actor, draft.id),
        lambda: publish(office.desk, actor, draft.id),
        lambda: take_back(office.desk, actor, release, "een reden"),
        lambda: keep.remove_release(office.desk, actor, release),
        lambda: keep.tidy(office.desk, actor),
        lambda: keep.forget_draft(office.desk, actor, draft.id),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowedError):
            attempt()
    assert office.desk.drafts.get(draft.id) == draft
    assert office.desk.log.entries() == entries


def test_what_is_in_says_who_published_it(office: Office) -> None:
    lines = {line.status.source.id: line for line in what_is_in(office.desk)}
    assert lines["statbel_road_casualties"].published is None  # it came with the project
    assert (lines["statbel_origin"].covered, lines["statbel_origin"].wanted) == (63, 63)
    office.published(road(2021))
    take_back_to = office.published(road(2022))
    lines = {line.status.source.id: line for line in what_is_in(office.desk)}
    published = lines["statbel_road_casualties"].published
    assert published is not None
    assert (published.who, published.release) == ("Bo", take_back_to)
    assert lines["statbel_road_casualties"].status.periods == ("2020", "2022")


def test_releases_are_removed_but_never_the_one_in_force_or_the_committed_one(office: Office) -> None:
    committed = office.desk.store.in_force().name
    names = [office.published(road(year)) for year in (2021, 2022, 2023)]
    assert [kept.id for kept in keep.removable(office.desk)] == names[:2]
    for name, reason in (
        (names[2], "in gebruik"),
        (committed, "hoort bij het project"),
        ("weg", "is er niet"),
    ):
        with pytest.raises(EtlError, match=reason):
            keep.remove_release(office.desk, CHEF, name)
    keep.remove_release(office.desk, CHEF, names[0])
    assert keep.tidy(office.desk, CHEF, keep=2) == [names[1]]
    assert {kept.id for kept in office.desk.store.releases()} == {committed, names[2]}
    used = keep.usage(office.desk)
    assert used.releases > 0
    assert used.free > 0
    assert used.inputs > 0  # the files of 2021 to 2023, which the release in force is made of


def test_the_setting_moves_everything(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(office.root / "schijf" / "releases"))
    name = office.published(road(2021))
    assert (office.root / "schijf" / "releases" / name / "manifest.json").is_file()
    assert not (office.root / "var" / "releases").exists()
