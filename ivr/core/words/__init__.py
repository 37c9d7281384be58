"""What a language brings: for each noun the lists that it must have, and what is made of words by them."""
