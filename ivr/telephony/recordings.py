"""Recordings as the carrier keeps them, by its REST interface: listed, fetched, deleted.

Only the address that the operator set is asked, with paths that are made here of ids: nothing that the carrier answers
becomes an address, no redirect is followed and no proxy asked. Not for the event loop, nor for a webhook.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from ..errors import CandidError
from ..settings import Settings
from ..sockets.asking import NoAnswerError, ask

SECONDS = 20.0
"""For one answer, whole: a message of some minutes has some megabytes."""
LARGEST_LIST, LARGEST_SOUND = 1 << 20, 64 << 20
_PAGE = 100
_MOST_PAGES = 200
_SOUND_SLACK_SECONDS = 2.0
"""The carrier tells whole seconds."""
_RECORDING = re.compile(r"RE[0-9a-zA-Z]{1,62}")
OK, DELETED, NOT_FOUND = 200, 204, 404


class CarrierError(CandidError):
    """Nothing came of it; the message says what, and nothing of a caller."""


@dataclass(frozen=True, slots=True)
class AtCarrier:
    """A recording that lies there."""

    sid: str
    call_sid: str
    status: str
    """"completed" when it can be fetched."""
    source: str
    """Who made it; "RecordVerb": the message that a caller left."""
    seconds: float
    made: str
    """As the carrier tells it."""


class CarrierRecordings:
    def __init__(self, settings: Settings, seconds: float = SECONDS) -> None:
        """Settings with the three of the carrier's API."""
        account = f"/2010-04-01/Accounts/{settings.twilio_account_sid}"
        self._root = f"{settings.twilio_api_url.rstrip('/')}{account}/Recordings"
        self._auth = (settings.twilio_api_key, settings.twilio_api_secret)
        self._seconds = seconds

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """None where the operator has set no key: then recordings stay where they are."""
        return cls(settings) if settings.twilio_api_key else None

    def of_call(self, call: str) -> list[AtCarrier]:
        """Raises CarrierError, as all of these."""
        return list(self._listed({"CallSid": call}))

    def one(self, sid: str, call: str) -> AtCarrier | None:
        """None: it is not there, or not any more."""
        status, body = self._ask("GET", f"/{_path_of(sid)}.json", LARGEST_LIST)
        if status == NOT_FOUND:
            return None
        told = _json(body) if status == OK else None
        if told is None:
            raise CarrierError(f"the carrier answered {status} to the question for a recording")
        found = _read(told)
        if (found.sid, found.call_sid) != (sid, call):
            raise CarrierError("the carrier answered about another recording than it was asked for")
        return found

    def all(self) -> Iterator[AtCarrier]:
        """Of the whole account, page by page."""
        return self._listed({})

    def fetch(self, sid: str, seconds: float) -> bytes:
        """The recording as a WAV file; `seconds`: how long the carrier says that it is."""
        status, sound = self._ask("GET", f"/{_path_of(sid)}.wav", LARGEST_SOUND)
        if status != OK:
            raise CarrierError(f"the carrier answered {status} to a recording's fetching")
        if not abs(_seconds_of(sound) - seconds) <= _SOUND_SLACK_SECONDS:  # what is no number is no length either
            raise CarrierError("what the carrier gave is not the recording that it lists")
        return sound

    def delete(self, sid: str) -> None:
        """It is gone when this returns: the carrier was asked for it once more."""
        status, _ = self._ask("DELETE", f"/{_path_of(sid)}.json", LARGEST_LIST)
        if status not in {OK, DELETED, NOT_FOUND}:
            raise CarrierError(f"the carrier answered {status} to a recording's deletion")
        status, _ = self._ask("GET", f"/{_path_of(sid)}.json", LARGEST_LIST)
        if status != NOT_FOUND:
            raise CarrierError(
                f"the carrier said that a recording was deleted, and still has it (it answered {status})"
            )

    def _listed(self, wanted: Mapping[str, str]) -> Iterator[AtCarrier]:
        query = {"PageSize": str(_PAGE), **wanted}
        for _ in range(_MOST_PAGES):
            page = self._page(query)
            for told in page["recordings"]:
                if not wanted or told.get("call_sid") == wanted["CallSid"]:
                    yield _read(told)
            following = _query_of(str(page.get("next_page_uri") or ""))
            if "PageToken" not in following:
                return
            # Of the address only which page it is: where it is asked for is ours to say.
            query |= {name: following[name][0] for name in ("Page", "PageToken") if name in following}
        raise CarrierError(f"the carrier lists more than {_PAGE * _MOST_PAGES} recordings")

    def _page(self, query: Mapping[str, str]) -> dict[str, Any]:
        status, body = self._ask("GET", ".json", LARGEST_LIST, query)
        page = _json(body) if status == OK else None
        if page is None:
            raise CarrierError(f"the carrier answered {status} to the question for its recordings")
        recordings = page.get("recordings")
        if not isinstance(recordings, list) or not all(isinstance(told, dict) for told in recordings):
            raise CarrierError("the carrier's list of recordings cannot be read")
        return page

    def _ask(self, method: str, path: str, largest: int, query: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        try:
            told = ask(
                *(method, self._root + path), largest=largest, seconds=self._seconds, query=query, auth=self._auth
            )
        except NoAnswerError as error:
            raise CarrierError(f"the carrier {error}") from error
        return told.status, told.body


def _path_of(sid: str) -> str:
    if not _RECORDING.fullmatch(sid):
        raise CarrierError("the carrier's id of a recording is none")
    return sid


def _query_of(address: str) -> dict[str, list[str]]:
    try:
        return parse_qs(urlsplit(address).query)
    except ValueError as error:
        raise CarrierError("the carrier's list of recordings goes on at no address") from error


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):  # text that is none, or nested without end
        return None
    return told if isinstance(told, dict) else None


def _read(told: Mapping[str, object]) -> AtCarrier:
    try:
        seconds = float(str(told.get("duration")))
    except ValueError:  # while it is being made there is none
        seconds = -1.0
    text = {name: str(told.get(name) or "") for name in ("sid", "call_sid", "status", "source")}
    return AtCarrier(**text, seconds=seconds, made=str(told.get("date_created") or ""))


def _seconds_of(sound: bytes) -> float:
    """Of what is there, whatever its head says. Raises CarrierError."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(sound)) as file:
            if file.format not in {"WAV", "WAVEX"}:
                raise CarrierError("what the carrier gave is no WAV file")
            return float(len(file.read(dtype="int16")) / file.samplerate)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise CarrierError("what the carrier gave is no sound") from error
