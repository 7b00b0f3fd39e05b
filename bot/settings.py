"""Every setting, read once from the environment or `.env`; secrets are never printed.

Knows names, defaults and what is allowed; `faults.py` words what is wrong with a value.
"""

from datetime import time
from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr, model_validator

from bot.setting_kinds import (
    ClockTime,
    ExactUrl,
    LogLevel,
    Order,
    Url,
    WebhookSecret,
    Zone,
    machine_timezone,
)
from bot.settings_of_listening import Listening


class Settings(Listening):
    """All settings; a field's name in capitals is the setting's name."""

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
    openai_transcribe_model: str | None = Field(
        None,
        description="Writes voice notes down there. Default: gpt-4o-mini-transcribe at OpenAI "
        "itself, none at another server; off means that voice notes are not sent anywhere.",
    )
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
    intervals_webhook_secret: SecretStr | None = Field(
        None, description="With WEBHOOK_URL: the secret of your app's webhook at intervals.icu."
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
    oura_webhook_token: WebhookSecret | None = Field(
        None,
        description="With WEBHOOK_URL: a word of your own that Oura's webhook proves itself with; "
        "the bot then subscribes to the night by itself.",
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
    strava_webhook_token: WebhookSecret | None = Field(
        None,
        description="With WEBHOOK_URL: a word of your own that Strava says when you subscribe.",
    )
    strava_subscription_id: int | None = Field(
        None, description="The number Strava then gave; others' messages are turned away."
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
    def _vendors_have_an_address(self) -> "Settings":
        if self.nudged_by and self.webhook_url is None:
            raise ValueError(f"{self.nudged_by[0]} needs WEBHOOK_URL: without it nobody is heard.")
        if self.oura_webhook_token is not None and self.oura_client_secret is None:
            raise ValueError("OURA_WEBHOOK_TOKEN needs OURA_CLIENT_ID and OURA_CLIENT_SECRET.")
        return self

    @property
    def nudged_by(self) -> tuple[str, ...]:
        """The names of those settings for vendors' webhooks that are set."""
        names = ("intervals_webhook_secret", "oura_webhook_token", "strava_webhook_token")
        return tuple(name.upper() for name in names if getattr(self, name) is not None)

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
    def secrets(self) -> tuple[str, ...]:
        """Every secret's value, for the log's redaction."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(v.get_secret_value() for v in values if isinstance(v, SecretStr))
