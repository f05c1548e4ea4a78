"""Two releases beside each other: which rows are in both, which in one of them, and which differ."""

import numpy as np
import pandas as pd

from streekmonitor.release import Release

KEY = ["measure", "category", "area", "period"]
SMALLEST_REVISION = 1e-9  # relative; under it the same number, summed in another order


def side_by_side(old: Release, new: Release) -> pd.DataFrame:
    """Every key of either: KEY (categorical), value and status, old_value and old_status.

    A row that a release lacks has no value (NaN) and no status there.
    """
    columns = {name: _words(old.observations[name], new.observations[name]) for name in KEY}
    former, latter = (_numbered(release.observations, columns) for release in (old, new))
    former = former.rename(columns={"value": "old_value", "status": "old_status"})
    both = former.merge(latter, on="key", how="outer")
    place = np.unravel_index(both.pop("key").to_numpy(), [len(words) for words in columns.values()])
    for name, codes in zip(KEY, place, strict=True):
        both[name] = pd.Categorical.from_codes(codes, categories=columns[name])
    return both


def revised(both: pd.DataFrame) -> pd.Series:
    """Which rows have a value in both that is not the same number."""
    change = (both["value"] - both["old_value"]).abs()
    return change > SMALLEST_REVISION * both["old_value"].abs().where(both["old_value"] != 0, 1)


def _words(old: pd.Series, new: pd.Series) -> "pd.Index[str]":
    """Every text of a column in either release, sorted."""
    words: pd.Index[str] = pd.Index(sorted({*old.cat.categories, *new.cat.categories}), dtype="str")
    return words


def _numbered(table: pd.DataFrame, columns: "dict[str, pd.Index[str]]") -> pd.DataFrame:
    """The rows with one number for their key: merging on numbers is many times faster than on texts."""
    codes = [
        words.get_indexer(table[name].cat.categories)[table[name].cat.codes]
        for name, words in columns.items()
    ]
    key = np.ravel_multi_index(codes, [len(words) for words in columns.values()])
    return pd.DataFrame({"key": key, "value": table["value"], "status": table["status"].astype("str")})
