"""The phrase books, compiled before anybody needs them: a third of a second and megabytes each.

Knows where the books are; what stands in them is the business of those who read by them.
"""

import asyncio
from collections.abc import Collection

from coach.agents.answering.book import phrasebook as questions
from coach.agents.listening.book import LANGUAGES
from coach.agents.listening.book import phrasebook as facts
from coach.safety import red_flags


class Books:
    """All phrase books; each is opened once, in a thread, so that nobody else waits meanwhile."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._opening = asyncio.Lock()
        self._open = frozenset[str]()

    async def open(self, *texts: str) -> None:
        """Compile what these texts need and was not; who comes meanwhile waits for the same."""
        needed = frozenset(red_flags.languages_of(texts))
        if needed <= self._open:
            return
        async with self._opening:
            if missing := needed - self._open:
                await asyncio.to_thread(_compile, missing)
                self._open |= missing


def _compile(languages: Collection[str]) -> None:
    for language in languages:
        red_flags.phrasebook(language)
    for language in LANGUAGES:
        facts(language)
        questions(language)
