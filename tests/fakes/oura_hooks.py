"""Oura's webhook subscriptions as a fake keeps them: the address is called before one is made."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
from starlette.responses import Response

from tests.fakes.vendor import Asked, found

PATH = "/v2/webhook/subscription"
STARTED = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
Order = dict[str, object]


@dataclass
class FakeHooks:
    """The subscriptions of one app. `public` is where its public host really is.

    `lasts` is how long each goes on from `now`; `stumbles` makes the next ones fail with a 500.
    """

    app: tuple[str, str]
    public: str = ""
    lasts: timedelta = timedelta(days=90)
    now: datetime = STARTED
    stumbles: int = 0
    orders: dict[str, Order] = field(default_factory=dict)
    renewed: list[str] = field(default_factory=list)

    @property
    def pairs(self) -> set[tuple[object, object]]:
        """What is told of, by kind and event."""
        return {(one["data_type"], one["event_type"]) for one in self.orders.values()}

    async def answer(self, asked: Asked) -> Response:
        """Answer as Oura does."""
        if (asked.headers.get("x-client-id"), asked.headers.get("x-client-secret")) != self.app:
            return found({"detail": "Forbidden"}, 403)
        if asked.method == "GET":
            return found([*self.orders.values()])
        if self.stumbles:
            self.stumbles -= 1
            return found({"detail": "Internal Server Error"}, 500)
        if asked.method == "PUT":
            return self._renewed(asked.path.rpartition("/")[2])
        return await self._made(asked.document)

    def _renewed(self, vendor_id: str) -> Response:
        order = self.orders.get(vendor_id)
        if order is None:
            return found({"detail": "Forbidden"}, 403)
        self.renewed.append(vendor_id)
        order["expiration_time"] = (self.now + self.lasts).isoformat()
        return found(order)

    async def _made(self, document: object) -> Response:
        assert isinstance(document, dict)
        order = dict(document)
        word = order.pop("verification_token")
        if not await self._is_theirs(str(order["callback_url"]), word):
            return found({"detail": "verification failed"}, 422)
        vendor_id = str(UUID(int=len(self.orders) + 1, version=4))
        self.orders[vendor_id] = order | {
            "id": vendor_id, "expiration_time": (self.now + self.lasts).isoformat(),
        }  # fmt: skip
        return found(self.orders[vendor_id], 201)

    async def _is_theirs(self, address: str, word: str) -> bool:
        """Call the address with the word and a challenge, which must come back."""
        path = httpx.URL(address).path
        async with httpx.AsyncClient() as client:
            answer = await client.get(
                f"{self.public}{path}", params={"verification_token": word, "challenge": "c-7"}
            )
        return answer.status_code == 200 and answer.json() == {"challenge": "c-7"}
