"""What a stranger's socket may take of the service, which addresses are any, and how the operator's are asked."""
