"""Reads a query string as a view. It never fails: what can't be used is left out, and that is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError
from streekmonitor.catalog import Catalog
from streekmonitor.formats import listing
from streekmonitor.view import (
    ALL,
    ALL_YEARS,
    AS,
    CLASSES,
    COMPARATORS,
    COMPARED,
    DEFAULT_COMPARATORS,
    DEFAULT_SET,
    DEFAULT_THRESHOLD,
    DIRECTION,
    DIRECTIONS,
    DRAFT,
    INDICATOR,
    LONGEST_NAME,
    LONGEST_SOUGHT,
    MAX_COMPARATORS,
    MAX_COMPARED,
    MAX_OWN_MEMBERS,
    MAX_SELECTED,
    OBJECTIVE,
    OVERDUE,
    OWN,
    OWN_MEMBERS,
    OWN_NAME,
    PERIOD,
    REGION,
    RELATIVE_COMPARATORS,
    SECOND,
    SELECTED,
    SET,
    SHOWN_AS,
    SINCE,
    SOUGHT,
    STATUS,
    TAB,
    THEME,
    THRESHOLD,
    THRESHOLDS,
    WHERE,
    View,
)

Resolve = Callable[[str], str | None]
# What a parameter holds, in words, where its name does not say it.
WORDS = {
    AS: "weergave",
    SECOND: "tweede indicator",
    THEME: "themawerkgroep",
    COMPARATORS: "vergelijkingen",
    OWN_MEMBERS: "gemeenten van uw regio",
}


def read_view(query: Mapping[str, str], catalog: Catalog, areas: Areas) -> tuple[View, list[str]]:
    """The view a query string asks for, and a notice (Dutch) for each thing in it that can't be shown.

    Whether the indicator has the period is for the page to see, which knows the figures.
    """
    reader = _Reader(query, areas)
    members = reader.several(OWN_MEMBERS, reader.current_municipality, MAX_OWN_MEMBERS)
    sets = [entry.id for entry in areas.sets.values() if entry.selectable]
    set_id = reader.choice(SET, [*sets, OWN] if members else sets) or DEFAULT_SET
    regions = (OWN,) if set_id == OWN else areas.sets[set_id].regions
    indicators = list(catalog.indicator_by_id)
    view = View(
        set_id=set_id,
        indicator=reader.choice(INDICATOR, indicators),
        period=reader.word(PERIOD) or None,
        region=reader.choice(REGION, list(regions)),
        selected=reader.several(SELECTED, reader.municipality, MAX_SELECTED),
        comparators=reader.several(COMPARATORS, reader.comparator, MAX_COMPARATORS)
        if COMPARATORS in query
        else DEFAULT_COMPARATORS,
        show_all=query.get(ALL) == "ja",
        own_members=members,
        own_name=_plain(query.get(OWN_NAME, "")[:LONGEST_NAME]).strip() if members else "",
        shown_as=reader.choice(AS, list(SHOWN_AS)) or SHOWN_AS[0],
        since=reader.word(SINCE) or None,
        second=reader.choice(SECOND, indicators),
        compared=reader.several(COMPARED, reader.comparable(own=bool(members)), MAX_COMPARED),
        tab=reader.word(TAB),
        direction=reader.choice(DIRECTION, list(DIRECTIONS)) or DIRECTIONS[0],
        threshold=int(reader.choice(THRESHOLD, list(map(str, THRESHOLDS))) or DEFAULT_THRESHOLD),
        theme=reader.choice(THEME, list(catalog.theme_by_id)),
        all_years=query.get(CLASSES) == ALL_YEARS,
        sought=_plain(query.get(SOUGHT, "")[:LONGEST_SOUGHT]).strip(),
        objective=reader.word(OBJECTIVE),
        where=reader.word(WHERE),
        status=reader.word(STATUS),
        overdue=query.get(OVERDUE) == "ja",
        draft=reader.word(DRAFT),
    )
    return view, reader.notices


@dataclass(frozen=True)
class _Reader:
    """The parameters of one query, and what had to be said about them."""

    query: Mapping[str, str]
    areas: Areas
    notices: list[str] = field(default_factory=list)

    def word(self, name: str) -> str:
        """A text that only the page can judge, without anything that could pass for markup."""
        return _plain(self.query.get(name, "")[:LONGEST_NAME]).strip()

    def choice(self, name: str, known: list[str]) -> str | None:
        """One of the known ids; None when there is none, or an unknown one."""
        text = self.query.get(name, "")
        if not text or text in known:
            return text or None
        near = get_close_matches(text[:LONGEST_NAME], known, n=5, cutoff=0.4) or known[:5]
        self.notices.append(
            f"De {WORDS.get(name, name)} {_quoted(text)} bestaat niet. Wel bijvoorbeeld: {listing(near)}."
        )
        return None

    def several(self, name: str, resolve: Resolve, most: int) -> tuple[str, ...]:
        """At most so many areas, each once, in the order of the query."""
        text, what = self.query.get(name, ""), WORDS.get(name, name)
        if text == "geen":
            return ()
        items = [item.strip() for item in text.split(",") if item.strip()]
        resolved = {item: resolve(item) for item in items[: 10 * most]}
        found = list(dict.fromkeys(code for code in resolved.values() if code is not None))
        unknown = [item for item, code in resolved.items() if code is None]
        if unknown:
            quoted = listing([_quoted(item) for item in unknown[:3]])
            others = " en andere" if len(unknown) > 3 else ""
            self.notices.append(
                f"Onbekend en daarom weggelaten ({what}): {quoted}{others}. Kies uit de lijst op de pagina."
            )
        if len(found) > most or len(items) > 10 * most:
            self.notices.append(f"Er passen hoogstens {most} {what} in beeld; u ziet de eerste {most}.")
        return tuple(found[:most])

    def municipality(self, text: str) -> str | None:
        """A municipality of the province, also a former one."""
        try:
            code = self.areas.resolve(text[:LONGEST_NAME])
        except UnknownAreaError:
            return None
        inside = self.areas.is_municipality(code) and PROVINCE in self.areas.ancestors(code)
        return code if inside else None

    def current_municipality(self, text: str) -> str | None:
        """A municipality of the province in force; a former one becomes its successor."""
        code = self.municipality(text)
        return None if code is None else self.areas.current(code)

    def area(self, text: str) -> str | None:
        """A region, or a municipality of the province."""
        return text if text in self.areas.regions else self.municipality(text)

    def comparator(self, text: str) -> str | None:
        """A region, a municipality, or one that depends on what is on screen."""
        return text if text in RELATIVE_COMPARATORS else self.area(text)

    def comparable(self, *, own: bool) -> Resolve:
        """What can be compared: as a comparator, and the visitor's own region where there is one."""
        return lambda text: text if own and text == OWN else self.comparator(text)


def _plain(text: str) -> str:
    """A stranger's text without anything that could pass for markup."""
    return "".join(sign for sign in text if sign.isalnum() or sign in " .,-_'()")


def _quoted(text: str) -> str:
    """A stranger's text, short enough to quote."""
    return f"“{_plain(text[:LONGEST_NAME])}{'…' if len(text) > LONGEST_NAME else ''}”"
