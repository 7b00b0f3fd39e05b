"""The one place that builds the bot and hands things in, inside one stack; nothing is global."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot.accounting import Accounting
from bot.clock import Clock
from bot.delivery import Delivery
from bot.house import House
from bot.inbox import StoredQueue
from bot.ledger import Ledger
from bot.limits import PUSHES_A_SECOND, REPLY_RETRIES, RepliesFirst
from bot.listening import WatchedRequest, first_contact, listen, talking
from bot.models import budget
from bot.order import InOrderPerChat
from bot.settings import Settings
from bot.sourcing import Sourcing, open_sourcing
from bot.ticking import tick_by
from coach.errors import OperatorError
from coach.owning.leaving import Leaving
from coach.owning.looking_back import LookingBack
from coach.owning.remembrance import Remembrance
from handlers.access import Door
from handlers.converse import LONGEST_TURN_S
from handlers.desk import Bot, Desk
from handlers.register import MENU, register

log = logging.getLogger(__name__)

SHUTDOWN_S = LONGEST_TURN_S + 3


@dataclass(frozen=True, kw_only=True)
class Running:
    """A bot that listens. `refused` is set when Telegram refuses the token."""

    bot: Bot
    door: Door
    clock: Clock
    sourcing: Sourcing
    looking_back: LookingBack
    accounting: Accounting
    refused: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_bot(
    house: House, *, limited: bool = True, ticking: bool = True
) -> AsyncIterator[Running]:
    """Build the bot over the house, let it listen and tick, and end it in order.

    Without `limited` nothing waits for a rate (benchmarks); without `ticking` the caller ticks.
    """
    door = await _open_door(house)
    queue, polling = StoredQueue(house.memory, door, house.now), WatchedRequest()
    async with AsyncExitStack() as stack:
        sourcing = await stack.enter_async_context(open_sourcing(house, door))
        looking_back = LookingBack(memory=house.memory, now=house.now)
        accounting = _accounting(house, sourcing)
        desk = _desk(house, door, sourcing, looking_back)
        bot = _build(desk, house.settings, queue, polling, limited=limited)
        sourcing.teller.bot = bot.bot
        clock = _clock(house, bot.bot, door, sourcing, limited=limited)
        _end_with(stack, bot)
        await _take_up(bot, house.settings, clock, queue)
        if ticking:
            tick_by(bot, clock, sourcing, (looking_back, accounting))
        stack.push_async_callback(_stop, bot, clock, sourcing)
        await _begin(stack, bot, house.settings, sourcing)
        _load_beside(stack, house, books=ticking and door.code is None)
        yield Running(
            bot=bot, door=door, clock=clock, sourcing=sourcing, looking_back=looking_back,
            accounting=accounting, refused=polling.refused,
        )  # fmt: skip


def _end_with(stack: AsyncExitStack, bot: Bot) -> None:
    stack.callback(gc.unfreeze)
    stack.push_async_callback(bot.bot.shutdown)
    stack.push_async_callback(bot.shutdown)


def _load_beside(stack: AsyncExitStack, house: House, *, books: bool) -> None:
    """Load what is heavy beside the rest, so that no first message waits for it.

    Without `books`, as where nobody may talk yet, the bot stays small.
    """
    works: list[Coroutine[Any, Any, object]] = []
    if house.models is not None:
        works.append(house.models.open())
    if books:
        works.append(house.coach.open_books())
    for work in works:
        stack.callback(asyncio.create_task(work).cancel)


async def _hear_vendors(stack: AsyncExitStack, settings: Settings, sourcing: Sourcing) -> None:
    """Listen for vendors' webhooks, where one is set up."""
    if settings.nudged_by:
        from bot.nudges import open_nudges  # noqa: PLC0415  # few bots have a public address

        heard = open_nudges(settings, sourcing.nudging, sourcing.subscribing(settings))
        await stack.enter_async_context(heard)


async def _open_door(house: House) -> Door:
    settings = house.settings
    listed = settings.allowed_chat_ids and (*settings.allowed_chat_ids, *settings.admin_chat_ids)
    athletes = await house.memory.athletes()
    admitted = [athlete.chat_id for athlete in athletes if athlete.chat_id is not None]
    return Door(allowed=listed, admitted=[*admitted, *settings.admin_chat_ids])


def _desk(house: House, door: Door, sourcing: Sourcing, looking_back: LookingBack) -> Desk:
    settings, models = house.settings, house.models
    return Desk(
        coach=house.coach, talker=house.conversing, mornings=house.mornings,
        roster=house.memory, door=door, now=house.now,
        timezone=settings.timezone, push_time=settings.push_time,
        connecting=sourcing.connecting, filing=sourcing.filing,
        remembrance=Remembrance(
            memory=house.memory, connections=house.memory.sources, mission=house.mission,
            reconsidering=sourcing.reconsidering, looking_back=looking_back,
        ),
        leaving=Leaving(memory=house.memory, connecting=sourcing.connecting),
        offering=house.offering,
        glance=sourcing.gathering.glance, later=sourcing.teller.later,
        night_wait_min=settings.night_wait_minutes,
        transcriber=models if models is not None and models.can_transcribe else None,
    )  # fmt: skip


def _build(
    desk: Desk, settings: Settings, queue: StoredQueue, polling: WatchedRequest, *, limited: bool
) -> Bot:
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(_token(settings))
        .base_url(f"{settings.telegram_root}/bot")
        .base_file_url(f"{settings.telegram_root}/file/bot")
        .request(talking())
        .get_updates_request(polling)
        .update_queue(queue)
        .concurrent_updates(InOrderPerChat(queue.finish))
        .context_types(ContextTypes(bot_data=lambda: desk))  # type: ignore[call-overload]  # any call does
    )
    if limited:
        builder = builder.rate_limiter(RepliesFirst(max_retries=REPLY_RETRIES))
    bot: Bot = builder.build()
    register(bot)
    return bot


def _token(settings: Settings) -> str:
    if settings.telegram_bot_token is None:
        raise OperatorError(
            "TELEGRAM_BOT_TOKEN is missing: put the token that @BotFather gave you into .env."
        )
    return settings.telegram_bot_token.get_secret_value()


def _clock(
    house: House, bot: ExtBot[int], door: Door, sourcing: Sourcing, *, limited: bool
) -> Clock:
    delivery = Delivery(
        bot=bot, ledger=Ledger(house.memory, house.now), roster=house.memory, door=door,
        now=house.now, a_second=PUSHES_A_SECOND if limited else None,
        refine=house.mornings.refine if house.models else None,
    )  # fmt: skip
    return Clock(
        books=house.memory, coach=house.coach, delivery=delivery, now=house.now,
        watchman=sourcing.watchman, sent=sourcing.after_push,
    )  # fmt: skip


def _accounting(house: House, sourcing: Sourcing) -> Accounting:
    return Accounting(
        books=house.memory, tell=sourcing.teller.tell_operators,
        most_usd=budget(house.settings).all_usd if house.models else None,
        timezone=house.settings.timezone, now=house.now,
    )  # fmt: skip


async def _offer_menu(bot: Bot) -> None:
    try:
        await bot.bot.set_my_commands(MENU)
    except TelegramError as error:
        log.warning("the menu of commands could not be set: %s", error)


async def _take_up(bot: Bot, settings: Settings, clock: Clock, queue: StoredQueue) -> None:
    """Meet Telegram, and go on with what a former process left."""
    await first_contact(bot, settings)
    await clock.take_up()
    await queue.restore(bot.bot)


async def _begin(stack: AsyncExitStack, bot: Bot, settings: Settings, sourcing: Sourcing) -> None:
    await bot.start()
    await listen(bot, settings)
    await _offer_menu(bot)
    gc.freeze()  # what lives as long as the bot is not looked through again and again
    await _hear_vendors(stack, settings, sourcing)


async def _stop(bot: Bot, clock: Clock, sourcing: Sourcing) -> None:
    """Stop listening, let what runs end, and wait no longer than a turn may take."""
    clock.stop()
    await sourcing.close()  # no slow vendor holds up the end
    with suppress(TimeoutError):
        async with asyncio.timeout(SHUTDOWN_S):
            if bot.updater and bot.updater.running:
                await bot.updater.stop()
            if bot.running:
                await bot.stop()
            return
    log.warning("what was still running was left; a restart takes it up again")
