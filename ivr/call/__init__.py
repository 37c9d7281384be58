"""The call path's asyncio: streams become calls, each with one loop that carries events to the core and acts on it."""
