"""A phrase book: the tables of one language, compiled once into what the matcher looks up.

Every place in a pattern has a key; a word, a sequence of words or a number leads to the keys it
can stand for. Which class a rule means is its name, and none of this file's business.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from coach.safety.phrases import tables
from coach.safety.phrases.lexicon import Lexicon, lexicon_of
from coach.safety.phrases.pattern import (
    Groups,
    Pattern,
    Term,
    endings,
    group_of,
    pattern,
    sequences,
    term,
)
from coach.safety.phrases.scopes import Joins
from coach.safety.phrases.spelling import speller
from coach.safety.phrases.tables import PhraseFile, RuleTable, ScopeTable, Tables
from coach.safety.phrases.text import fold

IDIOM = "idiom"
_PARTS = ("opens", "but_not", "not_after", "closes", "restarts", "answers", "reports",
          "released_by")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule; `heeds` are the scopes that take its words back."""

    name: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Term, ...]
    unless_anywhere: tuple[Term, ...]
    heeds: tuple[str, ...]
    is_finding: bool
    value: float | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One language, ready to match.

    `yields` names what makes a name give way; `pronouns` stay one with their 's.
    """

    rules: tuple[Rule, ...]
    scopes: Mapping[str, ScopeTable]
    lexicon: Lexicon
    meant: Callable[[str], str]
    yields: Mapping[str, tuple[str, ...]]
    pronouns: frozenset[str]
    joins: Joins


def compile_book(*folders: Traversable, ordinary: Iterable[str] = ()) -> Phrasebook:
    """Compile the phrase files of some folders; KeyError or ValueError tells a wrong name.

    `ordinary` words are no slips besides those that the files name: another language's own words.
    """
    read = tables.load(*folders)
    groups: dict[str, tuple[str, ...]] = dict(read.words.words)
    for file in read.files.values():
        groups |= file.words
    rules = tuple(_rules(read, groups))
    _check_order(rules)
    lexicon = _lexicon(read, rules, groups)
    sequences.cache_clear()  # some megabytes that only compiling needs
    group_of.cache_clear()
    fold.cache_clear()
    return Phrasebook(
        rules=tuple(map(_keyed, rules)),
        scopes=read.scopes,
        lexicon=lexicon,
        meant=_speller(read, rules, known=lexicon.vocabulary() | set(ordinary)),
        yields={name: file.yields_to for name, file in read.files.items() if file.yields_to},
        pronouns=frozenset(read.words.pronouns.split()),
        joins=Joins(frozenset(read.words.joins.split()), frozenset(read.words.choices.split())),
    )


def _speller(read: Tables, rules: Iterable[Rule], known: Collection[str]) -> Callable[[str], str]:
    """Return what mends a slip; `known` words are none, nor what the files call ordinary."""
    words = read.words
    pronouns = {f"{pronoun}s" for pronoun in words.pronouns.split()}
    return speller(
        _spoken(rules),
        ordinary={*known, *words.ordinary.split(), *pronouns},
        slips_of={slip: word for word, slips in words.slips.items() for slip in slips},
    )


def _keyed(rule: Rule) -> Rule:
    """Return a rule whose terms are their keys alone; what they may be stands in the lexicon."""
    return replace(
        rule,
        patterns=tuple(replace(each, terms=_bare(each.terms)) for each in rule.patterns),
        unless=_bare(rule.unless),
        unless_anywhere=_bare(rule.unless_anywhere),
    )


def _bare(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(Term(each.key) for each in terms)


def _check_order(rules: Iterable[Rule]) -> None:
    """Refuse a rule that names a finding which no earlier rule makes."""
    made: set[str] = set()
    for rule in rules:
        terms = [each for written in rule.patterns for each in written.terms]
        named = {f for each in (*terms, *rule.unless, *rule.unless_anywhere) for f in each.findings}
        if missing := named - made:
            raise ValueError(f"{rule.name} names {sorted(missing)}, which no earlier rule finds")
        if rule.is_finding:
            made.add(rule.name)


def _rules(read: Tables, groups: Groups) -> Iterable[Rule]:
    usual = tuple(name for name in read.scopes if name in DEFAULT_SCOPES)
    for name, file in read.files.items():
        for row in file.rule:
            yield _rule(row, file, name=row.finding or name, usual=usual, groups=groups)


def _rule(
    row: RuleTable, file: PhraseFile, *, name: str, usual: Sequence[str], groups: Groups
) -> Rule:
    ignored = {*file.ignores, *row.ignores}
    heeds = dict.fromkeys((*usual, *file.heeds, *row.heeds))
    return Rule(
        name=name,
        patterns=tuple(pattern(written, groups) for written in row.any),
        unless=tuple(term(written.replace(" ", "_"), groups) for written in row.unless),
        unless_anywhere=tuple(term(w.replace(" ", "_"), groups) for w in row.unless_anywhere),
        heeds=tuple(scope for scope in heeds if scope not in ignored),
        is_finding=row.finding is not None,
        value=row.value,
        code=row.code,
    )


DEFAULT_SCOPES = frozenset({"negation", "never", "others", "supposed", "long_ago"})
"""Scopes that every rule heeds unless its file says otherwise."""


def _lexicon(read: Tables, rules: Iterable[Rule], groups: Groups) -> Lexicon:
    terms = [*_terms(rules)]
    for name, scope in read.scopes.items():
        terms += [_named(f"{name}.{part}", getattr(scope, part), groups) for part in _PARTS]
    return lexicon_of([*terms, _named(IDIOM, read.words.idioms, groups)])


def _terms(rules: Iterable[Rule]) -> Iterable[Term]:
    for rule in rules:
        yield from (*rule.unless, *rule.unless_anywhere)
        yield from (each for written in rule.patterns for each in written.terms)


def _spoken(rules: Iterable[Rule]) -> set[str]:
    """Return the words that rules look for: the only ones that a slip is mended to."""
    terms = {each for rule in rules for written in rule.patterns for each in written.terms}
    return {word for each in terms for sequence in each.sequences for word in sequence}


def _named(key: str, written: Iterable[str], groups: Groups) -> Term:
    found = [term(form.replace(" ", "_"), groups) for each in written for form in endings(each)]
    return Term(key, frozenset(seq for each in found for seq in each.sequences))
