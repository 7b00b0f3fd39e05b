"""Messages to Telegram take turns over a few pools of connections, and all of them end."""

from telegram.request import HTTPXRequest

from bot.lanes import Lanes
from bot.listening import talking


class Noted(HTTPXRequest):
    """A lane that goes nowhere and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(read_timeout=15)
        self.asked: list[object] = []
        self.is_open = False

    async def initialize(self) -> None:
        self.is_open = True

    async def shutdown(self) -> None:
        self.is_open = False

    async def do_request(self, *args: object, **_kwargs: object) -> tuple[int, bytes]:
        self.asked.append(args[0])
        return 200, b"{}"


async def test_each_message_takes_the_next_lane() -> None:
    lanes = [Noted(), Noted()]
    request = Lanes(lanes)

    answers = [await request.do_request(name, "POST") for name in ("one", "two", "three")]

    assert answers == [(200, b"{}")] * 3
    assert [lane.asked for lane in lanes] == [["one", "three"], ["two"]]


async def test_all_lanes_open_and_close_together() -> None:
    lanes = [Noted(), Noted()]
    request = Lanes(lanes)

    await request.initialize()
    opened = [lane.is_open for lane in lanes]
    await request.shutdown()

    assert opened == [True, True]
    assert not any(lane.is_open for lane in lanes)


async def test_all_lanes_wait_equally_long_for_an_answer() -> None:
    request = talking()

    await request.initialize()
    await request.shutdown()

    assert request.read_timeout == 15
