"""`make bench`: runs every benchmark in turn; each prints its figures as ratios to a peer of the same run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if "def main(" in path.read_text())


def main() -> int:
    """Run them all and return how many failed."""
    failed = 0
    for name in BENCHES:
        if name != "__main__":
            print(f"== {name}", flush=True)
            failed += subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
