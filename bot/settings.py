"""Every setting, read once from the environment or `.env`; secrets are never printed.

Knows names, defaults and what is allowed; `faults.py` words what is wrong with a value.
"""

from datetime import time
from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import (
    Chats,
    ClockTime,
    ExactUrl,
    LogLevel,
    Order,
    Token,
    Url,
    WebhookSecret,
    Zone,
    machine_timezone,
)

TELEGRAM = "https://api.telegram.org"


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
    webhook_secret: WebhookSecret | None = Field(
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
    timezone: Zone = Field(
        default_factory=machine_timezone,
        description="For new athletes, like Europe/Berlin. Default: this machine's, or UTC.",
    )
    push_time: ClockTime = Field(
        time(6, 30), description="When the morning comes to new athletes, local time."
    )
    use_llm_reasoning: bool = Field(
        default=True, description="Without a language model's key the rules decide, said once."
    )
    openai_api_key: SecretStr | None = Field(
        None,
        description="With a key, a model words the morning and chooses inside the rules' bounds; "
        "the athlete's numbers, words and names of activities are sent there.",
    )
    openai_base_url: Url | None = Field(
        None,
        description="Any server that speaks like OpenAI (Ollama, vLLM, llama.cpp, LM Studio), like "
        "http://localhost:11434/v1; one on your own network needs no key and counts as free.",
    )
    openai_model: str = Field("gpt-6-luna", description="Which model is asked there.")
    anthropic_api_key: SecretStr | None = Field(
        None, description="The same for Claude; needs `pip install 'lanterne-rouge[anthropic]'`."
    )
    anthropic_base_url: Url | None = Field(None, description="Default: Anthropic's own.")
    anthropic_model: str = Field("claude-haiku-5-5", description="Which model is asked there.")
    hf_token: SecretStr | None = Field(
        None, description="The same by Hugging Face's router; HF_MODEL says which model."
    )
    hf_model: str | None = Field(None, description="Like meta-llama/Llama-3.3-70B-Instruct.")
    llm_order: Order = Field(
        ("openai", "anthropic", "huggingface", "rules"),
        description="Who is asked first; where one fails, the next, and the rules at the end.",
    )
    llm_daily_budget_usd: float = Field(
        0.5,
        ge=0,
        description="What models may cost a day for all athletes together; then the rules decide. "
        "Prices come with the program; a model it does not know counts as a dear one.",
    )
    llm_athlete_budget_usd: float | None = Field(
        None, ge=0, description="The same for each athlete. Default: the whole budget."
    )
    llm_timeout_seconds: float = Field(
        10, gt=0, description="How long a morning waits for all models together."
    )
    night_wait_minutes: int = Field(
        60,
        ge=0,
        le=150,
        description="How long the morning waits for a connected source's night that is late; "
        "athletes choose their own by /connect.",
    )
    intervals_api_key: SecretStr | None = Field(
        None,
        description="Connects intervals.icu for the one athlete there is, at the start; the key "
        "is in its settings, under Developer. Athletes can do the same by /connect.",
    )
    intervals_athlete_id: str | None = Field(
        None, description="Whose training, like i12345, where a trainer's key opens several's."
    )
    intervals_base_url: Url = Field(
        HttpUrl("https://intervals.icu"), description="Where intervals.icu is."
    )
    oura_client_id: str | None = Field(
        None,
        description="An app of your own, registered at Oura's developer page, lets athletes "
        "connect their ring by /connect; its redirect address is OURA_REDIRECT_URL.",
    )
    oura_client_secret: SecretStr | None = Field(None, description="The app's secret.")
    oura_redirect_url: ExactUrl = Field(
        "http://localhost:8080/oura",
        description="As registered with the app. Nothing needs to answer there: the athlete "
        "copies the address that the browser then shows.",
    )
    oura_access_token: SecretStr | None = Field(
        None,
        description="A personal access token. Oura has withdrawn them; one that still works is "
        "taken for the one athlete there is.",
    )
    oura_api_url: Url = Field(
        HttpUrl("https://api.ouraring.com"), description="Where Oura answers."
    )
    oura_authorize_url: Url = Field(
        HttpUrl("https://cloud.ouraring.com/oauth/authorize"),
        description="Where Oura asks for consent.",
    )
    oura_token_url: Url = Field(
        HttpUrl("https://moi.ouraring.com/oauth/v2/ext/oauth-token"),
        description="Where Oura gives tokens.",
    )
    oura_legacy_token_url: Url = Field(
        HttpUrl("https://api.ouraring.com/oauth/token"),
        description="Tried where the one above refuses to renew, as for older apps.",
    )
    oura_revoke_url: Url = Field(
        HttpUrl("https://api.ouraring.com/oauth/revoke"),
        description="Where a consent is given back.",
    )
    oura_scopes: str = Field(
        "personal daily tag",
        description="What is asked for; some apps need extapi:personal extapi:daily extapi:tag.",
    )
    strava_client_id: str | None = Field(
        None, description="An app of your own at Strava; it answers subscribers' apps only."
    )
    strava_client_secret: SecretStr | None = Field(None, description="The app's secret.")
    strava_refresh_token: SecretStr | None = Field(
        None, description="Connects Strava's API for the one athlete there is, at the start."
    )
    strava_base_url: Url = Field(
        HttpUrl("https://www.strava.com/api/v3"), description="Where Strava's API is."
    )
    strava_api_terms_accepted: bool = Field(
        default=False,
        description="Strava's API policy (June 2026) forbids what a coach does: to use data from "
        "its API, or anything made from it, in an AI application, to analyse it, to combine it "
        "with other data, and to keep it over 7 days. Say true only if you have read it. Then "
        "what comes through the API is kept for 7 days and counted, worded and exported nowhere. "
        "The athlete's own archive, read by `lanterne import`, needs none of this.",
    )
    strava_own_data_at_my_risk: bool = Field(
        default=False,
        description="True treats what comes through Strava's API like any other training, which "
        "its policy forbids: for your own data, at your own risk, with the switch above.",
    )
    log_level: LogLevel = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @model_validator(mode="after")
    def _apps_are_whole(self) -> "Settings":
        for vendor, name, secret in (
            ("OURA", self.oura_client_id, self.oura_client_secret),
            ("STRAVA", self.strava_client_id, self.strava_client_secret),
        ):
            if (name is None) != (secret is None):
                raise ValueError(
                    f"{vendor}_CLIENT_ID and {vendor}_CLIENT_SECRET belong together: set both."
                )
        return self

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
