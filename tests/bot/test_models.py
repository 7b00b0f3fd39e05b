"""Language models as settings name them: who is asked, who is never loaded, what doctor says."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.commands import doctor
from bot.faults import load_settings
from bot.models import (
    TRANSCRIBE,
    budget,
    build,
    is_own,
    named,
    open_models,
    scribe_of,
    talk_seconds,
    transcribing,
)
from bot.settings import Settings
from bot.wrong import SettingsError
from coach.conversation.conversing import LONGEST_S
from coach.llm.provider import Provider, Silence, SilentError
from tests.fakes.models import NOW, Books, Speaker


def settings_of(**values: object) -> Settings:
    alone: dict[str, object] = {"_env_file": None, "_env_prefix": "NOT_FROM_THE_ENVIRONMENT_"}
    return Settings(**(alone | values))  # type: ignore[arg-type]  # read by pydantic


ALL = {
    "openai_api_key": "sk-one", "anthropic_api_key": "sk-two", "hf_token": "hf-three",
    "hf_model": "meta/llama",
}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, ()),
        (ALL, ("openai", "anthropic", "huggingface")),
        (ALL | {"use_llm_reasoning": False}, ()),
        (ALL | {"llm_order": "anthropic,openai"}, ("anthropic", "openai")),
        (ALL | {"llm_order": "huggingface, rules, openai"}, ("huggingface",)),
        (ALL | {"llm_order": "rules"}, ()),
        ({"hf_token": "hf-three"}, ()),
        ({"openai_base_url": "http://localhost:11434/v1"}, ("openai",)),
    ],
)
def test_who_has_a_key_is_asked_in_the_order_named(
    values: dict[str, object], names: tuple[str, ...]
) -> None:
    assert named(settings_of(**values)) == names


def test_every_provider_named_is_built_with_its_model() -> None:
    settings = settings_of(**ALL, openai_model="m-1", anthropic_model="m-2")

    built = build(settings, named(settings))

    assert [(each.name, each.model, each.local) for each in built] == [
        ("openai", "m-1", False),
        ("anthropic", "m-2", False),
        ("huggingface", "meta/llama", False),
    ]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://192.168.1.20:1234/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://box.local/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://8.8.8.8/v1", False),
        ("https://localhost.evil.example/v1", False),
    ],
)
def test_only_a_server_of_ones_own_is_free(address: str, own: bool) -> None:  # noqa: FBT001  # a table's column
    assert is_own(address) is own


def test_a_wrong_order_is_said_with_what_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LLM_ORDER", raising=False)
    (tmp_path / ".env").write_text("LLM_ORDER=openai,gemini\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"LLM_ORDER.*anthropic.*rules"):
        load_settings(tmp_path / ".env")


def test_each_athlete_may_use_the_whole_budget_unless_told_otherwise() -> None:
    whole = budget(settings_of(llm_daily_budget_usd=2))
    shared = budget(settings_of(llm_daily_budget_usd=2, llm_athlete_budget_usd=0))

    assert (whole.athlete_usd, whole.all_usd) == (2, 2)
    assert (shared.athlete_usd, shared.all_usd) == (0, 2)


OWN = {"openai_base_url": "http://localhost:11434/v1"}


@pytest.mark.parametrize(
    ("values", "model"),
    [
        ({}, None),
        ({"openai_transcribe_model": "whisper-1"}, None),
        ({"openai_api_key": "sk"}, TRANSCRIBE),
        ({"openai_api_key": "sk", "openai_transcribe_model": "whisper-1"}, "whisper-1"),
        ({"openai_api_key": "sk", "openai_transcribe_model": "off"}, None),
        ({"openai_api_key": "sk", "openai_transcribe_model": "OFF"}, None),
        ({"openai_api_key": "sk", "use_llm_reasoning": False}, None),
        ({"openai_api_key": "sk", "llm_order": "rules"}, None),
        (OWN, None),
        (OWN | {"openai_api_key": "sk"}, None),
        (OWN | {"openai_transcribe_model": "whisper-small"}, "whisper-small"),
        (ALL | {"llm_order": "anthropic"}, None),
        (ALL | {"llm_order": "anthropic", "openai_transcribe_model": "m"}, "m"),
        ({"anthropic_api_key": "sk"}, None),
    ],
)
async def test_voice_notes_go_only_where_somebody_wants_them(
    values: dict[str, object], model: str | None
) -> None:
    settings = settings_of(**values)

    async with open_models(settings, Books(), lambda: NOW) as models:
        can = models is not None and models.can_transcribe

    assert transcribing(settings) == model
    assert can is (model is not None)


async def test_the_scribe_is_free_on_a_server_of_ones_own() -> None:
    own = scribe_of(settings_of(**OWN, openai_transcribe_model="whisper-small"))
    theirs = scribe_of(settings_of(openai_api_key="sk"))

    assert own is not None
    assert theirs is not None
    built = [own(), theirs()]
    for each in built:
        await each.close()

    assert [(each.model, each.local) for each in built] == [
        ("whisper-small", True),
        (TRANSCRIBE, False),
    ]


@pytest.mark.parametrize(("seconds", "waits"), [(1, 20), (10, 20), (21, 21), (60, LONGEST_S)])
def test_words_are_waited_for_no_longer_than_a_conversation_lasts(
    seconds: float, waits: float
) -> None:
    assert talk_seconds(settings_of(llm_timeout_seconds=seconds)) == waits


def test_without_a_key_no_library_of_a_model_is_loaded() -> None:
    asking = (
        "import sys, bot.app, bot.house, bot.commands.run, bot.commands.doctor;"
        "print([name for name in ('openai', 'anthropic', 'genai_prices') if name in sys.modules])"
    )

    loaded = subprocess.run([sys.executable, "-c", asking], capture_output=True, check=True)  # noqa: S603  # our own words

    assert loaded.stdout.strip() == b"[]"


def test_the_image_holds_the_libraries_of_every_provider() -> None:
    image = (Path(__file__).parents[2] / "Dockerfile").read_text(encoding="utf-8")

    assert '".[anthropic,webhooks]"' in image


@dataclass
class Refusing(Speaker):
    """A provider whose key is wrong."""

    async def look(self) -> str:
        raise SilentError(Silence.KEY, "401")


async def test_doctor_looks_at_each_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def built(_: Settings, names: Sequence[str]) -> Sequence[Provider]:
        return [Speaker(["x"]), Refusing(["x"], name="huggingface")][: len(names)]

    monkeypatch.setattr(doctor, "build", built)
    settings = settings_of(openai_api_key="sk", hf_token="hf", hf_model="m")

    checks = await doctor.look_at_models(settings)
    none = await doctor.look_at_models(settings_of())

    assert [(check.check, check.ok) for check in checks] == [
        ("language model openai", True),
        ("language model huggingface", False),
        ("voice notes", True),
    ]
    assert "put a valid one into .env" in checks[1].says
    assert checks[2].says == f"written down by {TRANSCRIBE}"
    assert none[0].ok
    assert "no key is set" in none[0].says


async def test_doctor_says_where_voice_notes_are_not_written_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "build", lambda *_: [Speaker(["x"])])

    checks = await doctor.look_at_models(settings_of(**OWN))

    assert checks[-1].ok
    assert checks[-1].says == "not written down (OPENAI_TRANSCRIBE_MODEL)"
