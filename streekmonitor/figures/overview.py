"""What the overview draws from: the working groups on it, and who stands in their rows."""

from streekmonitor.catalog import Theme
from streekmonitor.charts.theme import REGION_COLOURS, REGION_SHAPES
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.key_figure_rows import KeyFiguresFigure
from streekmonitor.figures.key_figures import Columns, of_theme

BENCHMARK = "vlaams_gewest"
LETTERS = (("vlaams_brabant", "P"), (BENCHMARK, "V"), ("centrumsteden", "C"))


def key_figures_of(frame: Frame) -> KeyFiguresFigure:
    """The key figures of every working group, or of the one that was chosen, side by side for the regions."""
    looks = tuple(zip(frame.regions, REGION_COLOURS, REGION_SHAPES, strict=False))
    chosen = tuple(theme for theme in groups(frame) if frame.view.theme in (None, theme.id))
    return KeyFiguresFigure(frame, Columns(looks, LETTERS, since(frame)), chosen)


def groups(frame: Frame) -> list[Theme]:
    """The working groups that have key figures."""
    return [theme for theme in frame.catalog.themes if of_theme(frame, theme)]


def since(frame: Frame) -> str | None:
    """The year that changes start from; None is five years before each figure."""
    return frame.view.since if frame.view.since in start_years(frame) else None


def start_years(frame: Frame) -> list[str]:
    """The years that a change can start from, the latest first."""
    indicators = [entry for entry in frame.catalog.indicators if entry.key_figure]
    periods = {name[:4] for entry in indicators for name in frame.tables.periods(entry.id, frame.set_id)}
    return sorted((year for year in periods if int(year) < frame.release.latest_year), reverse=True)


def notices(frame: Frame) -> list[str]:
    """What the view asks of the overview that can't be shown."""
    asked = frame.view.since
    if not asked or asked in start_years(frame):
        return []
    return [f"Er zijn geen kerncijfers van “{asked}”; u ziet de verandering over vijf jaar."]
