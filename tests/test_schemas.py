"""The JSON Schemas in docs/schemas say what the documents' classes say.

After a document changed, `python -m tests.test_schemas` writes them anew.
"""

import json
from pathlib import Path

import pytest

from coach.domain.briefing import Briefing
from coach.domain.decision import TrainingDecision
from coach.domain.document import Document
from coach.domain.morning import Morning

FOLDER = Path(__file__).parent.parent / "docs" / "schemas"
DOCUMENTS: dict[str, type[Document]] = {
    "morning": Morning,
    "decision": TrainingDecision,
    "briefing": Briefing,
}


def written(document: type[Document]) -> str:
    """Return a class's schema as its file holds it."""
    schema = document.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_is_what_its_class_says(name: str) -> None:
    file = FOLDER / f"{name}.schema.json"

    text = file.read_text(encoding="utf-8")

    assert text == written(DOCUMENTS[name]), "run: python -m tests.test_schemas"


def test_every_schema_belongs_to_a_document() -> None:
    files = {file.name.removesuffix(".schema.json") for file in FOLDER.iterdir()}

    assert files == set(DOCUMENTS)


if __name__ == "__main__":
    for each, document in DOCUMENTS.items():
        (FOLDER / f"{each}.schema.json").write_text(written(document), encoding="utf-8")
