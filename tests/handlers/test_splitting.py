"""Long answers in parts: nothing is lost, nothing is too long, no tag or entity is cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localchat.entities import parse_html
from handlers.render import escaped
from handlers.splitting import LIMIT, parts, plain, tail, units

WORDS = st.text(alphabet="ab <>&é🚴.!?\n", max_size=120)
BOLD = WORDS.map(lambda words: f"<b>{escaped(words)}</b>")
QUOTES = st.lists(st.one_of(WORDS.map(escaped), BOLD), max_size=4).map(
    lambda inside: f"<blockquote expandable>{''.join(inside)}</blockquote>"
)
HTML = st.lists(st.one_of(WORDS.map(escaped), BOLD, QUOTES), max_size=8).map("".join)
LIMITS = st.integers(min_value=2, max_value=90)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(HTML, LIMITS)
def test_the_parts_together_say_just_what_the_whole_says(html: str, limit: int) -> None:
    assert "".join(map(plain, parts(html, limit))) == plain(html)


@given(HTML, LIMITS)
def test_each_part_fits_and_can_be_parsed(html: str, limit: int) -> None:
    for part in parts(html, limit):
        body = parse_html(part)

        assert units(plain(part)) <= limit
        assert squeezed(body.text) == squeezed(plain(part))


@given(st.text(), LIMITS)
def test_any_words_of_anybodys_survive_being_split(words: str, limit: int) -> None:
    assert "".join(map(plain, parts(escaped(words), limit))) == words


def test_what_fits_stays_one_message() -> None:
    whole = "x" * LIMIT

    assert parts(whole) == (whole,)
    assert len(parts(whole + "x")) == 2


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ride easy.\n\nRest. Then sleep well tonight", "Ride easy.\n\n"),
        ("Ride easy today. Then sleep well tonight", "Ride easy today. "),
        ("Ride easy and sleep well tonight", "Ride easy and sleep "),
        ("x" * 40, "x" * 24),
    ],
)
def test_a_cut_falls_between_paragraphs_else_sentences_else_words(text: str, first: str) -> None:
    assert parts(text, 24)[0] == first


def test_a_border_that_leaves_next_to_nothing_is_no_border() -> None:
    text = "Hi.\n\n" + "word " * 20

    assert parts(text, 60)[0] == "Hi.\n\n" + "word " * 11


def test_bold_that_goes_over_a_cut_is_bold_in_both_parts() -> None:
    assert parts("<b>one two three</b> four", 8) == ("<b>one two </b>", "<b>three</b> ", "four")


def test_an_emoji_is_two_units_and_never_halved() -> None:
    assert parts("🚴" * 3, 5) == ("🚴🚴", "🚴")


def test_of_words_too_long_for_a_preview_the_end_is_shown() -> None:
    assert tail("short") == "short"
    assert tail("🚴" * 10 + "end", 9) == "…🚴🚴end"
    assert units(tail("🚴" * LIMIT)) <= LIMIT
