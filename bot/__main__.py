"""The command line `lanterne`: its commands and options; each imports only what it needs."""

import gc
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from coach.errors import CoachError

app = typer.Typer(
    help="A training coach that lives in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _read_date(words: str | date) -> date:
    try:
        return words if isinstance(words, date) else date.fromisoformat(words)
    except ValueError as error:
        raise typer.BadParameter("a date like 2026-03-11 is needed") from error


Whose = Annotated[int | None, typer.Option("--athlete", help="Needed where there are several.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Rules = Annotated[bool, typer.Option("--rules", help="Ask no language model.")]
Day = Annotated[
    date | None, typer.Option("--date", parser=_read_date, metavar="DATE", help="A past day.")
]
First = Annotated[
    date | None, typer.Option("--from", parser=_read_date, metavar="DATE", help="The first day.")
]
Last = Annotated[
    date | None, typer.Option("--to", parser=_read_date, metavar="DATE", help="The last day.")
]


@app.command()
def run() -> None:
    """Run the bot.

    By long polling, or by webhooks where WEBHOOK_URL is set.
    """
    gc.disable()  # nothing that importing makes is garbage yet, and looking costs a tenth of it
    from bot.commands.run import run_bot

    gc.enable()
    run_bot()


@app.command("try")
def try_(
    *,
    once: Annotated[bool, typer.Option("--once", help="End after the first morning.")] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the local Bot API server listens.")
    ] = 8765,
) -> None:
    """Meet the coach: a made-up athlete, no credentials."""
    from bot.commands.trying import try_out

    try_out(once=once, port=port)


@app.command()
def brief(
    *, athlete: Whose = None, day: Day = None, json: AsJson = False, rules: Rules = False
) -> None:
    """Print today's briefing, or a past day's as it was."""
    from bot.commands.brief import print_briefing

    print_briefing(athlete, day, json=json, rules=rules)


@app.command()
def decide(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "-",
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One document a line.")] = False,
    rules: Rules = False,
) -> None:
    """Decide Morning documents: the sandbox.

    Touches no database and, with --rules, no network.
    """
    from bot.commands.decide import decide_documents

    raise typer.Exit(decide_documents(file, jsonl=jsonl, rules=rules))


@app.command("import")
def import_(
    paths: Annotated[
        list[Path], typer.Argument(readable=False, help="Files, folders and archives.")
    ],
    *,
    athlete: Whose = None,
    json: AsJson = False,
) -> None:
    """Read training files into the history.

    FIT, TCX, GPX, CSV exports of intervals.icu, archives, Oura's JSON.
    """
    from bot.commands.importing import import_paths

    raise typer.Exit(import_paths(paths, athlete, json=json))


@app.command()
def fitness(
    *, athlete: Whose = None, first: First = None, last: Last = None, json: AsJson = False
) -> None:
    """Print the load curve, day by day."""
    from bot.commands.fitness import print_curve

    print_curve(athlete, first, last, json=json)


@app.command()
def doctor(*, json: AsJson = False) -> None:
    """Check settings, mission, database and Telegram.

    Exits with 1 where something is broken.
    """
    from bot.commands.doctor import examine

    raise typer.Exit(examine(json=json))


@app.command()
def backup(path: Annotated[Path, typer.Argument(help="The copy; nothing is overwritten.")]) -> None:
    """Copy the database, also beside a running bot."""
    from bot.commands.keeping import back_up

    back_up(path)


@app.command()
def export(
    *,
    athlete: Whose = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="A new folder, or a .zip. Default: here, dated.")
    ] = None,
) -> None:
    """Write one athlete's data into a folder or a .zip.

    reasoning_log.csv holds each day's decision, days.jsonl the whole briefings, activities.csv,
    nights.csv, load.csv and facts.csv the rest, athlete.json the settings.
    """
    from bot.commands.exporting import export_athlete

    export_athlete(athlete, to)


@app.command()
def forget(
    *,
    athlete: Whose = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete one athlete with everything remembered of them."""
    from bot.commands.keeping import forget_athlete

    forget_athlete(athlete, sure=yes)


def _say_version(wanted: bool) -> None:  # noqa: FBT001  # typer's shape of a callback
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run one command; what goes wrong is said in a sentence on standard error."""
    try:
        app()
    except (CoachError, OSError) as error:
        from bot.wrong import exit_code, sentence

        sys.stderr.write(f"{sentence(error)}\n")
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()
