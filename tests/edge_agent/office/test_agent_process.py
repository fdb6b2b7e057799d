"""The page in the agent's process, as in an office."""

import psutil

from edge_agent.device import DeviceDirectory
from tests.edge_agent.office.rooms import Office, citizen_calls, counter_says, open_office
from tests.edge_agent.office.test_hostile import line_to
from tests.edge_agent.uplink.agent_process import StartAgent, state_of
from tests.support.waiting import eventually

MAY_GROW_BYTES = 4 << 20


def page_of(start_agent: StartAgent, device: DeviceDirectory) -> Office:
    office = open_office(device)
    start_agent(device)
    eventually(office.is_there, "the clerk's page")
    return office


def says_so(device: DeviceDirectory, *, callable_clerk: bool) -> bool:
    state = state_of(device)
    return state is not None and state.office is callable_clerk


def test_without_configuration_there_is_no_page_and_nobody_can_be_called(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    start_agent(device)
    eventually(lambda: says_so(device, callable_clerk=False), "an agent without a page")


def test_the_agent_says_that_a_clerk_can_be_called(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    page_of(start_agent, device)
    eventually(lambda: says_so(device, callable_clerk=True), "an agent with a page")


def test_an_address_that_is_not_there_stops_nothing_else(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    open_office(device)
    device.office_configuration_path.write_text('listen = "10.255.255.1"\n')
    agent = start_agent(device)
    agent.until_output("the clerk's page is not there")
    eventually(lambda: says_so(device, callable_clerk=False), "an agent without a page")


def test_a_call_and_a_closed_kiosk_and_a_signed_in_clerk_survive_the_agents_restart(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    office = open_office(device)
    agent = start_agent(device)
    eventually(office.is_there, "the clerk's page")
    counter_says(device)
    office.sign_in()
    call = citizen_calls(device)
    assert office.wish(type="close", reason="repair") == 204
    agent.kill()
    start_agent(device)
    eventually(office.is_there, "the page again")
    counter_says(device)
    state = office.state()
    assert state["call"]["call"] == call.call
    assert state["service"] == "closing"
    assert office.wish(type="coming", call=call.call) == 204


def test_the_agent_ends_with_pages_and_half_requests_open(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    office = open_office(device)
    agent = start_agent(device)
    eventually(office.is_there, "the clerk's page")
    office.sign_in()
    request = (
        f"GET /events HTTP/1.1\r\nHost: {office.configuration.host}\r\n"
        f"Cookie: __Host-office={office.cookie}\r\n\r\n"
    )
    with line_to(office) as page, line_to(office) as half:
        page.sendall(request.encode())
        assert page.recv(100)
        half.sendall(b"GET /")
        assert agent.stop() == 0


def test_using_the_page_again_and_again_takes_no_more_memory(
    start_agent: StartAgent, device: DeviceDirectory
) -> None:
    office = open_office(device)
    agent = start_agent(device)
    eventually(office.is_there, "the clerk's page")
    counter_says(device)
    use(office, times=10)
    before = psutil.Process(agent.pid).memory_info().rss
    use(office, times=50)
    grown = psutil.Process(agent.pid).memory_info().rss - before
    assert grown <= MAY_GROW_BYTES, f"{grown >> 10} KiB"


def use(office: Office, times: int) -> None:
    office.sign_in("270518")
    office.sign_in()
    for _ in range(times):
        assert office.ask("GET", "/static/office.js").status == 200
        assert office.ask("GET", "/state").status == 200
