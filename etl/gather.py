"""The tables of all sources: kept ones as they are, the others made, on two processes when that pays."""

import os
import queue
import threading
import time
from collections.abc import Callable, Sequence

from etl.errors import CheckError, EtlError
from etl.harmonise import Harmonised
from etl.helper import HelperGoneError, second_process
from etl.maker import Maker, Order
from etl.progress import Progress
from etl.selection import BOUNDARIES, OPEN_BOUNDARIES
from etl.sources import MODULES
from streekmonitor.catalog import Catalog
from streekmonitor.formats import number

WORTH_A_PROCESS = 8 * 2**20
"""Bytes of files to read, under which starting a second process takes longer than it saves."""


def tables_of_sources(maker: Maker, order: Order, progress: Progress) -> dict[str, Harmonised]:
    """The table of every source in the catalog, in the order of MODULES.

    Raises EtlError with everything that is wrong with any of the sources.
    """
    wanted = _wanted(maker.inputs.catalog)
    tables = {}
    for source in wanted:
        start = time.monotonic()
        table = maker.kept(source)
        if table is not None:
            tables[source] = table
            progress.line(source, f"{_size(table)}, ongewijzigd", time.monotonic() - start)
    missing = [source for source in wanted if source not in tables]
    sizes = {source: maker.size(source) for source in missing}
    if (os.cpu_count() or 1) == 1 or sum(sizes.values()) < WORTH_A_PROCESS:
        made, problems = _one_by_one(missing, maker, progress)
    else:
        largest_first = sorted(missing, key=lambda source: -sizes[source])
        made, problems = _side_by_side(largest_first, maker, order, progress)
    _stop_if_any([problems[source] for source in wanted if source in problems])
    return {source: {**tables, **made}[source] for source in wanted}


def _wanted(catalog: Catalog) -> list[str]:
    """The sources of the catalog that have files to parse. Raises CheckError for one without a module."""
    served = [module.SOURCE for module in MODULES]
    orphans = [
        f"bron '{source.id}'"
        for source in catalog.sources
        if source.id not in {*served, BOUNDARIES, OPEN_BOUNDARIES}
    ]
    if orphans:
        raise CheckError(
            "data/catalog/sources.yaml",
            expected="bij elke bron een module in etl/sources die in MODULES staat",
            problems=orphans,
            action="schrijf de module (zie docs/adding-an-indicator.md) of haal de bron uit de catalogus",
        )
    return [source for source in served if source in catalog.source_by_id]


Made = tuple[dict[str, Harmonised], dict[str, Exception]]


def _one_by_one(sources: Sequence[str], maker: Maker, progress: Progress) -> Made:
    tables: dict[str, Harmonised] = {}
    problems: dict[str, Exception] = {}
    for source in sources:
        try:
            with progress.step(source) as step:
                tables[source] = maker.make(source)
                step.result = _size(tables[source])
        except EtlError as error:
            problems[source] = error
    return tables, problems


def _side_by_side(sources: Sequence[str], maker: Maker, order: Order, progress: Progress) -> Made:
    """Share the sources with a second process: each takes the next one when it has finished one."""
    tables: dict[str, Harmonised] = {}
    problems: dict[str, Exception] = {}
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for source in sources:
        waiting.put(source)

    def here(source: str) -> None:
        tables[source] = maker.make(source)

    def work(make: Callable[[str], None]) -> None:
        while not waiting.empty():
            try:
                source = waiting.get_nowait()
            except queue.Empty:
                return
            start = time.monotonic()
            try:
                make(source)
            except HelperGoneError:
                waiting.put(source)  # the first process then makes it, and all that is left
                return
            except Exception as error:  # noqa: BLE001 - told in the order of the sources when all are done
                problems[source] = error
            result = "gestopt" if source in problems else "gemaakt"
            progress.line(source, result, time.monotonic() - start)

    with second_process(order) as helper:
        other = threading.Thread(target=work, args=(helper.make,), daemon=True)
        other.start()
        work(here)
        other.join()
    for source in sources:
        if source not in tables and source not in problems:
            table = maker.kept(source)
            tables |= {} if table is None else {source: table}
    left = [source for source in sources if source not in tables and source not in problems]
    late, faults = _one_by_one(left, maker, progress)
    return {**tables, **late}, {**problems, **faults}


def _stop_if_any(problems: Sequence[Exception]) -> None:
    """Raise what is wrong; of several sources all of it, so that an analyst can mend it in one go."""
    for problem in problems:
        if not isinstance(problem, EtlError) or len(problems) == 1:
            raise problem
    if problems:
        head = f"{len(problems)} bronnen zijn niet in orde."
        raise EtlError("\n\n".join([head, *(str(problem) for problem in problems)]))


def _size(table: Harmonised) -> str:
    return f"{number(len(table.observations) + len(table.flows) + len(table.places))} rijen"
