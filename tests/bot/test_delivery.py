"""Which state an error of Telegram's leaves a push in: again, never again, or nobody knows."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery import is_gone, state_after
from bot.limits import UNLIMITED, RepliesFirst
from coach.ports import PushState


def because_of(error: TelegramError, cause: Exception) -> TelegramError:
    """Return the error as the library raises it from its HTTP client's."""
    error.__cause__ = cause
    return error


CASES: list[tuple[TelegramError, PushState]] = [
    (RetryAfter(timedelta(seconds=5)), "claimed"),
    (NetworkError("Bad Gateway"), "claimed"),
    (InvalidToken("refused"), "claimed"),
    (because_of(NetworkError("refused"), httpx.ConnectError("refused")), "claimed"),
    (because_of(TimedOut(), httpx.ConnectTimeout("slow")), "claimed"),
    (because_of(TimedOut(), httpx.PoolTimeout("busy")), "claimed"),
    (TimedOut(), "unknown"),
    (because_of(TimedOut(), httpx.ReadTimeout("silent")), "unknown"),
    (because_of(NetworkError("cut"), httpx.ReadError("cut")), "unknown"),
    (TelegramError("Invalid server response"), "unknown"),
    (Forbidden("bot was blocked by the user"), "failed"),
    (BadRequest("Chat not found"), "failed"),
    (BadRequest("Message is too long"), "failed"),
]


@pytest.mark.parametrize(("error", "state"), CASES, ids=lambda case: repr(case)[:50])
def test_what_may_have_arrived_is_never_sent_again_and_what_cannot_have_is(
    error: TelegramError, state: PushState
) -> None:
    assert state_after(error) == state


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (Forbidden("bot was blocked by the user"), True),
        (Forbidden("user is deactivated"), True),
        (BadRequest("Chat not found"), True),
        (BadRequest("Message is too long"), False),
        (ChatMigrated(5), False),
    ],
)
def test_only_who_is_gone_is_paused(error: TelegramError, gone: bool) -> None:  # noqa: FBT001  # a case
    assert is_gone(error) is gone


async def test_pushes_take_nothing_of_the_replies_share() -> None:
    limiter = RepliesFirst(overall_max_rate=1, overall_time_period=3600)
    calls: list[str] = []

    async def call(name: str) -> bool:
        calls.append(name)
        return True

    async def request(name: str, rate: int | None) -> None:
        await limiter.process_request(call, (name,), {}, "sendMessage", {"chat_id": 5}, rate)

    for number in range(50):
        await request(f"push {number}", UNLIMITED)
    await request("reply", None)

    assert calls[-1] == "reply"
    assert len(calls) == 51
