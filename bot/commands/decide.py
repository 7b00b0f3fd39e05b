"""`lanterne decide`: Morning documents in, Decision documents out; no database."""

import asyncio
import json
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError

from bot.commands.deciding import Decider, open_decider
from bot.wrong import CallError
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Morning

ALSO_KNOWN = {"readiness_score"}
NESTED = ("hrv", "constraints", "yesterday", "recent_illness", "strength", "usual", "plan")


class UnreadableError(Exception):
    """A document that cannot be decided; the message says why."""


def decide_documents(file: str, *, jsonl: bool, rules: bool) -> int:
    """Decide one document, or each line of several; return 1 where one could not be read."""
    text = _text(file)

    async def work() -> int:
        async with open_decider(rules=rules) as decider:
            return await (_decide_lines if jsonl else _decide_one)(text, decider)

    try:
        return asyncio.run(work())
    except UnreadableError as error:
        raise CallError(f"{_named(file)}: {error}.") from error


async def _decide_one(text: str, decider: Decider) -> int:
    decision = await _decided(text, "", decider)
    sys.stdout.write(f"{decision.model_dump_json(indent=2)}\n")
    return 0


async def _decide_lines(text: str, decider: Decider) -> int:
    broken = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            decision = await _decided(line, f"line {number}: ", decider)
        except UnreadableError as error:
            broken = 1
            sys.stderr.write(f"line {number}: {error}.\n")
        else:
            sys.stdout.write(f"{decision.model_dump_json()}\n")
    return broken


async def _decided(text: str, where: str, decider: Decider) -> TrainingDecision:
    document = _document(text)
    unknown = list(_unknown_keys(document))
    if unknown:
        sys.stderr.write(f"{where}not known, so not used: {', '.join(unknown)}\n")
    try:
        morning = Morning.model_validate(document)
    except ValidationError as error:
        raise UnreadableError(_first_fault(error)) from error
    return await decider(morning)


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_no_number)
        json.dumps(document, ensure_ascii=False).encode()  # half a character could not be told
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"this is not JSON ({error})") from error
    if not isinstance(document, dict):
        raise UnreadableError("one JSON object is needed (several go one a line, with --jsonl)")
    return document


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _unknown_keys(document: dict[str, Any]) -> Iterator[str]:
    """Yield keys that change nothing, each with its nearest known one."""
    yield from _unknown(document, {*Morning.model_fields, *ALSO_KNOWN}, "")
    for name in NESTED:
        inner = Morning.model_fields[name].annotation
        kinds = [kind for kind in (inner, *getattr(inner, "__args__", ())) if _is_model(kind)]
        if isinstance(document.get(name), dict) and kinds:
            yield from _unknown(document[name], set(kinds[0].model_fields), f"{name}.")


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _unknown(document: dict[str, Any], known: set[str], prefix: str) -> Iterator[str]:
    for key in document:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0)
            yield f"{prefix}{key} (nearest: {prefix}{near[0]})" if near else f"{prefix}{key}"


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "the document"
    return f"{where} is {json.dumps(fault['input'], default=str)[:80]}: {fault['msg']}"


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CallError(f"{file} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CallError(f"{_named(file)} is no text in UTF-8.") from error


def _named(file: str) -> str:
    return "standard input" if file == "-" else file
