"""What the console takes to make its pages."""
