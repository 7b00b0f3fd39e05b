"""A fake Oura: consent, codes that work once, rotating tokens, scopes, pages, memberships."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.responses import Response

from tests.fakes.oura_hooks import PATH as HOOKS
from tests.fakes.oura_hooks import FakeHooks
from tests.fakes.vendor import Asked, Vendor, found

Document = dict[str, object]
CLIENT_ID, CLIENT_SECRET = "lanterne", "app-secret-4711"
ROUTE_SCOPES = {
    "daily_readiness": "daily", "sleep": "daily", "daily_sleep": "daily",
    "daily_stress": "daily", "enhanced_tag": "tag", "personal_info": "personal",
}  # fmt: skip


@dataclass
class Wearer:
    """One person with a ring."""

    account: str
    documents: dict[str, list[Document]] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=lambda: {"personal", "daily", "tag"})
    member: bool = True


@dataclass
class FakeOura(Vendor):
    """Oura. Both token addresses serve; `home` names the one that knows our app's refreshes."""

    home: str = "new"
    page_size: int = 100
    endless_pages: bool = False
    names_scopes: bool = True
    expires_in: int = 86400
    codes: dict[str, Wearer] = field(default_factory=dict)
    access: dict[str, Wearer] = field(default_factory=dict)
    refresh: dict[str, Wearer] = field(default_factory=dict)
    revoked: list[str] = field(default_factory=list)
    hooks: FakeHooks = field(default_factory=lambda: FakeHooks((CLIENT_ID, CLIENT_SECRET)))
    _count: int = 0

    def allow(self, link: str, wearer: Wearer) -> str:
        """Allow what a link asks for, as the person does, and return where they are sent."""
        query = parse_qs(urlsplit(link).query)
        self._count += 1
        code = f"code-secret-{self._count}"
        self.codes[code] = wearer
        back = urlencode({"code": code, "state": query["state"][0]})
        return f"{query['redirect_uri'][0]}?{back}"

    def issue(self, wearer: Wearer) -> Document:
        """Issue a pair; nothing older of the same refresh line works on."""
        self._count += 1
        access, refresh = f"access-secret-{self._count}", f"refresh-secret-{self._count}"
        self.access[access], self.refresh[refresh] = wearer, wearer
        pair: Document = {
            "access_token": access, "refresh_token": refresh, "token_type": "bearer",
            "expires_in": self.expires_in,
        }  # fmt: skip
        return pair | ({"scope": " ".join(sorted(wearer.scopes))} if self.names_scopes else {})

    def forget_all(self) -> None:
        """Take back every consent."""
        self.access.clear()
        self.refresh.clear()

    def answer(self, asked: Asked) -> Response | Awaitable[Response]:
        """Answer as Oura does."""
        if asked.path.startswith(HOOKS):
            return self.hooks.answer(asked)
        match asked.path:
            case "/oauth/token" | "/oauth/v2/ext/oauth-token":
                return self._token(asked)
            case "/oauth/revoke":
                return self._revoked(asked.query["access_token"])
        return self._collection(asked)

    def _revoked(self, token: str) -> Response:
        if self.access.pop(token, None) is None:
            return found({"error": "invalid_token"}, 401)
        self.revoked.append(token)
        return found({})

    def _token(self, asked: Asked) -> Response:
        form = asked.form
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return found({"error": "invalid_client"}, 401)
        if form["grant_type"] == "authorization_code":
            wearer = self.codes.pop(form["code"], None)
        else:
            is_home = (self.home == "new") == asked.path.endswith("oauth-token")
            wearer = self.refresh.pop(form["refresh_token"], None) if is_home else None
        if wearer is None:
            return found({"error": "invalid_grant"}, 400)
        self.access = {key: one for key, one in self.access.items() if one is not wearer}
        return found(self.issue(wearer))

    def _collection(self, asked: Asked) -> Response:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        wearer = self.access.get(token) if scheme == "Bearer" else None
        route = asked.path.rpartition("/")[2]
        if wearer is None:
            return found({"detail": "Unauthorized"}, 401)
        if not wearer.member or ROUTE_SCOPES.get(route) not in wearer.scopes:
            return found({"detail": "Forbidden"}, 403)
        if route == "personal_info":
            return found({"id": wearer.account, "age": 42})
        return self._page(wearer.documents.get(route, []), asked.query)

    def _page(self, documents: list[Document], query: Mapping[str, str]) -> Response:
        start, end = query["start_date"], query["end_date"]
        inside = [one for one in documents if start <= _day(one) <= end]
        at = int(query.get("next_token", "page-0").removeprefix("page-"))
        page: list[object] = list(inside[at : at + self.page_size])
        more = at + self.page_size < len(inside) or self.endless_pages
        following = f"page-{at + self.page_size}" if more else None
        return found({"data": page, "next_token": following})


def _day(document: Document) -> str:
    return str(document.get("day") or document.get("start_day"))


def a_night(day: str, *, readiness: int = 81, hrv: int = 52) -> dict[str, list[Document]]:
    """Return the documents of one night, by route."""
    return {
        "daily_readiness": [{
            "id": f"r-{day}", "day": day, "score": readiness, "temperature_deviation": -0.2,
            "temperature_trend_deviation": 0.1, "timestamp": f"{day}T00:00:00+00:00",
            "contributors": {
                "activity_balance": 94, "body_temperature": 97, "hrv_balance": 85,
                "previous_day_activity": None, "previous_night": 77, "recovery_index": 80,
                "resting_heart_rate": 92, "sleep_balance": 92,
            },
        }],
        "sleep": [{
            "id": f"s-{day}", "day": day, "type": "long_sleep", "total_sleep_duration": 27000,
            "average_hrv": hrv, "lowest_heart_rate": 47, "bedtime_start": f"{day}T00:01:00+01:00",
            "bedtime_end": f"{day}T07:45:00+01:00", "time_in_bed": 27840, "period": 0,
            "low_battery_alert": False,
        }],
        "daily_sleep": [{
            "id": f"d-{day}", "day": day, "score": 77, "timestamp": f"{day}T00:00:00+00:00",
            "contributors": {"deep_sleep": 68, "latency": 94, "rem_sleep": 55, "total_sleep": 86},
        }],
        "daily_stress": [{
            "id": f"x-{day}", "day": day, "stress_high": 1800, "recovery_high": 7200,
            "day_summary": "normal",
        }],
        "enhanced_tag": [{
            "id": f"t-{day}", "start_day": day, "tag_type_code": "tag_generic_late_meal",
            "start_time": f"{day}T05:00:00+01:00", "comment": "pizza", "custom_name": None,
        }],
    }  # fmt: skip


def a_wearer(account: str, *nights: dict[str, list[Document]]) -> Wearer:
    """Return a person with these nights."""
    wearer = Wearer(account)
    for night in nights:
        for route, documents in night.items():
            wearer.documents.setdefault(route, []).extend(documents)
    return wearer
