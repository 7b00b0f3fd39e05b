"""The other side of a talk: answers tools, hears words, and may find fault with them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel

from coach.talk_ports import Talk, Tool
from tests.fakes.models import TODAY


class Span(BaseModel):
    """How many days back."""

    days: int


TOOL = Tool(name="load_curve", description="The load curve.", arguments=Span)


@dataclass
class Listener:
    """Refuses words as they come, or when they are whole, by what a test tells it."""

    answer: str = '{"ctl": 62}'
    refuses: Callable[[str], str | None] = lambda _: None
    checks: Callable[[str], str | None] = lambda _: None
    tools: tuple[Tool, ...] = (TOOL,)
    athlete_id: int = 7
    asked: list[tuple[str, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    async def look(self, name: str, arguments: str) -> str:
        """Answer a tool."""
        self.asked.append((name, arguments))
        return self.answer

    async def hear(self, words: str) -> str | None:
        """Hear the words so far."""
        self.heard.append(words)
        return self.refuses(words)

    def talk(self, content: str = "{}") -> Talk:
        """Return a talk with this listener."""
        return Talk(
            prompt="morning", content=content, look=self.look, heard=self.hear, tools=self.tools,
            check=self.checks, schema_version=3, athlete_id=self.athlete_id, local_date=TODAY,
        )  # fmt: skip
