"""Prompts: package files, each with an id and a version; what they hold never changes in a call."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

_MARK = "---\n"


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A prompt: the system's words. `sha256` is of those words."""

    id: str
    version: int
    text: str

    @property
    def sha256(self) -> str:
        """The words' digest, kept with every call."""
        return sha256(self.text.encode()).hexdigest()


@cache
def prompt(prompt_id: str) -> Prompt:
    """Return a prompt by its id."""
    whole = files(__name__).joinpath(f"{prompt_id}.md").read_text(encoding="utf-8")
    head, text = whole.removeprefix(_MARK).split(_MARK, 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Prompt(id=fields["id"], version=int(fields["version"]), text=text.strip())
