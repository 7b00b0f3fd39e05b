"""What a model is told of a message is held by a golden rendering, its tools by their version.

After content or tools changed, raise SCHEMA_VERSION and run
`python -m tests.coach.llm.test_talk_prompt`.
"""

import json
from hashlib import sha256
from pathlib import Path

from coach.agents.talking.content import SCHEMA_VERSION, Past, content
from coach.conversation.looking_up import TOOLS
from coach.conversation.offer_tools import OFFER_TOOLS
from coach.domain.fact import FactKind
from coach.domain.quote import Quote
from coach.llm.prompts import prompt
from coach.llm.shapes import shape_of
from tests.coach.agents.answering_scenes import NOW, ground, remembered, said

HERE = Path(__file__).parent
LOCK = HERE / "golden" / "talk_tools.json"
RENDERED = HERE / "golden" / "talk.txt"
SPOKEN = ("legs are fine", "Good. Tell me how it went.")


def told() -> str:
    """Return the content of a question on an easier day, after a few words."""
    there = ground(remembered(facts=(said(FactKind.PAIN, 4, site="left knee"),)))
    turns = [
        Quote(said_at=NOW, speaker="athlete", words=SPOKEN[0]),
        Quote(said_at=NOW, speaker="coach", words=SPOKEN[1]),
    ]
    past = Past(turns=turns, facts=())
    rules = ("Today with left knee pain 4/10 is ease.",)
    return content("can I still do 90 minutes?", rules, ground=there, past=past, now=NOW).text


def tools() -> str:
    """Return the tools as a provider is told of them."""
    shapes = {tool.name: shape_of(tool.arguments).schema for tool in (*TOOLS, *OFFER_TOOLS)}
    words = {tool.name: tool.description for tool in (*TOOLS, *OFFER_TOOLS)}
    return json.dumps({name: [words[name], shapes[name]] for name in shapes}, indent=1)


def rendering() -> str:
    pretty = json.dumps(json.loads(told()), ensure_ascii=False, indent=1)
    return f"{prompt('talk').text}\n\n=== tools ===\n{tools()}\n\n=== what changes ===\n{pretty}\n"


def shape() -> str:
    """Return a digest of the tools and of the names in the content."""
    names = sorted(json.loads(told()))
    return sha256(f"{tools()}{names}".encode()).hexdigest()


def test_no_tool_changes_without_its_version() -> None:
    assert json.loads(LOCK.read_text(encoding="utf-8"))[str(SCHEMA_VERSION)] == shape()


def test_a_message_is_rendered_as_it_was_agreed() -> None:
    assert rendering() == RENDERED.read_text(encoding="utf-8")


def test_a_talk_stays_small() -> None:
    compact = json.dumps(json.loads(tools()), separators=(",", ":"))
    size = len(prompt("talk").text.encode()) + len(compact.encode()) + len(told().encode())

    assert size / 4 < 3000


if __name__ == "__main__":
    kept = json.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}
    LOCK.write_text(json.dumps(kept | {str(SCHEMA_VERSION): shape()}, indent=2) + "\n", "utf-8")
    RENDERED.write_text(rendering(), encoding="utf-8")
