"""What is heard: words and languages, by the transcriber alone."""
