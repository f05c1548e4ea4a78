"""Long work at the desk: beside the page, in a thread of its own, with its steps to look at.

A job belongs to a draft, not to a session: who reloads the page, or opens the draft elsewhere, sees the same
job. What it makes stands on disk; when the server stops, the job is begun again and nothing is lost.
"""

import io
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from etl.progress import ERASE, Progress
from streekmonitor.app.desk_room import REFUSALS, as_told
from streekmonitor.app.literal import literal

Work = Callable[[Progress], str]
"""Does the job; returns what came of it, in a Dutch sentence."""
SECONDS = 1.0
FAULT = (
    "Er ging iets mis dat niet voorzien was; er is niets gepubliceerd en het concept staat er nog. "
    "Probeer het opnieuw, en meld het aan de beheerder als het blijft: de bijzonderheden staan in het "
    "logboek van de server."
)
LOGGER = logging.getLogger(__name__)


@dataclass
class Job:
    """Work that runs or is done: its steps so far, the one at hand, and what came of it or why it stopped."""

    label: str
    steps: list[str] = field(default_factory=list)
    at_hand: str = ""
    is_done: bool = False
    result: str = ""
    refusal: str = ""


class Jobs:
    """The jobs of this server, by key; of each key at most one runs, and of all of them one at a time."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def of(self, key: str) -> Job | None:
        """The job with this key, running or done."""
        return self._jobs.get(key)

    def start(self, key: str, label: str, work: Work) -> Job:
        """Begin a job, unless the one with this key still runs."""
        with self._lock:
            known = self._jobs.get(key)
            if known is not None and not known.is_done:
                return known
            job = Job(label, at_hand="wacht op ander werk")
            self._jobs[key] = job
        threading.Thread(target=self._run, args=(job, work), daemon=True, name=f"gegevens {key}").start()
        return job

    def forget(self, key: str) -> None:
        """Leave out a job that is done."""
        with self._lock:
            if key in self._jobs and self._jobs[key].is_done:
                del self._jobs[key]

    def _run(self, job: Job, work: Work) -> None:
        with self._turn:
            job.at_hand = ""
            try:
                job.result = work(Progress(_Steps(job)))
            except REFUSALS as refusal:
                job.refusal = str(refusal)
            except Exception:
                LOGGER.exception("Job at the desk failed: %s", job.label)
                job.refusal = FAULT
            job.is_done = True


class _Steps(io.StringIO):
    """The stream that `Progress` writes to: lines that ended are steps, what was not ended is at hand."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def isatty(self) -> bool:
        """As a terminal, so that it is told how far a step is."""
        return True

    def write(self, text: str) -> int:
        """Take in a piece of what `Progress` tells."""
        told = text.replace(ERASE, "").replace("\r", "").strip()
        if text.endswith("\n"):
            self._job.steps += [told] if told else []
            self._job.at_hand = ""
        else:
            self._job.at_hand = told
        return len(text)


JOBS = Jobs()


def is_running(key: str) -> bool:
    """Whether a job is at work on this."""
    job = JOBS.of(key)
    return job is not None and not job.is_done


def draw(key: str) -> None:
    """How far the job is, looked at again by itself; once done, what came of it."""
    job = JOBS.of(key)
    if job is None:
        return
    if not job.is_done:
        _watch(key)
    elif job.refusal:
        st.error(as_told(job.refusal))
    else:
        st.success(as_told(job.result))
        JOBS.forget(key)


@st.fragment(run_every=SECONDS)
def _watch(key: str) -> None:
    job = JOBS.of(key)
    if job is None or job.is_done:
        st.rerun()
    with st.status(f"{job.label} …", expanded=True):
        for step in job.steps:
            st.caption(literal(step))
        if job.at_hand:
            st.caption(literal(job.at_hand))
