"""What leaves the coach: the morning's message, the ledger behind it, and the day as it is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.decision import Action, TrainingDecision
from coach.domain.document import Document
from coach.domain.morning import Morning
from coach.domain.proposal import Asked
from coach.domain.workout import WorkoutPlan


class Section(Document):
    """A heading and its lines, plain text; bold and quotes are the conversation's business."""

    heading: str
    lines: tuple[str, ...]


class Briefing(Document):
    """One morning's message: four sections, headed Phase, Today's numbers, Today, Workout."""

    local_date: date
    sections: tuple[Section, ...]
    decision: TrainingDecision
    morning: Morning
    mission_id: str | None = None
    explanation: str | None = None
    """A model's own story of the day, checked; it opens under the message and in `/why`."""
    asked: Asked | None = None
    """How a model was asked about the day, where one was."""

    @property
    def plan(self) -> tuple[Action, WorkoutPlan]:
        """What two briefings of one day are compared by: another plan is news to the athlete."""
        return self.decision.action, self.decision.workout

    @property
    def text(self) -> str:
        """The message as plain text."""
        told = ["\n".join((section.heading, *section.lines)) for section in self.sections]
        return "\n\n".join([*told, self.explanation] if self.explanation else told)


class Explanation(Document):
    """`/why`: a title, the lines of the ledger, and what would have changed the action."""

    title: str
    lines: tuple[str, ...]
    details: tuple[str, ...] = ()
    counterfact: str | None = None
    source: str | None = None
    story: str | None = None


@dataclass(frozen=True, kw_only=True)
class DayEntry:
    """One decided day as remembered; `version` counts its changes from 1."""

    athlete_id: int
    local_date: date
    briefing: Briefing
    mission_digest: str | None
    made_at: datetime
    version: int = 1
