"""The agent whose broker gives it up after seconds instead of 45: the numbers differ, the code
does not."""

import sys
from pathlib import Path

from edge_agent.agent.bootstrap import assemble, this_machine
from edge_agent.device import ClockFloor, DeviceDirectory

KEEP_ALIVE_S = 2


def main(device: Path) -> None:
    directory = DeviceDirectory(device)
    floor = ClockFloor(directory.clock_floor_path)
    assemble(directory, floor, this_machine(directory, floor, KEEP_ALIVE_S)).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
