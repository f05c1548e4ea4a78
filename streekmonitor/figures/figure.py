"""What all figures have in common: one may not exist for a view, and each can leave the dashboard."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from streekmonitor.export.exported import ExportedFigure

# What the colours and shapes of a chart stand for: words, colour, sign.
Key = Sequence[tuple[str, str, str]]


class FigureUnavailable(Exception):  # noqa: N818 it is an answer, not a fault
    """A view has no such figure; the message is the reason, in Dutch, for who asked for it."""


class Figure(ABC):
    """A figure of a view. What it draws is made when asked for, and once."""

    @property
    def refusal(self) -> str:
        """Why this view has no such figure, in Dutch; "" where it has one."""
        return ""

    @abstractmethod
    def exported(self) -> ExportedFigure:
        """The figure with its numbers and where they come from; only for a figure that is not refused."""
