"""The quiet row below a figure: its files to download, and the link to exactly this view."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from streekmonitor.app import basket
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.files import FORMATS
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.registry import FIGURES

# Constant text: Streamlit's own button to copy speaks English. Without a safe connection a browser has no
# clipboard to write to, and copies only what is selected.
COPY = """
<button type="button" class="sm-copy">Kopieer de link</button>
<script>
for (const button of document.querySelectorAll(".sm-copy")) button.onclick = () => {
  const link = button.closest("[data-testid=stPopoverBody]").querySelector("[data-testid=stCode] code");
  const done = () => { button.textContent = "Gekopieerd"; };
  if (navigator.clipboard) return navigator.clipboard.writeText(link.innerText.trim()).then(done);
  getSelection().selectAllChildren(link);
  if (document.execCommand("copy")) done();
};
</script>
"""


def draw(frame: Frame, figure_id: str, figure: Callable[[], ExportedFigure], one: str = "") -> None:
    """The menus below a figure of a page, which is known by its id; nothing is made before one opens.

    A presentation needs no more than this to show the figure again: `frame.page`, the id, and
    `frame.exact_view` (see `figures.registry.build_figure`). `one` tells figures of a kind on one page apart.
    """
    name = f"{figure_id}_{one}" if one else figure_id
    with st.container(horizontal=True, vertical_alignment="center", key=f"hulp_{name}"):
        st.button(
            "Zet in presentatie",
            key=f"presentatie_{name}",
            type="tertiary",
            on_click=basket.add_figure,
            args=(frame.page, figure_id, frame.exact_view.to_query()),
        )
        _downloads(frame, figure_id, figure, name)
        share(frame, name)


def _downloads(frame: Frame, figure_id: str, figure: Callable[[], ExportedFigure], name: str) -> None:
    menu = st.popover("Download", type="tertiary", key=f"download_{name}", on_change="rerun")
    if not menu.open:
        return
    made = FIGURES[figure_id].labelled(figure())
    with menu:
        for number, kind in enumerate(FORMATS):
            if kind.is_picture and not made.drawings:
                continue
            st.download_button(
                kind.label,
                partial(kind.make, made, frame.release.boundaries),
                file_name=kind.file_name(made),
                mime=kind.mime,
                key=f"bestand_{name}_{number}",
                on_click="ignore",
                type="tertiary",
            )


def share(frame: Frame, key: str) -> None:
    """The menu with the link to exactly this view."""
    menu = st.popover("Deel", type="tertiary", key=f"deel_{key}", on_change="rerun")
    if not menu.open:
        return
    with menu:
        st.markdown("De link naar precies deze weergave. Ze blijft werken als er nieuwe cijfers komen.")
        link_to_copy(frame.link)


def link_to_copy(link: str) -> None:
    """A link with a button that copies it."""
    st.code(link, language=None, wrap_lines=True, height="content")
    st.html(COPY, unsafe_allow_javascript=True)
