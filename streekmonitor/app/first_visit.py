"""For who comes for the first time: the dashboard in three steps, offered once and never in the way."""

import streamlit as st

SEEN = "_uitleg_gezien"
STEP = "_uitleg_stap"
COOKIE = "streekmonitor_uitleg"
# Constant text: the browser remembers for a year that the offer was seen; nothing else is kept.
REMEMBER = f"<script>document.cookie='{COOKIE}=gezien;path=/;max-age=31536000;SameSite=Lax'</script>"
LABEL = "Uitleg in drie stappen"
STEPS = (
    (
        "Kies wat u wilt weten",
        (
            "Elk thema begint met een vraag. Kies daaronder een **indicator** en een **periode**: de "
            "zin boven de kaart geeft het antwoord, de figuren tonen waar, hoeveel en sinds wanneer. "
            "Of typ wat u zoekt bij **Zoeken**."
        ),
    ),
    (
        "Kies over wie het gaat",
        (
            "**Klik gemeenten aan op de kaart** of zoek ze op naam, tot zes tegelijk. Kies met wie u "
            "ze **vergelijkt**: de provincie, Vlaanderen, de buren, gelijkaardige gemeenten. "
            "Rechtsboven kiest u de indeling in regio’s, of u maakt er zelf een bij **Eigen regio**."
        ),
    ),
    (
        "Begrijp het en neem het mee",
        (
            "**Toon berekening** laat zien hoe een cijfer ontstond, **Toelichting** wat het betekent. "
            "Onder elke figuur staan **Download** (afbeelding, Excel, CSV) en **Deel**: een link naar "
            "precies wat u ziet."
        ),
    ),
)


def offer(*, beside: bool) -> None:
    """The offer, small `beside` the navigation or else above the page, until it is taken or put away."""
    key = "eerste_bezoek" if beside else "eerste_bezoek_erboven"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        if st.context.cookies.get(COOKIE) == "gezien":
            return
        if st.session_state.get(SEEN):
            st.html(REMEMBER, unsafe_allow_javascript=True)
            return
        st.markdown("Nieuw hier?")
        if st.button(LABEL, key="uitleg_openen", type="tertiary", on_click=_begin):
            explain()
        st.button("Niet nu", key="uitleg_weg", type="tertiary", on_click=_seen)


def again() -> None:
    """The way back to the explanation, for who wants it once more."""
    if st.button(LABEL, key="uitleg_opnieuw", type="tertiary", on_click=_begin):
        explain()


def _seen() -> None:
    st.session_state[SEEN] = True


@st.dialog("De Streekmonitor in drie stappen", on_dismiss=_seen)
def explain() -> None:
    """One step at a time."""
    step = min(st.session_state.get(STEP, 0), len(STEPS) - 1)
    title, words = STEPS[step]
    st.markdown(f"##### {step + 1}. {title}")
    st.markdown(words)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if step:
            st.button("Vorige", key="uitleg_vorige", on_click=_to, args=(step - 1,))
        if step + 1 < len(STEPS):
            st.button("Volgende", key="uitleg_volgende", type="primary", on_click=_to, args=(step + 1,))
        elif st.button("Aan de slag", key="uitleg_klaar", type="primary", on_click=_seen):
            st.rerun()


def _begin() -> None:
    _to(0)


def _to(step: int) -> None:
    st.session_state[STEP] = step
