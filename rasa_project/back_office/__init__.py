"""The operator's business data through one port, `BackOffice`: over HTTP, or the small shop that comes with Candid."""
