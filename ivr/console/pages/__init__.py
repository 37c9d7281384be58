"""The pages, in the order in which they stand at the top. Each module has `blueprint(desk, limiter)`, and `NAV` where
it stands there: what it is called, where it begins, and who may see it."""

from types import ModuleType

from . import (
    account,
    audit,
    call,
    calls,
    draft,
    home,
    messages,
    now,
    people,
    profile,
    rehearsal,
    reports,
    revisions,
    route,
    routes,
    rule,
    rule_settings,
    rules,
    sign_in,
    sign_in_elsewhere,
    topics,
    what_if,
)

PAGES: tuple[ModuleType, ...] = (
    home,
    now,
    calls,
    call,
    messages,
    rules,
    rule_settings,
    topics,
    rule,
    profile,
    routes,
    route,
    draft,
    rehearsal,
    what_if,
    revisions,
    reports,
    people,
    audit,
    account,
    sign_in,
    sign_in_elsewhere,
)
