"""Long work at the desk: one at a time, its steps to look at, and whatever goes wrong said in Dutch."""

import threading

from etl.errors import EtlError
from etl.progress import Progress
from streekmonitor.app.desk_jobs import FAULT, Job, Jobs

SECONDS = 10


def finished(jobs: Jobs, key: str) -> Job:
    """The job, once it is done; fails when that takes too long."""
    job = jobs.of(key)
    assert job is not None
    waited = threading.Event()
    for _ in range(SECONDS * 100):
        if job.is_done:
            return job
        waited.wait(0.01)
    raise TimeoutError(key)


def test_a_job_tells_its_steps_and_what_came_of_it() -> None:
    def work(progress: Progress) -> str:
        with progress.step("bron lezen") as step:
            step.result = "3 rijen"
        return "Klaar."

    jobs = Jobs()
    jobs.start("a", "Werk", work)
    job = finished(jobs, "a")
    assert (job.result, job.refusal) == ("Klaar.", "")
    assert [step.split(" (")[0] for step in job.steps] == ["bron lezen: 3 rijen"]


def test_while_a_step_runs_it_is_at_hand() -> None:
    seen, go = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        with progress.step("ophalen") as step:
            step.update("1,0 van 2,0 MB")
            seen.set()
            go.wait(SECONDS)
        return ""

    jobs = Jobs()
    job = jobs.start("a", "Werk", work)
    assert seen.wait(SECONDS)
    assert job.at_hand == "ophalen … 1,0 van 2,0 MB"
    go.set()
    finished(jobs, "a")
    assert job.at_hand == ""


def test_what_is_asked_twice_is_done_once() -> None:
    go, done = threading.Event(), []

    def work(_progress: Progress) -> str:
        go.wait(SECONDS)
        done.append(1)
        return ""

    jobs = Jobs()
    first = jobs.start("a", "Werk", work)
    assert jobs.start("a", "Werk", work) is first
    go.set()
    finished(jobs, "a")
    assert done == [1]


def test_a_refusal_is_told_as_it_is_and_a_fault_without_its_details() -> None:
    def refuse(_progress: Progress) -> str:
        raise EtlError("Bestand X is leeg.")

    def fail(_progress: Progress) -> str:
        raise ZeroDivisionError("geheim pad")

    jobs = Jobs()
    jobs.start("a", "Werk", refuse)
    jobs.start("b", "Werk", fail)
    assert finished(jobs, "a").refusal == "Bestand X is leeg."
    assert finished(jobs, "b").refusal == FAULT


def test_only_a_job_that_is_done_is_forgotten() -> None:
    go = threading.Event()

    def work(_progress: Progress) -> str:
        go.wait(SECONDS)
        return ""

    jobs = Jobs()
    jobs.start("a", "Werk", work)
    jobs.forget("a")
    assert jobs.of("a") is not None
    go.set()
    finished(jobs, "a")
    jobs.forget("a")
    assert jobs.of("a") is None
