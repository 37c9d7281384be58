"""What a stranger's socket may take of the service before it is known to be the carrier's; which addresses are any."""
