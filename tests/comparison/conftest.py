from __future__ import annotations

import sys
from pathlib import Path

# The builders of documents are shared by the tests of this folder and by benchmarks/redline.
sys.path.insert(0, str(Path(__file__).parent))
