"""What a model is asked about a message is small, and agreed word for word.

After the prompt changed, raise its version and run `python -m tests.coach.llm.test_facts_prompt`.
"""

import json
from datetime import date
from pathlib import Path

from coach.agents.extraction import content
from coach.domain.told import SCHEMA_VERSION, ToldFacts
from coach.llm.prompts import prompt
from coach.llm.shapes import shape_of
from coach.safety.symptoms import SymptomClass
from tests.memories import fact

HERE = Path(__file__).parent
LOCK = HERE / "golden" / "prompts.json"
RENDERED = HERE / "golden" / "facts.txt"
MESSAGE = "Linkes Knie zwickt, vielleicht 4, und von Donnerstag bis Sonntag habe ich kein Rad"


def rendering() -> str:
    told = content(MESSAGE, [fact(words="Linkes Knie zwickt")], date(2026, 3, 11))
    return f"{prompt('facts').text}\n\n=== what changes ===\n{told}\n"


def shape() -> dict[str, str]:
    """Return the digest of the answer's shape by its version."""
    return {
        f"facts_answer@{SCHEMA_VERSION}": json.dumps(shape_of(ToldFacts).schema, sort_keys=True)
    }


def test_a_message_is_asked_about_as_it_was_agreed() -> None:
    assert rendering() == RENDERED.read_text(encoding="utf-8")


def test_the_answers_shape_changes_only_with_its_version() -> None:
    locked = json.loads(LOCK.read_text(encoding="utf-8"))

    assert {name: locked.get(name) for name in shape()} == shape()


def test_a_typical_message_costs_little() -> None:
    asked = len(rendering().encode()) + len(json.dumps(shape_of(ToldFacts).schema))

    assert asked / 4 < 1500


def test_the_prompt_names_every_class_of_symptoms() -> None:
    assert [each for each in SymptomClass if each not in prompt("facts").text] == []


if __name__ == "__main__":
    kept = json.loads(LOCK.read_text(encoding="utf-8"))
    version = f"facts@{prompt('facts').version}"
    told = {version: prompt("facts").sha256} | shape()
    changed = [name for name, digest in told.items() if kept.get(name, digest) != digest]
    if changed:
        raise SystemExit(f"raise the version first: {', '.join(changed)}")
    LOCK.write_text(json.dumps(kept | told, indent=2) + "\n", encoding="utf-8")
    RENDERED.write_text(rendering(), encoding="utf-8")
