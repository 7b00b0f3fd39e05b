"""Prompts stand in files with a version each; what is sent is held by golden renderings.

After a prompt changed, raise its version and run `python -m tests.coach.llm.test_prompts`.
"""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from coach.agents.proposing import question
from coach.agents.reasoning import ReasoningAgent
from coach.domain.proposal import SCHEMA_VERSION, Proposal
from coach.llm.prompts import prompt
from coach.llm.provider import Shape
from coach.llm.shapes import shape_of
from tests.coach.agents.asked_mornings import a_day, remembered

HERE = Path(__file__).parent
LOCK = HERE / "golden" / "prompts.json"
RENDERED = HERE / "golden" / "morning.txt"
IDS = sorted(
    Path(file.name).stem for file in files("coach.llm.prompts").iterdir() if file.name[-3:] == ".md"
)


def rendering() -> str:
    day = a_day()
    options = ReasoningAgent().options(day.morning)
    told = question(day, options, remembered()).content
    return f"{prompt('morning').text}\n\n=== what changes ===\n{told}\n"


def digests() -> dict[str, str]:
    """Return the digest of each prompt by its version, and that of the answer's shape."""
    known = {f"{p.id}@{p.version}": p.sha256 for p in map(prompt, IDS)}
    return known | {f"proposal@{SCHEMA_VERSION}": _digest(shape_of(Proposal))}


def _digest(shape: Shape) -> str:
    return json.dumps(shape.schema["properties"], sort_keys=True)


@pytest.mark.parametrize("prompt_id", IDS)
def test_a_prompt_names_itself(prompt_id: str) -> None:
    found = prompt(prompt_id)

    assert found.id == prompt_id
    assert found.version >= 1
    assert len(found.sha256) == 64


def test_no_prompt_changes_without_its_version() -> None:
    locked = json.loads(LOCK.read_text(encoding="utf-8"))

    assert {name: locked.get(name) for name in digests()} == digests()


def test_a_morning_is_rendered_as_it_was_agreed() -> None:
    assert rendering() == RENDERED.read_text(encoding="utf-8")


def test_a_morning_stays_small() -> None:
    shape = json.dumps(shape_of(Proposal).schema)
    tokens = len(rendering().encode()) / 3.3 + len(shape) / 3

    assert tokens < 3000


if __name__ == "__main__":
    kept = json.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}
    changed = [name for name, digest in digests().items() if kept.get(name, digest) != digest]
    if changed:
        raise SystemExit(f"raise the version first: {', '.join(changed)}")
    LOCK.write_text(json.dumps(kept | digests(), indent=2) + "\n", encoding="utf-8")
    RENDERED.write_text(rendering(), encoding="utf-8")
