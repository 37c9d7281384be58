"""By whom the operator wants to be told."""

from ..settings import Settings
from ..sockets.mailing import addresses_in, server_in
from .mail import ToMail
from .webhook import ToWebhook


def messengers_of(settings: Settings) -> tuple[ToWebhook | ToMail, ...]:
    """None, one or both, as settings have it."""
    found: list[ToWebhook | ToMail] = []
    if settings.messages_webhook:
        found.append(ToWebhook(settings.messages_webhook))
    server = server_in(settings.mail_server, settings.mail_user, settings.mail_password)
    to = addresses_in(settings.messages_mail)
    if server and to:
        page = settings.public("/console/messages/") if settings.console else ""
        found.append(ToMail(server, settings.mail_from, to, page))
    return tuple(found)
