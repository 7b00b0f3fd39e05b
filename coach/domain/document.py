"""The one base of every value that crosses a border: a frozen pydantic model."""

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A frozen document; sequences inside are tuples."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)
