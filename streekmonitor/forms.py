"""The forms of an indicator: how its value follows from measures, for an area and for a region."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Entry(BaseModel):
    """Base of every entry: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Quantity(Entry):
    """A measure, or the sum of some of its categories. In YAML a bare measure id will do."""

    measure: Identifier
    categories: tuple[Identifier, ...] = ()


def _quantity(value: object) -> object:
    return {"measure": value} if isinstance(value, str) else value


AsQuantity = Annotated[Quantity, BeforeValidator(_quantity)]


class Sum(Entry):
    """Value of an area: the quantity. Of a region: the sum of its members."""

    kind: Literal["sum"] = "sum"
    quantity: AsQuantity


class Ratio(Entry):
    """Numerator / denominator × factor; of a region: of the sums over the same members.

    `denominator_offset` (in periods) replaces the rule that follows from the measures' references.
    """

    kind: Literal["ratio"] = "ratio"
    numerator: AsQuantity
    denominator: AsQuantity
    factor: float = Field(default=1, gt=0)
    denominator_offset: int | None = None


class ImpliedRatio(Entry):
    """A published rate with its count: of a region Σ count / Σ (count / rate), an approximation.

    `factor` is what the rate is out of: 100 for a percentage, 1000 for a rate per thousand.
    """

    kind: Literal["implied_ratio"] = "implied_ratio"
    rate: AsQuantity
    count: AsQuantity
    factor: float = Field(default=100, gt=0)


class WeightedMean(Entry):
    """A published rate; of a region the mean weighted by another quantity, an approximation."""

    kind: Literal["weighted_mean"] = "weighted_mean"
    rate: AsQuantity
    weight: AsQuantity


class Change(Entry):
    """Change of another indicator (a sum or ratio) over `span` years; `relative` in per cent."""

    kind: Literal["change"] = "change"
    of: Identifier
    span: int = Field(gt=0)
    relative: bool = True


OWN_DESTINATIONS = ("own_municipality", "own_region")


class FlowShare(Entry):
    """Per cent of the flow out of an area that goes to a destination.

    `destination` is one of OWN_DESTINATIONS (`own_region`: that of the chosen set) or a region's id.
    """

    kind: Literal["flow_share"] = "flow_share"
    flow: Identifier
    destination: Identifier


class Published(Entry):
    """A published value that can't be computed: exists only where the publisher gives that very area."""

    kind: Literal["published"] = "published"
    quantity: AsQuantity


def _form(value: object) -> object:
    """Turn the YAML way of writing (`{ratio: {...}}`, `{sum: jobseekers}`) into the tagged one."""
    if not isinstance(value, Mapping) or "kind" in value or len(value) != 1:
        return value
    ((kind, body),) = value.items()
    if isinstance(body, str):
        body = {"quantity": body}
    return {"kind": kind, **body} if isinstance(body, Mapping) else value


Form = Annotated[
    Annotated[
        Sum | Ratio | ImpliedRatio | WeightedMean | Change | FlowShare | Published,
        Field(discriminator="kind"),
    ],
    BeforeValidator(_form),
]

# What a region's value sums over its members, by form.
SUMMED_PARTS = {
    "sum": ("quantity",),
    "ratio": ("numerator", "denominator"),
    "implied_ratio": ("count",),
    "weighted_mean": ("weight",),
}
