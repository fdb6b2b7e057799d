"""`python -m kiosk.counter`: the counter alone; `pishkhan kiosk` starts it with its window."""

import sys

from kiosk.counter.process import main

if __name__ == "__main__":
    sys.exit(main())
