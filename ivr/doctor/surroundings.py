"""What the service meets: its settings, database, port, and the carrier's way to it."""

import socket
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ..errors import SettingsError
from ..settings import SECRETS, Settings, load_settings
from ..store.database import MIGRATIONS, engine_of
from ..telephony.signature import Signatures
from .finding import Finding, advice, well, wrong

ANSWER_SECONDS = 5.0

# From https://www.twilio.com/docs/usage/security
GOLDEN_TOKEN = "12345"  # noqa: S105  # the made-up one of the example
GOLDEN_PATH = "/myapp.php?foo=1&bar=2"
GOLDEN_PARAMS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}
GOLDEN_SIGNATURE = "L/OH5YylLD5NRKLltdqwSvS0BnU="


def settings_of_environment() -> Finding:
    """As for real calls. A machine where nothing is set is a developer's, which is no fault."""
    try:
        load_settings()
    except SettingsError as error:
        problems = str(error).splitlines()
        if len(problems) > len(SECRETS):  # each secret, and the public URL
            what = "none set: good for `ivr serve --dev`, which makes its own, and for nothing else"
            return well("settings", what, "for real calls: docs/settings.md")
        return wrong("settings", problems[0], "\n".join([*problems[1:], "see docs/settings.md"]))
    return well("settings", "complete, no secret is missing or a default")


def database(settings: Settings) -> Finding:
    try:
        url = make_url(settings.effective_database_url)
    except ArgumentError:
        return wrong("database", "IVR_DATABASE_URL is not a database's URL", "see docs/settings.md")
    shown = url.render_as_string(hide_password=True)
    path = settings.data_dir / "candid.db"
    if not settings.database_url and not path.exists():
        return well("database", f"SQLite, made by the first start: {path}")
    try:
        revision, newest = _revisions(settings.effective_database_url)
    except (SQLAlchemyError, OSError) as error:
        mend = "check IVR_DATABASE_URL, and that the database is up; until then calls are kept in the data folder"
        return wrong("database", f"{shown} does not answer ({type(error).__name__})", mend)
    if revision is None:
        return well("database", f"{shown} answers; the first start makes the tables")
    if revision != newest:
        return well("database", f"{shown} answers; the next start brings its tables from {revision} to {newest}")
    return well("database", f"{shown} answers, its tables are up to date")


def back_office(settings: Settings) -> Finding:
    """Asked where the shops are, which changes nothing and tells nothing of anybody."""
    if not settings.back_office_url:
        what = "the shop that comes with the assistant, all of it made up"
        return well("back office", what, "for your own: docs/back_office.md")
    host = urlsplit(settings.back_office_url).hostname
    token = {"Authorization": f"Bearer {settings.back_office_token}"} if settings.back_office_token else {}
    try:
        answer = httpx.post(
            f"{settings.back_office_url.rstrip('/')}/shops", json={}, headers=token, timeout=2.0, trust_env=False
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        mend = "check IVR_BACK_OFFICE_URL; until it answers, callers are offered a person"
        return wrong("back office", f"{host} does not answer ({type(error).__name__})", mend)
    if answer.status_code == 200 and answer.content.startswith(b"["):
        return well("back office", f"{host} answers in {1000 * answer.elapsed.total_seconds():.0f} ms")
    mend = "check IVR_BACK_OFFICE_URL and IVR_BACK_OFFICE_TOKEN; docs/back_office.md has a command that asks everything"
    return wrong("back office", f"{host} answers {answer.status_code} to a question after its shops", mend)


def port(settings: Settings) -> Finding:
    address = f"{settings.host}:{settings.port}"
    try:
        with socket.create_server((settings.host, settings.port)):
            return well("port", f"{address} is free")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    if _runs(settings):
        return well("port", f"the service is running on {address}")
    return wrong("port", f"{address}: {reason}", "end the other program, or set IVR_PORT (and IVR_HOST)")


def signature(settings: Settings) -> Finding:
    theirs = replace(
        settings, public_url="https://example.com", twilio_auth_token=GOLDEN_TOKEN, twilio_auth_token_old=""
    )
    if Signatures(theirs).valid_request(GOLDEN_PATH, GOLDEN_PARAMS, GOLDEN_SIGNATURE):
        return well("signature", "Twilio's own example is accepted")
    return wrong("signature", "Twilio's own example is refused", "run `make install`: the twilio package is not ours")


def public_url(settings: Settings) -> Finding:
    """Whether the carrier's way leads here. It cannot before the service runs, which is then no fault."""
    url = urlsplit(settings.public_url)
    if is_here(settings):
        what = f"{settings.public_url} is this machine: Twilio cannot reach it"
        return well("public URL", what, "for real calls: docs/twilio.md")
    if url.scheme != "https":
        mend = "set IVR_PUBLIC_URL to an https:// address: media streams are wss:// only"
        return wrong("public URL", f"{settings.public_url} is not https", mend)
    problem = _problem_at(settings.public("/healthz"))
    if not problem:
        return well("public URL", f"{settings.public_url} reaches the service")
    if not _runs(settings):
        what = f"{settings.public_url} cannot be tried before the service runs (now {problem})"
        return advice("public URL", what, "start `ivr serve`, then run `ivr doctor` once more beside it")
    mend = "check name, certificate and proxy: GET PUBLIC_URL/healthz must answer 200"
    return wrong("public URL", f"{settings.public_url} does not reach the service: {problem}", mend)


def is_here(settings: Settings) -> bool:
    """A developer's machine: no carrier can call it."""
    host = urlsplit(settings.public_url).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


def _runs(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in {"", "0.0.0.0", "::"} else settings.host  # noqa: S104  # asked, not listened on
    host = f"[{host}]" if ":" in host else host
    return not _problem_at(f"http://{host}:{settings.port}{settings.prefix}/healthz")


def _problem_at(url: str) -> str:
    """Empty where it is this service that answers."""
    try:
        answer = httpx.get(url, timeout=ANSWER_SECONDS, trust_env=False)
        if answer.status_code != httpx.codes.OK:
            return f"it answers {answer.status_code}"
        return "" if answer.json().get("status") == "alive" else "another program answers"
    except httpx.TimeoutException:
        return f"no answer within {ANSWER_SECONDS:g} s"
    except httpx.ConnectError as error:
        return _not_reached(str(error))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"no answer: {type(error).__name__}"
    except (ValueError, AttributeError):
        return "another program answers"


def _not_reached(reason: str) -> str:
    if "CERTIFICATE" in reason or "SSL" in reason:
        return "its certificate is not accepted"
    unknown = ("Name or service not known", "nodename nor servname", "name resolution", "No address associated")
    return "its name is not known" if any(words in reason for words in unknown) else "nobody answers there"


def _revisions(url: str) -> tuple[str | None, str | None]:
    """Of the database's tables, and the newest."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision(), newest
    finally:
        engine.dispose()
