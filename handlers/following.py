"""Who follows an answer while it is made: nobody, or the chat itself."""

import asyncio


class Nobody:
    """Waits for the whole answer; implements `coach.talk_ports.Follower`."""

    async def show(self, text: str) -> None:
        """Show nothing."""

    async def stopped(self) -> None:
        """Never stop."""
        await asyncio.Event().wait()
