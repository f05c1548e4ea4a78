"""A parser of command lines that speaks Dutch, for every command behind run.py."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

EXIT_CODE = 2


class DutchFormatter(argparse.HelpFormatter):
    """Help with a Dutch first word."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with "gebruik:" instead of "usage:"."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are in Dutch; sub-commands made by it are too."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": DutchFormatter, "add_help": False, **settings})
        self._positionals.title = "gegevens"
        self.options = self.add_argument_group("opties")
        self.options.add_argument("-h", "--help", action="help", help="deze uitleg tonen")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - what argparse itself says is English
        """Say that the command was not understood, and how it is used."""
        given = " ".join(sys.argv[1:])
        self.exit(
            EXIT_CODE,
            f"Deze opdracht is niet te begrijpen: {given}\n\n{self.format_usage()}Meer met --help.\n",
        )
