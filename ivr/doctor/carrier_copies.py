"""Messages that callers leave: whether they are fetched from the carrier and deleted there."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from ..errors import CandidError
from ..privacy.retention import Keeping
from ..settings import Settings
from ..store.copies import lasting_engine_of, waiting
from ..store.database import file_of
from ..telephony.recordings import CarrierRecordings
from .finding import Finding, well, wrong

_NAME = "carrier copies"
_PATIENCE = timedelta(hours=2)
_SECONDS = 5.0


def carrier_copies(settings: Settings) -> Finding:
    """Asks the carrier for the recordings of a call that is none, which tells whether the key is good."""
    if not settings.twilio_api_key:
        return well(
            _NAME, "messages stay at the carrier", "to have them fetched and deleted there: docs/twilio.md, Messages"
        )
    try:
        CarrierRecordings(settings, _SECONDS).of_call("CA00000000000000000000000000000000")
    except CandidError as error:
        return wrong(_NAME, str(error), "look at IVR_TWILIO_ACCOUNT_SID, IVR_TWILIO_API_KEY, IVR_TWILIO_API_SECRET")
    engine = lasting_engine_of(settings.effective_database_url)
    file, now = file_of(engine), datetime.now(UTC)
    try:
        found = [] if file and not file.exists() else waiting(engine, Keeping.of(settings).before(now).audio, now)
    except (SQLAlchemyError, OSError):
        return well(_NAME, "the carrier answers; the tables are not there yet")
    finally:
        engine.dispose()
    late = sum(each.at < now - _PATIENCE for each in found)
    if late:
        mend = "`ivr carrier-copies` tells which; the log of the service says why"
        return wrong(_NAME, f"messages of {late} calls are at the carrier since more than two hours", mend)
    return well(_NAME, "the carrier answers, and messages do not stay there")
