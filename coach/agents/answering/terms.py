"""What the words of training mean, each explained once in a sentence, with the own value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coach.agents.answering.ground import Ground
from coach.agents.answering.projecting import tenth
from coach.agents.answering.question import Asked
from coach.agents.numbers import number_lines
from coach.agents.wording import signed, tidy, whole

_MOST_TERMS = 2
_FORMS = (
    (25.0, "very fresh, more than training needs for long"),
    (5.0, "fresh"),
    (-10.0, "neither fresh nor tired"),
    (-30.0, "tired in the way that building makes you"),
)
"""From this TSB on; the bands are coaches' convention."""
_UNKNOWN = "Yours I do not know yet."
_DEEPEST = "deep in fatigue"

Own = Callable[[Ground], str | None]


def form_words(tsb: float) -> str:
    """Say a TSB in words."""
    return next((words for least, words in _FORMS if tsb >= least), _DEEPEST)


def _number(name: str, words: str = "Yours is {}.", say: Callable[[float], str] = tenth) -> Own:
    """Return what says one number of the morning."""

    def own(ground: Ground) -> str | None:
        value = getattr(ground.morning, name)
        return None if value is None else words.format(say(value))

    return own


def _form(ground: Ground) -> str | None:
    tsb = ground.morning.tsb
    return None if tsb is None else f"Yours is {whole(tsb)}: {form_words(tsb)}."


def _variability(ground: Ground) -> str | None:
    parts = number_lines(ground.morning)[0].split(" · ")
    return next((f"Yours: {part}." for part in parts if part.startswith("HRV")), None)


def _readiness(ground: Ground) -> str | None:
    value, usual = ground.morning.readiness, ground.morning.usual.readiness
    if value is None:
        return None
    return f"Yours is {whole(value)}" + (f", usual {whole(usual)}." if usual else ".")


def _pulse(ground: Ground) -> str | None:
    value, usual = ground.morning.rhr_bpm, ground.morning.usual.resting_heart_rate_bpm
    if value is None:
        return None
    return f"Yours is {whole(value)} bpm" + (f", usual {whole(usual)}." if usual else ".")


def _today(ground: Ground) -> str | None:
    load = ground.workout.estimated_load
    return f"Today's plan is a load of {whole(load)}." if load else "Today's is 0: a rest day."


def _factor(ground: Ground) -> str | None:
    factor = ground.workout.intensity_factor
    return f"Today's plan: {whole(factor * 100)} % of threshold." if factor else None


def _phase(ground: Ground) -> str | None:
    words = ground.morning.plan.phase_words or ground.morning.phase
    return f"Now: {words}." if words else None


def _action(ground: Ground) -> str | None:
    return f"Today is {ground.decision.action}."


def _nothing(_: Ground) -> str | None:
    return None


@dataclass(frozen=True)
class Term:
    """One word: what it means, and what says the athlete's own value."""

    meaning: str
    own: Own = _nothing


TERMS: Mapping[str, Term] = {
    "tsb": Term("TSB is form: yesterday's CTL (fitness) minus ATL (fatigue). It tells how fresh you"
                " start the day.", _form),
    "ctl": Term("CTL is fitness: your daily load, averaged over about six weeks.", _number("ctl")),
    "atl": Term("ATL is fatigue: your daily load, averaged over about one week.", _number("atl")),
    "hrv": Term("HRV is how much the time between heartbeats varies at night. Under your own band"
                " for some nights, it asks for easier days.", _variability),
    "readiness": Term("Readiness is your ring's or watch's own score of the night, 0 to 100. It can"
                      " hold a day back, never push it alone.", _readiness),
    "resting_pulse": Term("The resting pulse is what your heart beats at rest in the night. Well"
                          " above usual, it asks for easier days.", _pulse),
    "load": Term("Load (TSS) is how much a session asks; an hour at threshold is 100.", _today),
    "ftp": Term("FTP is the power you can hold for about an hour; watts, zones and load go by it.",
                _number("ftp_w", "Yours is {} W.", whole)),
    "threshold_pulse": Term("LTHR is your pulse at the effort you can hold for about an hour.",
                            _number("lthr_bpm", "Yours is {} bpm.", whole)),
    "intensity_factor": Term("The intensity factor is a session's normalized power as a part of"
                             " your FTP.", _factor),
    "ramp": Term("The ramp is how much CTL (fitness) rises in a week. Fast rises cost form.",
                 _number("ramp7", "Yours is {} a week.", signed)),
    "monotony": Term("Monotony is how alike the last seven days were. From 2 on, a week needs more"
                     " difference between hard and easy.",
                     _number("monotony", "Yours is {}.", tidy)),
    "rpe": Term("RPE is how hard it felt, 0 (nothing) to 10 (all you had)."),
    "sweet_spot": Term("Sweet spot is just under threshold, 88 to 94 % of FTP: hard enough to"
                       " build, easy enough to last."),
    "tempo": Term("Tempo is brisk but steady, zone 3: you can still say short sentences."),
    "threshold": Term("Threshold is about what you can hold for an hour, zone 4.",
                      _number("ftp_w", "Yours is {} W.", whole)),
    "vo2max": Term("VO2max efforts last three to five minutes, near the most oxygen you can use."),
    "openers": Term("Openers are a short easy session with a few quick efforts, the day before a"
                    " race."),
    "base": Term("Base builds volume, mostly easy.", _phase),
    "build": Term("Build brings two or three hard sessions a week.", _phase),
    "peak": Term("Peak makes training like the race, with somewhat less of it.", _phase),
    "taper": Term("The taper halves the volume and keeps some intensity, so that you start fresh.",
                  _phase),
    "actions": Term("Recover is rest or nearly so, ease less than planned, maintain the plan, push"
                    " a little more.", _action),
}  # fmt: skip


def explain(asked: Asked, ground: Ground) -> Iterator[str]:
    """Explain the terms that were asked about, each with the own value where it is known."""
    for code in asked.terms[:_MOST_TERMS]:
        term = TERMS[code]
        own = "" if term.own is _nothing else term.own(ground) or _UNKNOWN
        yield f"{term.meaning} {own}".rstrip()
