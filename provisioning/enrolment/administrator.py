"""What the city's administrator asks of the hub, shown with admin.pem on the device port."""

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from contract.enrolment import ClaimMade, ClaimWanted, Problem
from contract.errors import PishkhanError
from provisioning.authority import CityDirectory
from provisioning.enrolment.https import HubAddress, judged_by, request, shown_as


class HubRefused(PishkhanError):
    """The hub answered no; `reason` is its stable key."""

    exit_code = 1

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


class _Revoked(msgspec.Struct, frozen=True):
    serials: list[str]


Form = TypeVar("Form")


@dataclass(frozen=True)
class Administrator:
    """`hub_url` is the hub's device port."""

    city: CityDirectory
    hub_url: str

    def claim(self, wanted: ClaimWanted) -> ClaimMade:
        """A new one-time code. Raises HubRefused, HubUnreachable, CertificateRefused."""
        return self._ask("POST", "/admin/v1/claims", msgspec.json.encode(wanted), ClaimMade)

    def revoke(self, device: str, reason: str) -> list[str]:
        """The serials (hexadecimal) of the device's certificates, now void at the hub."""
        body = msgspec.json.encode({"reason": reason})
        return self._ask("POST", f"/admin/v1/devices/{device}/revocation", body, _Revoked).serials

    def read(self, path: str, form: type[Form]) -> Form:
        """A JSON document of the device port, for example of counts."""
        return self._ask("GET", path, None, form)

    def _ask(self, method: str, path: str, body: bytes | None, form: type[Form]) -> Form:
        hub = HubAddress.parse(self.hub_url)
        self.city.record()  # a wrong folder is told before anything is asked
        context = shown_as(
            judged_by(self.city.certificate("root").read_bytes()),
            self.city.certificate("admin"),
            self.city.key("admin"),
        )
        answer = request(hub, method, path, body, context)
        try:
            if answer.status in (200, 201):
                return msgspec.json.decode(answer.body, type=form)
            problem = msgspec.json.decode(answer.body, type=Problem)
        except msgspec.DecodeError:
            raise HubRefused(
                "http",
                f"The hub at {hub.url} answers {method} {path} with status {answer.status}.",
                "Give the hub's device port, and the same version of Pishkhan as the hub's.",
            ) from None
        raise HubRefused(problem.reason, problem.what, problem.next_step)
