"""What is understood: wishes, values and sensitive topics, in writing and spoken."""
