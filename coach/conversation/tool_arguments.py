"""What a model hands to a tool, read by its shape; what is wrong is told in words for it."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

Arguments = TypeVar("Arguments", bound=BaseModel)

_MOST_FAULTS = 2


def read_arguments(shape: type[Arguments], written: str) -> Arguments:
    """Return the arguments; raises ValueError in one sentence."""
    try:
        return shape.model_validate_json(written.strip() or "{}")
    except ValidationError as error:
        raise ValueError(_wrong(error)) from error


def _wrong(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    said = (
        f"{'.'.join(map(str, fault['loc'])) or 'the arguments'}: {fault['msg']}"
        for fault in found[:_MOST_FAULTS]
    )
    return f"{'; '.join(said)}; dates are like 2026-03-01"
