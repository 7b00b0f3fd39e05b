"""What a model is told of a message: today as code knows it, what was said before, the question.

Every figure is computed here; what others may have written stands apart under `untrusted`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coach.agents.answering import Ground
from coach.agents.answering.bounds import hardest, limits
from coach.agents.answering.projecting import has_trained
from coach.agents.proofreading import figures_in
from coach.agents.proposing import told_lines, told_of
from coach.agents.remembering import known
from coach.agents.summaries import title
from coach.agents.talking.times import in_minutes
from coach.domain.fact import Fact
from coach.domain.quote import Quote
from coach.domain.quoting import apart, clean, quoted, without_quotes
from coach.domain.summary import Summary

SCHEMA_VERSION = 2
"""Of the content and of the tools; counted up when either changes."""

MOST_TURNS, TURN_LENGTH = 12, 500
_MOST_KNOWN, _MOST_NOTES, _KNOWN_LENGTH = 40, 12, 160
_MOST_MESSAGE = 1500
_LEAST_PASTED = 4
_QUOTED = "“"
_ALWAYS = ("a scale: 0 to 10",)
_PARTS = ((5, "night"), (12, "morning"), (17, "afternoon"), (22, "evening"), (24, "night"))


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is remembered beside today; `turns` are oldest first, without the present message."""

    facts: Sequence[Fact] = ()
    turns: Sequence[Quote] = ()
    last_week: Summary | None = None


@dataclass(frozen=True, kw_only=True)
class Content:
    """A message for a model: `text` is all of it as JSON, `lines` what an answer may build on."""

    text: str
    lines: tuple[str, ...]
    untrusted: tuple[str, ...]


def content(
    message: str, rules_answer: Sequence[str], *, ground: Ground, past: Past, now: datetime
) -> Content:
    """Return what a model is told of a message; `rules_answer` is what the rules would say."""
    notes, turns = _notes(past, ground), _turns(past.turns)
    asked = clean(message, _MOST_MESSAGE)
    told = apart(_told(ground, past, now), notes)
    others = [words for words in _others(past, ground) if words not in asked]
    told["rules_answer"] = apart(list(rules_answer), notes, others)
    notes = list(dict.fromkeys(notes))
    whole = told | {"untrusted": {"notes": notes, "earlier": turns}, "message": asked}
    own = [without_quotes(turn["you"]) for turn in turns if "you" in turn]
    figures = [line for words in (asked, *own) for line in _figures(words)]
    return Content(
        text=json.dumps(whole, ensure_ascii=False, separators=(",", ":")),
        lines=(*told_lines(told), *_ALWAYS, *figures),
        untrusted=(*notes, *_pasted(turns)),
    )


def _told(ground: Ground, past: Past, now: datetime) -> dict[str, Any]:
    athlete = ground.recollection.athlete
    here = now.astimezone(ZoneInfo(athlete.timezone))
    day = told_of(ground.briefing, ground.recollection)
    yesterday = f"{ground.today - timedelta(days=1):%A}"
    return {
        "now": f"{ground.today.isoformat()} {here:%H:%M}, {_part(here)}",
        "yesterday": yesterday,
        **day,
        "decision": _decision(ground),
        "known": [line for line in _known(past, ground) if _QUOTED not in line],
        **_last_week(past.last_week),
    }


def _part(here: datetime) -> str:
    return next(part for end, part in _PARTS if here.hour < end)


def _decision(ground: Ground) -> dict[str, Any]:
    *_, today, workout = ground.briefing.sections
    return {
        "action": ground.decision.action,
        "words": list(today.lines),
        "workout": [workout.heading, *workout.lines],
        "bounds": f"{_limits(ground)}{hardest(ground)}",
        "bounded_by": list(ground.decision.envelope.reasons),
        **({"done": "today's session is done already"} if has_trained(ground) else {}),
    }


def _limits(ground: Ground) -> str:
    envelope = ground.decision.envelope
    capped = envelope.max_minutes is not None or envelope.max_load is not None
    return f"{limits(ground)}, " if capped else ""


def _known(past: Past, ground: Ground) -> list[str]:
    found = known(past.facts, ground.today)[:_MOST_KNOWN]
    return [clean(f"{one.group}: {one.words}", _KNOWN_LENGTH) for one in found]


def _notes(past: Past, ground: Ground) -> list[str]:
    """Return what is known in the athlete's own words, or in those of a file."""
    return [line for line in _known(past, ground) if _QUOTED in line][:_MOST_NOTES]


def _others(past: Past, ground: Ground) -> list[str]:
    """Return what code may quote, as it quotes it: words of the athlete, names of files."""
    facts = (*ground.recollection.facts, *past.facts)
    names = (each.name or "" for each in ground.recollection.activities)
    return [quoted(words)[1:-1] for words in (*(fact.words for fact in facts), *names) if words]


def _last_week(summary: Summary | None) -> Mapping[str, Any]:
    if summary is None:
        return {}
    return {"last_week": clean(f"{title(summary)}: {' '.join(summary.lines)}", _MOST_MESSAGE)}


def _turns(turns: Sequence[Quote]) -> list[dict[str, str]]:
    newest = turns[-MOST_TURNS:]
    return [
        {"you" if turn.speaker == "coach" else "athlete": clean(turn.words, TURN_LENGTH)}
        for turn in newest
    ]


def _pasted(turns: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the athlete's earlier words that are long enough to be somebody else's."""
    said = (turn["athlete"] for turn in turns if "athlete" in turn)
    yield from (words for words in said if len(words.split()) >= _LEAST_PASTED)


def _figures(words: str) -> list[str]:
    """Return the figures of a text without its words: they are nobody's CTL and nobody's form."""
    return [f"said: {number} {_WRITTEN.get(unit, unit)}".rstrip()
            for number, unit in figures_in(in_minutes(words))]  # fmt: skip


_WRITTEN = {"load": "TSS", "d": "days", "wk": "weeks", "night": "nights"}
"""How a unit is written, where its short name is none."""
