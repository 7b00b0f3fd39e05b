"""Which session the plan means today, before any signal is looked at.

The mission's words, its week and its phase choose; what the body says only cuts the choice down,
so that a worse signal can never lead to a bigger session.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.agents.catalogue import Template, catalogue, of_stimulus
from coach.domain.decision import Intensity
from coach.domain.morning import DayKind, Morning, TrainedSport

HARD_STIMULI = frozenset({
    "threshold", "vo2max", "anaerobic", "sweet_spot", "tempo", "sprints", "race_pace", "test",
    "race",
})  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """The planned session and how long it is meant to be; no template is a rest day."""

    template: Template | None
    minutes: float | None = None


# Words in a plan's or a log's session name, in the order in which they are looked for.
_WORDS: tuple[tuple[str, str], ...] = (
    ("rest", r"\brest|day ?off|^off|^none|recovery day"),
    ("race", r"\brace\b(?!.?pace)|competition"),
    ("race_pace", r"race.?pace|taper|_race"),
    ("openers", r"opener|activation"),
    ("test", r"test|ramp"),
    ("strength_upper", r"(strength|gym).*upper|upper.*(strength|body)"),
    ("strength_lower", r"(strength|gym).*(leg|lower|squat|core)|squat|deadlift"),
    ("strength_light", r"(strength|gym).*light"),
    ("strength_full", r"strength|gym|weights|lifting|push.?pull"),
    ("mobility", r"mobility|yoga|stretch"),
    ("cross_training", r"cross.?train"),
    ("sweet_spot", r"sweet.?spot|\bss\b"),
    ("vo2max", r"vo2|30.?15|30.?30|ronnestad|seiler|interval|5x1000|fast"),
    ("threshold", r"threshold|over.?under|ftp|cruise|css|run_tempo|time.?trial"),
    ("anaerobic", r"anaerobic|hills|hill rep"),
    ("strides", r"stride"),
    ("sprints", r"sprint"),
    ("tempo", r"tempo|steady"),
    ("long", r"long"),
    ("recovery", r"recover|spin|very easy"),
    ("endurance", r"endurance|easy|z2|zone 2|base|aerobic|technique|run|ride|swim|row"),
)
_KINSHIP: dict[str, tuple[str, ...]] = {
    "sweet_spot": ("tempo", "threshold"),
    "tempo": ("sweet_spot", "threshold"),
    "anaerobic": ("vo2max",),
    "sprints": ("strides", "anaerobic", "vo2max"),
    "strides": ("sprints", "endurance"),
    "test": ("threshold",),
    "openers": ("race_pace",),
    "technique": ("recovery",),
    "walk": ("recovery",),
}
_KEY: dict[str, tuple[str, ...]] = {
    "Base": ("sweet_spot", "tempo", "threshold"),
    "Build": ("threshold", "vo2max"),
    "Peak": ("vo2max", "threshold", "anaerobic"),
    "Taper": ("race_pace", "vo2max"),
    "Race": ("race_pace", "threshold"),
    "Transition": ("endurance",),
}
_LONG_RACE_MINUTES = 150
_LIKE = {"Taper": "Peak", "Race": "Peak", "Transition": "Base"}
_DAY: dict[DayKind, tuple[str, ...]] = {
    "easy": ("recovery",),
    "endurance": ("endurance",),
    "long": ("long",),
    "tempo": ("tempo", "sweet_spot"),
    "strength": ("strength_full",),
    "race": ("race",),
    "stage_flat": ("endurance",),
    "stage_hilly": ("tempo", "sweet_spot"),
    "stage_mountain": ("sweet_spot", "tempo"),
    "stage_time_trial": ("threshold",),
}


def stimulus_of(name: str | None) -> str | None:
    """Return what a session's name means: a catalogue id, or words as a plan or a log has them."""
    if not name:
        return None
    words = name.strip().lower()
    if (known := catalogue().get(words)) is not None:
        return known.stimulus
    spaced = words.replace("_", " ")
    return next(
        (s for s, pattern in _WORDS if re.search(pattern, words) or re.search(pattern, spaced)),
        None,
    )


_INSTEAD: dict[str, tuple[str, ...]] = {
    "vo2max": ("threshold", "sweet_spot", "tempo", "endurance"),
    "anaerobic": ("threshold", "sweet_spot", "tempo", "endurance"),
    "sprints": ("strides", "tempo", "endurance"),
    "threshold": ("sweet_spot", "tempo", "endurance"),
    "sweet_spot": ("tempo", "endurance"),
    "tempo": ("endurance",),
    "long": ("endurance",),
    "strength": ("endurance",),
}
"""What there is instead of a session that the athlete does not want today; never a harder one."""


def planned(morning: Morning) -> Choice:
    """Return the session the plan means, or what there is instead of one that is not wanted."""
    choice, avoid = _meant(morning), morning.constraints.avoid
    if not avoid or choice.template is None:
        return choice
    unwanted = next((name for name in avoid if choice.template.stimulus.startswith(name)), None)
    if unwanted is None or unwanted not in _INSTEAD or morning.sport == "strength":
        return choice
    for stimulus in _INSTEAD[unwanted]:
        if stimulus not in avoid and _of(morning.sport, stimulus):
            return Choice(_freshest(_of(morning.sport, stimulus), morning), choice.minutes)
    return choice


def _meant(morning: Morning) -> Choice:
    """Return the session the plan means: by its name, by the week's day, or by the phase."""
    if morning.days_to_goal == 0 or morning.plan.day_kind == "race":
        return Choice(_first(morning, _race(morning)))
    if morning.planned_today and stimulus_of(morning.planned_today) is not None:
        return _named(morning, morning.planned_today)
    kind = morning.plan.day_kind
    if kind == "rest":
        return Choice(None)
    wanted = _DAY.get(kind, ()) if kind is not None else ()
    return Choice(_first(morning, wanted or _of_phase(morning)), _day_minutes(morning))


def _race(morning: Morning) -> tuple[str, ...]:
    """Return the stimuli of a race day: a long race begins slowly enough to be its own warm-up."""
    long = (morning.plan.day_minutes or 0) >= _LONG_RACE_MINUTES
    return ("long_race", "race") if long and _of(morning.sport, "long_race") else ("race",)


def _named(morning: Morning, name: str) -> Choice:
    known = catalogue().get(name.strip().lower())
    stimulus = stimulus_of(name) or "endurance"
    if stimulus == "rest":
        return Choice(None)
    if known is not None and known.sport in {morning.sport, "strength"}:
        return Choice(known, morning.plan.day_minutes if morning.plan.chosen else None)
    minutes = re.search(r"(?<![x\d])(\d{2,3})(?=$|\D*min)", name)
    told = float(minutes[1]) if minutes and known is None else None
    return Choice(_first(morning, (stimulus,)), told)


def _first(morning: Morning, stimuli: Sequence[str]) -> Template:
    """Return the template of the first stimulus there is, the one longest not done."""
    for stimulus in stimuli:
        for related in (stimulus, *_KINSHIP.get(stimulus, ())):
            found = _of(morning.sport, related)
            if found:
                return _freshest(found, morning)
    return _freshest(_of(morning.sport, "endurance"), morning)


def _of(sport: TrainedSport, stimulus: str) -> tuple[Template, ...]:
    if stimulus.startswith("strength") or stimulus in {"mobility", "cross_training"}:
        return of_stimulus("strength", stimulus)
    if sport == "strength":
        light = stimulus in {"recovery", "endurance", "walk", "technique", "openers", "race"}
        return of_stimulus("strength", "strength_light" if light else "strength_full")
    return of_stimulus(sport, stimulus)


def _freshest(found: Sequence[Template], morning: Morning) -> Template:
    """Prefer the phase's, then what was not done lately, then the interval length aimed for."""
    recent = [
        name.lower() for name in (morning.yesterday.type or "", *morning.plan.recent_sessions)
    ]
    aim = morning.plan.threshold_interval_min

    def order(template: Template) -> tuple[bool, bool, float]:
        phase = morning.phase
        off_phase = phase is not None and {phase, _LIKE.get(phase)}.isdisjoint(template.phases)
        distance = abs(template.on[0][0] / 60 - aim) if aim and template.off else 0.0
        return off_phase, template.id in recent, distance

    return min(found, key=order)


def _of_phase(morning: Morning) -> tuple[str, ...]:
    """Return the stimuli of a key day, those of yesterday last; easy after a hard day."""
    if morning.sport == "strength":
        return ("strength_full",)
    if morning.plan.day_kind is None and _was_hard(morning):
        return ("endurance",)
    if morning.plan.day_kind is None and morning.phase is None:
        return ("endurance",)
    key = _KEY[morning.phase or "Base"]
    recent = [stimulus_of(name) for name in morning.plan.recent_sessions[:7]]
    recent.insert(0, stimulus_of(morning.yesterday.type))
    return tuple(sorted(key, key=lambda s: -recent.index(s) if s in recent else -99))


def _was_hard(morning: Morning) -> bool:
    return stimulus_of(morning.yesterday.type) in HARD_STIMULI


def _day_minutes(morning: Morning) -> float | None:
    plan = morning.plan
    if plan.day_minutes is None and plan.day_kind == "long":
        return plan.long_minutes
    return plan.day_minutes


def repeats_yesterday(morning: Morning, template: Template) -> bool:
    """Return whether this would be yesterday's hard stimulus again."""
    return (
        template.stimulus in HARD_STIMULI
        and template.intensity is not Intensity.LOW
        and stimulus_of(morning.yesterday.type) == template.stimulus
    )
