"""Thresholds, waits, ways out, words and keys: settings that stand in no list, a sheet of them on one page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from ...core.rules import Rules
from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...written.rules_file import parse_rules
from ...written.rules_file.editing import Editing
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Standing, beside, edited, problems_of
from ..fields import Field, Typed, shown, typed_of, value_of, wrongly_typed
from ..gate import me
from ..rights import Right, may
from ..setting_fields import GROUPS, Group
from .rules import built_on


def _usual(rules: Rules, field: Field) -> str | list[str]:
    """What holds where the rules do not say."""
    found: Any = rules
    for part in field.path:
        found = getattr(found, str(part))
    return shown(field, found if isinstance(found, dict | tuple) else None if found is None else str(found))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Settings that stand on one page."""

    name: str
    """Of its address, below that of the rules."""
    told: str
    about: str
    groups: tuple[Group, ...]
    usual: Callable[[Rules, Field], str | list[str]] = _usual
    """What holds where the rules do not say."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self._fields())

    def stands(self, standing: Standing) -> Typed:
        editing = Editing(standing.text)
        return {field.name: shown(field, editing.get(field.path)) for field in self.fields}

    def put(self, editing: Editing, typed: Typed) -> None:
        """Only what differs: a field that stands as it was is not written anew."""
        for field in self.fields:
            if typed[field.name] != shown(field, editing.get(field.path)):
                editing.set(field.path, value_of(field, typed[field.name]))

    def beside(self, error: RulesError) -> dict[str, str]:
        return beside(problems_of(error), [field.name for field in self.fields])

    def _fields(self) -> Iterator[Field]:
        for group in self.groups:
            yield from group.fields


_SETTINGS = Sheet("settings", "Thresholds and words", "What is grey is what holds where nothing is written.", GROUPS)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    return sheet_of(desk, _SETTINGS, "rule_settings")


def sheet_of(desk: Desk, sheet: Sheet, name: str) -> Blueprint:
    """The page of a sheet; `name` is the blueprint's."""
    page, drafting = Blueprint(name, __name__, url_prefix=f"/rules/{sheet.name}"), Drafting(desk)
    choosing = Choosing(desk.settings)

    @page.get("/")
    @may(Right.SEE_RULES)
    def standing_now() -> tuple[str, int]:
        standing = drafting.standing()
        return _form(sheet, choosing, standing, sheet.stands(standing), {})

    @page.post("/")
    @may(Right.SET_RULES)
    def save() -> AnyResponse | tuple[str, int]:
        standing, typed, saved = drafting.standing(), typed_of(request.form, sheet.fields), built_on()
        if wrong := wrongly_typed(sheet.fields, typed):
            return _form(sheet, choosing, standing, typed, wrong, 422)
        try:
            drafting.change(me().id, saved, lambda editing: sheet.put(editing, typed), f"{sheet.name}_changed")
        except DraftMovedError:
            return _form(sheet, choosing, drafting.standing(), typed, {"": MOVED_BUT_KEPT}, 409)
        except RulesError as error:
            return _form(sheet, choosing, standing, typed, sheet.beside(error), 422)
        flash("Saved to the draft.")
        return redirect(url_for(".standing_now"))

    _add_check(page, drafting, sheet)
    return page


def _form(
    sheet: Sheet, choosing: Choosing, standing: Standing, typed: Typed, problems: dict[str, str], code: int = 200
) -> tuple[str, int]:
    usual = {field.name: sheet.usual(standing.rules, field) for field in sheet.fields}
    now = sheet.stands(standing) if code == 409 else {}
    more = {"typed": typed, "problems": problems, "usual": usual, "lists": choosing.lists(standing.rules), "now": now}
    return render_template("rules/settings.html", standing=standing, sheet=sheet, **more), code


def _add_check(page: Blueprint, drafting: Drafting, sheet: Sheet) -> None:
    @page.post("/check")
    @may(Right.SET_RULES)
    def check() -> Response:
        """What is wrong with what is in the form by now; nothing is saved."""
        typed = typed_of(request.form, sheet.fields)
        wrong = wrongly_typed(sheet.fields, typed) or _problems(drafting.standing().text, typed, sheet)
        return jsonify({"problems": wrong, "reads": ""})


def _problems(text: str, typed: Typed, sheet: Sheet) -> dict[str, str]:
    try:
        parse_rules(edited(text, lambda editing: sheet.put(editing, typed)))
    except RulesError as error:
        return sheet.beside(error)
    return {}
