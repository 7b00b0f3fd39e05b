"""A day as a model tells it: asked inside the bounds, clamped, its words read before they stand.

Knows no memory: what it is told of an athlete is handed in, and nothing is kept.
"""

from typing import NamedTuple

from coach.agents.communication import CommunicationAgent
from coach.agents.figures import figures_of
from coach.agents.proofreading import Proof, fault_in_explanation, fault_in_reason
from coach.agents.proposing import (
    Options,
    Question,
    decided,
    option_lines,
    question,
    unknown_ids,
)
from coach.agents.reasoning import ReasoningAgent
from coach.domain.briefing import Briefing
from coach.domain.decision import TrainingDecision
from coach.domain.proposal import SCHEMA_VERSION, Asked, Outcome, Proposal
from coach.domain.recollection import Recollection
from coach.model_ports import Answered, Ask, LanguageModel

PROMPT = "morning"


class _Faults(NamedTuple):
    """What stands against the short words and the long ones."""

    reason: str | None
    explanation: str | None


class Telling:
    """Asks a model about days that the rules have decided."""

    def __init__(self, model: LanguageModel) -> None:
        """Take who is asked."""
        self._model = model
        self._reasoning, self._communication = ReasoningAgent(), CommunicationAgent()

    async def told(self, briefing: Briefing, recollection: Recollection) -> Briefing:
        """Return the day by a model's proposal; raises NoAnswerError, BudgetSpentError."""
        options = self._reasoning.options(briefing.morning)
        asked = question(briefing, options, recollection)
        ask = Ask(
            prompt=PROMPT,
            content=asked.content,
            answer=Proposal,
            schema_version=SCHEMA_VERSION,
            check=lambda proposal: unknown_ids(proposal, asked.facts),
            athlete_id=recollection.athlete.id,
            local_date=briefing.local_date,
        )
        return self._worded(briefing, asked, options, await self._model.complete(ask))

    def _worded(
        self, briefing: Briefing, asked: Question, options: Options, answered: Answered[Proposal]
    ) -> Briefing:
        """Return the day by the proposal; words that do not stand give way to the rules' own."""
        proposal, call, rules = answered.answer, answered.call, briefing.decision
        who = f"{call.provider}:{call.answered_model or call.asked_model}"
        final = decided(proposal, rules, options, proposed_by=who)
        faults = _faults(proposal, final, asked, briefing)
        outcome = _outcome(final, faults)
        if outcome == "taken":
            final = final.model_copy(update={"reason": proposal.reason.strip()})
        told = self._communication.brief(
            briefing.morning, final, local_date=briefing.local_date, mission_id=briefing.mission_id
        )
        provenance = Asked(
            outcome=outcome,
            rules_action=rules.action,
            proposal=proposal,
            call=call,
            refused_words="; ".join(filter(None, faults)) or None,
        )
        shown = faults.explanation is None and not final.clamped
        explanation = proposal.explanation.strip() if shown else None
        return told.model_copy(update={"asked": provenance, "explanation": explanation})


def _faults(
    proposal: Proposal, final: TrainingDecision, asked: Question, briefing: Briefing
) -> _Faults:
    lines = (*asked.lines, *option_lines(final))
    proof = Proof(lines=lines, decision=final, untrusted=asked.untrusted)
    figures = figures_of(briefing.morning, final)
    return _Faults(
        reason=fault_in_reason(proposal.reason, proof, figures),
        explanation=fault_in_explanation(proposal.explanation, proof),
    )


def _outcome(final: TrainingDecision, faults: _Faults) -> Outcome:
    if final.clamped:
        return "clamped"
    return "words_refused" if faults.reason else "taken"
