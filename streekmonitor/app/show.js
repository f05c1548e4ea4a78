// Hears the keys and the size of the screen while the show runs. The page decides which slide there is.
const STEPS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
};
const EVENTS = ["keydown", "fullscreenchange"];
const TYPING = "input, textarea, select, [role=combobox], [role=listbox], [role=option], button";

export default function ({ data, setStateValue, setTriggerValue }) {
  const show = (window.streekmonitorShow ??= { slide: data.slide, sent: null, full: false });
  show.stop?.();
  // A press that the page has not answered yet counts: who presses thrice goes on three slides.
  if (show.sent === null || show.sent === data.slide) { show.slide = data.slide; show.sent = null; }

  const go = (slide) => {
    slide = Math.min(Math.max(slide, 1), data.slides);
    if (slide === show.slide) return;
    show.slide = show.sent = slide;
    setStateValue("slide", slide);
  };
  const close = () => { delete window.streekmonitorShow; show.stop(); setTriggerValue("closed", true); };
  const full = () => document.documentElement.requestFullscreen?.().catch(() => {});

  const handle = (event) => {
    if (event.type === "fullscreenchange") {
      // Esc leaves the full screen before any page hears of it.
      if (!document.fullscreenElement && show.full) close();
      show.full = Boolean(document.fullscreenElement);
      return;
    }
    const typing = event.target.closest?.(TYPING) && !["PageUp", "PageDown", "Escape"].includes(event.key);
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") close();
    else if (event.key === "Home") go(1);
    else if (event.key === "End") go(data.slides);
    else if (event.key === "f") full();
    else if (event.key in STEPS) go(show.slide + STEPS[event.key]);
    else return;
    event.preventDefault();
  };
  const tell = () => setStateValue("size", [window.innerWidth, window.innerHeight]);
  let waiting;
  const resized = () => { clearTimeout(waiting); waiting = setTimeout(tell, 200); };

  for (const name of EVENTS) document.addEventListener(name, handle, true);
  window.addEventListener("resize", resized);
  show.stop = () => {
    for (const name of EVENTS) document.removeEventListener(name, handle, true);
    window.removeEventListener("resize", resized);
  };
  if (!data.sized) tell();
  if (!show.begun) {
    show.begun = true;
    if (navigator.userActivation?.isActive) full();
  }
  return () => { show.stop(); if (!document.querySelector(".st-key-dia")) delete window.streekmonitorShow; };
}
