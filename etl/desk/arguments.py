"""The commands of the desk: their names, arguments and help. What they do is in `etl.desk.commands`."""

import argparse
import getpass
from collections.abc import Callable
from pathlib import Path

from streekmonitor.arguments import DutchParser

Step = Callable[..., DutchParser]
Run = Callable[[argparse.Namespace, Path], int]


def add_desk_commands(step: Step, run: Run) -> None:
    """Add the commands of the desk; `run` is called for each, with the name of the command in the options."""

    def command(name: str, short: str, long: str = "", *, writes: bool = True) -> DutchParser:
        added = step(name, run, short, long or f"{short[0].upper()}{short[1:]}.")
        added.set_defaults(command=name)
        if writes:
            added.options.add_argument(
                "--as", dest="who", metavar="NAAM", default=_user(), help="wie dit doet, voor het logboek"
            )
        return added

    def of_draft(name: str, short: str, long: str = "") -> DutchParser:
        added = command(name, short, long)
        added.add_argument("draft", metavar="CONCEPT", help="zoals in 'etl drafts' staat")
        return added

    recognise = command("recognise", "zeggen van welke bron een bestand is", writes=False)
    recognise.add_argument("files", nargs="+", type=Path, metavar="BESTAND")
    bring_in = command(
        "bring-in",
        "bestanden van uitgevers in een concept brengen en nakijken",
        "Bestanden van uitgevers, zoals gedownload, in een concept brengen en nakijken. Er wordt niets "
        "gepubliceerd.",
    )
    bring_in.add_argument("files", nargs="+", type=Path, metavar="BESTAND")
    bring_in.options.add_argument("--draft", metavar="CONCEPT", help="in een concept dat er al is")
    bring_in.options.add_argument("--title", metavar="TEKST", default="", help="titel van het nieuwe concept")
    command("drafts", "de concepten tonen", writes=False)
    draft = of_draft("draft", "een concept met zijn opmerkingen en gevolgen tonen")
    draft.options.add_argument(
        "--remarks", type=Path, metavar="BESTAND", help="alle opmerkingen als .csv of .xlsx"
    )
    of_draft("check-draft", "een concept opnieuw nakijken tegen de release in gebruik")
    confirm = of_draft("confirm", "bevestigen dat een opmerking klopt")
    confirm.add_argument("keys", nargs="+", metavar="SLEUTEL", help="zoals bij de opmerking staat")
    of_draft("submit", "een concept voorleggen aan een tweede persoon")
    of_draft("approve", "goedkeuren wat een ander voorlegde")
    send_back = of_draft("send-back", "een voorgelegd concept terugsturen")
    of_draft("publish", "een goedgekeurd concept in gebruik nemen")
    withdraw = of_draft("withdraw", "een concept intrekken")
    again = command(
        "bring-again",
        "wat in een andere release werd ingebracht opnieuw in een concept brengen",
        "Na een nieuwe release van het project: wat in een andere release werd ingebracht en in die in "
        "gebruik ontbreekt, opnieuw in een concept brengen en nakijken.",
    )
    again.add_argument("release", metavar="RELEASE", help="zoals in 'etl releases' staat")
    take_back = command("take-back", "een eerdere release opnieuw in gebruik nemen")
    take_back.add_argument("release", metavar="RELEASE", help="zoals in 'etl releases' staat")
    for added in (confirm, send_back, withdraw, take_back):
        added.options.add_argument(
            "--reason", metavar="TEKST", required=True, help="waarom, voor het logboek"
        )
    releases = command("releases", "de releases tonen, wat ze innemen, en oude opruimen")
    releases.options.add_argument("--remove", metavar="RELEASE", help="deze release verwijderen")
    releases.options.add_argument(
        "--keep", type=int, metavar="AANTAL", help="zoveel behouden, de oudste gaan weg"
    )
    log = command("log", "wie wat deed", writes=False)
    log.options.add_argument("--to", type=Path, metavar="BESTAND", help="het hele logboek als .csv of .xlsx")
    command("sources", "wat erin zit, per bron, en wie het publiceerde", writes=False)
    scheduled = command(
        "scheduled",
        "ophalen, nakijken en alleen publiceren als alles slaagt",
        "Voor een geplande uitvoering: ophalen, nakijken, publiceren als elke controle slaagt, en anders een "
        "concept achterlaten voor een persoon (afsluitcode 3). Zie docs/scheduled-update.md.",
        writes=False,
    )
    scheduled.add_argument("names", nargs="*", metavar="BRON", help="zonder: elke bron met een adres")


def _user() -> str:
    """The name of the account; none on a system that knows no names."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "onbekend"
