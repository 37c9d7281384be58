"""What happens now: calls in progress, who waits, how much room there is; who helps which call; and open pages that are
told of it as it changes."""
