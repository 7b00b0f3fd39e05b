"""Addresses pasted into a chat: what is a code, what is not, and what the athlete should do."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.connection import SourceState
from coach.errors import AthleteError
from coach.sources.faults import Fault
from coach.sources.oauth import App, code_from, link, pair_of
from tests.coach.sources.vendors.benches import NOW

APP = App(client_id="my app", client_secret="secret", redirect_url="http://localhost/oura?a=1")


def code(pasted: str) -> str:
    """Return the code that a pasted text holds for our state."""
    return code_from(pasted, state="s+1", label="Oura")


@pytest.mark.parametrize(
    "pasted",
    [
        "http://localhost/oura?code=abc&state=s%2B1",
        "  <http://localhost/oura?code=abc&scope=daily&state=s%2B1>  ",
        "localhost/oura?code=abc&state=s%2B1",
        "http://localhost/#code=abc&state=s%2B1",
        "code=abc&state=s%2B1",
        '"http://localhost/oura?state=s%2B1&code=abc"',
    ],
)
def test_a_code_is_found_however_it_was_pasted(pasted: str) -> None:
    assert code(pasted) == "abc"


@pytest.mark.parametrize(
    ("pasted", "what"),
    [
        ("http://localhost/oura?error=access_denied&state=s%2B1", "not allowed"),
        ("http://localhost/oura?code=abc&state=other", "another try"),
        ("http://localhost/oura?code=abc", "another try"),
        ("http://localhost/oura?code=abc&state=s%2B1&state=s%2B1", "another try"),
        ("http://localhost/oura?code=abc&code=def&state=s%2B1", "no code"),
        ("http://localhost/oura?state=s%2B1", "no code"),
        ("http://[broken?code=abc", "no code"),
        ("I allowed it", "no code"),
        ("", "no code"),
    ],
)
def test_anything_else_says_what_to_do(pasted: str, what: str) -> None:
    with pytest.raises(AthleteError, match=what) as raised:
        code(pasted)

    assert "abc" not in str(raised.value)


@given(st.text())
def test_no_pasted_text_breaks_it(pasted: str) -> None:
    with pytest.raises(AthleteError):
        code(pasted)


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_was_sent_out_comes_back(secret: str, state: str) -> None:
    pasted = f"http://localhost/?code={quote(secret, safe='')}&state={quote(state, safe='')}"

    assert code_from(pasted, state=state, label="Oura") == secret


def test_a_link_names_app_scopes_and_state() -> None:
    address = link("https://oura.example/authorize?x=1", APP, scopes="daily tag", state="s+1")

    query = parse_qs(urlsplit(address).query)
    assert query["x"] == ["1"]
    assert query["client_id"] == ["my app"]
    assert query["redirect_uri"] == [APP.redirect_url]
    assert (query["scope"], query["state"]) == (["daily tag"], ["s+1"])
    assert "secret" not in address


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"access_token": ""},
        {"access_token": 7},
        {"access_token": "a", "refresh_token": 7},
    ],
)
def test_an_answer_without_tokens_is_a_fault(document: object) -> None:
    with pytest.raises(Fault) as raised:
        pair_of(document, NOW, label="Oura")

    assert raised.value.state is SourceState.UNREACHABLE


@pytest.mark.parametrize("life", [None, "soon", -5, 1e300, float("nan"), True])
def test_a_strange_lifetime_still_gives_a_date(life: object) -> None:
    pair = pair_of({"access_token": "a", "expires_in": life}, NOW, label="Oura")

    assert pair.expires_at >= NOW


def test_a_vendor_that_names_no_new_refresh_token_keeps_the_old_one() -> None:
    pair = pair_of({"access_token": "a"}, NOW, label="Strava", asked_with="old", scopes=("x",))

    assert (pair.refresh_token, pair.scopes) == ("old", ("x",))


def test_neither_app_nor_pair_shows_its_secrets() -> None:
    pair = pair_of({"access_token": "hush", "refresh_token": "hush"}, NOW, label="Oura")

    assert "hush" not in repr(pair)
    assert "secret=" not in repr(APP)
