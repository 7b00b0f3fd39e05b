"""HTML becomes text and entities, counted and refused as Telegram does."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localchat.entities import parse_html, utf16_length
from bot.localchat.refusal import Refusal
from bot.localchat.texts import caption_of, draft_of, text_of
from bot.localchat.values import Entity


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Phase</b>\nBuild", "Phase\nBuild", [("bold", 0, 5)]),
        ("🚴 <b>go</b>", "🚴 go", [("bold", 3, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        (
            "<blockquote expandable>why\nso</blockquote>",
            "why\nso",
            [("expandable_blockquote", 0, 6)],
        ),
        ("<blockquote>short</blockquote>", "short", [("blockquote", 0, 5)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("  <b>trimmed</b>  ", "trimmed", [("bold", 0, 7)]),
        ('<tg-emoji emoji-id="5">🚴</tg-emoji>', "🚴", [("custom_emoji", 0, 2)]),
        ("<b></b>empty", "empty", []),
        ("&lt;5 &amp; &#62;4 &nbsp;", "<5 & >4 &nbsp;", []),
        ("more under /why", "more under /why", [("bot_command", 11, 4)]),
        ("km/h and 1/2", "km/h and 1/2", []),
        ("a > b", "a > b", []),
        ("<a>no address</a>", "no address", []),
    ],
)
def test_html_becomes_text_with_entities_counted_in_utf16(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    body = parse_html(source)

    assert body.text == text
    assert [(found.type, found.offset, found.length) for found in body.entities] == entities


def test_a_link_keeps_its_address() -> None:
    body = parse_html('see <a href="https://x.test/?a=1&amp;b=2">here</a>')

    assert body.entities == (Entity("text_link", 4, 4, {"url": "https://x.test/?a=1&b=2"}),)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("HRV < 55", 'Unsupported start tag "" at byte offset 4'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ('<span class="red">x</span>', 'Unsupported start tag "span" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)

    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {sentence}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_an_athlete_writes_survives_being_escaped_and_parsed(words: str) -> None:
    body = parse_html(f"<b>{html.escape(words)}</b>")

    assert body.text == words.strip()
    assert all(
        0 <= found.offset < found.offset + found.length <= utf16_length(body.text)
        for found in body.entities
    )


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🚴" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
        ({"text": "x", "entities": [{"type": "bold"}]}, "expected type, offset and length"),
        (
            {"text": "abc", "entities": [{"type": "bold", "offset": 2, "length": 2}]},
            "ends after the end of the text at UTF-16 offset 3",
        ),
    ],
)
def test_a_text_telegram_would_not_take_is_refused(
    parameters: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        text_of(parameters)


def test_length_counts_after_the_markup_is_gone() -> None:
    body = text_of({"text": f"<b>{'x' * 4096}</b>", "parse_mode": "html"})

    assert len(body.text) == 4096


def test_given_entities_are_kept_and_moved_with_trimming() -> None:
    given_entities = [{"type": "bold", "offset": 2, "length": 5}]

    body = text_of({"text": "  Phase ", "entities": given_entities})

    assert body.entities == (Entity("bold", 0, 5),)


def test_a_caption_may_be_empty_but_not_over_1024() -> None:
    assert caption_of({}).text == ""

    with pytest.raises(Refusal, match="message caption is too long"):
        caption_of({"caption": "x" * 1025})


def test_a_draft_may_still_be_empty() -> None:
    assert draft_of({"text": ""}).text == ""
    assert draft_of({"text": "thinking"}).text == "thinking"
