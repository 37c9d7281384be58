"""The console on a database of a hundred thousand calls: its real app, as after a start, and who looks at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from ivr.console import create_console
from ivr.console.desk import Desk
from ivr.privacy.masters import master_keys
from ivr.privacy.vault import Vault
from ivr.settings import Settings, load_settings
from ivr.store.database import engine_of, upgrade
from ivr.store.schema import CALLS, MESSAGES
from ivr.written.rules_file import RulesFile
from tests.console import Browser, over_https

from .furniture import dry_run, furnish, rules_text, stage
from .many_calls import ADMIN, LONG_CALL, NOW, SOUNDING_CALL, fill, id_of

FILLED = "calls-1"
"""Another name where `many_calls` makes other rows: a database that is there is used again."""
_LOOK = re.compile(r"recording\?look=([^\"]+)\"")


@dataclass(frozen=True)
class Site:
    settings: Settings
    invited: str
    """The token of somebody who may choose a password."""

    def desk(self) -> Desk:
        """As after a start: nothing is remembered, and no connection is open."""
        engine = engine_of(self.settings.effective_database_url)
        vault = Vault(master_keys(self.settings.master_key, self.settings.effective_master_key_file))
        rules = RulesFile(self.settings.rules_file, self.settings.data_dir)
        return Desk.of(self.settings, engine, vault, rules, lambda: NOW, stage())

    def app(self) -> Flask:
        desk = self.desk()
        desk.runs.begin(lambda number: dry_run(number, desk))
        app = create_console(desk)
        for limiter in app.extensions["limiter"]:
            limiter.enabled = False
        return app

    def browser(self, app: Flask, *, signed_in: bool = True) -> Browser:
        made = Browser(over_https(app))
        if signed_in and (answer := made.sign_in(ADMIN)).status_code != 302:
            raise RuntimeError(f"not signed in: {answer.status_code}")
        made.get("/account/codes")  # the picture of the secret is of this sitting's
        return made

    def known(self) -> Mapping[str, str]:
        """What stands in addresses in braces."""
        app, page = self.app(), f"/calls/{SOUNDING_CALL}"
        heard = _LOOK.search(self.browser(app).post(f"{page}/listen", page).text)
        newest = select(CALLS.c.started_at, CALLS.c.call_sid).order_by(CALLS.c.started_at.desc())
        left = select(MESSAGES.c.call_sid).where(MESSAGES.c.call_sid != SOUNDING_CALL, MESSAGES.c.done_at.is_(None))
        desk: Desk = app.extensions["desk"]
        with desk.engine.connect() as connection:
            began, far = connection.execute(newest.offset(70_000).limit(1)).one()
            message = str(connection.execute(left.limit(1)).scalar())
            call = str(connection.execute(newest.offset(7).limit(1)).one()[1])
        desk.engine.dispose()
        return {
            **{"call": call, "long": LONG_CALL, "sounding": SOUNDING_CALL, "message": message, "person": id_of(0)},
            **{
                "behind": quote(f"{began.isoformat()}~{far}"),
                "look": heard[1] if heard else "",
                "invited": self.invited,
            },
            **{"deep_messages": "list=open&after=9000", "deep_done": "list=done&after=2000"},
        }


def site_in(folder: Path) -> Site:
    """Filled the first time, which takes a minute; then brought to the present shape, as by an upgrade."""
    settings, whole = _settings(folder / FILLED), folder / FILLED / "whole"
    database = settings.effective_database_url
    if not whole.exists():
        (folder / FILLED / "candid.db").unlink(missing_ok=True)
        upgrade(database)
        engine = engine_of(database)
        fill(engine)
        engine.dispose()
        whole.touch()
    upgrade(database)
    site = Site(settings, "")
    desk = site.desk()
    invited = furnish(desk)
    desk.engine.dispose()
    return replace(site, invited=invited)


def _settings(folder: Path) -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yml").write_text(rules_text(), encoding="utf-8")
    given = {"IVR_DATA_DIR": str(folder), "IVR_RULES_FILE": str(folder / "rules.yml")}
    prices = {"IVR_CARRIER_PRICES": "USD in 0.01 out 0.02 stream 0.004"}
    return replace(load_settings(given | prices, dev=True), public_url="https://ivr.example.com")
