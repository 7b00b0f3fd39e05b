"""The ledger of a decision: one line a signal, with value, baseline, threshold, effect and age.

What is not known is said as unknown; the counterfacts come from deciding again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coach.agents.betterment import Redecide, wished_of
from coach.agents.case import Case
from coach.agents.wording import tidy, whole
from coach.domain.decision import Action, Evidence, Intensity
from coach.domain.morning import Band, HeartRateVariability, Morning
from coach.domain.quoting import quoted
from coach.safety.envelope import Bounds
from coach.safety.limits import ANYTHING, Caps
from coach.safety.reading import Reading
from coach.safety.rule import Finding, clock

Told = Callable[[Morning, Reading], str | None]
UNKNOWN = "not known"
_BESIDE: Mapping[Band, str] = {
    "below": "under band", "within": "in band", "above": "over band", "unknown": "unknown",
}  # fmt: skip


_MEASURED: Mapping[str, str] = {
    "sleep_h": "sleep", "sleep_7d_avg_h": "sleep of the week", "hrv": "HRV",
    "rhr_delta_bpm": "resting pulse", "rhr_bpm": "resting pulse", "ctl": "fitness (CTL)",
    "tsb": "form (TSB)", "ramp7": "rise of fitness", "soreness_0_10": "soreness",
    "energy_0_10": "energy",
}  # fmt: skip
"""What a key of the Morning is called, where what it says cannot be."""


@dataclass(frozen=True)
class Signal:
    """How one signal is shown: its rules' name, its plain name, value, baseline and limit.

    `always` signals have a line even where nothing is known of them; `nightly` ones have an age.
    """

    key: str
    name: str
    value: Told
    baseline: Told = lambda _m, _r: None
    threshold: str | None = None
    always: bool = False
    nightly: bool = False


def _number(value: float | None, words: str = "{}") -> str | None:
    """Say a value with at most one decimal."""
    return None if value is None else words.format(tidy(value))


def _count(value: float | None, words: str = "{}") -> str | None:
    """Say a value of whole beats, minutes, hours, points or days."""
    return None if value is None else words.format(whole(value))


def _aged(morning: Morning, reading: Reading) -> str | None:
    """Say how old the newest night is, and who measured it."""
    whose = f", from {morning.usual.night_from}" if morning.usual.night_from else ""
    return _count(reading.age_h, f"{{}} h{whose}")


def _hrv(morning: Morning, reading: Reading) -> str | None:
    if {reading.hrv7, reading.hrv_day} == {"unknown"}:
        return None
    measured = morning.hrv if "hrv" not in reading.implausible else HeartRateVariability()
    week = _beside_band(reading.hrv7, measured.roll7_ms)
    return f"{week} over 7 nights, {_beside_band(reading.hrv_day, measured.today_ms)} last night"


def _beside_band(band: Band, value: float | None) -> str:
    """Say where a value lies, with the value where it is known: "52 ms (under band)"."""
    return _BESIDE[band] if value is None else f"{whole(value)} ms ({_BESIDE[band]})"


def _hrv_band(morning: Morning, _: Reading) -> str | None:
    low, high = morning.hrv.band_low_ms, morning.hrv.band_high_ms
    return None if low is None or high is None else f"your band {whole(low)}–{whole(high)} ms"


def _slept(_: Morning, reading: Reading) -> str | None:
    return None if reading.sleep_h is None else f"{clock(reading.sleep_h)} h"


def _usual_sleep(morning: Morning, reading: Reading) -> str | None:
    if morning.usual.sleep_h is not None:
        return f"usual {clock(morning.usual.sleep_h)} h"
    return None if reading.sleep_7d_h is None else f"7 nights {clock(reading.sleep_7d_h)} h"


def _readiness(_: Morning, reading: Reading) -> str | None:
    return None if "readiness" in reading.implausible else _count(reading.readiness)


def _pulse(_: Morning, reading: Reading) -> str | None:
    if reading.rhr_delta is None or "rhr_delta_bpm" in reading.implausible:
        return None
    beyond = round(reading.rhr_delta)
    side = f"{abs(beyond)} {'over' if beyond > 0 else 'under'} usual" if beyond else "as usual"
    return side if reading.rhr_bpm is None else f"{whole(reading.rhr_bpm)} bpm, {side}"


def _form(_: Morning, reading: Reading) -> str | None:
    return None if reading.tsb is None else whole(reading.tsb)


def _fitness(_: Morning, reading: Reading) -> str | None:
    return None if reading.ctl is None else f"fitness (CTL) {whole(reading.ctl)}"


def _pains(_: Morning, reading: Reading) -> str | None:
    return (
        ", ".join(f"{p.site} {tidy(p.score)} of 10 {p.kind}".strip() for p in reading.pains) or None
    )


def _words(morning: Morning, reading: Reading) -> str | None:
    told = [*morning.symptoms, morning.reply_text or ""] if reading.symptoms else reading.unclear
    return ", ".join(quoted(words, 120) for words in told if words) or None


def _yesterday(morning: Morning, _: Reading) -> str | None:
    load = _count(morning.yesterday.load, "load {}")
    return ", ".join(filter(None, (_spaced(morning.yesterday.type), load))) or None


def _spaced(name: str | None) -> str | None:
    return name.replace("_", " ") if name else None


def _sensors(_: Morning, reading: Reading) -> str | None:
    wrong = (_MEASURED.get(name, name.replace("_", " ")) for name in reading.implausible)
    return ", ".join(wrong) or None


def _goal(morning: Morning, _: Reading) -> str | None:
    days = morning.days_to_goal
    return None if days is None else f"{days} days to go"


SIGNALS: tuple[Signal, ...] = (
    Signal("symptom", "what you told me", _words),
    Signal("pain", "pain", _pains),
    Signal("illness", "illness", lambda _m, r: _count(r.days_well, "{} days without symptoms")),
    Signal("readiness", "readiness", _readiness,
           lambda m, _: _count(m.usual.readiness, "usual {}"), "70", always=True, nightly=True),
    Signal("hrv", "HRV", _hrv, _hrv_band, always=True, nightly=True),
    Signal("sleep", "sleep", _slept, _usual_sleep, "6:00 h", always=True, nightly=True),
    Signal("resting_heart_rate", "resting pulse", _pulse,
           lambda m, _: _count(m.usual.resting_heart_rate_bpm, "usual {} bpm"), "+5 bpm",
           always=True, nightly=True),
    Signal("energy", "energy", lambda _m, r: _number(r.energy, "{} of 10"), always=True),
    Signal("soreness", "soreness", lambda _m, r: _number(r.soreness, "{} of 10"), always=True),
    Signal("form", "form (TSB)", _form, _fitness, "−30", always=True),
    Signal("ramp", "rise of fitness", lambda _m, r: _number(r.ramp, "{} a week"), threshold="8"),
    Signal("hard_days", "hard days in a row", lambda _m, r: _count(r.hard_days), threshold="2"),
    Signal("rest", "days since a rest day", lambda _m, r: _count(r.days_since_rest),
           threshold="9"),
    Signal("monotony", "monotony", lambda _m, r: _number(r.monotony), threshold="2.0"),
    Signal("pause", "days without training", lambda _m, r: _count(r.days_since_training),
           threshold="7"),
    Signal("history", "days of training known", lambda _m, r: _count(r.history_days),
           threshold="42"),
    Signal("taper", "taper", _goal),
    Signal("race", "race", _goal),
    Signal("week", "week", lambda m, _: m.week_type),
    Signal("heat_illness", "heat", lambda _m, r: _number(r.temp_c, "{} °C")),
    Signal("heat", "heat", lambda _m, r: _number(r.temp_c, "{} °C"), threshold="32 °C"),
    Signal("age", "age", lambda m, _: _count(m.age, "{} years")),
    Signal("time", "time", lambda _m, r: _count(r.time_min, "{} min")),
    Signal("legs", "yesterday", lambda m, _: _spaced(m.yesterday.type)),
    Signal("yesterday", "yesterday", _yesterday),
    Signal("lift", "strength", lambda m, _: m.strength.lift if m.strength else None),
    Signal("age_of_data", "age of the data", _aged, threshold="24 h"),
    Signal("sensors", "sensors", _sensors),
)  # fmt: skip


def ledger(case: Case, redecide: Redecide) -> tuple[Evidence, ...]:
    """Return the evidence, what decided first."""
    wished = wished_of(case, redecide)
    lines = []
    for signal in SIGNALS:
        finding = _strictest(case.bounds, signal.key)
        if _is_told(signal, case, finding):
            line = _line(signal, case, finding, wished.get(signal.key))
            lines.append((_rank(finding), line))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _strictest(bounds: Bounds, key: str) -> Finding | None:
    return next((finding for finding in bounds.findings if finding.signal == key), None)


def _is_told(signal: Signal, case: Case, finding: Finding | None) -> bool:
    if signal.always or finding is not None:
        return True
    return signal.threshold is not None and signal.value(case.morning, case.reading) is not None


def _rank(finding: Finding | None) -> tuple[int, int, int]:
    if finding is None:
        return (9, 9, 0)
    return (finding.caps.action.rank, finding.caps.intensity.rank, -finding.weight)


def _line(signal: Signal, case: Case, finding: Finding | None, wished: str | None) -> Evidence:
    value = signal.value(case.morning, case.reading)
    limit = finding.threshold if finding and finding.threshold else signal.threshold
    return Evidence(
        signal=signal.name,
        value=value or UNKNOWN,
        baseline=signal.baseline(case.morning, case.reading) if value else None,
        threshold=None if limit is None else f"limit {limit}",
        effect=_effect(finding) if value or finding else f"{UNKNOWN}, so no push",
        age_h=case.reading.age_h if signal.nightly and value else None,
        counterfact=wished,
    )


def _effect(finding: Finding | None) -> str:
    if finding is None:
        return "fine"
    return _effect_of(finding.caps)


def _effect_of(caps: Caps) -> str:
    if caps.action is Action.RECOVER:
        return "asks for rest"
    if caps.action is Action.EASE:
        return "holds the day to easy"
    if caps.intensity is not Intensity.HIGH:
        return "no intensity" if caps.intensity is Intensity.LOW else "no hard intervals"
    if caps.action is Action.MAINTAIN:
        return "no push"
    return "fine, noted" if caps == ANYTHING else "limits the amount"
