"""The numbers of the page Pendel as tables that go into a file."""

import pandas as pd

from streekmonitor.analysis.commuting import ELSEWHERE, Matrix, Totals

BALANCE = "saldo (in min uit)"


def partner_table(both: pd.DataFrame, period: str) -> pd.DataFrame:
    """Both directions of every partner as numbers."""
    return pd.DataFrame(
        {
            "Code": both["area"],
            "Gebied": both["name"],
            "Periode": period,
            "Gaan erheen": both["out"],
            "Deel van de werkende inwoners (%)": both["out_share"],
            "Komen ervandaan": both["in"],
            "Deel van wie hier werkt (%)": both["in_share"],
        }
    )


def share_table(shares: pd.DataFrame, rows: dict[str, str], period: str) -> pd.DataFrame:
    """The shares of both directions as numbers."""
    return pd.DataFrame(
        {
            "Wie": shares["direction"].map(rows),
            "Waar": shares["label"],
            "Periode": period,
            "Werkenden": shares["value"],
            "Deel (%)": shares["share"],
        }
    )


def matrix_table(matrix: Matrix, period: str) -> pd.DataFrame:
    """The flows between the regions as numbers."""
    rows = matrix.rows
    return pd.DataFrame(
        {
            "Woont in": rows["origin"].map(matrix.labels),
            "Werkt in": rows["destination"].map(matrix.labels),
            "Periode": period,
            "Werkenden": rows["value"],
            "Deel van de werkende inwoners (%)": rows["share"].where(rows["origin"] != ELSEWHERE),
        }
    )


def totals_table(totals: Totals, period: str) -> pd.DataFrame:
    """What lives and works in the middle, as numbers."""
    counts = total_words(totals)
    return pd.DataFrame({"Wat": list(counts), "Periode": period, "Werkenden": list(counts.values())})


def total_words(totals: Totals) -> dict[str, float]:
    """The totals by what they are called; the last is a balance."""
    return {
        "werkende inwoners": totals.residents,
        "van hen werken buiten het gebied": totals.leaving,
        "werken hier": totals.workers,
        "van hen wonen buiten het gebied": totals.arriving,
        BALANCE: totals.net,
    }
