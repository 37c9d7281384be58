"""Signing in by the operator's own OpenID Connect provider, where one is set; who may come in is still said here."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask
from werkzeug.wrappers import Response

from ..errors import CandidError
from ..settings import Settings

_ANSWERS_SECONDS = 5.0
_EMAIL = "email"
Answer = TypeVar("Answer")


class ProviderError(CandidError):
    """The provider, or the network before it, gave nothing that can be used. Its words are in no message of ours."""


class Provider:
    """Asked only when somebody signs in; made with the first of them, as Authlib takes memory."""

    def __init__(self, settings: Settings, app: Flask) -> None:
        from authlib.integrations.flask_client import OAuth  # type: ignore[import-untyped]

        self._claim = settings.oidc_claim
        self._asked = OAuth(app).register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": _ANSWERS_SECONDS,
            },
        )

    def send_there(self, back: str) -> Response:
        """`back`: the address of ours to which the provider sends the browser. Raises ProviderError."""
        answer: Response = _told(lambda: self._asked.authorize_redirect(back))
        return answer

    def name(self) -> str:
        """By which they were invited, of who comes back; empty: none is vouched for. Raises ProviderError."""
        return _name_in(_told(lambda: self._asked.authorize_access_token()["userinfo"]), self._claim)


def _told(ask: Callable[[], Answer]) -> Answer:
    from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        return ask()
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError, RuntimeError) as error:
        raise ProviderError(type(error).__name__) from None


def _name_in(claims: Mapping[str, Any], claim: str) -> str:
    if claim == _EMAIL and claims.get("email_verified") is not True:
        return ""
    found = claims.get(claim)
    return found.strip() if isinstance(found, str) else ""
