"""A bot whose athletes have connected nothing carries none of the vendors' libraries."""

import subprocess
import sys

HEAVY = (  # Telegram's library itself loads a part of cryptography where there is one
    "requests",
    "urllib3",
    "cryptography.fernet",
    "fitdecode",
    "gpxpy",
    "coach.sources",
    "starlette",
    "uvicorn",
)
PROGRAM = f"""
import sys
import bot.app, bot.commands.run
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_the_idle_bot_loads_no_vendor() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)  # noqa: S603, PLW1510  # our own words

    assert ran.stdout.strip() == "[]", ran.stderr
