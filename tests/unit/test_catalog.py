"""The catalog's models and files: what is accepted, and what is refused with which words."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from streekmonitor.catalog import Catalog, CatalogError
from streekmonitor.catalog_files import catalog_from_dict, load_catalog
from streekmonitor.forms import Change, FlowShare, ImpliedRatio, Published, Quantity, Ratio, Sum, WeightedMean

SOURCE = {
    "id": "vdab",
    "publisher": "VDAB",
    "title": "Werkloosheid",
    "table": "gemeenten",
    "licence": "vrij",
    "attribution": "Bron: VDAB",
    "reuse": "open",
    "url": "https://voorbeeld.test",
    "rhythm": "jaarlijks",
    "coverage": "flanders",
    "retrieved": "2026-05-21",
}
MEASURES = {
    "dimensions": [
        {"id": "sex", "label": "Geslacht", "categories": [{"id": "men", "label": "Mannen"}]},
    ],
    "measures": [
        {
            "id": "jobseekers",
            "label": "Werkzoekenden",
            "source": "vdab",
            "unit": "personen",
            "additive": True,
            "reference": "average",
            "dimension": "sex",
        },
        {
            "id": "residents",
            "label": "Inwoners",
            "source": "vdab",
            "unit": "inwoners",
            "additive": True,
            "reference": "start",
        },
        {
            "id": "rate",
            "label": "Graad",
            "source": "vdab",
            "unit": "%",
            "additive": False,
            "reference": "average",
        },
    ],
    "flows": [{"id": "commuters", "label": "Pendel", "source": "vdab", "unit": "personen"}],
}


def indicator(name: str, form: object, **changes: object) -> dict[str, Any]:
    """One valid entry as people write it in indicators/werk.yaml."""
    entry = {
        "id": name,
        "label": "Werkzoekenden",
        "short_label": "Werkzoekenden",
        "question": "Hoeveel?",
        "definition": "Een begrip.",
        "processing": "Een som.",
        "form": form,
        "unit": "personen",
        "decimals": 0,
        "polarity": "none",
        "group": "Werk",
    }
    return entry | changes


def content(*indicators: dict[str, Any]) -> dict[str, Any]:
    """A whole valid catalog with these indicators in the theme werk."""
    themes = [{"id": "werk", "label": "Werk", "question": "Wie?", "page": "werk"}]
    entries = [{"theme": "werk", **entry} for entry in indicators]
    return deepcopy({"themes": themes, "sources": [SOURCE], **MEASURES, "indicators": entries})


def form_of(form: object) -> object:
    return catalog_from_dict(content(indicator("x", form))).indicator_by_id["x"].form


def write(folder: Path, *indicators: dict[str, Any]) -> Path:
    """Write that catalog as the files of data/catalog."""
    whole = content()
    files = {
        "themes.yaml": whole["themes"],
        "sources.yaml": whole["sources"],
        "measures.yaml": MEASURES,
        "indicators/werk.yaml": list(indicators) or [indicator("jobseekers", {"sum": "jobseekers"})],
    }
    (folder / "indicators").mkdir()
    for name, lists in files.items():
        (folder / name).write_text(yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"sum": "jobseekers"}, Sum(quantity=Quantity(measure="jobseekers"))),
        (
            {"sum": {"quantity": {"measure": "jobseekers", "categories": ["men"]}}},
            Sum(quantity=Quantity(measure="jobseekers", categories=("men",))),
        ),
        (
            {"ratio": {"numerator": "jobseekers", "denominator": "residents", "factor": 100}},
            Ratio(
                numerator=Quantity(measure="jobseekers"),
                denominator=Quantity(measure="residents"),
                factor=100,
            ),
        ),
        (
            {"implied_ratio": {"rate": "rate", "count": "jobseekers"}},
            ImpliedRatio(rate=Quantity(measure="rate"), count=Quantity(measure="jobseekers")),
        ),
        (
            {"weighted_mean": {"rate": "rate", "weight": "residents"}},
            WeightedMean(rate=Quantity(measure="rate"), weight=Quantity(measure="residents")),
        ),
        (
            {"flow_share": {"flow": "commuters", "destination": "own_region"}},
            FlowShare(flow="commuters", destination="own_region"),
        ),
        ({"published": "rate"}, Published(quantity=Quantity(measure="rate"))),
    ],
)
def test_a_form_is_written_short_and_means_the_full_one(written: object, meant: object) -> None:
    assert form_of(written) == meant


def test_a_change_refers_to_an_indicator_that_is_a_sum_or_ratio() -> None:
    growth = indicator("growth", {"change": {"of": "jobseekers", "span": 10}})
    catalog = catalog_from_dict(content(indicator("jobseekers", {"sum": "jobseekers"}), growth))
    assert catalog.indicator_by_id["growth"].form == Change(of="jobseekers", span=10, relative=True)

    with pytest.raises(
        CatalogError, match="verandering kan alleen van een som of verhouding, niet van 'rate'"
    ):
        catalog_from_dict(
            content(
                indicator("rate", {"published": "rate"}),
                indicator("growth", {"change": {"of": "rate", "span": 10}}),
            )
        )


def test_the_measure_and_sources_behind_an_indicator_follow_its_form() -> None:
    catalog = catalog_from_dict(
        content(
            indicator("jobseekers", {"sum": "jobseekers"}),
            indicator("rate", {"implied_ratio": {"rate": "rate", "count": "jobseekers"}}),
            indicator("growth", {"change": {"of": "jobseekers", "span": 1}}),
            indicator("own", {"flow_share": {"flow": "commuters", "destination": "own_municipality"}}),
        )
    )
    main = {entry.id: catalog.main_measure(entry).id for entry in catalog.indicators}
    assert main == {"jobseekers": "jobseekers", "rate": "rate", "growth": "jobseekers", "own": "commuters"}
    assert {source.id for entry in catalog.indicators for source in catalog.sources_of(entry)} == {"vdab"}
    assert [entry.id for entry in catalog.indicators if entry.is_count] == ["jobseekers"]


def test_a_catalog_survives_the_way_into_a_release_and_back() -> None:
    catalog = catalog_from_dict(
        content(
            indicator("jobseekers", {"sum": "jobseekers"}, notes=["Een nota."]),
            indicator("share", {"ratio": {"numerator": "jobseekers", "denominator": "residents"}}),
            indicator("growth", {"change": {"of": "share", "span": 5, "relative": False}}),
        )
    )
    assert catalog_from_dict(catalog.model_dump(mode="json")) == catalog


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (indicator("x", {"sum": "jobseekers"}, polariti="none"), "x → polariti: onbekende sleutel"),
        (indicator("x", {"sum": "jobseekers"}, polarity="up"), "x → polarity: kies uit .* of 'none' .*'up'"),
        (indicator("x", {"sum": "jobseekers"}, decimals="een"), "x → decimals: verwacht een geheel getal"),
        (indicator("x", {"sum": "jobseekers"}, unit=""), "x → unit: mag niet leeg zijn"),
        (indicator("X-1", {"sum": "jobseekers"}), "X-1 → id: verwacht de schrijfwijze"),
        (indicator("x", {"som": "jobseekers"}), "x → form: onbekende vorm 'som'; kies uit 'sum', 'ratio'"),
        (indicator("x", {"ratio": {"numerator": "jobseekers"}}), "denominator: verplichte sleutel ontbreekt"),
        (indicator("x", {"sum": "jobseeker"}), "indicator 'x': measure 'jobseeker' bestaat niet"),
        (
            indicator("x", {"sum": {"quantity": {"measure": "jobseekers", "categories": ["women"]}}}),
            "indicator 'x': measure 'jobseekers' heeft geen categorie 'women'",
        ),
        (
            indicator("x", {"flow_share": {"flow": "trains", "destination": "own_region"}}),
            "indicator 'x': stroom 'trains' bestaat niet",
        ),
        (
            indicator("x", {"change": {"of": "y", "span": 1}}),
            "indicator 'x': indicator 'y' bestaat niet",
        ),
    ],
)
def test_a_faulty_indicator_is_refused_with_its_id_and_key(entry: dict[str, Any], said: str) -> None:
    with pytest.raises(CatalogError, match=said):
        catalog_from_dict(content(entry))


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ({"sum": "rate"}, "quantity"),
        ({"ratio": {"numerator": "rate", "denominator": "residents"}}, "numerator"),
        ({"ratio": {"numerator": "jobseekers", "denominator": "rate"}}, "denominator"),
        ({"implied_ratio": {"rate": "rate", "count": "rate"}}, "count"),
        ({"weighted_mean": {"rate": "rate", "weight": "rate"}}, "weight"),
    ],
)
def test_what_cannot_be_added_is_refused_where_a_region_would_add_it(form: object, part: str) -> None:
    with pytest.raises(CatalogError, match=f"measure 'rate' is niet optelbaar en past niet als '{part}'"):
        catalog_from_dict(content(indicator("x", form)))


def test_an_id_may_stand_only_once() -> None:
    twice = [indicator("x", {"sum": "jobseekers"}), indicator("x", {"sum": "residents"})]
    with pytest.raises(CatalogError, match="indicators: 'x' komt meer dan één keer voor"):
        catalog_from_dict(content(*twice))


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("source", "rva", "measure 'jobseekers': bron 'rva' bestaat niet"),
        ("dimension", "age", "measure 'jobseekers': dimensie 'age' bestaat niet"),
    ],
)
def test_a_measure_needs_its_source_and_dimension(key: str, wrong: str, said: str) -> None:
    whole = content(indicator("x", {"sum": "jobseekers"}))
    whole["measures"][0][key] = wrong
    with pytest.raises(CatalogError, match=said):
        catalog_from_dict(whole)


def test_every_problem_has_its_own_line() -> None:
    with pytest.raises(CatalogError) as caught:
        catalog_from_dict(content(indicator("x", {"sum": "a"}), indicator("y", {"sum": "b"})))
    lines = str(caught.value).splitlines()[1:]
    assert [line[:17] for line in lines] == ["- indicator 'x': ", "- indicator 'y': "]


def test_files_make_a_catalog_in_the_order_of_the_themes(tmp_path: Path) -> None:
    catalog = load_catalog(write(tmp_path))
    assert isinstance(catalog, Catalog)
    assert [(entry.id, entry.theme) for entry in catalog.indicators] == [("jobseekers", "werk")]
    assert catalog.of_theme("werk") == catalog.indicators
    assert catalog.of_theme("mobiliteit") == ()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("indicators/verkeer.yaml", "[]", "indicators: bestand zonder thema in themes.yaml: verkeer"),
        ("indicators/werk.yaml", "", r"werk\.yaml: verwacht een lijst van fiches"),
        ("indicators/werk.yaml", "- los woord", r"werk\.yaml: verwacht een lijst van fiches"),
        ("indicators/werk.yaml", "- id: [x", r"werk\.yaml is geen geldige YAML"),
        ("indicators/werk.yaml", "- {id: x, unit: a, unit: b}", "sleutel 'unit' staat 2 keer in dezelfde"),
        ("indicators/werk.yaml", "- {id: x, theme: verkeer}", "verwijder 'theme' bij 'x'"),
        ("themes.yaml", "", r"themes\.yaml: verwacht een lijst van fiches"),
        ("measures.yaml", "metingen: []", "alleen de lijsten dimensions, measures, flows"),
        ("measures.yaml", "measures:", "measures: verwacht een lijst"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    folder = write(tmp_path)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=said):
        load_catalog(folder)


def test_an_absent_file_and_another_encoding_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "themes.yaml").write_bytes("- label: één".encode("cp1252"))
    with pytest.raises(CatalogError, match=r"themes\.yaml is niet als UTF-8 bewaard"):
        load_catalog(folder)
    (folder / "themes.yaml").unlink()
    with pytest.raises(CatalogError, match=r"themes\.yaml ontbreekt"):
        load_catalog(folder)
