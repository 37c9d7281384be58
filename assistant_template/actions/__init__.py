"""What the assistant does beyond words: checks a parcel's number, looks it up, answers yes and no."""
