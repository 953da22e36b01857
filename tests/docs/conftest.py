"""What stands in this folder is imported by its name, as in the folder of somebody who writes an activity."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
