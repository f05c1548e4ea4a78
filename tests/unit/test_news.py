"""What readers of figures are told of a change report."""

from streekmonitor.analysis.news import News, news

REPORT = """# Release 1

Vergeleken met release 0.

## Te doen

1. Vergelijk de cijfers.

## Maten

- Nieuw: Inwoners, naar leeftijd (`residents_by_age`).
- Verdwenen: Oude maat (`old`).

## Periodes

- Inwoners: nieuw is 2026. In 63 gemeenten samen 1.210.797.

## Herziene waarden

- Inwoners: 3 van 60 waarden herzien (5,0 %), in 2024.

De grootste:

- Leuven, 2024: van 1 naar 2.
"""


def test_periods_go_before_revisions_and_new_series_and_ids_are_left_out() -> None:
    assert news(REPORT) == [
        News("Nieuwe periodes", ("Inwoners: nieuw is 2026. In 63 gemeenten samen 1.210.797.",), 0),
        News("Herziene cijfers", ("Inwoners: 3 van 60 waarden herzien (5,0 %), in 2024.",), 0),
        News("Nieuwe reeksen", ("Inwoners, naar leeftijd.", "Verdwenen: Oude maat."), 0),
    ]


def test_what_does_not_fit_is_counted() -> None:
    assert news(REPORT, most=1)[-1] == News("Nieuwe reeksen", ("Inwoners, naar leeftijd.",), 1)


def test_a_report_without_news_gives_none() -> None:
    assert news("# Release 1\n\n## Te doen\n\n1. Niets.\n") == []
    assert news("") == []


def test_a_heading_within_a_line_is_no_section() -> None:
    assert news("tekst ## Periodes\n- nee\n") == []
