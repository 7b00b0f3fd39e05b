"""Every setting, read once from the environment or `.env`; secrets are never printed.

Knows names, defaults and what is allowed; `faults.py` words what is wrong with a value.
"""

import re
import warnings
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, HttpUrl, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from tzlocal import get_localzone_name

LATER = "Read by a later version; nothing uses it yet."
TELEGRAM = "https://api.telegram.org"


def machine_timezone() -> str:
    """Return the machine's own IANA zone, or UTC where it has none."""
    with warnings.catch_warnings(action="ignore"):  # a machine without a zone is no fault
        try:
            return read_timezone(get_localzone_name())
        except (LookupError, ValueError):
            return "UTC"


def read_time(value: object) -> time:
    """Read `06:30` or `6:30`; raises ValueError that says what is needed."""
    if isinstance(value, time):
        return value
    match str(value).strip().split(":"):
        case [hour, minute] if hour.isdecimal() and minute.isdecimal() and len(minute) == 2:
            if int(hour) < 24 and int(minute) < 60:
                return time(int(hour), int(minute))
    raise ValueError("a time like 06:30 is needed")


def read_timezone(value: object) -> str:
    """Read an IANA zone's name; raises ValueError that says what is needed."""
    try:
        return ZoneInfo(str(value).strip()).key
    except (LookupError, ValueError, OSError) as error:
        raise ValueError("a time zone like Europe/Berlin is needed") from error


def _read_chats(value: object) -> tuple[int, ...]:
    if isinstance(value, tuple):
        return value
    try:
        return tuple(int(word) for word in str(value).replace(",", " ").split())
    except ValueError as error:
        raise ValueError("chat ids like 123456789,987654321 are needed") from error


def _read_token(value: object) -> object:
    words = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    number, colon, key = words.strip().partition(":")
    if not (number.isdecimal() and colon and len(key) >= 10 and key.isascii()):
        raise ValueError("a token as @BotFather gives it is needed, like 123456789:AA…")
    return words.strip()


def _read_webhook_secret(value: object) -> object:
    words = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", words):
        raise ValueError("1 to 256 letters, digits, _ and - are needed")
    return words


Chats = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_read_chats)]
Token = Annotated[SecretStr, BeforeValidator(_read_token)]
Url = HttpUrl


class Settings(BaseSettings):
    """All settings; a field's name in capitals is the setting's name."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        env_file_encoding="utf-8",
    )

    telegram_bot_token: Token | None = Field(
        None, description="The bot's token from @BotFather; only `lanterne run` needs it."
    )
    telegram_api_base_url: Url = Field(
        HttpUrl(TELEGRAM), description="The root of a Bot API server; /bot and /file/bot are added."
    )
    webhook_url: Url | None = Field(
        None,
        description="Public https address for webhooks; without it the bot polls. The bot then "
        "listens on port 8443, at the path of this address, behind your proxy.",
    )
    webhook_secret: Annotated[SecretStr, BeforeValidator(_read_webhook_secret)] | None = Field(
        None, description="Telegram proves itself with it; needed with WEBHOOK_URL."
    )
    allowed_chat_ids: Chats = Field(
        (),
        description="Who may talk to the bot, parted by commas; this list decides alone. Where it "
        "is empty, the first /start with the code that `lanterne run` prints is admitted for good.",
    )
    admin_chat_ids: Chats = Field((), description="Chats of the operator; they are allowed too.")
    lanterne_data_dir: Path = Field(Path("data"), description="Where everything is kept.")
    database_url: SecretStr | None = Field(
        None, description="Default: SQLite, lanterne.db in LANTERNE_DATA_DIR."
    )
    lanterne_secret_key: SecretStr | None = Field(
        None,
        description="Seals vendors' tokens: 32 random bytes in URL-safe base64, as "
        "`openssl rand -base64 32 | tr '+/' '-_'` prints them. A new key goes in front of the old "
        "one, parted by a comma. Without it a key is made in ~/.config/lanterne/secret.key; in a "
        "container, set it, or it goes with the container and everybody has to connect anew.",
    )
    mission_file: str = Field(
        "keep_fit", description="A ready mission's name, or the path of a mission file."
    )
    timezone: Annotated[str, BeforeValidator(read_timezone)] = Field(
        default_factory=machine_timezone,
        description="For new athletes, like Europe/Berlin. Default: this machine's, or UTC.",
    )
    push_time: Annotated[time, BeforeValidator(read_time)] = Field(
        time(6, 30), description="When the morning comes to new athletes, local time."
    )
    use_llm_reasoning: bool = Field(
        default=True, description="Without a language model's key the rules decide, said once."
    )
    openai_api_key: SecretStr | None = Field(None, description=LATER)
    openai_base_url: Url | None = Field(None, description=LATER)
    openai_model: str | None = Field(None, description=LATER)
    anthropic_api_key: SecretStr | None = Field(None, description=LATER)
    anthropic_base_url: Url | None = Field(None, description=LATER)
    anthropic_model: str | None = Field(None, description=LATER)
    hf_token: SecretStr | None = Field(None, description=LATER)
    hf_model: str | None = Field(None, description=LATER)
    llm_order: str = Field("openai,anthropic,huggingface,rules", description=LATER)
    llm_daily_budget_usd: float | None = Field(None, ge=0, description=LATER)
    llm_timeout_seconds: float = Field(10, gt=0, description=LATER)
    oura_access_token: SecretStr | None = Field(None, description=LATER)
    oura_client_id: str | None = Field(None, description=LATER)
    oura_client_secret: SecretStr | None = Field(None, description=LATER)
    oura_authorize_url: Url | None = Field(None, description=LATER)
    oura_token_url: Url | None = Field(None, description=LATER)
    oura_api_url: Url | None = Field(None, description=LATER)
    oura_scopes: str | None = Field(None, description=LATER)
    intervals_api_key: SecretStr | None = Field(None, description=LATER)
    intervals_athlete_id: str | None = Field(None, description=LATER)
    intervals_base_url: Url | None = Field(None, description=LATER)
    strava_client_id: str | None = Field(None, description=LATER)
    strava_client_secret: SecretStr | None = Field(None, description=LATER)
    strava_refresh_token: SecretStr | None = Field(None, description=LATER)
    strava_base_url: Url | None = Field(None, description=LATER)
    strava_api_terms_accepted: bool = Field(default=False, description=LATER)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:  # noqa: ANN401  # whatever the environment holds
        return value.strip().upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _webhooks_are_guarded(self) -> "Settings":
        if self.webhook_url is None:
            return self
        if self.webhook_url.scheme != "https":
            raise ValueError("WEBHOOK_URL needs an address that begins with https://.")
        if self.webhook_secret is None:
            raise ValueError(
                "WEBHOOK_URL needs WEBHOOK_SECRET beside it: letters, digits, _ and -."
            )
        return self

    @property
    def database(self) -> str:
        """The database's URL; it may hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.lanterne_data_dir.absolute() / 'lanterne.db'}"

    @property
    def lock_file(self) -> Path:
        """Where one running bot a database is told from another: beside a file, else at home."""
        backend, _, place = self.database.partition("///")
        if backend.startswith("sqlite") and place:
            return Path(f"{place.partition('?')[0]}.lock")
        return self.lanterne_data_dir / "lanterne.lock"

    @property
    def telegram_root(self) -> str:
        """The Bot API server's root without a closing slash."""
        return str(self.telegram_api_base_url).rstrip("/")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret's value, for the log's redaction."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(v.get_secret_value() for v in values if isinstance(v, SecretStr))
