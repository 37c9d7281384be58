"""What the figures in docs/benchmarks.md are measured with: `make bench`."""
