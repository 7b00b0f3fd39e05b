"""The phrase books, compiled before anybody needs them: half a second, and some 30 megabytes.

Knows where the books are; what stands in them is the business of those who read by them.
"""

import asyncio

from coach.agents.answering.book import phrasebook as questions
from coach.agents.listening.book import LANGUAGES
from coach.agents.listening.book import phrasebook as facts
from coach.safety import red_flags


class Books:
    """All phrase books; they are opened once, in a thread, so that nobody else waits meanwhile."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._opening = asyncio.Lock()
        self._are_open = False

    async def open(self) -> None:
        """Compile what was not; who comes meanwhile waits for the same."""
        if self._are_open:
            return
        async with self._opening:
            if not self._are_open:
                await asyncio.to_thread(_compile_all)
                self._are_open = True


def _compile_all() -> None:
    for language in red_flags.languages():
        red_flags.phrasebook(language)
    for language in LANGUAGES:
        facts(language)
        questions(language)
