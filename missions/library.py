"""The ready missions that are shipped beside this file, found from any folder."""

from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).parent


def ready_missions() -> Mapping[str, Path]:
    """Return the shipped missions by name (`keep_fit`, ...)."""
    return {path.stem: path for path in sorted(_HERE.glob("*.toml"))}


def locate(path_or_name: str) -> Path | None:
    """Return the file meant: one that exists, else a ready one of that name, else None.

    `keep_fit`, `keep_fit.toml` and `missions/keep_fit.toml` all mean the ready one where no such
    file is there; a path into another folder means only itself.
    """
    path = Path(path_or_name).expanduser()
    if path.is_file():
        return path
    ready = ready_missions().get(path.stem if path.suffix == ".toml" else path.name)
    return ready if path.parent in {Path(), Path("missions")} else None
