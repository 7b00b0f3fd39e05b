"""How a command's failure is said: one sentence, and an exit code."""

from bot.logs import redact
from coach.errors import CoachError, OperatorError


class CallError(CoachError):
    """The command was called wrongly; the exit code is 2."""


class SettingsError(OperatorError):
    """One line a fault, and that nothing was started; the exit code is 2."""


def exit_code(error: Exception) -> int:
    """Return 2 for a wrong call or setting, 1 for work that failed."""
    return 2 if isinstance(error, (CallError, SettingsError)) else 1


def sentence(error: Exception) -> str:
    """Return what a person is told; a failing disk speaks for itself."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}."
    return redact(str(error), ())
