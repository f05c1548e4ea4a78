"""What goes to a meeting, in order: the one model that slides, paper and a workbook are made from."""

from collections.abc import Iterator
from dataclasses import dataclass

from streekmonitor.export.exported import ExportedFigure

# What a figure's further definitions are called when they tell of its first.
OF_THE_FIRST = frozenset({"Verwerking", "Berekening", "Eenheid"})


@dataclass(frozen=True)
class Section:
    """A heading that the figures after it belong to, with a comment below it."""

    heading: str
    comment: str = ""


@dataclass(frozen=True)
class Shown:
    """A figure with what the presenter says about it.

    `heading` takes the place of the generated sentence, `comment` stands beside it. `whole_table` asks for
    all its numbers also where they are many.
    """

    figure: ExportedFigure
    heading: str = ""
    comment: str = ""
    whole_table: bool = False

    @property
    def finding(self) -> str:
        """What the figure says, in one sentence."""
        return self.heading.strip() or self.figure.sentence.strip() or self.figure.title


@dataclass(frozen=True)
class Document:
    """A presentation as it leaves the dashboard; every text is plain text, never markup.

    `date` is the day of the meeting in words, `link` leads to the presentation itself; both may be empty.
    """

    title: str
    items: tuple[Section | Shown, ...]
    subtitle: str = ""
    organisation: str = ""
    date: str = ""
    link: str = ""

    @property
    def figures(self) -> tuple[ExportedFigure, ...]:
        """The figures in order."""
        return tuple(item.figure for item in self.items if isinstance(item, Shown))

    @property
    def definitions(self) -> tuple[tuple[str, str], ...]:
        """What the words of all figures mean, (name, text of one or more lines), each pair once."""
        return tuple(dict.fromkeys(self._all_definitions()))

    @property
    def notes(self) -> tuple[str, ...]:
        """The caveats of all figures, each once."""
        return tuple(dict.fromkeys(note for figure in self.figures for note in figure.notes))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all figures with their licences, each once."""
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources))

    @property
    def releases(self) -> tuple[str, ...]:
        """The releases that the figures are of; most often one."""
        return tuple(dict.fromkeys(figure.release for figure in self.figures))

    def _all_definitions(self) -> Iterator[tuple[str, str]]:
        for figure in self.figures:
            # What tells how the first was made stands with it: alone it would not say of what.
            (name, text), *others = figure.definitions or (("", ""),)
            details = [f"{what}: {words}" for what, words in others if what in OF_THE_FIRST]
            yield from [(name, "\n".join([text, *details]))] if name else []
            yield from (pair for pair in others if pair[0] not in OF_THE_FIRST)
