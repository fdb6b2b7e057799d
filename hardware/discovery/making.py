"""Writes a devices.toml from what was found; what no machine can find out is said openly."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from hardware.address import DeviceAddress
from hardware.device import Table
from hardware.discovery.finding import Certainty, Finding
from hardware.kinds import AnyKind, find_kind
from hardware.profile import ONLY_ONE

_HEAD = """\
# The devices of this kiosk, as `pishkhan hardware profile --make` found them. Lines after a #
# tell why, or what is missing. `pishkhan hardware test --devices FILE` tries each one.
"""


@dataclass(frozen=True, slots=True)
class MadeProfile:
    """`missing`: what a person still has to say; empty when the text is whole."""

    text: str
    missing: tuple[str, ...]


def make_profile(findings: Iterable[Finding], known: Mapping[str, str]) -> MadeProfile:
    """`known`: values that only a person can know, by their key (`terminal_id`).

    What is not sure is written as a comment, never as a device.
    """
    parts, missing, taken = [_HEAD], [], set[Table]()
    for finding in findings:
        if finding.certainty is Certainty.UNSUITED:
            continue
        kind = _kind(finding)
        if kind is None:
            parts.append(_comment(finding, "not sure enough to be written here"))
            continue
        lacking = _lacking(kind, finding, known)
        if kind.table in ONLY_ONE and kind.table in taken:
            parts.append(_comment(finding, f"a kiosk has one {kind.table}, and the first is used"))
        elif lacking:
            missing += [f"{kind.table.value}: {key}" for key in lacking]
            table = "".join(f"# {line}\n" for line in _table(kind, finding, known).splitlines())
            needs = ", ".join(lacking)
            parts.append(f"{_comment(finding, f'{needs} must be given by a person')}{table}")
        else:
            taken.add(kind.table)
            parts.append(f"{_comment(finding)}{_table(kind, finding, known)}")
    return MadeProfile("\n".join(parts), tuple(missing))


def _kind(finding: Finding) -> AnyKind | None:
    if finding.certainty is not Certainty.SURE or finding.table is None or not finding.driver:
        return None
    return find_kind(finding.table, finding.driver)


def _lacking(kind: AnyKind, finding: Finding, known: Mapping[str, str]) -> list[str]:
    """Settings without a default that neither the machine nor a person has told."""
    told = {*known, *(("address",) if finding.address is not None else ())}
    fields = msgspec.structs.fields(kind.settings)
    return [field.encode_name for field in fields if field.required and field.name not in told]


def _table(kind: AnyKind, finding: Finding, known: Mapping[str, str]) -> str:
    heading = f"[{kind.table}]" if kind.table in ONLY_ONE else f"[[{kind.table}]]"
    keys = {field.name for field in msgspec.structs.fields(kind.settings)}
    values = {"driver": kind.driver}
    if finding.address is not None and "address" in keys:
        values["address"] = str(finding.address)
    values |= {key: value for key, value in known.items() if key in keys}
    lines = [heading, *(f"{key} = {_quoted(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _comment(finding: Finding, remark: str = "") -> str:
    lines = [f"{finding.name} ({finding.ids})" if finding.ids else finding.name]
    if finding.port:
        lines.append(f"in port {finding.port}")
    lines += [finding.what, *finding.why]
    if remark:
        lines.append(f"-> {remark}")
        lines += [f"   {file}" for file in finding.files]
    return "".join(f"# {line}\n" for line in lines)


def _quoted(value: str) -> str:
    """A TOML basic string; JSON's rules are a part of its."""
    return json.dumps(value, ensure_ascii=False)


def named(address: DeviceAddress) -> Finding:
    """A place that a person named: it can only be asked."""
    return Finding(
        name=str(address),
        ids="",
        port="",
        files=(),
        address=address,
        certainty=Certainty.MUST_ASK,
        line=address,
        why=("named by a person",),
    )


def said(table: Table, driver: str, address: DeviceAddress) -> Finding:
    """A device that a person vouches for, because no question would tell."""
    return Finding(
        name=str(address),
        ids="",
        port="",
        files=(),
        address=address,
        certainty=Certainty.SURE,
        table=table,
        driver=driver,
        why=("named by a person, who knows its kind",),
    )
