"""What people are told while they look at nothing of ours: by a webhook of theirs, or by e-mail."""
