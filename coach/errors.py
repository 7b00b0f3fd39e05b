"""What can go wrong, by who must act. Each message is one sentence that says what to do.

CoachError
├── AthleteError    the athlete can mend it (a file that is no workout, a word not understood)
├── OperatorError   the person who runs the bot can mend it (a setting, a disk, a token)
└── TryAgainError   nobody must act; the same call may go through later
"""


class CoachError(Exception):
    """Something went wrong, said in one sentence for a person."""


class AthleteError(CoachError):
    """The athlete can mend it."""


class OperatorError(CoachError):
    """The person who runs the bot can mend it."""


class TryAgainError(CoachError):
    """It may go through later."""
