"""A fake intervals.icu: keys, activities with stubs, wellness, marks of change, a calendar."""

import base64
import hashlib
import json
from dataclasses import dataclass, field

from starlette.responses import Response

from tests.fakes.vendor import Asked, Vendor, found

Row = dict[str, object]


@dataclass
class Member:
    """One athlete of the site."""

    account: str
    activities: list[Row] = field(default_factory=list)
    wellness: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


@dataclass
class FakeIntervals(Vendor):
    """The site. `members` by key; `knows_upsert` is off for sites that take it for OAuth only."""

    members: dict[str, Member] = field(default_factory=dict)
    knows_upsert: bool = True
    _last_event: int = 100

    def member(self, key: str, account: str = "i77") -> Member:
        """Admit an athlete."""
        return self.members.setdefault(key, Member(account))

    def answer(self, asked: Asked) -> Response:
        """Answer as the site does."""
        member = self._who(asked)
        if member is None:
            return found({"status": 403, "error": "Access denied"}, 403)
        parts = asked.path.removeprefix("/api/v1/athlete/").split("/", 1)
        if parts[0] not in {"0", member.account}:
            return found({"status": 403, "error": "Access denied"}, 403)
        return self._resource(member, parts[1] if len(parts) > 1 else "", asked)

    def _who(self, asked: Asked) -> Member | None:
        scheme, _, words = asked.headers.get("authorization", "").partition(" ")
        if scheme != "Basic":
            return None
        user, _, key = base64.b64decode(words).decode().partition(":")
        return self.members.get(key) if user == "API_KEY" else None

    def _resource(self, member: Member, path: str, asked: Asked) -> Response:
        match asked.method, path:
            case "GET", "":
                return found({"id": member.account, "name": "Ada"})
            case "GET", "activities":
                return _marked(_between(member.activities, "start_date_local", asked), asked)
            case "GET", "wellness.json":
                return _marked(_between(member.wellness, "id", asked), asked)
            case _:
                return self._calendar(member, path, asked)

    def _calendar(self, member: Member, path: str, asked: Asked) -> Response:
        match asked.method, path:
            case "GET", "events":
                return found([*_between(member.events, "start_date_local", asked)])
            case "POST", "events/bulk":
                return self._planned(member, asked)
            case "PUT", "events/bulk-delete":
                return self._deleted(member, asked)
        return found({"status": 404, "error": "Not found"}, 404)

    def _planned(self, member: Member, asked: Asked) -> Response:
        written: list[object] = []
        assert isinstance(asked.document, list)
        for event in asked.document:
            known = self._known(member, event) if asked.query.get("upsert") == "true" else None
            if known is None:
                self._last_event += 1
                known = {"id": self._last_event}
                member.events.append(known)
            known.update(event)
            written.append(known)
        return found(written)

    def _known(self, member: Member, event: Row) -> Row | None:
        if not self.knows_upsert:
            return None
        same = (one for one in member.events if one["external_id"] == event["external_id"])
        return next(same, None)

    def _deleted(self, member: Member, asked: Asked) -> Response:
        assert isinstance(asked.document, list)
        before = len(member.events)
        for doomed in asked.document:
            if "external_id" in doomed and not self.knows_upsert:
                continue
            key = "external_id" if "external_id" in doomed else "id"
            member.events = [one for one in member.events if one[key] != doomed[key]]
        return found({"eventsDeleted": before - len(member.events)})


def _between(rows: list[Row], key: str, asked: Asked) -> list[Row]:
    oldest, newest = asked.query["oldest"][:10], asked.query["newest"][:10]
    return [row for row in rows if oldest <= str(row[key])[:10] <= newest]


def _marked(rows: list[Row], asked: Asked) -> Response:
    """Answer with a mark of the content, or that it is as before."""
    body = json.dumps(rows).encode()
    mark = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if asked.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"ETag": mark})
    return Response(body, media_type="application/json", headers={"ETag": mark})


def a_ride(vendor_id: str, local: str, **values: object) -> Row:
    """Return an activity as the site lists it."""
    return {
        "id": vendor_id, "start_date_local": local, "type": "Ride", "name": "Ride",
        "source": "GARMIN_CONNECT", "moving_time": 3600, "elapsed_time": 3700, "distance": 30000,
        "icu_training_load": 62, "icu_average_watts": 180, "trainer": False, **values,
    }  # fmt: skip


def a_stub(vendor_id: str, local: str) -> Row:
    """Return what the site gives of an activity that came to it from Strava."""
    note = "STRAVA activities are not available via the API"
    return {"id": vendor_id, "source": "STRAVA", "_note": note, "start_date_local": local}


def a_day(day: str, **values: object) -> Row:
    """Return a wellness day."""
    return {
        "id": day, "readiness": 76, "hrv": 61.0, "restingHR": 51, "sleepSecs": 26400,
        "sleepScore": 79, "weight": 71.5, "ctlLoad": 40, "atlLoad": 55, "locked": False, **values,
    }  # fmt: skip
