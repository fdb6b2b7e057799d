"""`pishkhan agent status`: whether the agent runs, its line, and how much waits."""

import msgspec

from edge_agent.device import AgentState, DeviceDirectory, is_fresh, read_agent_state
from edge_agent.reference import ReferenceStore


def status(directory: DeviceDirectory, *, as_json: bool) -> int:
    """0 online, 1 not. Raises PishkhanError."""
    identity = directory.identity()
    state = read_agent_state(directory.agent_state_path)
    running = state is not None and is_fresh(state)
    store = ReferenceStore(directory.path)
    ages = store.ages()
    store.close()
    if as_json:
        print(
            msgspec.json.encode(
                {
                    "device": identity.device,
                    "running": running,
                    "agent": state,
                    "reference": ages,
                }
            ).decode()
        )
    else:
        print(f"{identity.device}, {identity.place.line}")
        print(_line(state) if running else "the agent does not run: `pishkhan agent run`")
        for journal in state.journals if state is not None else ():
            waiting = journal.head_seq - journal.acked_seq
            note = ", not the journal the hub knows" if journal.diverged else ""
            print(f"  {journal.writer} {journal.journal[:8]}: {waiting} wait for the hub{note}")
        for age in ages:
            print(f"  {age.dataset}: version {age.version}")
    return 0 if running and state is not None and state.link == "online" else 1


def _line(state: AgentState | None) -> str:
    if state is None:
        return "the agent has never run"
    return state.link if state.reason is None else f"{state.link}: {state.reason}"
