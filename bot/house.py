"""What every command but `decide` stands on: mission, memory, coach and history, built once."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.faults import environment
from bot.models import budget, open_models
from bot.settings import Settings
from coach.conversation.conversing import Conversing
from coach.conversation.extracting import Extracting
from coach.conversation.offering import Offering
from coach.errors import OperatorError
from coach.llm.gateway import Gateway
from coach.memory.database import SqlMemory, open_memory
from coach.memory.sealing import Sealing
from coach.mornings import Mornings
from coach.refining import Refining
from coach.tour_coach import TourCoach
from missions import MissionConfig, MissionError, bootstrap


def now() -> datetime:
    """Return this moment, aware; the only clock of the process."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class House:
    """The coach with all that it stands on; `models` is None where the rules are alone."""

    settings: Settings
    mission: MissionConfig
    memory: SqlMemory
    coach: TourCoach
    conversing: Conversing
    offering: Offering
    mornings: Mornings
    models: Gateway | None
    now: Callable[[], datetime] = now


def load_mission(settings: Settings) -> MissionConfig:
    """Load MISSION_FILE; raises OperatorError with every fault of the file."""
    try:
        return bootstrap(settings.mission_file, environ=environment())
    except MissionError as error:
        raise OperatorError(f"MISSION_FILE is {settings.mission_file}: {error}") from error


@asynccontextmanager
async def open_house(
    settings: Settings, *, clock: Callable[[], datetime] = now
) -> AsyncIterator[House]:
    """Open the memory and build the coach; raises OperatorError."""
    mission = load_mission(settings)
    make_folder(settings.lanterne_data_dir)
    async with (
        open_memory(settings.database, clock=clock, sealing=sealing(settings)) as memory,
        open_models(settings, memory, clock) as models,
    ):
        coach = TourCoach(mission, memory)
        refining = None if models is None else Refining(models, memory)
        most_usd = budget(settings).athlete_usd
        extracting = None if models is None else Extracting(models, coach)
        offering = Offering(memory, coach)
        yield House(
            settings=settings, mission=mission, memory=memory, coach=coach, models=models,
            conversing=Conversing(
                coach, memory, models, extracting=extracting, offering=offering
            ),
            mornings=Mornings(coach, memory, refining, most_usd=most_usd), offering=offering,
            now=clock,
        )  # fmt: skip


def sealing(settings: Settings) -> Sealing:
    """Return what seals vendors' tokens; raises OperatorError where the secret is no key."""
    given = settings.lanterne_secret_key
    secret = given.get_secret_value() if given else None
    return Sealing(secret, apart_from=settings.lanterne_data_dir)


def make_folder(folder: Path) -> None:
    """Make the data folder where there is none; raises OperatorError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(
            f"LANTERNE_DATA_DIR is {folder}, which cannot be made ({error.strerror}): "
            "a folder that this user may write is needed."
        ) from error
