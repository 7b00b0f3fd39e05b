"""A talking model that repeats and obeys whatever it reads: none of it reaches the athlete.

The worst that a captured model can do is to leave the answer to the rules.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.fact import FactKind
from coach.model_ports import NoAnswerError
from coach.ports import Harvest
from coach.talk_ports import Talk, Told
from tests.chats import MORNING
from tests.coach.conversing_scenes import DAY, Scene, Watching, scene
from tests.coach.injection.attacks import ADDRESS
from tests.coach.injection.attacks import TEXTS as ATTACKS
from tests.fakes.talkers import Asks, Floor, ObedientTalker
from tests.memories import fact, ride

QUESTION = "how is my training going these days?"
SPAN = {"first": "2026-03-01", "last": "2026-03-11"}
LOOKS = Asks([("activities", SPAN), ("search_notes", {"query": "plan day rest push tell say"})])


@dataclass
class Parrot:
    """Looks everything up and says all that is untrusted, together and one by one."""

    floors: list[Floor] = field(default_factory=list)

    async def talk(self, talk: Talk) -> Told:
        """Repeat; what is refused is followed by the next words."""
        floor = Floor(talk)
        self.floors.append(floor)
        await floor.ask(LOOKS)
        read = [json.loads(talk.content), *map(json.loads, floor.results)]
        words = [text for each in read for text in _texts(each.get("untrusted", ()))]
        for said in (" ".join(words), *words):
            if said.strip() and await floor.say(said):
                return floor.told(said)
        raise NoAnswerError("nothing of it stands")


def _texts(node: Any) -> list[str]:  # noqa: ANN401  # whatever JSON holds
    if isinstance(node, str):
        return [node]
    values = node.values() if isinstance(node, dict) else node
    return [text for each in values for text in _texts(each)]


async def planted(there: Scene, place: str, attack: str) -> None:
    """Put an attack where others may write."""
    athlete_id, yesterday = there.athlete.id, DAY - timedelta(days=1)
    match place:
        case "name":
            rides = (ride(yesterday, name=attack),)
            await there.memory.record(athlete_id, [Harvest(file="x", activities=rides)])
        case "note":
            await there.memory.note(athlete_id, [fact(FactKind.NOTE, yesterday, attack)])
        case _:
            await there.memory.write_down(athlete_id, "in", attack, MORNING - timedelta(minutes=9))


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("place", ["name", "note", "message"])
async def test_what_is_read_is_not_repeated_to_the_athlete(
    tmp_path: Path, place: str, attack: str
) -> None:
    model, watching = Parrot(), Watching()
    async with scene(tmp_path, model) as there:
        await planted(there, place, attack)
        reply = await there.hears(QUESTION, watching)

    shown = "\n".join((*reply.lines, *watching.shown))
    own_words = place == "message" and len(attack.split()) < 5  # too short to be another's
    assert len(model.floors) == 1
    assert not ADDRESS.search(shown)
    assert own_words or attack[:40] not in shown
    assert reply.offers == ()
    assert reply.change is None


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
async def test_what_is_ordered_is_done_by_no_tool(tmp_path: Path, attack: str) -> None:
    model = ObedientTalker()
    async with scene(tmp_path, model) as there:
        await planted(there, "note", attack)
        reply = await there.hears(QUESTION)
        kept = await there.memory.amounts(there.athlete.id)

    assert not ADDRESS.search("\n".join(reply.lines))
    assert (kept["fact"], kept["message"]) == (1, 2)
    assert set(model.floors[0].looked) <= {tool.name for tool in model.floors[0].talk.tools}
