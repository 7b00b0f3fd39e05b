"""How updates come in: requests with deadlines, a watch over the polling, webhooks where set."""

import asyncio
import logging
from importlib.util import find_spec
from ssl import SSLContext

import httpx
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Updater
from telegram.request import HTTPXRequest

from bot.lanes import Lanes
from bot.settings import Settings
from bot.settings_of_listening import TELEGRAM
from coach.errors import OperatorError
from handlers.desk import Bot
from handlers.refusals import seconds
from handlers.register import UPDATES

log = logging.getLogger(__name__)

POLL_S = 10
WEBHOOK_PORT = 8443
LANES = 4


class WatchedRequest(HTTPXRequest):
    """Notices a token that Telegram refuses: the library would go silent without a word."""

    def __init__(self) -> None:
        super().__init__(
            connection_pool_size=2, connect_timeout=10, read_timeout=POLL_S + 10, pool_timeout=5
        )
        self.refused = asyncio.Event()

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        """Make the request, and remember a refusal."""
        code, body = await super().do_request(*args, **kwargs)  # type: ignore[arg-type]  # passed on
        if code in (401, 404):
            self.refused.set()
        return code, body


def talking() -> Lanes:
    """Return the requests that answers are sent with; all read the certificates once."""
    trusted = httpx.create_ssl_context()
    return Lanes([_lane(trusted) for _ in range(LANES)])


def _lane(trusted: SSLContext) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=64 // LANES, connect_timeout=10, read_timeout=15, write_timeout=15,
        pool_timeout=10, media_write_timeout=30, httpx_kwargs={"verify": trusted},
    )  # fmt: skip


async def first_contact(bot: Bot, settings: Settings) -> None:
    """Initialize, again and again while there is no network; raises OperatorError for the token."""
    pause = 1.0
    while (waiting := await _no_contact(bot, settings, pause)) is not None:
        await asyncio.sleep(waiting)
        pause = min(30.0, pause * 1.5)


async def _no_contact(bot: Bot, settings: Settings, pause: float) -> float | None:
    """Return how long to wait before the next try, None where contact is made."""
    try:
        await bot.initialize()
    except InvalidToken as error:
        raise OperatorError(refusal(settings)) from error
    except RetryAfter as error:
        return seconds(error)
    except TelegramError as error:
        log.warning("Telegram cannot be reached yet (%s); trying again", error)
        return pause
    return None


def refusal(settings: Settings) -> str:
    """Return what to do about a refused token; an unknown path looks the same as one."""
    if settings.telegram_root == TELEGRAM:
        return "Telegram refuses TELEGRAM_BOT_TOKEN: copy it anew from @BotFather."
    return (
        f"{settings.telegram_root} refuses TELEGRAM_BOT_TOKEN: check the token, and that "
        "TELEGRAM_API_BASE_URL is the root of a Bot API server."
    )


async def listen(bot: Bot, settings: Settings) -> None:
    """Begin to fetch updates, or to be told of them."""
    updater = bot.updater
    if updater is None:
        return
    if settings.webhook_url is None:
        await updater.start_polling(
            timeout=POLL_S,
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
            error_callback=_polling_failed,
        )
    else:
        await _webhooks(updater, settings)


async def _webhooks(updater: Updater, settings: Settings) -> None:
    if find_spec("tornado") is None:
        raise OperatorError("WEBHOOK_URL needs the extra: pip install 'lanterne-rouge[webhooks]'.")
    url, secret = settings.webhook_url, settings.webhook_secret
    if url is None or secret is None:
        return
    try:
        await updater.start_webhook(
            listen="0.0.0.0",  # noqa: S104  # the operator's proxy stands before it
            port=WEBHOOK_PORT, url_path=(url.path or "").strip("/"), webhook_url=str(url),
            secret_token=secret.get_secret_value(), allowed_updates=UPDATES, bootstrap_retries=-1,
        )  # fmt: skip
    except OSError as error:
        raise OperatorError(
            f"Port {WEBHOOK_PORT} is taken ({error.strerror}); webhooks need it."
        ) from error


def _polling_failed(error: TelegramError) -> None:
    match error:
        case TimedOut():
            return
        case Conflict():
            log.error("another program is fetching this bot's updates; stop one of the two")
        case _:
            log.warning("updates could not be fetched: %s", error)
