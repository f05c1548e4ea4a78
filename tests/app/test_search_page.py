"""Zoeken leads to the page of what was found, with the choice in the address."""

from streamlit.testing.v1 import AppTest

from tests.app.dashboard import open_page, texts


def found(text: str) -> AppTest:
    app = open_page("zoeken")
    app.text_input(key="zoektekst").input(text).run()
    assert not app.exception
    return app


def links(app: AppTest) -> dict[str, tuple[str, str]]:
    protos = [entry.proto for entry in app.get("page_link")]
    return {proto.label: (proto.page, proto.query_string) for proto in protos}


def test_an_empty_field_shows_examples() -> None:
    app = open_page("zoeken")
    assert not app.get("page_link")
    app.button(key="voorbeeld_0").click().run()
    assert app.text_input(key="zoektekst").value == "werkzoekenden"
    assert links(app)


def test_a_former_municipality_leads_to_its_page() -> None:
    page, query = links(found("gooik"))["Gooik (nu Pajottegem)"]
    assert page.endswith("gemeente")
    assert query == "gemeenten=23024"


def test_an_indicator_of_a_municipality_leads_to_both() -> None:
    there = links(found("thuistaal in Dilbeek"))
    label, (page, query) = next(iter(there.items()))
    assert "in Dilbeek" in label
    assert page.endswith("onderwijs")
    assert "gemeenten=23016" in query
    assert "indicator=" in query


def test_a_region_leads_to_the_overview_in_its_set() -> None:
    there = links(found("Dijleland"))
    assert next(query for _, query in there.values() if "indeling" in query) == "indeling=streekwerking"


def test_what_is_sought_stands_in_the_address() -> None:
    assert found("huisprijs").query_params["zoek"] == "huisprijs"
    app = open_page("zoeken", zoek="pendel Brussel")
    assert app.text_input(key="zoektekst").value == "pendel Brussel"
    assert links(app)
    assert not any("zoek=" in query for _, query in links(app).values())


def test_accents_and_hyphens_are_forgiven() -> None:
    app = open_page("zoeken", zoek="sint genesius rode")
    assert any("Sint-Genesius-Rode" in label for label in links(app))


def test_nothing_found_says_what_to_try() -> None:
    said = texts(found("qzxwvk"))
    assert any("Niets gevonden" in text and "naam van een gemeente" in text for text in said)


def test_what_is_typed_is_no_markup() -> None:
    app = found("<img src=x onerror=alert(1)>")
    assert not any("<img" in text for text in texts(app))
