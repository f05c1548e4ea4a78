"""What is on screen: one typed state that is the query string, both ways.

Everything a visitor can choose stands in the URL, with Dutch names and stable ids; what equals the default
is left out. A query string that does not make sense never fails: what can't be used is left out, and said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Self

from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError
from streekmonitor.catalog import Catalog
from streekmonitor.formats import day, listing

DEFAULT_SET = "arrondissementen"
DEFAULT_COMPARATORS = ("vlaams_brabant", "vlaams_gewest")
MAX_SELECTED = 6
MAX_COMPARATORS = 4
LONGEST_QUOTE = 40

# Names of the query parameters, as a visitor reads them in the address bar.
SET, INDICATOR, PERIOD = "indeling", "indicator", "periode"
REGION, SELECTED, COMPARATORS, ALL = "regio", "gemeenten", "vergelijk", "alle"
PARAMETERS = (SET, INDICATOR, PERIOD, REGION, SELECTED, COMPARATORS, ALL)


@dataclass(frozen=True)
class View:
    """The choices of a visitor. None means: not chosen, the page takes its default.

    `set_id` is the set of regions; `region` the one that is zoomed in on (None: the whole province);
    `selected` municipalities of the province, in the order of their choice; `comparators` region ids;
    `show_all` the ranking in full.
    """

    set_id: str = DEFAULT_SET
    indicator: str | None = None
    period: str | None = None
    region: str | None = None
    selected: tuple[str, ...] = ()
    comparators: tuple[str, ...] = DEFAULT_COMPARATORS
    show_all: bool = False

    def to_query(self) -> dict[str, str]:
        """The query string of this view: only what differs from the default."""
        texts = {
            SET: self.set_id,
            INDICATOR: self.indicator or "",
            PERIOD: self.period or "",
            REGION: self.region or "",
            SELECTED: ",".join(self.selected),
            COMPARATORS: ",".join(self.comparators) or "geen",
            ALL: "ja" if self.show_all else "",
        }
        standard = {SET: DEFAULT_SET, COMPARATORS: ",".join(DEFAULT_COMPARATORS)}
        return {name: text for name, text in texts.items() if text and text != standard.get(name)}

    def with_set(self, set_id: str) -> Self:
        """The same view in another set of regions; a region of the former set is let go."""
        return replace(self, set_id=set_id, region=None)

    def toggled(self, code: str) -> Self:
        """The same view with a municipality added to the selection, or taken out of it."""
        if code in self.selected:
            return replace(self, selected=tuple(other for other in self.selected if other != code))
        return replace(self, selected=(*self.selected, code)[-MAX_SELECTED:])

    def leading(self, code: str) -> Self:
        """The same view with a municipality in front of the selection."""
        others = tuple(other for other in self.selected if other != code)
        return replace(self, selected=(code, *others)[:MAX_SELECTED])


def read_view(query: Mapping[str, str], catalog: Catalog, areas: Areas) -> tuple[View, list[str]]:
    """The view a query string asks for, and a notice (Dutch) for each thing in it that can't be shown.

    Whether the indicator has the period is for the page to see, which knows the figures.
    """
    notices: list[str] = []
    sets = [entry.id for entry in areas.sets.values() if entry.selectable]
    set_id = _choice(query.get(SET, DEFAULT_SET), sets, "indeling", notices) or DEFAULT_SET
    regions = areas.sets[set_id].regions
    comparators = query.get(COMPARATORS)
    view = View(
        set_id=set_id,
        indicator=_choice(query.get(INDICATOR, ""), list(catalog.indicator_by_id), "indicator", notices),
        period=query.get(PERIOD, "")[:LONGEST_QUOTE] or None,
        region=_choice(query.get(REGION, ""), list(regions), "regio", notices),
        selected=_several(query.get(SELECTED, ""), _municipality(areas), MAX_SELECTED, "gemeenten", notices),
        comparators=DEFAULT_COMPARATORS
        if comparators is None
        else _several(comparators, _region(areas), MAX_COMPARATORS, "vergelijkingen", notices),
        show_all=query.get(ALL) == "ja",
    )
    return view, notices


def former_notices(view: View, areas: Areas) -> list[str]:
    """A sentence for each selected municipality that no longer exists, leading to its successor."""
    notices = []
    for code in view.selected:
        municipality = areas.municipalities[code]
        if municipality.successor is not None:
            change = next(entry for entry in areas.changes if entry.former == code)
            notices.append(
                f"{municipality.name} is op {day(change.date)} opgegaan in {areas.name(areas.current(code))}."
            )
    return notices


def _choice(text: str, known: list[str], what: str, notices: list[str]) -> str | None:
    if not text:
        return None
    if text in known:
        return text
    near = get_close_matches(text[:LONGEST_QUOTE], known, n=5, cutoff=0.4) or known[:5]
    notices.append(f"De {what} {_quoted(text)} bestaat niet. Wel bijvoorbeeld: {listing(near)}.")
    return None


def _several(
    text: str, resolve: Callable[[str], str | None], most: int, what: str, notices: list[str]
) -> tuple[str, ...]:
    if text == "geen":
        return ()
    items = [item.strip() for item in text.split(",") if item.strip()]
    resolved = {item: resolve(item) for item in items[: 10 * most]}
    found = list(dict.fromkeys(code for code in resolved.values() if code is not None))
    unknown = [item for item, code in resolved.items() if code is None]
    if unknown:
        notices.append(
            f"Onbekend en daarom weggelaten ({what}): {listing([_quoted(item) for item in unknown[:3]])}"
            f"{' en andere' if len(unknown) > 3 else ''}. Kies uit de lijst op de pagina."
        )
    if len(found) > most or len(items) > 10 * most:
        notices.append(f"Er passen hoogstens {most} {what} in beeld; u ziet de eerste {most}.")
    return tuple(found[:most])


def _municipality(areas: Areas) -> Callable[[str], str | None]:
    def resolve(text: str) -> str | None:
        try:
            code = areas.resolve(text[:LONGEST_QUOTE])
        except UnknownAreaError:
            return None
        return code if areas.is_municipality(code) and PROVINCE in areas.ancestors(code) else None

    return resolve


def _region(areas: Areas) -> Callable[[str], str | None]:
    return lambda text: text if text in areas.regions else None


def _quoted(text: str) -> str:
    """A stranger's text, short enough to quote, without anything that could pass for markup."""
    plain = "".join(sign for sign in text[:LONGEST_QUOTE] if sign.isalnum() or sign in " .,-_'()")
    return f"“{plain}{'…' if len(text) > LONGEST_QUOTE else ''}”"
