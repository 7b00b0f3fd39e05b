"""A day told by a model: what of its answer is kept, shown and explained; and what never is."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from coach.agents.communication import explain
from coach.domain.briefing import DayEntry
from coach.domain.decision import Action, Flag
from coach.domain.fact import FactKind
from coach.llm.provider import Silence, SilentError
from coach.memory.database import SqlMemory
from coach.mornings import NO_MODEL, Mornings
from coach.ports import Harvest
from coach.refining import MOST_A_DAY, OVER_BUDGET, PAUSE, Refining
from coach.tour_coach import TourCoach
from missions import bootstrap
from tests.fakes.models import NOW, TODAY, Script, Speaker, gateway_of, proposal
from tests.memories import fact, fresh_memory, night, ride, someone

WORDS = {
    "action": "maintain",
    "reason": "Your night was calm, so I keep what the plan has for you today.",
    "explanation": "I looked at your night and your load. Nothing in them stands against the plan.",
    "evidence": ["f1"],
}
GOOD = proposal(**WORDS)


async def an_athlete(memory: SqlMemory) -> int:
    athlete = await someone(memory)
    days = [TODAY - timedelta(days=ago) for ago in range(1, 90)]
    rides = tuple(ride(day, load=60, name="Col de Vence") for day in days[::2])
    nights = tuple(night(day, readiness=80, sleep_h=7.5) for day in [TODAY, *days])
    await memory.record(athlete.id, [Harvest(file="year", activities=rides, nights=nights)])
    return athlete.id


def mornings_of(
    memory: SqlMemory, *script: Script, usd: float | None = None
) -> tuple[Mornings, Speaker]:
    speaker = Speaker(list(script))
    refining = Refining(gateway_of(speaker, usd=usd), memory)
    return Mornings(TourCoach(bootstrap("keep_fit"), memory), memory, refining), speaker


async def decided(memory: SqlMemory, athlete_id: int) -> DayEntry:
    return await TourCoach(bootstrap("keep_fit"), memory).entry(athlete_id, NOW)


async def test_a_models_words_stand_in_the_message_and_its_story_under_it(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, GOOD)

        day = await mornings.today(await an_athlete(memory), NOW)

    assert day.decision.reason == WORDS["reason"]
    assert day.explanation == WORDS["explanation"]
    assert day.decision.proposed_by == "openai:model-1-2026"
    assert day.asked is not None
    assert day.asked.outcome == "taken"


async def test_the_day_is_kept_with_who_said_it_and_asked_about_once(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, GOOD)
        athlete_id = await an_athlete(memory)

        told = await mornings.today(athlete_id, NOW)
        again = await mornings.today(athlete_id, NOW + timedelta(hours=1))
        kept = await memory.entry(athlete_id, TODAY)

    assert kept is not None
    assert kept.briefing == told == again
    assert kept.version == 2
    assert len(speaker.heard) == 1
    assert told.asked is not None
    assert told.asked.call is not None
    assert told.asked.call.prompt_sha256


async def test_why_says_who_proposed_it_and_what_the_rules_alone_say(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, GOOD)
        same = await mornings.today(await an_athlete(memory), NOW)
    async with fresh_memory(tmp_path, name="other.db") as memory:
        mornings, _ = mornings_of(memory, proposal(**WORDS | {"action": "recover"}))
        other = await mornings.today(await an_athlete(memory), NOW)

    assert "within the bounds; the rules alone say the same." in (explain(same).source or "")
    assert "the rules alone would say maintain" in (explain(other).source or "")
    assert explain(same).story == WORDS["explanation"]


async def test_a_proposal_beyond_the_bounds_is_cut_and_loses_its_words(tmp_path: Path) -> None:
    beyond = proposal(**WORDS | {"action": "push", "intensity_recommendation": "high"})
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, beyond)
        athlete_id = await an_athlete(memory)
        rules = await decided(memory, athlete_id)

        day = await mornings.today(athlete_id, NOW)

    assert day.decision.action is Action.MAINTAIN
    assert day.decision.clamped
    assert day.decision.reason == rules.briefing.decision.reason
    assert day.explanation is None
    assert day.asked is not None
    assert day.asked.proposal is not None
    assert day.asked.proposal.action is Action.PUSH


async def test_words_with_a_number_of_their_own_are_refused_and_the_proposal_kept(
    tmp_path: Path,
) -> None:
    lying = proposal(**WORDS | {"action": "recover", "reason": "Your HRV of 47 ms is low today."})
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, lying)

        day = await mornings.today(await an_athlete(memory), NOW)

    assert day.decision.action is Action.RECOVER
    assert not day.decision.clamped
    assert "47" not in day.text
    assert day.asked is not None
    assert day.asked.outcome == "words_refused"
    assert "47 ms" in (day.asked.refused_words or "")


async def test_evidence_that_does_not_exist_is_asked_for_again(tmp_path: Path) -> None:
    wrong = proposal(**WORDS | {"evidence": ["f1", "q9"]})
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, wrong, GOOD)

        day = await mornings.today(await an_athlete(memory), NOW)

    assert day.decision.reason == WORDS["reason"]
    assert "q9" in speaker.heard[1][-1].text


@pytest.mark.parametrize("why", [Silence.KEY, Silence.BROKEN, Silence.CUT])
async def test_without_an_answer_the_day_stays_the_rules(tmp_path: Path, why: Silence) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, SilentError(why))
        athlete_id = await an_athlete(memory)
        rules = await decided(memory, athlete_id)

        day = await mornings.today(athlete_id, NOW)

    assert day == rules.briefing


async def test_a_day_that_got_no_answer_is_asked_about_later_but_not_without_end(
    tmp_path: Path,
) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, "no json")
        athlete_id = await an_athlete(memory)

        for tries in range(9):
            await mornings.today(athlete_id, NOW + tries * PAUSE / 2)

    assert len(speaker.heard) == 2 * MOST_A_DAY


async def test_a_fault_of_ours_leaves_the_day_the_rules(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, _ = mornings_of(memory, GOOD)
        entry = await decided(memory, await an_athlete(memory))
        stranger = await mornings.refine(
            DayEntry(
                athlete_id=99,
                local_date=TODAY,
                briefing=entry.briefing,
                mission_digest=None,
                made_at=NOW,
            ),
            NOW,
        )

    assert stranger.briefing == entry.briefing
    assert "could not be told" in caplog.text


async def test_a_spent_budget_is_said_in_one_line_and_once(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, GOOD, usd=0.0001)
        athlete_id = await an_athlete(memory)

        day = await mornings.today(athlete_id, NOW)
        again = await mornings.today(athlete_id, NOW + timedelta(hours=2))

    assert day.text.count(OVER_BUDGET) == 1
    assert again == day
    assert speaker.heard == []


async def test_a_red_flag_has_fixed_words_and_no_model_is_asked(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, GOOD, usd=0.0001)
        athlete_id = await an_athlete(memory)
        words = "pressure in my chest on the climb"
        await memory.note(athlete_id, [fact(FactKind.NOTE, TODAY, words=words)])
        await TourCoach(bootstrap("keep_fit"), memory).hear(athlete_id, words, NOW)

        day = await mornings.today(athlete_id, NOW)

    assert Flag.MEDICAL_RED_FLAG in day.decision.flags
    assert OVER_BUDGET not in day.text
    assert speaker.heard == []


async def test_what_is_said_while_a_model_thinks_wins(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        athlete_id = await an_athlete(memory)
        coach = TourCoach(bootstrap("keep_fit"), memory)
        entry = await coach.entry(athlete_id, NOW)
        asked, go_on = asyncio.Event(), asyncio.Event()

        async def think() -> None:
            asked.set()
            await go_on.wait()

        refining = Refining(gateway_of(Speaker([GOOD], thinks=think)), memory)
        telling = asyncio.create_task(refining.refine(entry, NOW))
        await asked.wait()
        await coach.hear(athlete_id, "fever 39 and chills", NOW)
        go_on.set()
        told = await telling
        kept = await memory.entry(athlete_id, TODAY)

    assert Flag.FEVER in told.briefing.decision.flags
    assert kept is not None
    assert kept.briefing == told.briefing


async def test_two_at_once_ask_once(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        mornings, speaker = mornings_of(memory, GOOD)
        athlete_id = await an_athlete(memory)
        entry = await decided(memory, athlete_id)

        await asyncio.gather(*(mornings.refine(entry, NOW) for _ in range(4)))

    assert len(speaker.heard) == 1


async def test_without_a_model_nothing_is_asked_kept_or_paid(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        coach = TourCoach(bootstrap("keep_fit"), memory)
        mornings = Mornings(coach, memory, None)
        athlete_id = await an_athlete(memory)
        athlete = await memory.athlete(athlete_id)
        assert athlete is not None

        day = await mornings.today(athlete_id, NOW)
        kept = await memory.entry(athlete_id, TODAY)
        usage = await mornings.usage_lines(athlete, NOW)

    assert kept is not None
    assert (kept.version, kept.briefing) == (1, day)
    assert usage == (NO_MODEL,)


async def test_usage_tells_what_today_and_the_month_cost(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        speaker = Speaker([GOOD])
        refining = Refining(gateway_of(speaker, books=memory), memory)
        coach = TourCoach(bootstrap("keep_fit"), memory)
        mornings = Mornings(coach, memory, refining, most_usd=0.5)
        athlete_id = await an_athlete(memory)
        athlete = await memory.athlete(athlete_id)
        assert athlete is not None
        await mornings.today(athlete_id, NOW)

        lines = await mornings.usage_lines(athlete, NOW)

    assert lines == (
        "Today: 1 call, 1,000 tokens read, 100 written, $0.0110",
        "30 days: 1 call, 1,000 tokens read, 100 written, $0.0110",
        "A day may cost $0.50; then the rules speak alone.",
    )
