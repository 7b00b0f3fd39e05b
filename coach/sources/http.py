"""One blocking exchange with a vendor: bounded retries, bounded bodies, no strange hosts.

Knows `requests`, no vendor. Runs in worker threads (`fetching`); what fails is a `Fault`.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Literal
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from coach.sources.faults import Broken, Meaning, broken, refused
from coach.sources.leash import HeldAdapter, Leash
from coach.sources.waiting import ShortRetry, seconds_to_wait

MEGABYTE = 1024 * 1024
_CHUNK = 64 * 1024
_AGENT = "lanterne-rouge"


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long and how often one exchange may try. Seconds, counts, bytes.

    A `Retry-After` longer than `longest_pause_s` is not slept away in a thread: it is reported.
    """

    deadline_s: float = 25.0
    connect_s: float = 5.0
    read_s: float = 10.0
    retries: int = 2
    backoff_s: float = 0.4
    longest_pause_s: int = 3
    most_bytes: int = 16 * MEGABYTE


class Unsigned(AuthBase):
    """No credentials at all, not even those of a .netrc file."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Leave the request as it is."""
        return request


class Bearer(AuthBase):
    """A bearer token, never printed."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign the request."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


@dataclass(frozen=True, kw_only=True)
class Call:
    """One question. `url` is whole; what is secret in it is never printed."""

    url: str = field(repr=False)
    method: Literal["GET", "POST", "PUT", "DELETE"] = "GET"
    auth: AuthBase = field(repr=False, default_factory=Unsigned)
    query: Mapping[str, str] = field(repr=False, default_factory=dict)
    document: object | None = field(repr=False, default=None)
    form: Mapping[str, str] | None = field(repr=False, default=None)
    etag: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: the parsed JSON (None where the body was empty), and the headers."""

    status: int
    document: object
    headers: Mapping[str, str]

    @property
    def unchanged(self) -> bool:
        """Whether it says that nothing changed since the call's `etag`."""
        return self.status == HTTPStatus.NOT_MODIFIED


class Wire:
    """A session to one vendor, shared by all athletes and threads; it keeps no cookies."""

    def __init__(
        self, label: str, patience: Patience, *, connections: int, own: Mapping[int, Meaning]
    ) -> None:
        """Prepare the pool; nothing is opened before the first call. `own` words statuses."""
        self._label, self._patience, self._own = label, patience, own
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._session.headers.update({"User-Agent": _AGENT, "Accept": "application/json"})
        retry = ShortRetry(
            patience.retries,
            backoff_factor=patience.backoff_s,
            backoff_jitter=patience.backoff_s,
            retry_after_max=patience.longest_pause_s,
        )
        adapter = HeldAdapter(pool_maxsize=connections, max_retries=retry)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)
        # The library's own lines name whole addresses, which may hold tokens: none reaches a log.
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)

    def close(self) -> None:
        """Close the idle connections."""
        self._session.close()

    def send(self, call: Call, leash: Leash) -> Answer:
        """Carry out one call; raises Fault for all that can go wrong."""
        leash.take()
        try:
            with self._exchange(call, call.url) as first:
                target = self._same_host(first)
                if target is None:
                    return self._answer(first)
            with self._exchange(call, target) as second:
                if second.is_redirect:
                    raise broken(Broken.ELSEWHERE, self._label)
                return self._answer(second)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            # Its text holds the address with what is in it, so the cause is not carried along.
            raise broken(_kind(error), self._label) from None
        finally:
            leash.release()

    def _exchange(self, call: Call, url: str) -> requests.Response:
        headers = {"If-None-Match": call.etag} if call.etag else {}
        if call.form is not None:
            headers["Connection"] = "close"  # a token is not risked on a stale connection
        return self._session.request(
            call.method,
            url,
            params=dict(call.query) if url is call.url else None,
            auth=call.auth,
            json=call.document,
            data=None if call.form is None else dict(call.form),
            headers=headers,
            timeout=(self._patience.connect_s, self._patience.read_s),
            allow_redirects=False,
            stream=True,
        )

    def _same_host(self, response: requests.Response) -> str | None:
        """Return where a redirect leads; raises Fault where that is another host."""
        if not response.is_redirect:
            return None
        asked = response.request.url or ""
        target = urljoin(asked, response.headers["Location"])
        if response.request.method != "GET" or urlsplit(asked)[:2] != urlsplit(target)[:2]:
            raise broken(Broken.ELSEWHERE, self._label)
        return target

    def _answer(self, response: requests.Response) -> Answer:
        body = self._body(response)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            headers = response.headers
            raise refused(
                response.status_code,
                self._label,
                own=self._own,
                detail=_detail(body),
                retry_after_s=seconds_to_wait(headers.get("Retry-After"), headers.get("Date")),
            )
        return Answer(
            status=response.status_code,
            document=self._parsed(body),
            headers=response.headers,
        )

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._patience.most_bytes:
                raise broken(Broken.TOO_LARGE, self._label)
        return bytes(body)

    def _parsed(self, body: bytes) -> object:
        if not body.strip():
            return None
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise broken(Broken.MALFORMED, self._label) from None


_KINDS: tuple[tuple[type[Exception], Broken], ...] = (
    (requests.ConnectTimeout, Broken.NO_WAY),
    (requests.Timeout, Broken.TIMEOUT),
    (ReadTimeoutError, Broken.TIMEOUT),
    (requests.exceptions.ChunkedEncodingError, Broken.CUT),
    (ProtocolError, Broken.CUT),
    (requests.exceptions.ContentDecodingError, Broken.MALFORMED),
)


def _kind(error: Exception) -> Broken:
    """Return how it failed; what ended the last retry hides inside the error."""
    inner = error.args[0] if error.args else error
    causes = (error, inner, getattr(inner, "reason", None))
    found = (kind for known, kind in _KINDS for cause in causes if isinstance(cause, known))
    return next(found, Broken.NO_WAY)


_DETAILS = ("error", "detail", "message", "error_description", "errors")


def _detail(body: bytes) -> str:
    """Return the vendor's own word for an error: it tells cases apart and is never shown."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(document, Mapping):
        return ""
    words = (document.get(key) for key in _DETAILS)
    return " ".join(str(word) for word in words if word)[:300].lower()
