"""Any back office as an HTTP server that keeps to `back_office/openapi.yaml`: the other end of `back_office.http`."""

import hmac
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from back_office.errors import BackOfficeError
from back_office.local_time import ZONE_HEADER, be_in_zone
from back_office.port import BackOffice
from back_office.record import Key
from back_office.tasks import Task, tasks_of
from back_office.wire import KEY_HEADER, decoded, encoded, status_and_body

LARGEST_REQUEST = 16 * 1024

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def served(office: BackOffice, token: str) -> web.Application:
    """An application whose every request must carry `Authorization: Bearer <token>`; "": none is asked for."""
    application = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[_admission(token)])
    for task in tasks_of(BackOffice).values():
        application.router.add_post(task.path, _handler(office, task))
    return application


def _admission(token: str) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    expected = f"Bearer {token}".encode()

    @web.middleware
    async def admission(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode(errors="replace")
        if token and not hmac.compare_digest(given, expected):
            return web.json_response({"error": "unauthorized"}, status=401)
        return await handler(request)

    return admission


def _handler(office: BackOffice, task: Task) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        key = request.headers.get(KEY_HEADER)
        if task.writes and not re.fullmatch(Key.regex, key or ""):
            return web.json_response({"error": "invalid", "reason": f"a write needs {KEY_HEADER}"}, status=400)
        be_in_zone(request.headers.get(ZONE_HEADER, ""))
        try:
            asked = decoded(task.asked, await request.read())
        except ValueError as error:
            return web.json_response({"error": "invalid", "reason": str(error)}, status=400)
        try:
            answer = await task.of(office, asked, key)
        except BackOfficeError as error:
            status, body = status_and_body(error)
            return web.json_response(body, status=status)
        return web.Response(body=encoded(answer), content_type="application/json")

    return handle
