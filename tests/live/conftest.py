"""Where do the live tests find what makes environments? In the proof bench."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "proofs"))
