"""The session catalogue and the athlete's zones as sheets, in own watts, beats or pace."""

from coach.agents.answering import Ground
from coach.agents.catalogue import UNITS, Template, catalogue
from coach.agents.looking.arguments import Catalogue
from coach.agents.looking.sheet import Row, Sheet, fault, row
from coach.agents.sessions import whole
from coach.agents.steps import steps_line
from coach.agents.targets import Ruler, ruler, zone_ranges
from coach.agents.wording import whole as rounded
from coach.domain.morning import Morning, TrainedSport

_MOST = 12


def sessions(asked: Catalogue, ground: Ground) -> Sheet:
    """Return the sessions of a kind with duration, load and steps; of all kinds without steps."""
    sport = asked.sport or ground.mission.sport
    found = [each for each in catalogue().values() if _fits(each, sport, asked.kind)]
    if not found:
        kinds = sorted({each.stimulus for each in catalogue().values() if each.sport == sport})
        return fault(f"no such session; kinds of {sport}: {', '.join(kinds)}")
    reading = _ruler(ground.morning, sport)
    many = len(found) > _MOST
    rows = tuple(_session(each, None if many else reading) for each in found)
    return Sheet(told={"sport": sport, "zones": _zones(reading)}, rows=rows)


def zones(ground: Ground) -> Sheet:
    """Return the mission's sport's zones, by power or pace and by heart rate where known."""
    sport, morning = ground.mission.sport, ground.morning
    told = {"sport": sport, "zones": _zones(_ruler(morning, sport))}
    if morning.ftp_w:
        told["FTP"] = f"{rounded(morning.ftp_w)} W"
    if morning.lthr_bpm:
        beats = Ruler("beats", UNITS[sport], morning.lthr_bpm)
        told |= {"threshold pulse": f"{rounded(morning.lthr_bpm)} bpm"}
        told |= {"by heart rate": _zones(beats)} if sport != "strength" else {}
    return Sheet(told=told)


def _fits(template: Template, sport: TrainedSport, kind: str | None) -> bool:
    named = kind is None or template.stimulus == kind
    return named and (template.sport == sport or template.stimulus == kind == "mobility")


def _session(template: Template, reading: Ruler | None) -> Row:
    size = whole(template)
    return row(
        id=template.id,
        name=template.name,
        kind=template.stimulus,
        duration=f"{rounded(size.minutes)} min",
        load=rounded(size.effort.load),
        steps=None if reading is None else steps_line(size.steps, reading),
    )


def _ruler(morning: Morning, sport: TrainedSport) -> Ruler:
    return ruler(morning.model_copy(update={"sport": sport}), UNITS[sport])


def _zones(reading: Ruler) -> str:
    ranges = zip(reading.zones.names, zone_ranges(reading), strict=True)
    return " · ".join(f"{name} {meaning}" for name, meaning in ranges if meaning)
