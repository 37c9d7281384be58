"""X-Twilio-Signature as Twilio makes it: independent of the service's own check, so that each proves the other."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

HEADER = "X-Twilio-Signature"


def signature(token: str, url: str, form: Mapping[str, str] | None = None) -> str:
    """base64(HMAC-SHA1(token, url + each name and value, names sorted, no separators)). Twilio's Security page."""
    text = url + "".join(name + value for name, value in sorted((form or {}).items()))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), "sha1").digest()).decode()


def signed_url(url: str) -> str:
    """The URL as Twilio signs it: no fragment; over TLS, neither user:password nor port."""
    parts = urlsplit(url)._replace(fragment="")
    if parts.scheme in {"https", "wss"}:
        parts = parts._replace(netloc=parts.hostname or "")
    return parts.geturl()


@dataclass(frozen=True)
class Signer:
    """Signs for one account; with `wrong`, as somebody would who does not know its token."""

    token: str = field(repr=False)
    wrong: bool = False

    def headers(self, url: str, form: Mapping[str, str] | None = None) -> dict[str, str]:
        token = self.token + "?" if self.wrong else self.token
        return {HEADER: signature(token, signed_url(url), form)}
