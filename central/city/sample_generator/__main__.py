"""`python -m central.city.sample_generator [DIR]` writes the generated files of the sample."""

import sys
from pathlib import Path

from central.city.sample_generator.files import SAMPLE_FOLDER, write

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_FOLDER
    for path in write(folder):
        sys.stdout.write(f"{path}\n")
