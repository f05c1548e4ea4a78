"""Sums over parts of an area, with the status that such a sum deserves."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from streekmonitor.release import STATUSES, WITHOUT_VALUE

RANK = {status: rank for rank, status in enumerate(STATUSES)}


def sum_parts(parts: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add up rows per key: columns `by`, value, status, parts (their number), sorted by key.

    The status is the worst of the parts; one part without a value leaves the sum without.
    """
    ranked = parts.assign(rank=parts["status"].map(RANK).astype("int64"))
    sums = (
        ranked.groupby(list(by), sort=True)
        .agg(value=("value", "sum"), rank=("rank", "max"), parts=("value", "size"))
        .reset_index()
    )
    status = pd.Series(np.array(STATUSES, dtype=object)[sums.pop("rank").to_numpy()], dtype="str")
    return sums.assign(value=sums["value"].mask(status.isin(WITHOUT_VALUE)), status=status)
