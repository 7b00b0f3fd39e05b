"""What the bot asks and tells Telegram about itself: its name, commands, texts, webhook, chats."""

import json
import re
from collections.abc import Callable, Mapping

from bot.localchat.refusal import Json, bad_request
from bot.localchat.rooms import World

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)
"""The emoji that a bot may react with, each one character."""

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST = {"description": 512, "short_description": 120}
_MAX_COMMANDS = 100
_MAX_COMMAND_DESCRIPTION = 256


def get_me(world: World, _parameters: Json) -> Json:
    """Tell the bot who it is."""
    return world.bot.document() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_chat(world: World, parameters: Json) -> Json:
    """Tell what a chat is."""
    room = world.room(parameters["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return room.document() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def set_my_commands(world: World, parameters: Json) -> bool:
    """Keep the menu of one scope and language."""
    given = parameters["commands"]
    if len(given) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given:
        _check_command(command)
    world.profile.commands[_shelf(parameters)] = given
    return True


def get_my_commands(world: World, parameters: Json) -> list[Json]:
    """Return the menu of one scope and language."""
    return world.profile.commands.get(_shelf(parameters), [])


def delete_my_commands(world: World, parameters: Json) -> bool:
    """Forget the menu of one scope and language."""
    world.profile.commands.pop(_shelf(parameters), None)
    return True


def set_webhook(world: World, parameters: Json) -> bool:
    """Keep a webhook's address, none where it is empty; updates are not carried to it."""
    url = parameters.get("url", "")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if "secret_token" in parameters and not _SECRET.fullmatch(parameters["secret_token"]):
        raise bad_request("secret token contains unallowed characters")
    world.updates.webhook_url = url
    return _drop(world, parameters)


def delete_webhook(world: World, parameters: Json) -> bool:
    """Go back to polling."""
    world.updates.webhook_url = ""
    return _drop(world, parameters)


def get_webhook_info(world: World, _parameters: Json) -> Json:
    """Tell the webhook's address and what waits."""
    updates = world.updates
    return {
        "url": updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": updates.pending,
    }


def _setter(name: str) -> Callable[[World, Json], bool]:
    def set_text(world: World, parameters: Json) -> bool:
        text = parameters.get(name, "")
        if len(text) > _LONGEST[name]:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        world.profile.descriptions[name + parameters.get("language_code", "")] = text
        return True

    return set_text


def _getter(name: str) -> Callable[[World, Json], Json]:
    def get_text(world: World, parameters: Json) -> Json:
        kept = world.profile.descriptions
        return {name: kept.get(name + parameters.get("language_code", ""), "")}

    return get_text


def _shelf(parameters: Json) -> str:
    scope = parameters.get("scope", {"type": "default"})
    return f"{json.dumps(scope, sort_keys=True)}{parameters.get('language_code', '')}"


def _check_command(command: Json) -> None:
    match command:
        case {"command": str(name), "description": str(description)}:
            if not _COMMAND.fullmatch(name.removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(description) <= _MAX_COMMAND_DESCRIPTION:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        case _:
            raise bad_request("can't parse BotCommand: expected command and description")


def _drop(world: World, parameters: Json) -> bool:
    if parameters.get("drop_pending_updates"):
        world.updates.drop()
    return True


ANSWERS: Mapping[str, Callable[[World, Json], object]] = {
    "getMe": get_me,
    "getChat": get_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
