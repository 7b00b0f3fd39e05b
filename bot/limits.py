"""How fast the bot may speak: the library's limiter for replies; pushes pace themselves."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

from handlers.previews import UNPACED

UNLIMITED = UNPACED
"""Marks a request that is paced elsewhere and must not fill the replies' bucket."""
PUSHES_A_SECOND = 20.0
REPLY_RETRIES = 2


class RepliesFirst(AIORateLimiter):
    """Lets pushes pass, which are paced by the delivery, and limits everything else."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401  # the library's own signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:  # noqa: ANN401  # the library's own signature
        """Make the request, waiting its turn unless it is UNLIMITED."""
        if rate_limit_args == UNLIMITED:
            return await callback(*args, **kwargs)
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
