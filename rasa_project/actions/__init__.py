"""What Rasa has done by us: the steps of tasks, yes and no to the last question, opening hours, tickets."""
