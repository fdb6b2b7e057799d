"""Findings in lines for a person, and as values for a program."""

from typing import Any

from hardware.discovery.finding import Asked, Finding


def lines(finding: Finding) -> list[str]:
    ids = f" ({finding.ids})" if finding.ids and finding.ids != finding.name else ""
    files = ", ".join(finding.files) or "no device file"
    told = [f"{finding.name}{ids}: {finding.what}", f"  files    {files}"]
    if finding.port:
        told.append(f"  port     {finding.port}")
    if finding.address is not None:
        told.append(f"  address  {finding.address}")
    told += [f"  because  {reason}" for reason in finding.why]
    return told + asked_lines(finding.asked)


def asked_lines(asked: tuple[Asked, ...]) -> list[str]:
    return [f"  asked    {one.question}: {one.answer}" for one in asked]


def facts(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.name,
        "ids": finding.ids or None,
        "port": finding.port or None,
        "files": list(finding.files),
        "address": None if finding.address is None else str(finding.address),
        "certainty": finding.certainty.value,
        "table": None if finding.table is None else finding.table.value,
        "driver": finding.driver or None,
        "why": list(finding.why),
        "asked": asked_facts(finding.asked),
    }


def asked_facts(asked: tuple[Asked, ...]) -> list[dict[str, Any]]:
    return [
        {"question": one.question, "answer": one.answer, "settled": one.settled} for one in asked
    ]
