"""What callers hear when the back office did not do what they wanted: why, and the offer of a person."""

from rasa_sdk.executor import CollectingDispatcher

from back_office.errors import BackOfficeError, NotFoundError, RefusedError, UnavailableError


def say_trouble(dispatcher: CollectingDispatcher, error: BackOfficeError) -> None:
    """The sentence of domain.yml for what went wrong, then the offer, which "yes" and "no" answer.

    Each Reason has its sentence, `utter_refused_<reason>`. Whoever knows what was not found says that themselves.
    """
    dispatcher.utter_message(response=_sentence(error))
    dispatcher.utter_message(response="utter_offer_person")


def _sentence(error: BackOfficeError) -> str:
    if isinstance(error, NotFoundError):
        return "utter_not_found"
    if isinstance(error, RefusedError):
        return f"utter_refused_{error.reason.value}"
    in_doubt = isinstance(error, UnavailableError) and error.in_doubt
    return "utter_shop_in_doubt" if in_doubt else "utter_shop_unavailable"
