"""The call itself, pure: events in, commands out, with no clock, thread, socket, log or chance."""
