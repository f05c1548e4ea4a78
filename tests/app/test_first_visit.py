"""The explanation in three steps: offered once, put away for good, found again in Toelichting."""

import pytest
from streamlit.testing.v1 import AppTest

from streekmonitor.app.first_visit import REMEMBER, SEEN, STEP, STEPS
from tests.app.dashboard import open_page


def bodies(app: AppTest) -> list[str]:
    return [entry.proto.body for entry in app.get("html")]


def test_is_offered_until_it_is_put_away() -> None:
    app = open_page("werk")
    assert REMEMBER not in bodies(app)
    app.button(key="uitleg_weg").click().run()
    assert not app.exception
    assert "uitleg_weg" not in {entry.key for entry in app.button}
    assert REMEMBER in bodies(app)


def only_the_explanation() -> None:
    from streekmonitor.app.first_visit import explain

    explain()


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_shows_one_step_at_a_time(number: int) -> None:
    app = AppTest.from_function(only_the_explanation)
    app.session_state[STEP] = number
    app.run()
    title, words = STEPS[number]
    assert [entry.value for entry in app.markdown] == [f"##### {number + 1}. {title}", words]
    keys = {entry.key for entry in app.button}
    assert ("uitleg_vorige" in keys) == (number > 0)
    assert ("uitleg_klaar" in keys) == (number == len(STEPS) - 1)


def test_begins_at_the_first_step_and_is_not_offered_again_once_done() -> None:
    assert len(STEPS) == 3
    app = open_page("werk")
    app.button(key="uitleg_openen").click().run()
    assert any(STEPS[0][0] in entry.value for entry in app.markdown)
    done = AppTest.from_function(only_the_explanation)
    done.session_state[STEP] = len(STEPS) - 1
    done.run().button(key="uitleg_klaar").click().run()
    assert done.session_state[SEEN]


def test_is_found_again_in_toelichting() -> None:
    app = open_page("toelichting")
    app.button(key="uitleg_opnieuw").click().run()
    assert any(STEPS[0][0] in entry.value for entry in app.markdown)
