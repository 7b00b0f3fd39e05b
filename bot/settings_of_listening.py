"""The settings of talking and listening: Telegram, webhooks, and who may come in."""

from urllib.parse import urljoin

from pydantic import Field, HttpUrl, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import Chats, Token, Url, WebhookSecret

TELEGRAM = "https://api.telegram.org"


class Listening(BaseSettings):
    """The first of all settings; the others follow in `Settings`."""

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
    nudge_port: int = Field(
        8444,
        ge=1,
        le=65535,
        description="Where the bot listens for vendors' webhooks, if one of their secrets below is "
        "set: your proxy leads the paths under /hooks/ of WEBHOOK_URL's host there. See "
        "docs/webhooks.md.",
    )
    allowed_chat_ids: Chats = Field(
        (),
        description="Who may talk to the bot, parted by commas; this list decides alone. Where it "
        "is empty, the first /start with the code that `lanterne run` prints is admitted for good.",
    )
    admin_chat_ids: Chats = Field((), description="Chats of the operator; they are allowed too.")

    @model_validator(mode="after")
    def _webhooks_are_guarded(self) -> "Listening":
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
    def telegram_root(self) -> str:
        """The Bot API server's root without a closing slash."""
        return str(self.telegram_api_base_url).rstrip("/")

    def hook_address(self, vendor: str) -> str | None:
        """Return where a vendor's webhook leads, on WEBHOOK_URL's host; None without one."""
        address = self.webhook_url
        return None if address is None else urljoin(str(address), f"/hooks/{vendor}")
