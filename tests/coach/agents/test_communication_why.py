"""`/why`: the ledger behind a decision, and what would have changed it."""

from coach.agents.communication import CommunicationAgent, brief, explain
from coach.domain.briefing import Briefing
from coach.domain.decision import Action, Envelope, Evidence
from tests.coach.agents.mornings import A_DAY, a_decision, a_morning


def a_briefing(**known: object) -> Briefing:
    """Return the briefing of a decision with some of it replaced."""
    return brief(a_morning(), a_decision(**known), local_date=A_DAY, mission_id=None)


def test_what_decided_comes_first_and_the_rest_as_details() -> None:
    why = explain(a_briefing())

    assert why.title == "Why ease, Wednesday 11 March"
    assert why.lines == ("HRV, 7 nights: 52 ms · your band 55–68 → holds back intensity",)
    assert why.details == (
        "TSB: −14 · limit −30 → fine",
        "Bounds today, at most: ease · 60 min",
    )
    assert why.counterfact == "What would have changed it: HRV back above 55 makes it maintain."


def test_a_day_on_which_all_was_fine_shows_its_signals() -> None:
    fine = tuple(Evidence(signal=f"S{n}", value="1", effect="fine") for n in range(5))

    why = explain(a_briefing(evidence=fine))

    assert len(why.lines) == 3
    assert [line[:2] for line in why.details[:2]] == ["S3", "S4"]


def test_what_is_not_known_is_told_in_one_line() -> None:
    unknown = tuple(
        Evidence(signal=name, value="not known", effect="not known, so no push")
        for name in ("sleep", "HRV", "energy")
    )
    form = Evidence(signal="form (TSB)", value="−14", effect="fine")

    why = explain(a_briefing(evidence=(*unknown, form)))

    assert why.lines[0] == "form (TSB): −14 → fine"
    assert "Not known, so no push: sleep, HRV, energy" in (*why.lines, *why.details)


def test_an_old_value_shows_its_age() -> None:
    old = Evidence(signal="Readiness", value="71", effect="counts less", age_h=72)

    assert explain(a_briefing(evidence=(old,))).lines == (
        "Readiness: 71 (3 days old) → counts less",
    )


def test_a_long_ledger_goes_on_in_the_details() -> None:
    many = tuple(Evidence(signal=f"S{n}", value="1", effect="less") for n in range(12))

    why = explain(a_briefing(evidence=many))

    assert len(why.lines) == 7
    assert sum(line.startswith("S") for line in why.details) == 5


def test_without_a_counterfact_none_is_made_up() -> None:
    assert explain(a_briefing(evidence=())).counterfact is None


def test_a_counterfact_told_twice_is_heard_once() -> None:
    twice = Evidence(signal="HRV", value="52 ms", effect="less", counterfact="55 makes it push")

    why = explain(a_briefing(evidence=(twice, twice)))

    assert why.counterfact == "What would have changed it: 55 makes it push."


def test_all_bounds_and_their_reasons_are_told() -> None:
    envelope = Envelope(
        allowed_actions=(Action.RECOVER,),
        max_minutes=45,
        max_load=32,
        max_intensity_factor=0.65,
        reasons=("runny nose",),
    )

    bounds, reason = explain(a_briefing(envelope=envelope)).details[-2:]

    assert bounds == "Bounds today, at most: recover · 45 min · 32 load · 65 % of threshold"
    assert reason == "Bound by: runny nose"


def test_where_nothing_is_allowed_it_says_rest() -> None:
    envelope = Envelope(allowed_actions=(Action.RECOVER,), max_minutes=0, max_load=0)

    assert explain(a_briefing(envelope=envelope)).details[-1] == "Bounds today: rest"


def test_it_is_told_who_proposed_the_day() -> None:
    rules = CommunicationAgent().explain(a_briefing()).source
    model = explain(a_briefing(proposed_by="openai:gpt")).source
    cut = explain(a_briefing(proposed_by="openai:gpt", clamped=True)).source

    assert rules == "Decided by rules, the same for the same morning. Confidence 0.8."
    assert model == "Proposed by gpt, within the bounds. Confidence 0.8."
    assert cut == "Proposed by gpt, cut back to the bounds. Confidence 0.8."
