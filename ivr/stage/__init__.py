"""The running service as the console sees it: calls, callers who wait and agents' lines, put together and helped."""
