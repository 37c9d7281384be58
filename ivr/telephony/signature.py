"""Who is calling us: Twilio's signature on webhooks and websocket upgrades, against the configured public URL only.

Host and X-Forwarded-* are the sender's words and are never used. https://www.twilio.com/docs/usage/security
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types

from ..settings import Settings


class Signatures:
    """Checks against the present auth token and, during a rotation, the old one.

    A `path` is always as requested: with the public URL's prefix, and with the query string when there is one.
    """

    def __init__(self, settings: Settings) -> None:
        url = urlsplit(settings.public_url)
        self._origin = f"{url.scheme}://{url.netloc}"
        self._stream_origin = f"{'wss' if url.scheme == 'https' else 'ws'}://{url.netloc}"
        tokens = (settings.twilio_auth_token, settings.twilio_auth_token_old)
        self._validators = [RequestValidator(token) for token in tokens if token]

    def valid_request(self, path_with_query: str, params: Mapping[str, str], signature: str) -> bool:
        """Whether Twilio signed this request; `params` are the POSTed ones (a MultiDict keeps repeated values)."""
        return self._valid(self._origin + path_with_query, params, signature)

    def valid_stream(self, path: str, signature: str) -> bool:
        """Whether Twilio signed this upgrade to a websocket; it signs some of them with a trailing slash."""
        url = self._stream_origin + path
        return self._valid(url, {}, signature) or self._valid(_slash_turned(url), {}, signature)

    def sign(self, path_with_query: str, params: Mapping[str, str]) -> str:
        """The signature that Twilio would send with this request: for the simulator and the doctor."""
        return str(self._validators[0].compute_signature(self._origin + path_with_query, params))

    def sign_stream(self, path: str) -> str:
        """The signature that Twilio would send with this upgrade: for the simulator and the doctor."""
        return str(self._validators[0].compute_signature(self._stream_origin + path, {}))

    def _valid(self, url: str, params: Mapping[str, str], signature: str) -> bool:
        if not signature:
            return False
        return any(validator.validate(url, params, signature) for validator in self._validators)


def _slash_turned(url: str) -> str:
    return url[:-1] if url.endswith("/") else url + "/"
