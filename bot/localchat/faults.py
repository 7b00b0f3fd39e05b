"""Faults to inject: what a network or Telegram does to a bot on a bad day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.localchat.refusal import Refusal, forbidden, too_many_requests


class When(Enum):
    """At which point of a call the fault strikes."""

    REFUSE = auto()  # answered with an error, nothing done
    SLOW = auto()  # done and answered, late
    CUT = auto()  # the connection ends, nothing done
    CUT_AFTER = auto()  # done, then the connection ends without an answer
    SILENT_AFTER = auto()  # done, and the answer never comes


@dataclass
class Fault:
    """One fault, for the next `times` calls of a method (any but getUpdates where None)."""

    when: When
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    refusal: Refusal | None = None
    seconds: float = 0

    def meets(self, method: str, chat_id: object) -> bool:
        """Whether this call is struck."""
        named = method == self.method if self.method else method != "getUpdates"
        return self.times > 0 and named and self.chat_id in (None, chat_id)


@dataclass
class Faults:
    """The faults to come, oldest first. `added` is called at each new one.

    `lacking` are methods that this server does not know, as an older one.
    """

    lacking: set[str] = field(default_factory=set)
    waiting: list[Fault] = field(default_factory=list)
    added: Callable[[], None] = lambda: None

    def too_many_requests(
        self, retry_after: int, *, method: str | None = None, times: int = 1
    ) -> None:
        """Answer 429 and ask to wait."""
        refusal = too_many_requests(retry_after)
        self._add(Fault(When.REFUSE, method, times=times, refusal=refusal))

    def blocked(self, *, chat_id: int | None = None, times: int = 1) -> None:
        """Answer 403 as for a person who blocked the bot."""
        refusal = forbidden("bot was blocked by the user")
        self._add(Fault(When.REFUSE, None, chat_id, times, refusal))

    def refuse(self, code: int, description: str, *, method: str | None = None) -> None:
        """Answer the next call with any error, such as 502 "Bad Gateway"."""
        self._add(Fault(When.REFUSE, method, refusal=Refusal(code, description)))

    def slow(self, seconds: float, *, method: str | None = None, times: int = 1) -> None:
        """Answer late."""
        self._add(Fault(When.SLOW, method, times=times, seconds=seconds))

    def cut(self, *, method: str | None = None, accepted: bool = False, times: int = 1) -> None:
        """End the connection, before anything is done or after the call was accepted."""
        when = When.CUT_AFTER if accepted else When.CUT
        self._add(Fault(when, method, times=times))

    def silent(self, *, method: str | None = None, times: int = 1) -> None:
        """Accept the call and never answer, so that the bot runs into its own timeout."""
        self._add(Fault(When.SILENT_AFTER, method, times=times))

    def _add(self, fault: Fault) -> None:
        self.waiting.append(fault)
        self.added()

    def take(self, method: str, chat_id: object) -> Fault | None:
        """Return the fault that strikes this call and count it."""
        struck = next((fault for fault in self.waiting if fault.meets(method, chat_id)), None)
        if struck:
            struck.times -= 1
        return struck
