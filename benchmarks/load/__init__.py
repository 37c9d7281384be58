"""What the machine can take: calls, and strangers' sockets."""
