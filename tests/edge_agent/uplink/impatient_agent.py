"""The agent whose broker gives it up after seconds instead of 45: the numbers differ, the code
does not."""

import sys
from dataclasses import replace
from pathlib import Path

from edge_agent.agent.bootstrap import build_agent
from edge_agent.device import DeviceDirectory

KEEP_ALIVE_S = 2


def main(device: Path) -> None:
    agent = build_agent(DeviceDirectory(device))
    plan = agent.link.plan
    address = replace(plan.address, keep_alive_s=KEEP_ALIVE_S)
    agent.link.plan = replace(plan, address=address)
    agent.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
