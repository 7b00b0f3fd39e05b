"""What a failing database means for the person who runs the bot: one sentence each.

The only place that knows the names of SQLite's errors.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from coach.errors import OperatorError

_SENTENCES = {
    "SQLITE_FULL": "The disk is full: make room where {place} is, then try again; "
    "nothing was half written.",
    "SQLITE_READONLY": "The database {place} cannot be written: give the user that runs lanterne "
    "the right to write the file and its folder.",
    "SQLITE_CANTOPEN": "The database {place} cannot be opened: check that its folder is there "
    "and may be written.",
    "SQLITE_NOTADB": "{place} is not a database: move it away or name another in DATABASE_URL.",
    "SQLITE_CORRUPT": "The database {place} is damaged: put back the newest backup.",
    "SQLITE_BUSY": "Another program holds the database {place}: wait for it to end or stop it, "
    "then try again.",
    "SQLITE_LOCKED": "Another program holds the database {place}: wait for it to end or stop it, "
    "then try again.",
    "SQLITE_IOERR": "The disk could not read or write the database {place}: check the disk, "
    "then try again.",
    "SQLITE_PERM": "The database {place} may not be opened: give the user that runs lanterne "
    "the right to read and write it.",
}


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn what the operator can mend into an OperatorError; anything else is our own fault."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        sentence = _sentence(getattr(cause, "sqlite_errorname", None))
        if sentence is None:
            raise
        raise OperatorError(sentence.format(place=place)) from error


def _sentence(errorname: str | None) -> str | None:
    """Return the sentence; SQLITE_READONLY_DBMOVED means what SQLITE_READONLY means."""
    family = "_".join((errorname or "").split("_")[:2])
    return _SENTENCES.get(family)
