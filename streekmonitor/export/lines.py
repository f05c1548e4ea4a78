"""Text in lines that fit a width. SVG has no paragraphs, so whoever draws text breaks it."""

ELLIPSIS = "…"
# Widths in ems, rounded up from the semi-bold of the house font, so that a line is never wider than told.
WIDTHS = (
    (" \u00a0\u202fiIjl’", 0.30),
    ("!,.:;·'`t|()[]/\\", 0.38),
    ("fr{}-_^", 0.49),
    ('–"*?szkaxcvyLJF', 0.60),
    ("eéèëonhubdpqgE", 0.63),
    ("0123456789PRSZTB&$#€+<=>~×−≤≥", 0.68),
    ("mwMW@%…—―ÆæŒœŴŵĲ¼½¾©←↑→↓↖↗↘↙∞", 1.03),
    ("‰№", 1.4),
)
WIDTH_OF = {sign: width for signs, width in WIDTHS for sign in signs}
CAPITAL, ORDINARY, UNKNOWN = 0.80, 0.78, 1.3
# Ranges that the house font covers: Latin; signs of typography and arithmetic.
KNOWN = (range(0x0250), range(0x2010, 0x2300))


def width_of(text: str, size: float) -> float:
    """The width of a text in pixels at a font size, somewhat too wide rather than too narrow."""
    return size * sum(_ems(sign) for sign in text)


def wrap(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines of `width` pixels; what is left out shows as "…".

    Breaks only at spaces and line ends, never at a no-break space or a hyphen; a word that is too long for a
    line is broken where the line ends.
    """
    room = width / size
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in filter(None, paragraph.split(" ")):
            longer = f"{line} {word}" if line else word
            if width_of(longer, 1) <= room:
                line = longer
                continue
            *full, last = _pieces(word, room)
            lines += [line, *full] if line else full
            line = last
        lines += [line] if line else []
    return lines if len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], room)]


def _pieces(word: str, room: float) -> list[str]:
    """A word in pieces that each fit a line, most often one."""
    pieces, used = [""], 0.0
    for sign in word:
        used += _ems(sign)
        if used > room and pieces[-1]:
            pieces.append("")
            used = _ems(sign)
        pieces[-1] += sign
    return pieces


def _cut(line: str, room: float) -> str:
    """The line with "…" at its end, shortened until that fits."""
    while line and width_of(line + ELLIPSIS, 1) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


def _ems(sign: str) -> float:
    if sign in WIDTH_OF:
        return WIDTH_OF[sign]
    if not any(ord(sign) in signs for signs in KNOWN):
        return UNKNOWN
    return CAPITAL if sign.isupper() else ORDINARY
