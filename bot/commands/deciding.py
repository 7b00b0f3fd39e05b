"""Who decides a document: the rules, or a model where one is connected; nothing is kept."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

from coach.agents.communication import CommunicationAgent
from coach.agents.proposing import is_for_a_model
from coach.agents.reasoning import decide
from coach.domain.athlete import Athlete
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Morning
from coach.domain.recollection import Recollection
from coach.model_ports import NoAnswerError
from coach.telling import Telling

log = logging.getLogger(__name__)

Decider = Callable[[Morning], Awaitable[TrainingDecision]]
NOBODY = Athlete(id=0)
SANDBOX = "sandbox"
NO_ANSWER = "no language model answered, so the rules decided"


@asynccontextmanager
async def open_decider(*, rules: bool) -> AsyncIterator[Decider]:
    """Yield who decides; with `rules` no setting is read and nobody is asked."""
    if rules:
        yield _by_rules
        return
    from bot.commands.calls import quiet_settings  # noqa: PLC0415  # the rules need no settings
    from bot.models import open_models  # noqa: PLC0415  # nor models
    from coach.llm.purse import Purse  # noqa: PLC0415

    async with open_models(quiet_settings(), Purse(), _now) as models:
        yield _by_rules if models is None else _by_model(Telling(models))


async def _by_rules(morning: Morning) -> TrainingDecision:
    return decide(morning)


def _by_model(telling: Telling) -> Decider:
    communication = CommunicationAgent()

    async def told(morning: Morning) -> TrainingDecision:
        today, decision = date.today(), decide(morning)  # noqa: DTZ011  # the caller's own day
        briefing = communication.brief(morning, decision, local_date=today, mission_id=SANDBOX)
        if not is_for_a_model(briefing):
            return decision
        try:
            nothing = Recollection(athlete=NOBODY, local_date=today)
            return (await telling.told(briefing, nothing)).decision
        except NoAnswerError as error:
            log.warning("%s: %s", NO_ANSWER, error)
            return decision

    return told


def _now() -> datetime:
    return datetime.now(UTC)
