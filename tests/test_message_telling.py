"""People are told of what callers leave, when it comes and when it is overdue; nothing is lost, and no caller named."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from ivr.core.message import MessageEvent, Notice
from ivr.core.rules import Rules
from ivr.errors import NotTakenError, SettingsError
from ivr.notices.mail import ToMail
from ivr.notices.messengers import messengers_of
from ivr.notices.webhook import ToWebhook
from ivr.settings import Settings, load_settings
from ivr.sockets.mailing import MailServer
from ivr.store import message_notices
from ivr.store.database import engine_of
from ivr.store.message_list import message
from ivr.store.schema import METADATA
from ivr.store.telling import FIRST_PAUSE, Messenger, Telling
from tests.conftest import CALLER, FakeClock
from tests.mail_server import mail_server
from tests.outsiders import over_http
from tests.test_message_acts import INES, NOW, done, leave
from tests.test_message_acts import REACHED as DONE_SO

LEFT, OVERDUE = MessageEvent.LEFT, MessageEvent.OVERDUE
MINUTE = timedelta(minutes=1)


@dataclass
class Desk:
    """Somebody who is told, and takes it or not."""

    name: str = "the desk"
    at_once: int = 1
    has: list[Notice] = field(default_factory=list)
    takes: Callable[[Sequence[Notice]], bool] = lambda notices: True
    asked: int = 0

    def tell(self, notices: Sequence[Notice]) -> None:
        self.asked += 1
        assert 0 < len(notices) <= self.at_once
        if not self.takes(notices):
            raise NotTakenError(f"{self.name} answered 503")
        self.has += notices

    @property
    def events(self) -> list[tuple[str, str]]:
        return [(one.event.value, one.reference) for one in self.has]


@dataclass
class House:
    engine: sa.Engine
    rules: Rules
    now: datetime = NOW
    started: list[Telling] = field(default_factory=list)

    def telling(self, *desks: Messenger) -> Telling:
        """As after a start, without the thread."""
        url = self.engine.url.render_as_string(hide_password=False)
        self.started.append(Telling(url, lambda: self.rules, desks, lambda: self.now))
        return self.started[-1]

    def close(self) -> None:
        for telling in self.started:
            telling.close()
        self.engine.dispose()

    def later(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def house(url: str, rules: Rules) -> Iterator[House]:
    engine = engine_of(url)
    METADATA.create_all(engine)
    hours = {"hours": [{"days": "mon-fri", "opens": "09:00", "closes": "17:00"}], "time_zone": "UTC"}
    support = type(rules.routes["support"]).model_validate(rules.routes["support"].model_dump() | hours)
    made = House(engine, rules.model_copy(update={"routes": dict(rules.routes) | {"support": support}}))
    yield made
    made.close()


def test_a_message_is_told_when_it_comes_and_when_it_is_overdue_and_once_each(house: House) -> None:
    leave(house.engine, due=None)
    desk = Desk()
    telling = house.telling(desk)
    for _ in range(3):
        telling.look()
    assert desk.events == [("left", "481516")]
    house.later(timedelta(hours=4))
    for _ in range(3):
        telling.look()
    assert desk.events == [("left", "481516"), ("overdue", "481516")]
    assert telling.state()["state"] == "ok"


def test_it_is_due_by_the_hours_of_its_route_or_of_the_fallbacks(house: House) -> None:
    night = datetime(2026, 11, 28, 2, tzinfo=UTC)  # a Saturday
    ours = leave(house.engine, due=None, at=night)
    nobodys = leave(house.engine, "CA2", due=None, at=night, route="closed down")
    house.rules = house.rules.model_copy(update={"fallback_route": "support"})
    house.telling().look()
    monday = datetime(2026, 11, 30, 13, tzinfo=UTC)
    assert [message(house.engine, place).due_at for place in (ours, nobodys)] == [monday, monday]


def test_what_is_done_in_time_is_never_overdue(house: House) -> None:
    place = leave(house.engine, due=MINUTE)
    done(house.engine, place, INES, DONE_SO, NOW)
    desk = Desk()
    house.later(10 * MINUTE)
    house.telling(desk).look()
    assert desk.events == [("left", "481516")]


def test_who_takes_nothing_is_told_later_and_each_time_after_a_longer_while(house: House) -> None:
    leave(house.engine, due=60 * MINUTE)
    desk = Desk(takes=lambda notices: False)
    telling = house.telling(desk)
    telling.look()
    telling.look()
    assert desk.asked == 1
    assert telling.state() == {"state": "degraded", "detail": "the desk answered 503, trying again; 1 to be told"}
    house.later(FIRST_PAUSE)
    telling.look()
    house.later(FIRST_PAUSE)
    telling.look()
    assert desk.asked == 2
    desk.takes = lambda notices: True
    house.later(FIRST_PAUSE)
    telling.look()
    assert desk.events == [("left", "481516")]
    assert telling.state()["state"] == "ok"


def test_nothing_is_lost_over_a_restart(house: House) -> None:
    leave(house.engine, due=MINUTE)
    away = Desk(takes=lambda notices: False)
    house.telling(away).look()
    house.later(10 * MINUTE)
    desk = Desk()
    house.telling(desk).look()
    assert desk.events == [("left", "481516"), ("overdue", "481516")]
    again = Desk()
    house.telling(again).look()
    assert again.has == []


def test_one_who_has_it_is_not_told_again_because_another_has_not(house: House) -> None:
    leave(house.engine)
    well, away = Desk("a"), Desk("b", takes=lambda notices: False)
    telling = house.telling(well, away)
    for _ in range(3):
        telling.look()
        house.later(10 * MINUTE)
    away.takes = lambda notices: True
    house.later(60 * MINUTE)
    telling.look()
    assert well.events.count(("left", "481516")) == away.events.count(("left", "481516")) == 1


def test_what_is_never_taken_keeps_nothing_back(house: House) -> None:
    for number in range(3):
        leave(house.engine, f"CA{number}", reference=f"{number}", at=NOW + number * MINUTE)
    desk = Desk(takes=lambda notices: notices[0].reference != "0")
    telling = house.telling(desk)
    telling.look()
    assert desk.has == []
    house.later(FIRST_PAUSE)
    telling.look()
    assert desk.events == [("left", "1"), ("left", "2")]


def test_many_are_told_together_where_that_is_how_one_is_told(house: House) -> None:
    for number in range(5):
        leave(house.engine, f"CA{number}", reference=f"{number}")
    desk = Desk(at_once=3)
    house.telling(desk).look()
    assert (desk.asked, len(desk.has)) == (2, 5)


def test_of_what_came_before_there_was_somebody_to_be_told_nobody_is(house: House) -> None:
    leave(house.engine, due=-MINUTE)
    house.telling().look()
    desk = Desk()
    house.telling(desk).look()
    assert desk.has == []


def test_of_several_services_on_one_database_one_tells(postgres_url: str, rules: Rules) -> None:
    engine = engine_of(postgres_url)
    METADATA.create_all(engine)
    house, desk = House(engine, rules), Desk()
    leave(engine)
    with message_notices.alone(engine) as first:
        house.telling(desk).look()
        assert (first, desk.has) == (True, [])
    house.telling(desk).look()
    assert desk.events == [("left", "481516")]
    house.close()


def test_a_database_that_is_away_is_told_once_and_tried_again(
    settings: Settings, rules: Rules, fake_clock: FakeClock, capsys: pytest.CaptureFixture[str]
) -> None:
    telling = Telling(settings.effective_database_url, lambda: rules, [Desk()], fake_clock.now)
    telling.look()
    telling.look()
    assert telling.state()["state"] == "degraded"
    assert capsys.readouterr().out.count("telling_trouble") == 1
    engine = engine_of(settings.effective_database_url)
    METADATA.create_all(engine)
    engine.dispose()
    telling.look()
    assert telling.state()["state"] == "ok"
    telling.close()


# By whom


def test_a_webhook_is_told_the_reference_and_the_route_and_nothing_of_the_caller(house: House) -> None:
    leave(house.engine, due=-MINUTE, sealed=b"locked")
    heard: list[tuple[str, bytes]] = []

    class Receiver:
        def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
            heard.append((path, body))
            return 204, "text/plain", b""

    with over_http(Receiver()) as address:
        house.telling(ToWebhook(f"{address}/told?token=t")).look()
    assert [path for path, _ in heard] == ["/told?token=t"] * 2
    assert json.loads(heard[0][1]) == {"event": "left", "reference": "481516", "route": "support"}
    assert json.loads(heard[1][1])["event"] == "overdue"
    assert not [body for _, body in heard if CALLER[1:].encode() in body]


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_webhook_that_answers_otherwise_has_not_taken_it_and_its_address_is_not_told(status: int) -> None:
    class Receiver:
        def answer(self, _path: str, _body: bytes) -> tuple[int, str, bytes]:
            return status, "text/plain", b""

    with over_http(Receiver()) as address, pytest.raises(NotTakenError) as refused:
        ToWebhook(f"{address}/?token=secret").tell([Notice(LEFT, "1", "support")])
    assert "secret" not in str(refused.value)


def test_one_letter_tells_of_all_that_is_new_and_where_to_deal_with_it() -> None:
    with mail_server() as double:
        server = MailServer("127.0.0.1", double.port, False)
        page = "https://ivr.example.com/console/messages/"
        mail = ToMail(server, "candid@example.com", ["ines@example.com"], page)
        mail.tell([Notice(LEFT, "481516", "support"), Notice(LEFT, "", "sales"), Notice(OVERDUE, "2342", "support")])
    [letter] = double.letters
    assert letter["Subject"] == "Messages: 2 left, 1 overdue"
    assert str(letter.get_payload()).replace("\r", "") == (
        "Left by callers:\n  481516  support\n  no reference  sales\n\n"
        f"Overdue:\n  2342  support\n\nDeal with them: {page}\n"
    )


def test_a_mail_server_that_takes_nothing_is_named_by_its_setting() -> None:
    mail = ToMail(MailServer("127.0.0.1", 9, False), "candid@example.com", ["ines@example.com"], "")
    with pytest.raises(NotTakenError, match="IVR_MAIL_SERVER was not reached"):
        mail.tell([Notice(LEFT, "1", "support")])


# By settings

MAIL = {
    "IVR_MESSAGES_MAIL": "ines@example.com,omar@example.com",
    "IVR_MAIL_SERVER": "smtps://mail.example.com",
    "IVR_MAIL_FROM": "candid@example.com",
}


def test_who_is_told_is_as_settings_have_it(settings: Settings) -> None:
    assert messengers_of(settings) == ()
    both = load_settings(MAIL | {"IVR_MESSAGES_WEBHOOK": "https://desk.example/?t=1"}, dev=True)
    assert [one.name for one in messengers_of(replace(settings, messages_webhook="https://desk.example"))] == [
        "IVR_MESSAGES_WEBHOOK"
    ]
    assert [one.name for one in messengers_of(both)] == ["IVR_MESSAGES_WEBHOOK", "IVR_MAIL_SERVER"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"IVR_MESSAGES_WEBHOOK": "desk.example"}, "IVR_MESSAGES_WEBHOOK must be"),
        ({"IVR_MAIL_SERVER": "mail.example.com"}, "IVR_MAIL_SERVER must be"),
        ({"IVR_MAIL_FROM": "a@b.example,c@d.example"}, "IVR_MAIL_FROM must be"),
        ({"IVR_MESSAGES_MAIL": "ines"}, "IVR_MESSAGES_MAIL must be"),
        ({"IVR_MAIL_FROM": ""}, "IVR_MAIL_FROM: missing; letters need all 3"),
        ({"IVR_MAIL_USER": "candid"}, "IVR_MAIL_PASSWORD: missing"),
    ],
)
def test_settings_of_which_nothing_would_be_told_are_refused(wrong: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load_settings(MAIL | wrong, dev=True)


def test_the_password_of_the_mail_server_and_the_webhook_are_in_no_text_of_settings() -> None:
    given = {
        "IVR_MAIL_USER": "candid",
        "IVR_MAIL_PASSWORD": "pw-of-tests",
        "IVR_MESSAGES_WEBHOOK": "https://d.e/?t=pw2",
    }
    told = repr(load_settings(MAIL | given, dev=True))
    assert "pw-of-tests" not in told
    assert "pw2" not in told
