"""One exchange over real sockets: redirects, cookies, stray credentials, pauses, cut leashes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from coach.domain.connection import SourceState
from coach.sources.faults import BROKEN, STATUSES, Broken, Fault, gravest, refused
from coach.sources.fetching import Client, Threads
from coach.sources.http import Bearer, Call
from coach.sources.leash import Leash, LeashCutError
from coach.sources.waiting import LONGEST_WAIT_S, seconds_to_wait
from tests.coach.sources.vendors.benches import HASTY, NOW, QUICK
from tests.fakes.vendor import Asked, Vendor, found, redirect, says


@dataclass
class Echo(Vendor):
    """A vendor that answers what it was asked, and sets a cookie."""

    def answer(self, asked: Asked) -> Response:
        """Answer the headers, as JSON."""
        answer = found({"path": asked.path, **asked.headers})
        answer.set_cookie("session", "of-somebody")
        return answer


@pytest.fixture
async def echo() -> AsyncIterator[Echo]:
    vendor = Echo()
    async with vendor.open():
        yield vendor


@pytest.fixture
def client() -> Iterator[Client]:
    ready = Client("Echo", Threads(4), QUICK)
    yield ready
    ready.close()


@dataclass
class Raw:
    """A server of bytes: these, then header bytes now and then where it drips."""

    lines: tuple[bytes, ...]
    drips: bool = False
    url: str = ""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the client has hung up."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        await reader.readuntil(b"\r\n\r\n")
        writer.writelines(self.lines)
        while self.drips and not reader.at_eof():
            writer.write(b"x")
            await asyncio.sleep(0.01)
        self.left.set()
        writer.close()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve on loopback."""
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield
        finally:
            server.close()


async def test_no_cookie_goes_from_one_athlete_to_another(echo: Echo, client: Client) -> None:
    for name in ("ada", "bob"):
        await client.ask(Call(url=echo.url, auth=Bearer(name)))

    assert "cookie" not in echo.asked[1].headers
    assert echo.asked[1].headers["authorization"] == "Bearer bob"


async def test_a_netrc_file_signs_nothing(
    echo: Echo, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password mine\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    await client.ask(Call(url=echo.url))

    assert "authorization" not in echo.asked[0].headers


async def test_a_redirect_within_the_house_is_followed_once(echo: Echo, client: Client) -> None:
    echo.mishaps = [redirect("/new?x=1")]

    answer = await client.ask(Call(url=f"{echo.url}/old", auth=Bearer("ada")))

    assert isinstance(answer.document, dict)
    assert answer.document["path"] == "/new"
    assert echo.asked[1].headers["authorization"] == "Bearer ada"


async def test_a_redirect_elsewhere_takes_no_key_along(echo: Echo, client: Client) -> None:
    other = Echo()
    async with other.open():
        echo.always = redirect(other.url)

        with pytest.raises(Fault, match="must check its address"):
            await client.ask(Call(url=echo.url, auth=Bearer("ada")))

    assert other.asked == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_what_changes_something_is_neither_redirected_nor_repeated(
    echo: Echo, client: Client, method: str
) -> None:
    echo.mishaps = [says(503), redirect("/again")]
    call = Call(url=echo.url, method=method, document={})  # type: ignore[arg-type]  # any of them

    with pytest.raises(Fault, match="trouble of its own"):
        await client.ask(call)
    with pytest.raises(Fault, match="moved"):
        await client.ask(call)
    assert len(echo.asked) == 2


async def test_a_token_is_not_traded_over_a_stale_connection(echo: Echo, client: Client) -> None:
    await client.ask(Call(url=echo.url, method="POST", form={"grant_type": "refresh_token"}))

    assert echo.asked[0].headers["connection"] == "close"


@pytest.mark.parametrize("token", ["two\r\nlines", "кириллица"])
async def test_a_token_that_no_header_can_hold_is_a_fault(
    echo: Echo, client: Client, token: str
) -> None:
    with pytest.raises(Fault):
        await client.ask(Call(url=echo.url, auth=Bearer(token)))


@pytest.mark.parametrize("url", ["http://[", "ftp://example.org", "nothing", "http://127.0.0.1:1"])
async def test_an_address_of_nonsense_is_a_fault(client: Client, url: str) -> None:
    with pytest.raises(Fault, match="cannot be reached"):
        await client.ask(Call(url=url))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1",), Broken.CUT),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",), Broken.CUT),
        ((b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",), Broken.MALFORMED),
        ((b"SSH-2.0-OpenSSH\r\n\r\n",), Broken.CUT),
        ((), Broken.CUT),
    ],
)
async def test_a_broken_answer_is_named(
    client: Client, lines: tuple[bytes, ...], kind: Broken
) -> None:
    raw = Raw(lines)
    async with raw.open():
        with pytest.raises(Fault) as raised:
            await client.ask(Call(url=raw.url))

    assert raised.value.words == BROKEN[kind].words.format(label="Echo")


@pytest.mark.parametrize(
    "beginning",
    [b"", b"\r\nConnection: close\r\n\r\n[", b"\r\nContent-Length: 99999\r\n\r\n["],
    ids=["headers", "body till the end", "body of a length"],
)
async def test_who_drips_is_hung_up_on_at_the_deadline(beginning: bytes) -> None:
    client = Client("Echo", Threads(1), HASTY)
    raw = Raw((b"HTTP/1.1 200 OK", beginning), drips=True)

    async with raw.open():
        with pytest.raises(Fault, match="too long"):
            await client.ask(Call(url=raw.url))

        await asyncio.wait_for(raw.left.wait(), 5)
    client.close()


async def test_a_full_house_waits_for_its_turn_before_the_deadline_runs(echo: Echo) -> None:
    client = Client("Echo", Threads(1), replace(HASTY, deadline_s=2))

    answers = await asyncio.gather(*(client.ask(Call(url=echo.url)) for _ in range(20)))

    assert len(answers) == 20
    client.close()


async def test_the_librarys_own_lines_are_kept_out_of_the_log(
    echo: Echo, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo.mishaps = [says(500)]

    await client.ask(Call(url=echo.url, query={"access_token": "hush"}))

    assert "hush" not in caplog.text


def test_a_leash_that_was_cut_lets_nothing_start() -> None:
    leash = Leash()
    leash.cut()

    with pytest.raises(LeashCutError):
        leash.hold(None)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", 0),
        ("999999999", LONGEST_WAIT_S),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_pause_is_read_in_seconds(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header, None) == seconds


@given(st.integers(-7200, 7200), st.integers(0, 3600))
def test_a_pause_until_a_time_is_by_the_vendors_own_clock(skew_s: int, pause_s: int) -> None:
    theirs = NOW.timestamp() + skew_s
    until, date = (
        format_datetime(NOW.fromtimestamp(second, tz=NOW.tzinfo))
        for second in (theirs + pause_s, theirs)
    )

    assert seconds_to_wait(until, date) == pause_s


@given(st.integers(400, 599))
def test_every_status_has_a_state_and_a_sentence(status: int) -> None:
    fault = refused(status, "Oura", own={})

    assert fault.state is not SourceState.CONNECTED
    assert fault.words.startswith("Oura ")
    assert fault.words.endswith(".")


def test_every_meaning_names_the_vendor_once_and_is_a_sentence() -> None:
    for meaning in (*BROKEN.values(), *STATUSES.values()):
        words = meaning.words.format(label="Oura")
        assert words.count("Oura") == 1
        assert words.endswith(".")


def test_what_the_athlete_can_mend_is_told_before_what_time_heals() -> None:
    down, ended = refused(503, "Oura", own={}), refused(401, "Oura", own={})

    assert gravest([down, ended]) is ended
    assert gravest([]) is None
