"""Parts of the language pipeline that Rasa does not bring: order numbers as they are spoken; trackers kept briefly."""
