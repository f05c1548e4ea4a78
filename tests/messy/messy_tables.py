"""All tables as people make them; the rooms of each kind put their cases in CASES when they are read."""

import messy_areas  # noqa: F401
import messy_headers  # noqa: F401
import messy_numbers  # noqa: F401
import messy_shapes  # noqa: F401
import messy_texts  # noqa: F401
from messy_case import CASES

__all__ = ["CASES"]
