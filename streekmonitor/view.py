"""What is on screen: one typed state that is the query string, both ways.

Everything a visitor can choose stands in the URL, with Dutch names and stable ids; what equals the default
is left out. `view_query.py` reads it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from streekmonitor.area_records import Region
from streekmonitor.areas import Areas
from streekmonitor.formats import day

DEFAULT_SET = "arrondissementen"
DEFAULT_COMPARATORS = ("vlaams_brabant", "vlaams_gewest")
OWN = "eigen"
# Comparators that depend on what is on screen, with the words for the list of choices.
RELATIVE_COMPARATORS = {
    "andere_regio": "De andere regio",
    "buren": "Buurgemeenten",
    "gelijkaardig": "Gelijkaardige gemeenten",
}
SHOWN_AS = ("waarde", "verandering", "index", "verschil", "naast_elkaar")
# Commuting: which way to look, and the smallest flow on the map in workers.
DIRECTIONS = ("uit", "in")
THRESHOLDS = (10, 25, 50, 100, 250, 500, 1000)
DEFAULT_THRESHOLD = 100
MAX_SELECTED = 6
MAX_COMPARATORS = 4
MAX_COMPARED = 10
MAX_OWN_MEMBERS = 63
LONGEST_NAME, LONGEST_SOUGHT = 40, 80

# Names of the query parameters, as a visitor reads them in the address bar.
SET, INDICATOR, PERIOD = "indeling", "indicator", "periode"
REGION, SELECTED, COMPARATORS, ALL = "regio", "gemeenten", "vergelijk", "alle"
OWN_MEMBERS, OWN_NAME = "eigen", "naam"
AS, SINCE, SECOND, COMPARED, TAB = "toon", "vanaf", "tegen", "gebieden", "tab"
DIRECTION, THRESHOLD, THEME, CLASSES, SOUGHT = "richting", "drempel", "thema", "klassen", "zoek"
OBJECTIVE, WHERE, STATUS, OVERDUE = "doelstelling", "gebied", "status", "over_tijd"
DRAFT = "concept"
# Class bounds of a map from the figures of all periods, instead of those of the latest.
ALL_YEARS = "alle_jaren"
PARAMETERS = (
    SET, INDICATOR, PERIOD, REGION, SELECTED, COMPARATORS, ALL,
    OWN_MEMBERS, OWN_NAME, AS, SINCE, SECOND, COMPARED, TAB,
    DIRECTION, THRESHOLD, THEME, CLASSES, SOUGHT,
    OBJECTIVE, WHERE, STATUS, OVERDUE,
    DRAFT,
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """The choices of a visitor. None or empty means: not chosen, the page takes its default.

    `set_id` is the set of regions, or `eigen`: the region that the visitor made of `own_members` and named
    `own_name`. `region` is the one that is zoomed in on (None: the whole province); `selected`
    municipalities of the province in the order of their choice; `comparators` regions, municipalities or
    RELATIVE_COMPARATORS; `show_all` the ranking in full. `shown_as` is one of SHOWN_AS, `since` the period
    that a change or an index starts from. `second` is an indicator to set against the first, `compared`
    the areas of the page Vergelijken (as `comparators`, and `eigen`), `tab` the tab that is open. `direction`
    is one of DIRECTIONS, `threshold` one of THRESHOLDS. `theme` is the one working group to
    show on a page that has several; `all_years` takes the classes of a map from all periods. `sought` is the
    text that someone looks for.
    Of the objectives: `objective` is the id of one, `where` the name of their area, `status` one of theirs,
    `overdue` only those with an action that should have been finished.
    `draft` is the draft of an analyst that is open.
    """

    set_id: str = DEFAULT_SET
    indicator: str | None = None
    period: str | None = None
    region: str | None = None
    selected: tuple[str, ...] = ()
    comparators: tuple[str, ...] = DEFAULT_COMPARATORS
    show_all: bool = False
    own_members: tuple[str, ...] = ()
    own_name: str = ""
    shown_as: str = SHOWN_AS[0]
    since: str | None = None
    second: str | None = None
    compared: tuple[str, ...] = ()
    tab: str = ""
    direction: str = DIRECTIONS[0]
    threshold: int = DEFAULT_THRESHOLD
    theme: str | None = None
    all_years: bool = False
    sought: str = ""
    objective: str = ""
    where: str = ""
    status: str = ""
    overdue: bool = False
    draft: str = ""

    def to_query(self) -> dict[str, str]:
        """The query string of this view: only what differs from the default."""
        texts = {
            SET: self.set_id,
            INDICATOR: self.indicator,
            PERIOD: self.period,
            REGION: self.region,
            SELECTED: ",".join(self.selected),
            COMPARATORS: ",".join(self.comparators) or "geen",
            ALL: "ja" if self.show_all else "",
            OWN_MEMBERS: ",".join(self.own_members),
            OWN_NAME: self.own_name,
            AS: self.shown_as,
            SINCE: self.since,
            SECOND: self.second,
            COMPARED: ",".join(self.compared),
            TAB: self.tab,
            DIRECTION: self.direction,
            THRESHOLD: str(self.threshold),
            THEME: self.theme,
            CLASSES: ALL_YEARS if self.all_years else "",
            SOUGHT: self.sought,
            OBJECTIVE: self.objective,
            WHERE: self.where,
            STATUS: self.status,
            OVERDUE: "ja" if self.overdue else "",
            DRAFT: self.draft,
        }
        standard = {
            SET: DEFAULT_SET,
            COMPARATORS: ",".join(DEFAULT_COMPARATORS),
            AS: SHOWN_AS[0],
            DIRECTION: DIRECTIONS[0],
            THRESHOLD: str(DEFAULT_THRESHOLD),
        }
        return {name: text for name, text in texts.items() if text and text != standard.get(name)}

    def to_link(self) -> str:
        """The query string as it stands in a link: "" or "?" with what follows it."""
        query = self.to_query()
        return f"?{urlencode(query, safe=',')}" if query else ""

    def with_set(self, set_id: str) -> Self:
        """The same view in another set of regions; a region of the former set is let go."""
        return replace(self, set_id=set_id, region=None)

    def of_indicator(self, indicator: str) -> Self:
        """The view of an indicator with the same areas: a link from a page that shows several."""
        return replace(
            self, indicator=indicator, period=None, show_all=False, since=None, tab="", theme=None, sought=""
        )

    def toggled(self, code: str) -> Self:
        """The same view with a municipality added to the selection, or taken out of it."""
        if code in self.selected:
            return replace(self, selected=tuple(other for other in self.selected if other != code))
        return replace(self, selected=(*self.selected, code)[-MAX_SELECTED:])

    def with_own(self, members: Iterable[str]) -> Self:
        """The same view with these municipalities as the visitor's own region; without any it is gone."""
        own = tuple(sorted(members))
        set_id = DEFAULT_SET if self.set_id == OWN and not own else self.set_id
        region = self.region if set_id == self.set_id else None
        return replace(self, own_members=own, set_id=set_id, region=region)

    def own_toggled(self, code: str) -> Self:
        """The same view with a municipality put in the visitor's own region, or taken out of it."""
        return self.with_own({*self.own_members} ^ {code})

    def leading(self, code: str) -> Self:
        """The same view with a municipality in front: moved there, or in the place of who was in front."""
        stay = self.selected if code in self.selected else self.selected[1:]
        return replace(self, selected=(code, *(other for other in stay if other != code)))

    def regions(self, areas: Areas) -> tuple[Region, ...]:
        """The regions of the chosen set, in display order; the visitor's own region when that was chosen."""
        if self.set_id == OWN:
            return (own_region(self.own_members, self.own_name),)
        return tuple(areas.regions[code] for code in areas.sets[self.set_id].regions)


def own_region(members: tuple[str, ...], name: str) -> Region:
    """A region of a visitor's own making: municipalities in force, at least one."""
    label = name or "Eigen regio"
    return Region(
        id=OWN,
        label=label,
        full_label=f"{name} (eigen regio)" if name else label,
        phrase=name or "uw eigen regio",
        set_id=OWN,
        members=tuple(sorted(members)),
        published_area=None,
        valid_from=date(2025, 1, 1),
        source="Zelf samengesteld; staat volledig in de link.",
    )


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
