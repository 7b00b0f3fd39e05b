"""What Telegram shows: bold headings, safe text, folded details, never over the limit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.briefing import Briefing, Explanation, Section
from coach.domain.reply import Change, Reply
from handlers import render
from tests.bot.doubles import a_briefing

TEXTS = st.text(max_size=300)


def tags(html: str) -> list[str]:
    return re.findall(r"</?(?:b|blockquote)[^>]*>", html)


def with_sections(*sections: Section) -> Briefing:
    return a_briefing().model_copy(update={"sections": sections})


def test_a_morning_stands_under_bold_headings() -> None:
    day = with_sections(
        Section(heading="Phase", lines=("Build",)),
        Section(heading="Today: ease", lines=("HRV < 55",)),
    )

    assert render.briefing(day) == "<b>Phase</b>\nBuild\n\n<b>Today: ease</b>\nHRV &lt; 55"


def test_why_folds_its_details_into_a_quote() -> None:
    why = Explanation(
        title="Why ease", lines=("HRV: low",), details=("CTL: 62",), counterfact="Sleep."
    )

    html = render.explanation(why)

    assert html == (
        "<b>Why ease</b>\nHRV: low\n\n<blockquote expandable>CTL: 62</blockquote>\n\nSleep."
    )


def test_the_counterfact_survives_details_without_end() -> None:
    why = Explanation(
        title="Why",
        lines=("HRV",),
        details=("x" * 90,) * 90,
        counterfact="Sleep more.",
        source="rules",
    )

    html = render.explanation(why)

    assert html.endswith("Sleep more.\nrules")
    assert render.length(html) <= render.LIMIT
    assert tags(html) == ["<b>", "</b>", "<blockquote expandable>", "</blockquote>"]


def test_what_changed_is_bold_up_to_its_full_stop() -> None:
    lines = ("Noted.", "Changed: maintain → ease. Less & easier.")
    changed = Reply(lines=lines, change=Change(before=a_briefing(), after=a_briefing()))
    claimed = Reply(lines=lines)

    assert render.reply(changed) == "Noted.\n<b>Changed: maintain → ease.</b> Less &amp; easier."
    assert "<b>" not in render.reply(claimed)


def test_plain_gives_back_what_was_meant() -> None:
    assert render.plain("<b>Today</b>\nHRV &lt; 55 &amp; falling") == "Today\nHRV < 55 & falling"


@pytest.mark.parametrize("emoji", ["🚴", "🇫🇷", "👩‍🚀"])
def test_emoji_are_counted_as_telegram_counts_them(emoji: str) -> None:
    html = render.fit([emoji * 500] * 20)

    assert len(render.plain(html).encode("utf-16-le")) // 2 <= 4096


@given(st.lists(TEXTS, max_size=60), st.lists(TEXTS, max_size=60), TEXTS)
def test_no_words_of_anybodys_break_the_message(
    lines: list[str], details: list[str], closing: str
) -> None:
    why = Explanation(
        title="Why", lines=tuple(lines), details=tuple(details), counterfact=closing or None
    )

    html = render.explanation(why)

    assert render.length(html) <= render.LIMIT
    opened = [tag for tag in tags(html) if not tag.startswith("</")]
    assert len(opened) * 2 == len(tags(html))
    assert "<" not in re.sub(r"</?(?:b|blockquote)(?: expandable)?>", "", html)
