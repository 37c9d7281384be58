"""The numbers that calls go on to: made-up ones, and what agents' phones show."""

import re

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from ..core.caller_number import CallerKind, kind_of_caller
from ..errors import CandidError
from ..settings import Settings
from ..store.database import engine_of
from ..store.schema import CALLS
from ..written.rules_file import read_rules
from .finding import Finding, advice, well, wrong
from .surroundings import is_here

MADE_UP = re.compile(
    r"""
    \+1500555[0-9]{4}                          # Twilio's own, for trials; those of the demo are of these
    | \+1[2-9][0-9]{2}55501[0-9]{2}             # North America: for films and examples
    | \+447700900[0-9]{3}                      # United Kingdom: Ofcom's, for drama
    | \+44(?:2079460|11[3-8]4960|1[2-6]14960|1914980|2896496|2920180)[0-9]{3}
    | \+6149157(?:0006|0156|0157|0158|0159|0110)     # Australia: ACMA's, for fiction
    | \+61[2378](?:5550|7010)[0-9]{4}
    | \+33(?:19900|26191|35301|46571|53649|63998)[0-9]{4}     # France: ARCEP's, for films
    """,
    re.VERBOSE,
)
"""Numbers set aside so that they ring nobody."""


def agents(settings: Settings) -> Finding:
    """Whether callers who want a person can reach one."""
    try:
        routes = read_rules(settings.rules_file).routes
    except CandidError:
        return advice("agents", "not looked at, as the rules cannot be read", "mend the rules first")
    idle = {name: [n for n in route.agents if MADE_UP.fullmatch(n)] for name, route in routes.items()}
    found = len({number for numbers in idle.values() for number in numbers})
    if not found:
        return well("agents", f"none of the numbers in {settings.rules_file.name} is a made-up one")
    what = f"nobody answers {found} of the numbers, which are made up, as those of the demo are: {_named(idle)}"
    mend = f"put your agents' numbers into {settings.rules_file}: docs/rules.md#routes"
    return advice("agents", what, f"for real calls {mend}") if is_here(settings) else wrong("agents", what, mend)


def caller_id(settings: Settings) -> Finding:
    """What agents' phones show for a withheld caller. Where calls come in by SIP, the line itself is no number."""
    if MADE_UP.fullmatch(settings.caller_id):
        return wrong("caller ID", "IVR_CALLER_ID is a made-up number", "set it to a number of yours at the carrier")
    if settings.caller_id:
        return well("caller ID", "IVR_CALLER_ID is set")
    mend = "set IVR_CALLER_ID to a number of yours at the carrier, or agents are not rung for withheld callers"
    if _called_by_sip(settings):
        return wrong("caller ID", "IVR_CALLER_ID is not set, and calls come in at a SIP address", mend)
    return well("caller ID", "agents see the caller's number, or else the one that was called", f"by SIP: {mend}")


def _called_by_sip(settings: Settings) -> bool:
    """As far as calls so far tell; whether the database answers is told elsewhere."""
    if not settings.database_url and not (settings.data_dir / "candid.db").exists():
        return False
    try:
        engine = engine_of(settings.effective_database_url)
        with engine.connect() as connection:
            lines = connection.execute(select(CALLS.c.line).distinct().limit(100)).scalars().all()
        engine.dispose()
    except (SQLAlchemyError, OSError):
        return False
    return any(kind_of_caller(line) is CallerKind.ADDRESS for line in lines)


def _named(idle: dict[str, list[str]]) -> str:
    return ", ".join(f"{len(numbers)} of {name}" for name, numbers in idle.items() if numbers)
