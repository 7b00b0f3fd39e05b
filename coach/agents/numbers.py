"""The section "Today's numbers": each with its trend and its age where old; decides nothing."""

from coach.agents.wording import age, hours, signed, tidy, whole
from coach.domain.morning import Band, HeartRateVariability, Morning

OLD_H = 24
"""Older than this, a night's numbers carry their age."""
_UNKNOWN = "not known yet"
_NO_NIGHT = "no HRV, no sleep for last night"
_BANDS: dict[Band, str] = {"below": "under", "within": "in", "above": "over", "unknown": ""}


def number_lines(morning: Morning, *, doubtful: bool = False) -> tuple[str, ...]:
    """Return two lines, or three where the athlete has said how they feel.

    `doubtful` says that the sensors sent what cannot be.
    """
    old = morning.data_age_h is not None and morning.data_age_h >= OLD_H
    since = f"From {age(morning.data_age_h or 0)} ago: " if old and _any_night(morning) else ""
    since += "Doubtful: " if doubtful else ""
    night = since + " · ".join((_readiness(morning, old=old), *_night(morning)))
    load = " · ".join((*_load(morning), *_pulse(morning)))
    return tuple(line for line in (night, load, _said(morning)) if line)


def core_numbers(morning: Morning) -> tuple[str, ...]:
    """Return the one line that is always there, where training is not to be talked about."""
    loads = (("CTL", morning.ctl), ("ATL", morning.atl), ("TSB", morning.tsb))
    named = (("Readiness", morning.readiness), *loads)
    return (" · ".join(_trended(name, value, None, 1) for name, value in named),)


def _any_night(morning: Morning) -> bool:
    """Whether anything is known of one night; a mean of several is none of last night's."""
    known = (morning.readiness, morning.sleep_h, morning.sleep_score, morning.hrv.today_ms)
    return any(value is not None for value in known)


def _readiness(morning: Morning, *, old: bool) -> str:
    usual = morning.usual
    if morning.readiness is None:
        last = f" ({usual.readiness_from})" if usual.readiness_from else ""
        return f"Readiness {_UNKNOWN}{last}"
    compared = usual.readiness is not None and not old
    known = f" (usual {whole(usual.readiness or 0)})" if compared else ""
    return f"Readiness {whole(morning.readiness)}{known}"


def _night(morning: Morning) -> tuple[str, ...]:
    variability = _variability(morning.hrv)
    if variability is not None and morning.hrv.roll7_ms is not None and not _any_night(morning):
        before = variability.replace("HRV", "HRV of the nights before", 1)
        return (_NO_NIGHT, before)
    sleep = _sleep(morning)
    missing = [name for name, said in (("HRV", variability), ("sleep", sleep)) if said is None]
    known = tuple(said for said in (variability, sleep) if said)
    if not known:
        return (_NO_NIGHT,)
    return (*known, *(f"no {name} for last night" for name in missing))


def _variability(hrv: HeartRateVariability) -> str | None:
    """Say the 7-night mean against its band, or last night alone where there is no mean."""
    value = hrv.roll7_ms if hrv.roll7_ms is not None else hrv.today_ms
    band = hrv.roll7 if hrv.roll7 != "unknown" else hrv.day
    if value is None and band == "unknown":
        return None
    words = "HRV" if value is None else f"HRV {whole(value)} ms"
    if band == "unknown":
        return words
    edges = ""
    if hrv.band_low_ms is not None and hrv.band_high_ms is not None:
        edges = f" {whole(hrv.band_low_ms)}–{whole(hrv.band_high_ms)}"
    comma = "," if value is not None else ""
    return f"{words}{comma} {_BANDS[band]} your band{edges}"


def _sleep(morning: Morning) -> str | None:
    if morning.sleep_h is None:
        score = morning.sleep_score
        return None if score is None else f"sleep score {whole(score)}"
    usual = morning.usual.sleep_h
    differs = usual is not None and abs(usual - morning.sleep_h) >= 0.5
    known = f" (usual {hours(usual)})" if usual is not None and differs else ""
    return f"slept {hours(morning.sleep_h)}{known}"


def _load(morning: Morning) -> tuple[str, ...]:
    usual = morning.usual
    if morning.ctl is None and morning.atl is None and morning.tsb is None:
        return (f"CTL, ATL and TSB {_UNKNOWN}",)
    fitness = _change(morning.ctl, usual.ctl_7_days_ago)
    if fitness is None:
        fitness = morning.ramp7
    fatigue = _change(morning.atl, usual.atl_7_days_ago)
    form = fitness - fatigue if fitness is not None and fatigue is not None else None
    return (
        _trended("CTL", morning.ctl, fitness, 1),
        _trended("ATL", morning.atl, fatigue, 3),
        _trended("TSB", morning.tsb, form, 3),
    )


def _change(now: float | None, before: float | None) -> float | None:
    return now - before if now is not None and before is not None else None


def _trended(name: str, value: float | None, change: float | None, step: float) -> str:
    """Say a load with an arrow for the last 7 days, flat where it moved less than `step`."""
    if value is None:
        return f"{name} {_UNKNOWN}"
    if change is None:
        return f"{name} {whole(value)}"
    arrow = "↑" if change >= step else "↓" if change <= -step else "→"
    return f"{name} {whole(value)} {arrow}"


def _pulse(morning: Morning) -> tuple[str, ...]:
    delta, pulse = morning.rhr_delta_bpm, morning.rhr_bpm
    if pulse is not None:
        return (f"resting pulse {whole(pulse)}" + (f" ({signed(delta)})" if delta else ""),)
    if delta is None:
        return ()
    return (f"resting pulse {signed(delta)}" if round(delta) else "resting pulse as usual",)


def _said(morning: Morning) -> str:
    told = [
        f"{name} {tidy(value)}/10"
        for name, value in (
            ("soreness", morning.soreness_0_10),
            ("energy", morning.energy_0_10),
            *((f"{pain.site} pain", pain.score) for pain in morning.pain),
        )
        if value is not None
    ]
    return f"You said: {', '.join(told)}" if told else ""
