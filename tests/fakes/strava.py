"""A fake Strava: rotating tokens, activities by time, limits told in headers, unpaid apps."""

from dataclasses import dataclass, field
from datetime import datetime

from starlette.responses import Response

from tests.fakes.vendor import Asked, Vendor, found

Row = dict[str, object]
CLIENT_ID, CLIENT_SECRET = "4711", "strava-app-secret"


@dataclass
class Sportsman:
    """One athlete at Strava."""

    account: int
    activities: list[Row] = field(default_factory=list)


@dataclass
class FakeStrava(Vendor):
    """Strava. `allowed` and `used` are the read limits of a quarter and of a day."""

    paid: bool = True
    allowed: tuple[int, int] = (100, 1000)
    used: list[int] = field(default_factory=lambda: [0, 0])
    access: dict[str, Sportsman] = field(default_factory=dict)
    refresh: dict[str, Sportsman] = field(default_factory=dict)
    _count: int = 0

    def issue(self, athlete: Sportsman) -> Row:
        """Issue a pair."""
        self._count += 1
        access, refresh = f"strava-access-{self._count}", f"strava-refresh-{self._count}"
        self.access[access], self.refresh[refresh] = athlete, athlete
        return {"access_token": access, "refresh_token": refresh, "expires_in": 21600}

    def forget_all(self) -> None:
        """Take back every consent."""
        self.access.clear()
        self.refresh.clear()

    def answer(self, asked: Asked) -> Response:
        """Answer as Strava does."""
        if asked.path == "/api/v3/oauth/token":
            return self._token(asked)
        self.used = [count + 1 for count in self.used]
        answer = self._read(asked)
        answer.headers["X-ReadRateLimit-Limit"] = "{},{}".format(*self.allowed)
        answer.headers["X-ReadRateLimit-Usage"] = "{},{}".format(*self.used)
        return answer

    def _token(self, asked: Asked) -> Response:
        form = asked.form
        athlete = self.refresh.pop(form["refresh_token"], None)
        if form["client_secret"] != CLIENT_SECRET or athlete is None:
            return found({"message": "Bad Request", "errors": [{"code": "invalid"}]}, 400)
        self.access = {key: one for key, one in self.access.items() if one is not athlete}
        return found(self.issue(athlete))

    def _read(self, asked: Asked) -> Response:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        athlete = self.access.get(token)
        if not self.paid:
            error = {"resource": "Application", "field": "Status", "code": "Inactive"}
            return found({"message": "Forbidden", "errors": [error]}, 403)
        if any(used > most for used, most in zip(self.used, self.allowed, strict=True)):
            return found({"message": "Rate Limit Exceeded"}, 429)
        if athlete is None:
            return found({"message": "Authorization Error"}, 401)
        if asked.path == "/api/v3/athlete":
            return found({"id": athlete.account})
        return _page(athlete.activities, asked)


def _page(activities: list[Row], asked: Asked) -> Response:
    after, before = int(asked.query["after"]), int(asked.query["before"])
    inside = [one for one in activities if after < _started(one) < before]
    size, page = int(asked.query["per_page"]), int(asked.query["page"])
    return found([*inside[(page - 1) * size : page * size]])


def _started(row: Row) -> float:
    return datetime.fromisoformat(str(row["start_date"])).timestamp()


def a_row(vendor_id: int, utc: str, local: str, **values: object) -> Row:
    """Return a summary activity; its local start ends in Z too, as Strava writes it."""
    return {
        "id": vendor_id, "name": "Lunch Ride", "sport_type": "GravelRide", "type": "Ride",
        "start_date": f"{utc}Z", "start_date_local": f"{local}Z", "moving_time": 3600,
        "elapsed_time": 4000, "distance": 30000.0, "average_watts": 180.0, "device_watts": True,
        "weighted_average_watts": 195, "average_heartrate": 140.0, "resource_state": 2, **values,
    }  # fmt: skip
