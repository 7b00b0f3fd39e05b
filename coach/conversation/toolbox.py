"""The tools of one answer in one hand: those that read, and those that only offer a change.

What they tell may be said from then on; what was offered stands under the answer.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coach.agents.proposing import told_lines
from coach.agents.talking.proof import TalkProof
from coach.conversation.looking_up import TOOLS, LookingUp, Shelves
from coach.conversation.offer_tools import OFFER_TOOLS
from coach.conversation.offering import Offering
from coach.domain.quoting import apart
from coach.domain.reply import Offer
from coach.heard import Heard
from coach.talk_ports import Tool

_OFFERS = frozenset(tool.name for tool in OFFER_TOOLS)


@dataclass
class Toolbox:
    """One message's tools; without an `offering` there are only those that read.

    `asked` is told of each that is asked.
    """

    memory: Shelves
    heard: Heard
    proof: TalkProof
    offering: Offering | None
    asked: Callable[[], None]
    offers: list[Offer] = field(default_factory=list)
    _looking: LookingUp = field(init=False)

    def __post_init__(self) -> None:
        """Take the athlete's numbers as they are now."""
        self._looking = LookingUp(self.memory, self.heard.ground, self.proof)

    @property
    def tools(self) -> Sequence[Tool]:
        """What the model may ask for."""
        return TOOLS if self.offering is None else (*TOOLS, *OFFER_TOOLS)

    async def look(self, name: str, arguments: str) -> str:
        """Run a tool; never raises."""
        self.asked()
        if self.offering is None or name not in _OFFERS:
            return await self._looking.look(name, arguments)
        heard = self.heard
        told, offer = await self.offering.run(
            heard.athlete, name, arguments, heard.now, text=heard.text
        )
        quotes: list[str] = []
        answer = apart(json.loads(told), quotes)
        if offer is not None:
            self.offers.append(offer)
            self.proof.add(tuple(told_lines(answer)), quotes)
        return json.dumps(answer | ({"untrusted": quotes} if quotes else {}), ensure_ascii=False)
