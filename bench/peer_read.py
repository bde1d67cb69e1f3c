# SPDX-License-Identifier: MIT
"""Prints the seconds that the official SDK takes to read a recording into its chunk store: peer_read.py FILE"""

import sys
import time

from rerun.chunk import RrdReader

start = time.perf_counter()
store = RrdReader(sys.argv[1]).stream().collect()
print(time.perf_counter() - start)
