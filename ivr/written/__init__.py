"""What operators write, and where in it a mistake is: rules, prompts and their recordings, the assistant's domain."""
