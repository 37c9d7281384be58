"""What the figures in docs/benchmarks.md are measured with: `make bench`."""

import os

from ivr.engines.child import NATIVE_THREADS

# Before anything loads a native library: engines measured in this process have what the service's children have.
os.environ.update(NATIVE_THREADS)
