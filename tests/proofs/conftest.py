"""Where do the tests of the proof bench find it? Beside themselves: `bench` runs in foreign environments too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
