"""Text of somebody else where Streamlit would read Markdown: in labels and choices."""

SIGNS = frozenset("\\`*_{}[]()#+-!|<>$~:")


def literal(text: str) -> str:
    """The text as it is, whatever it looks like."""
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)
