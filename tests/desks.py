"""The desk software that is told where agents' pages are, and the browsers in which they open."""

import json
import threading
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from .outsiders import Answer

BY_A_PERSON = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}


@dataclass
class DeskSoftware:
    """Takes what is posted to it; `told` are the messages so far."""

    status: int = 200
    hangs: threading.Event | None = None
    told: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    _came: threading.Condition = field(default_factory=threading.Condition)

    def answer(self, _path: str, body: bytes) -> Answer:
        with self._came:
            self.bodies.append(body)
            if body.startswith(b"{"):
                self.told.append(json.loads(body))
            self._came.notify_all()
        if self.hangs is not None:
            self.hangs.wait(20)
        return self.status, "application/json", b"{}"

    def awaited(self, messages: int) -> list[bytes]:
        """The first so many, when they have come."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.bodies) >= messages, 20), "nothing came"
            return self.bodies[:messages]

    def link(self, message: int = -1) -> str:
        """The path of a link behind the app's mount."""
        path = urlsplit(str(self.told[message]["link"])).path
        return path[path.index("/agent") + len("/agent") :]


class Browser:
    """One of its own: keeps its cookies, follows no redirect by itself."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._client.get(path, headers=BY_A_PERSON | headers, base_url="https://ivr.example.com/agent")

    def post(self, path: str, **form: str) -> TestResponse:
        sent = {"Sec-Fetch-Site": "same-origin"}
        return self._client.post(path, data=form, headers=sent, base_url="https://ivr.example.com/agent")

    def open(self, path: str) -> TestResponse:
        """As an agent does: the link, and where it leads."""
        first = self.get(path)
        return self.get(path) if first.status_code == 303 else first


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.actions: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            self.actions.append((dict(attrs).get("action") or "").rpartition("/")[2])


def text_of(page: TestResponse) -> str:
    """What is read on it."""
    read = _Text()
    read.feed(page.get_data(as_text=True))
    return " ".join(" ".join(read.pieces).split())


def forms_of(page: TestResponse) -> list[str]:
    """What can be done on it."""
    read = _Text()
    read.feed(page.get_data(as_text=True))
    return read.actions
