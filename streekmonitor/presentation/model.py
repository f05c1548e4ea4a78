"""A presentation: views in order, with what the presenter says about them. It holds no numbers."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field

from streekmonitor.forms import Entry, Identifier

MOST_ITEMS = 100
LONGEST_TITLE, LONGEST_HEADING, LONGEST_COMMENT = 200, 300, 2000
Title = Annotated[str, Field(max_length=LONGEST_TITLE)]
HeadingText = Annotated[str, Field(max_length=LONGEST_HEADING)]
Comment = Annotated[str, Field(max_length=LONGEST_COMMENT)]
Parameter = Annotated[str, Field(max_length=600)]


class ChosenFigure(Entry):
    """A figure of the dashboard: the page, the query string of its view, and the id of the figure there.

    `heading` takes the place of the generated sentence; without one the sentence stands.
    """

    kind: Literal["figure"] = "figure"
    page: Identifier
    figure: Identifier
    query: dict[str, Parameter] = Field(default={}, max_length=40)
    heading: HeadingText = ""
    comment: Comment = ""
    whole_table: bool = False


class SectionHeading(Entry):
    """A heading that the figures after it belong to."""

    kind: Literal["section"] = "section"
    heading: HeadingText
    comment: Comment = ""


class NewSince(Entry):
    """What is new since the former meeting: since a day, or since a release."""

    kind: Literal["new_since"] = "new_since"
    day: date | None = None
    release: Annotated[str, Field(pattern="^[0-9a-f]{12}$")] | None = None
    heading: HeadingText = ""
    comment: Comment = ""


Item = ChosenFigure | SectionHeading | NewSince


class Presentation(Entry):
    """What goes to a meeting. Nothing in it changes: each operation gives a new presentation.

    `release` names the release that the presenter looked at when the presentation was kept.
    """

    title: Title = ""
    subtitle: Title = ""
    organisation: Title = ""
    date: Title = ""
    items: tuple[Annotated[Item, Field(discriminator="kind")], ...] = Field(default=(), max_length=MOST_ITEMS)
    release: str = ""

    @property
    def figures(self) -> tuple[ChosenFigure, ...]:
        """The figures in order."""
        return tuple(item for item in self.items if isinstance(item, ChosenFigure))

    def added(self, item: Item) -> Self:
        """With an item at the end. Raises ValueError (Dutch) when it is full."""
        if len(self.items) >= MOST_ITEMS:
            raise ValueError(
                f"De presentatie is vol: er passen {MOST_ITEMS} onderdelen in. Haal er eerst een uit, of "
                "begin een tweede presentatie."
            )
        return self.with_items((*self.items, item))

    def without(self, position: int) -> Self:
        """Without the item in this place."""
        return self.with_items((*self.items[:position], *self.items[position + 1 :]))

    def moved(self, position: int, to: int) -> Self:
        """With the item in this place put in another; beyond an end is at that end."""
        rest = [*self.items]
        item = rest.pop(position)
        rest.insert(max(0, min(to, len(rest))), item)
        return self.with_items(tuple(rest))

    def replaced(self, position: int, item: Item) -> Self:
        """With another item in this place."""
        return self.with_items((*self.items[:position], item, *self.items[position + 1 :]))

    def with_items(self, items: tuple[Item, ...]) -> Self:
        """With these items, checked."""
        return self.changed(items=items)

    def changed(self, **fields: object) -> Self:
        """With other values of some fields, checked. Raises pydantic.ValidationError."""
        return type(self).model_validate({**dict(self), **fields})

    def content(self) -> dict[str, object]:
        """Everything as JSON can hold it; what is left at its default is left out."""
        return self.model_dump(mode="json", exclude_defaults=True) | {
            "items": [
                {"kind": item.kind} | item.model_dump(mode="json", exclude_defaults=True)
                for item in self.items
            ]
        }
