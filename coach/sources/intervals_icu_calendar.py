"""Planned workouts in intervals.icu's calendar, one a day, under an id that stays the same.

Knows the calendar's addresses; the workout's text is written by `coach.exports`.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Literal

from coach.domain.activity import Sport
from coach.domain.connection import Connection
from coach.source_ports import CalendarEntry
from coach.sources.answers import Row, row, rows
from coach.sources.faults import Fault
from coach.sources.http import Call
from coach.sources.intervals_icu_api import LABEL, IntervalsIcu, key_auth
from coach.sources.tables import number

_SPORTS: Mapping[Sport, str] = {
    Sport.CYCLING: "Ride",
    Sport.RUNNING: "Run",
    Sport.SWIMMING: "Swim",
    Sport.ROWING: "Rowing",
    Sport.STRENGTH: "WeightTraining",
    Sport.WALKING: "Walk",
    Sport.SKIING: "NordicSki",
    Sport.YOGA: "Yoga",
}
_UPSERT = {"upsert": "true", "upsertOnUid": "false", "updatePlanApplied": "false"}


class IntervalsIcuCalendar:
    """Implements `Calendar`."""

    def __init__(self, site: IntervalsIcu) -> None:
        """Write to the calendars of this site."""
        self._site = site

    async def plan(self, connection: Connection, entry: CalendarEntry) -> None:
        """Create the day's workout or change it; raises CoachError by who must act."""
        call = self._call(connection, "/events/bulk", [_event(entry)], _UPSERT)
        try:
            written = rows((await self._site.client.ask(call)).document, LABEL)
        except Fault as fault:
            fault.told()
        with suppress(Fault):  # the workout is there; a twin is looked for again next time
            kept = {one.get("id") for one in written}
            ours = await self._ours(connection, entry.external_id, entry.local_date)
            await self._delete(connection, [one for one in ours if one.get("id") not in kept])

    async def clear(self, connection: Connection, external_id: str, day: date) -> None:
        """Remove our workout of a day; raises CoachError by who must act."""
        try:
            if not await self._cleared(connection, external_id):
                ours = await self._ours(connection, external_id, day)
                await self._delete(connection, ours)
        except Fault as fault:
            fault.told()

    async def _cleared(self, connection: Connection, external_id: str) -> bool:
        """Delete by our own id, which the site documents for OAuth apps and may not do for keys."""
        doomed = [{"external_id": external_id}]
        call = self._call(connection, "/events/bulk-delete", doomed, {}, method="PUT")
        answer = row((await self._site.client.ask(call)).document, LABEL)
        return bool(number(answer.get("eventsDeleted")))

    async def _ours(self, connection: Connection, external_id: str, day: date) -> list[Row]:
        query = {"oldest": day.isoformat(), "newest": day.isoformat(), "category": "WORKOUT"}
        url = self._site.address(connection.account, "/events")
        call = Call(url=url, auth=key_auth(connection.credentials), query=query)
        found = rows((await self._site.client.ask(call)).document, LABEL)
        return [one for one in found if one.get("external_id") == external_id]

    async def _delete(self, connection: Connection, events: list[Row]) -> None:
        """Delete by the site's own ids; it ignores those that are gone."""
        doomed = [{"id": one["id"]} for one in events if "id" in one]
        if doomed:
            call = self._call(connection, "/events/bulk-delete", doomed, {}, method="PUT")
            await self._site.client.ask(call)

    def _call(
        self,
        connection: Connection,
        path: str,
        document: object,
        query: Mapping[str, str],
        *,
        method: Literal["POST", "PUT"] = "POST",
    ) -> Call:
        return Call(
            url=self._site.address(connection.account, path),
            method=method,
            auth=key_auth(connection.credentials),
            query=query,
            document=document,
        )


def _event(entry: CalendarEntry) -> Mapping[str, object]:
    return {
        "external_id": entry.external_id,
        "category": "WORKOUT",
        "start_date_local": f"{entry.local_date.isoformat()}T00:00:00",
        "type": _SPORTS.get(entry.sport, "Other"),
        "name": entry.name,
        "description": entry.text,
        "moving_time": entry.duration_s,
        "icu_training_load": round(entry.load),
    }
