"""From a request's body (form, JSON, multipart or query) to checked parameters.

Knows the table of methods and HTTP; what the values mean is the answers' business.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.localchat.methods import MISSING, Kind, Method
from bot.localchat.refusal import Json, Refusal, bad_request

MAX_UPLOAD_BYTES = 50_000_000
_INTEGER = re.compile(r"-?[0-9]{1,19}")


@dataclass(frozen=True)
class Upload:
    """A file that came with the request."""

    file_name: str
    mime_type: str
    content: bytes


Raw = Mapping[str, object]


async def read(request: Request, method: Method) -> Json:
    """Return a request's parameters by name, each of the table's kind.

    Raises:
        Refusal: a parameter is missing, unknown, or of the wrong kind.

    """
    raw = await _raw(request)
    attached = {str(value)[9:] for value in raw.values() if str(value).startswith("attach://")}
    _refuse_unknown(set(raw) - attached, method)
    given = {name: value for name, value in raw.items() if name in method.parameters}
    for name in method.must:
        if given.get(name, "") in ("", None):
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return {
        name: _READERS[method.parameters[name]](name, _fetched(value, raw))
        for name, value in given.items()
    }


async def _raw(request: Request) -> Raw:
    query: dict[str, object] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    match kind:
        case "application/x-www-form-urlencoded":
            return query | _form_body(await request.body())
        case "application/json":
            return query | _json_body(await request.body())
        case "multipart/form-data":
            return query | await _multipart(request)
        case _:
            return query


def _form_body(body: bytes) -> dict[str, str]:
    source = body.decode("ascii", "surrogateescape")
    return dict(parse_qsl(source, keep_blank_values=True, errors="surrogateescape"))


def _json_body(body: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request body as a JSON object")
    return {name: value for name, value in parsed.items() if value is not None}


async def _multipart(request: Request) -> dict[str, object]:
    async with request.form(max_part_size=MAX_UPLOAD_BYTES) as form:
        return {
            name: await _upload(value) if isinstance(value, UploadFile) else value
            for name, value in form.multi_items()
        }


async def _upload(part: UploadFile) -> Upload:
    content = await part.read()
    return Upload(part.filename or "file", part.content_type or "application/octet-stream", content)


def _refuse_unknown(names: set[str], method: Method) -> None:
    for name in sorted(names - set(method.parameters)):
        raise bad_request(f'unknown parameter "{name}"')


def _fetched(value: object, raw: Raw) -> object:
    """Follow `attach://name` to the file of that name."""
    if isinstance(value, str) and value.startswith("attach://"):
        return raw.get(value[9:], value)
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise bad_request(f'parameter "{name}" must be a string')
    if any("\udc80" <= character <= "\udcff" for character in value):
        raise bad_request("strings must be encoded in UTF-8")
    return value


def _integer(name: str, value: object) -> int:
    if isinstance(value, bool) or not _INTEGER.fullmatch(str(value)):
        raise bad_request(f'parameter "{name}" must be an integer')
    return int(str(value))


def _flag(name: str, value: object) -> bool:
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    flag = known.get(str(value).lower())
    if flag is None:
        raise bad_request(f'parameter "{name}" must be a boolean')
    return flag


def _chat(name: str, value: object) -> int:
    try:
        return _integer(name, value)
    except Refusal:
        raise bad_request("chat not found") from None


def _file(name: str, value: object) -> Upload | str:
    return value if isinstance(value, Upload) else _text(name, value)


def _object(name: str, value: object) -> dict[str, Any]:
    parsed = _parsed(value)
    if not isinstance(parsed, dict):
        raise bad_request(f"can't parse {name} JSON object")
    return parsed


def _list(name: str, value: object) -> list[Any]:
    parsed = _parsed(value)
    if not isinstance(parsed, list):
        raise bad_request(f"can't parse {name} JSON array")
    return parsed


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None


_READERS: Mapping[Kind, Callable[[str, object], object]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.FLAG: _flag,
    Kind.CHAT: _chat,
    Kind.OBJECT: _object,
    Kind.LIST: _list,
    Kind.FILE: _file,
}
