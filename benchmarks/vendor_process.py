"""intervals.icu, made up, in a process of its own: every question is answered after 200 ms.

Each athlete has ridden yesterday and slept last night; nobody's key is looked at.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import date, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.processes import running
from bot.serving import listening

ANSWER_S = 0.2
_DAY = timedelta(days=1)


@contextlib.asynccontextmanager
async def vendor_process() -> AsyncIterator[str]:
    """Start it and yield its root address."""
    async with running("benchmarks.vendor_process") as (_, root):
        yield root


async def _activities(request: Request) -> Response:
    await asyncio.sleep(ANSWER_S)
    newest = date.fromisoformat(request.query_params["newest"][:10])
    ridden = (newest - _DAY, newest - 3 * _DAY)
    return JSONResponse([_ride(request.path_params["account"], day) for day in ridden])


async def _wellness(request: Request) -> Response:
    await asyncio.sleep(ANSWER_S)
    first = date.fromisoformat(request.query_params["oldest"])
    days = (date.fromisoformat(request.query_params["newest"]) - first).days
    return JSONResponse([_night(first + ago * _DAY) for ago in range(days + 1)])


def _ride(account: str, day: date) -> dict[str, object]:
    return {
        "id": f"{account}-{day}", "start_date_local": f"{day}T17:00:00", "type": "Ride",
        "source": "GARMIN_CONNECT", "moving_time": 3600, "elapsed_time": 3700, "distance": 30000,
        "icu_training_load": 62, "icu_average_watts": 180,
    }  # fmt: skip


def _night(day: date) -> dict[str, object]:
    swing = day.toordinal() % 5
    return {
        "id": day.isoformat(), "readiness": 72 + 2 * swing, "hrv": 56 + 2 * swing,
        "restingHR": 50, "sleepSecs": 26400, "sleepScore": 75 + swing,
    }  # fmt: skip


async def _serve() -> None:
    routes = [
        Route("/api/v1/athlete/{account}/activities", _activities),
        Route("/api/v1/athlete/{account}/wellness.json", _wellness),
    ]
    async with listening(Starlette(routes=routes), 0) as port:
        print(f"http://127.0.0.1:{port}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
