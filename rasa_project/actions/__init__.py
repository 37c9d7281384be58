"""What the assistant does beyond words: checks an order number, looks orders up, answers yes and no."""
