"""Which measure, category and unit a column is about, by the words above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.desk.tables.heads import Head
from etl.desk.tables.layout import Target, measures_of
from streekmonitor.area_names import normalise_name
from streekmonitor.catalog import Catalog, Indicator, Measure

_TOTALS = frozenset({"totaal", "alle", "samen", "total", "algemeen totaal", "beide", "allemaal"})
_SHARES = frozenset({"aandeel", "percentage", "procent", "pct", "graad"})
_PARTS = frozenset(
    {
        "mannen",
        "vrouwen",
        "man",
        "vrouw",
        "jongens",
        "meisjes",
        "jongeren",
        "ouderen",
        "kinderen",
        "volwassenen",
    }
    | {"belgen", "vreemdelingen", "eigenaars", "huurders", "laaggeschoold", "hooggeschoold", "langdurig"},
)
_COUNTS = frozenset({"aantal", "aantallen", "absoluut", "abs"})
_UNITS = {"%": ("%", "procent", "percentage"), "€": ("€", "euro", "eur")}


@dataclass(frozen=True)
class Asked:
    """What a table is for: its measures, with their categories; without a target, none."""

    catalog: Catalog
    target: Target | None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that the table is to hold."""
        return measures_of(self.target, self.catalog) if self.target else ()

    @property
    def _shows_main(self) -> bool:
        """Whether the figure that people see is the main measure itself, and not computed from several."""
        return isinstance(self.target, Indicator) and self.target.form.kind in (
            "implied_ratio",
            "weighted_mean",
        )

    @property
    def labels(self) -> str:
        """All names of what is asked, as one text."""
        names = [measure.label for measure in self.measures]
        return " ".join([self.target.label, *names] if self.target else names)

    def category(self, text: str) -> str | None:
        """The category that a text names: "" for the total, None for none."""
        return self._categories.get(normalise_name(text))

    @property
    def has_categories(self) -> bool:
        """Whether any measure is broken down."""
        return any(measure.dimension for measure in self.measures)

    @cached_property
    def _categories(self) -> Mapping[str, str]:
        """Every category of the measures by its label and id; the words for the total give ""."""
        categories = [c for measure in self.measures for c in self.catalog.categories(measure.id)]
        named = {normalise_name(name): c.id for c in categories for name in (c.id, c.label)}
        return {**named, **dict.fromkeys(_TOTALS, "")}

    def category_in(self, head: Head) -> str:
        """The category that a heading names on one of its levels, else the total."""
        found = [self.category(level) for level in (*head.levels, head.bare)]
        return next((category for category in found if category), "")

    def measure_in(self, head: Head) -> Measure | None:
        """The one measure that a heading fits best; None when several fit as well."""
        scored = sorted(((likeness(head, measure), measure.id) for measure in self.measures), reverse=True)
        if not scored:
            return None
        if len(scored) > 1 and scored[0][0] == scored[1][0]:
            return self.measures[0] if self._shows_main else None
        return self.catalog.measure_by_id[scored[0][1]]

    def other_measure(self, head: Head) -> Measure | None:
        """A measure of the catalog that is not asked, and whose very name stands above the column."""
        asked = {normalise_name(name) for measure in self.measures for name in (measure.label, measure.id)}
        said = {normalise_name(level) for level in head.levels} | {head.bare}
        if self.target is None or said & asked or normalise_name(self.target.label) in said:
            return None
        return next((m for m in self.catalog.measures if normalise_name(m.label) in said), None)


def likeness(head: Head, measure: Measure) -> int:
    """How well a heading fits a measure; negative when it names another kind of quantity."""
    words = set(head.bare.split())
    label = set(normalise_name(measure.label).split())
    score = 4 * len(words & label - {"in", "de", "van", "en", "op"})
    said = {normalise_name(level) for level in head.levels} | {head.bare}
    if said & {normalise_name(measure.label), normalise_name(measure.id)}:
        score += 100
    is_share = measure.unit == "%"
    if words & _SHARES or "%" in head.text:
        score += 10 if is_share else -10
    if words & _COUNTS:
        score += -10 if is_share else 10
    return score + (2 if words & _TOTALS else 0)


def part_named(head: Head, label: str) -> str:
    """The word by which a heading says that it is about part of the people, and the label does not."""
    said = set(head.bare.split()) & _PARTS
    return next(iter(sorted(said - set(normalise_name(label).split()))), "")


def wrong_unit(head: Head, measure: Measure) -> str:
    """The unit that a heading names and the measure has not, or ""."""
    text = f" {head.text.lower()} "
    for unit, words in _UNITS.items():
        if measure.unit != unit and any(
            word in text.replace("(", " ").split() or f"({word})" in text for word in words
        ):
            return unit
    return "aantal" if measure.unit == "%" and "(aantal)" in text else ""


def best_of(heads: Sequence[tuple[int, Head]], measure: Measure) -> int | None:
    """The column whose heading fits a measure better than all others; None when none does."""
    scored = sorted(((likeness(head, measure), column) for column, head in heads), reverse=True)
    return scored[0][1] if len(scored) == 1 or scored[0][0] > scored[1][0] else None
