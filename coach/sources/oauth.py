"""OAuth 2 for a chat without a public address: a link out, a pasted address back, a pair of tokens.

Knows the protocol's words, no vendor. Codes and tokens are in no message and no representation.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from coach.errors import AthleteError
from coach.sources.answers import row
from coach.sources.faults import Broken, broken
from coach.sources.tables import number

_USUAL_LIFE_S = 3600.0
_LONGEST_LIFE_S = 366 * 86400.0


@dataclass(frozen=True, kw_only=True)
class App:
    """The application as it is registered at the vendor; `redirect_url` must be the same there."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_url: str = ""

    @property
    def form(self) -> Mapping[str, str]:
        """Its part of a question for tokens."""
        return {"client_id": self.client_id, "client_secret": self.client_secret}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An access token and what renews it; `expires_at` is by our own clock."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime
    scopes: tuple[str, ...] = ()

    @property
    def credentials(self) -> Mapping[str, str]:
        """The pair as a connection keeps it."""
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "expires_at": self.expires_at.isoformat(),
        }


def link(address: str, app: App, *, scopes: str, state: str) -> str:
    """Return the address that the athlete opens."""
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_url,
        "scope": scopes,
        "state": state,
    }
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def code_from(pasted: str, *, state: str, label: str) -> str:
    """Return the code in a pasted address; raises AthleteError that says what to do instead."""
    query = parse_qs(_query(pasted))
    if "error" in query:
        raise AthleteError(
            f"{label} says that it was not allowed: open the link again and allow it."
        )
    codes, states = query.get("code", []), query.get("state", [])
    if len(codes) != 1:
        raise AthleteError(
            "There is no code in it: paste the whole address that your browser shows after "
            f"{label} sent you on."
        )
    if len(states) != 1 or not secrets.compare_digest(states[0].encode(), state.encode()):
        raise AthleteError(
            "That address is from another try: open the newest link and paste again."
        )
    return codes[0]


def _query(pasted: str) -> str:
    clean = pasted.strip().strip("<>\"'")
    try:
        parts = urlsplit(clean)
    except ValueError:
        return ""
    return parts.query or parts.fragment or ("" if "/" in clean else clean)


def pair_of(
    document: object,
    now: datetime,
    *,
    label: str,
    asked_with: str = "",
    scopes: tuple[str, ...] = (),
) -> Pair:
    """Return the tokens of an answer; raises Fault where there are none.

    `asked_with` is the refresh token that was used: a vendor that names no new one keeps it.
    """
    answer = row(document, label)
    access, refresh = answer.get("access_token"), answer.get("refresh_token") or asked_with
    if not isinstance(access, str) or not access or not isinstance(refresh, str):
        raise broken(Broken.MALFORMED, label)
    life_s = min(max(number(answer.get("expires_in")) or _USUAL_LIFE_S, 0.0), _LONGEST_LIFE_S)
    granted = answer.get("scope")
    return Pair(
        access_token=access,
        refresh_token=refresh,
        expires_at=now + timedelta(seconds=life_s),
        scopes=tuple(granted.replace(",", " ").split()) if isinstance(granted, str) else scopes,
    )
