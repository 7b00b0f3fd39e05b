"""`/why` of a day: the decision's ledger, and what was measured and said beside its night.

Knows ports only; nothing of this is kept with the day, as some of it goes on changing.
"""

from coach.agents.communication import CommunicationAgent
from coach.agents.night_lines import LOOKED_BACK, night_lines
from coach.domain.briefing import Briefing, Explanation
from coach.notebook_ports import NightBook


async def explained(briefing: Briefing, memory: NightBook, athlete_id: int) -> Explanation:
    """Return the evidence of a day as it was decided, with the details of its night."""
    day = briefing.local_date
    first = day - LOOKED_BACK
    nights = await memory.nights(athlete_id, first, day)
    details = await memory.night_details(athlete_id, first, day)
    facts = await memory.facts(athlete_id, first, day) if details else ()
    explanation = CommunicationAgent().explain(briefing)
    beside = night_lines(day, nights, details, facts)
    return explanation.model_copy(update={"details": (*beside, *explanation.details)})
