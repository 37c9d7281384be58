"""Every page of the console that is opened, and with what: what people look for, and what looks like the most work.

Names in braces are filled in when the site is there (`site.Site.known`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    path: str
    about: str = ""
    """What is looked for; empty: the page as it opens."""
    code: int = 200
    signed_in: bool = True


_CALLS = (
    ("from=2026-02-02&to=2026-03-01", "of four weeks"),
    ("from=2025-12-01&to=2025-12-02", "of two days long ago"),
    ("disposition=resolved", "that were resolved"),
    ("disposition=in_progress", "in progress: none is"),
    ("line=%2B15005550101", "of one line"),
    ("line=nobody", "of a line that nobody rang"),
    ("ends=123", "by the last digits of the number"),
    ("route=support&reason=caller_asked", "by route and reason"),
    ("route=gone", "by a route that is no more"),
    ("intent=order_status", "by an intent of most calls"),
    ("intent=intent_7", "by a seldom intent"),
    ("intent=never", "by an intent that nobody had"),
    ("intent=order_status&disposition=voicemail&ends=77", "by an intent of most calls, seldom otherwise"),
    ("tag=may_leave", "by a tag"),
    ("tag=never", "by a tag that no call has"),
    ("code=13224", "by a code of the carrier"),
    ("misses=1", "with a miss"),
    ("misses=3", "with three misses or more"),
    ("misses=6", "with six misses or more"),
    ("misses=9", "with nine misses or more"),
    ("longer=1499", "the longest"),
    ("shorter=21", "the shortest"),
    ("ends=123&disposition=voicemail&misses=2", "by digits, end and misses"),
    (
        "from=2025-12-01&to=2026-03-01&disposition=transferred&line=%2B15005550101&ends=7&route=support"
        "&reason=caller_asked&intent=order_status&tag=may_leave&misses=2&longer=60&shorter=900",
        "by everything at once",
    ),
    ("behind={behind}", "the page behind 70,000 calls"),
    ("intent=order_status&behind={behind}", "the same, by an intent of most calls"),
)
_LISTS = ("open", "mine", "unclaimed", "overdue", "done")
_WHOLE = "from=2025-12-01&to=2026-03-02"

ADDRESSES: dict[str, tuple[Address, ...]] = {
    "static": (Address("/static/console.css"),),
    "home.first": (Address("/", code=302),),
    "now.shown": (Address("/now/", "20 calls, 100 on the way to a person"),),
    "now.one": (Address("/now/CA0"),),
    "calls.listed": (Address("/calls/"), *(Address(f"/calls/?{asked}", about) for asked, about in _CALLS)),
    "calls.exported": (
        Address("/calls/calls.csv", "first line, of all"),
        Address("/calls/calls.csv?misses=6", "first line, with six misses or more"),
    ),
    "call.shown": (Address("/calls/{call}"), Address("/calls/{long}", "of 1,000 turns")),
    "call.recording": (Address("/calls/{sounding}/recording?look={look}", "of five minutes"),),
    "messages.listed": (
        *(Address(f"/messages/?list={name}", name) for name in _LISTS),
        Address("/messages/?list=open&route=orders", "open, of one route"),
        Address("/messages/?{deep_messages}", "open, page 181"),
        Address("/messages/?{deep_done}", "done, page 41"),
    ),
    "messages.one": (Address("/messages/{message}/1"),),
    "messages.sound": (Address("/messages/{sounding}/1/sound", "of half a minute"),),
    "rules.listed": (Address("/rules/", "of 200 rules"),),
    "rule_settings.standing_now": (Address("/rules/settings/"),),
    "rule.new": (Address("/rules/new"),),
    "rule.edit": (Address("/rules/of/rule_150"),),
    "routes.listed": (Address("/routes/", "100"),),
    "route.new": (Address("/routes/new"),),
    "route.edit": (Address("/routes/of/support"),),
    "profile.new": (Address("/rules/numbers/new"),),
    "profile.edit": (Address("/rules/numbers/of/+15005550123", "of 200"),),
    "topics.standing_now": (Address("/rules/topics/"),),
    "prompts.listed": (Address("/prompts/"), Address("/prompts/?q=person", "by a word")),
    "prompt.shown": (Address("/prompts/line/?name=disclosure"),),
    "prompt.sound": (Address("/prompts/line/nothing/en/sound", "of no prompt", 404),),
    "prompt_draft.shown": (Address("/prompts/draft/", "of nothing"),),
    "prompt_draft.sound": (Address("/prompts/draft/disclosure/en/sound", "of what is not changed", 404),),
    "prompt_revisions.listed": (Address("/prompts/revisions/", "of none"),),
    "prompt_revisions.shown": (Address("/prompts/revisions/1", "that is none", 404),),
    "draft.shown": (Address("/draft/", "one line in 200 rules"),),
    "draft.text": (Address("/draft/text"),),
    "draft.download": (Address("/draft/rules.yml"), Address("/draft/rules.yml?of=force", "what is in force")),
    "rehearsal.listed": (Address("/dry-run/"),),
    "rehearsal.shown": (Address("/dry-run/1", "of 5,000 calls"), Address("/dry-run/1?only=same&at=4900", "its end")),
    "what_if.shown": (Address("/what-if/"),),
    "revisions.listed": (Address("/revisions/"),),
    "revisions.shown": (Address("/revisions/2"), Address("/revisions/60?with=1", "compared with another")),
    "reports.shown": (
        Address("/reports/", "7 days"),
        Address("/reports/?from=2026-02-01&to=2026-03-02", "30 days"),
        Address(f"/reports/?{_WHOLE}", "92 days"),
        Address("/reports/?from=2026-03-02&to=2026-03-02", "today"),
    ),
    "reports.week": (Address("/reports/week?day=2026-02-25"), Address("/reports/week", "the last")),
    "people.listed": (Address("/people/", "of 40"),),
    "audit.listed": (
        Address("/log/"),
        Address("/log/?act=draft_tried", "by a seldom act"),
        Address("/log/?person={person}", "by person"),
        Address("/log/?person={person}&act=looked_at_words", "by person and act"),
        Address("/log/?person=nobody&act=looked_at_words&about=x", "by nobody"),
        Address("/log/?before=500", "its end"),
    ),
    "account.shown": (Address("/account/"),),
    "account.codes": (Address("/account/codes"),),
    "account.picture": (Address("/account/codes.svg"),),
    "sign_in.form": (Address("/sign-in", signed_in=False), Address("/sign-in", "by who is in", 302)),
    "sign_in.code_form": (Address("/sign-in/code", "by who owes none", 302, signed_in=False),),
    "sign_in.welcome": (Address("/welcome/{invited}", signed_in=False), Address("/welcome/x", "by nobody", 404)),
    "sign_in_elsewhere.there": (Address("/sign-in/elsewhere/", "without a provider", 404, signed_in=False),),
    "sign_in_elsewhere.back": (Address("/sign-in/elsewhere/back", "without a provider", 404, signed_in=False),),
}
"""By the name that the page has in the app."""
