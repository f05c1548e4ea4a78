"""XML from strangers, read event by event: no document types, so no entities, inside or outside the file."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class ForbiddenXmlError(ValueError):
    """The XML has a document type declaration, with which entities could be made."""


def read_xml(content: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Read XML, with names of elements and attributes stripped of their namespace.

    Raises ForbiddenXmlError for a document type, expat.ExpatError for XML that is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(
        name.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(content, True)


def _refuse(*_: object) -> None:
    raise ForbiddenXmlError("een documenttype (DOCTYPE) in het bestand")
