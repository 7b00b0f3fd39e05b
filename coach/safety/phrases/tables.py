"""How a phrase file is laid out: rules, scopes and groups as they stand in TOML.

A folder is a language, its `common` folder what other readers of that language share. `words.toml`
holds groups, idioms and spelling; `scopes.toml` what takes words back; `findings.toml` what several
rules need; `signs.toml` what a language is known by; each other file is named for what its rules
mean.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_WORDS, _SCOPES, _FINDINGS = "words.toml", "scopes.toml", "findings.toml"
SIGNS = "signs.toml"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScopeTable(_Table):
    """Words that take back what stands beside them: negation, other people, suppositions."""

    opens: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    """Phrases that hold an opener and are none: `not only`."""
    not_after: tuple[str, ...] = ()
    """Words up to three before an opener that make it none: `with my brother`."""
    closes: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    """Words that begin something new after a comma or an `and`: `feeling`, `I`."""
    answers: tuple[str, ...] = ()
    """Words that, alone after a question or a colon, take back what was asked: `none`."""
    reports: tuple[str, ...] = ()
    """Words that make what stands before an answer a report, not a heading: `yesterday`."""
    released_by: tuple[str, ...] = ()
    """Words anywhere in the same text that undo the whole scope: `me too`."""
    over: Literal["segment", "list", "sentence"] = "segment"
    back: Literal["no", "sentence", "text"] = "no"
    reach: int = 8


class RuleTable(_Table):
    """One rule: any pattern makes it, a term of `unless` in a matched sentence unmakes it."""

    any: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    finding: str | None = None
    ignores: tuple[str, ...] = ()
    heeds: tuple[str, ...] = ()
    value: float | None = None
    code: str | None = None


class PhraseFile(_Table):
    """A file named for what its rules mean; its `heeds` and `ignores` count for each of them."""

    yields_to: tuple[str, ...] = ()
    heeds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    rule: tuple[RuleTable, ...] = ()


class WordsFile(_Table):
    """Groups of words, idioms that mean nothing here, and words that only look like slips."""

    idioms: tuple[str, ...] = ()
    ordinary: str = ""
    slips: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words by their usual misspellings, where letters alone do not tell."""
    pronouns: str = ""
    """Words that stay one with their 's: "what's for dinner" asks nothing with "what for"."""
    joins: str = ""
    """Words between the items of a list: `and or nor`."""
    choices: str = ""
    """Those of them that make a list of two items already: `or nor`."""
    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Tables(_Table):
    """All tables of one language; rules by file name, findings first."""

    words: WordsFile
    scopes: Mapping[str, ScopeTable]
    files: Mapping[str, PhraseFile]


def load(*folders: Traversable) -> Tables:
    """Read the tables of some folders, earlier ones first; later scopes and files add to them."""
    words, scopes, files = WordsFile(), dict[str, ScopeTable](), dict[str, PhraseFile]()
    for folder in folders:
        for name, table in _toml_files(folder):
            if name == _WORDS:
                words = _joined(words, WordsFile.model_validate(table))
            elif name == _SCOPES:
                scopes |= {key: ScopeTable.model_validate(item) for key, item in table.items()}
            else:
                files[name.removesuffix(".toml")] = PhraseFile.model_validate(table)
    return Tables(words=words, scopes=scopes, files=files)


def _toml_files(folder: Traversable) -> list[tuple[str, dict[str, Any]]]:
    found = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml") and each.name != SIGNS),
        key=lambda entry: (entry.name != _FINDINGS, entry.name),
    )
    return [(entry.name, tomllib.loads(entry.read_text(encoding="utf-8"))) for entry in found]


def _joined(first: WordsFile, second: WordsFile) -> WordsFile:
    return WordsFile(
        idioms=first.idioms + second.idioms,
        ordinary=f"{first.ordinary} {second.ordinary}",
        slips={**first.slips, **second.slips},
        pronouns=f"{first.pronouns} {second.pronouns}",
        joins=f"{first.joins} {second.joins}",
        choices=f"{first.choices} {second.choices}",
        words={**first.words, **second.words},
    )
