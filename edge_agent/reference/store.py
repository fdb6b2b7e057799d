"""Reading the city's data on this kiosk; follows each swap by itself.

A version that cannot be read counts as not there: the one before it is used, or none, and the log
says so. The counter then knows less of a bill, and says so to the citizen; it never stops.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from contract.configuration import Configuration, ConfigurationRecord, configuration_of
from contract.reference import (
    BillRecord,
    CityRecord,
    Dataset,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    RecordType,
    ServiceRecord,
)
from contract.telemetry import DatasetAge
from edge_agent.device import DeviceDirectory
from edge_agent.reference.errors import DamagedReference
from edge_agent.reference.tables import Table
from edge_agent.reference.versions import InUse, Version, read_versions, stamp

log = logging.getLogger(__name__)


@dataclass
class _Open:
    version: Version
    table: Table


class ReferenceStore:
    """`device_dir` is the device's folder. Use it from one thread."""

    def __init__(self, device_dir: Path) -> None:
        self._folder = DeviceDirectory(device_dir).reference_path
        self._stamp: tuple[int, int] | None = None
        self._open: dict[Dataset, _Open] = {}

    def bill(self, bill_id: str) -> list[BillRecord]:
        """All issues of a bill (canonical id), in the city's order; empty when unknown here."""
        found = self._table(Dataset.BILLS)
        return [] if found is None else _decoded(found.table.of_key(bill_id), BillRecord)

    def city(self) -> CityRecord | None:
        records = self._all(Dataset.CITY, CityRecord)
        return records[0] if records else None

    def offices(self) -> list[OfficeRecord]:
        return self._all(Dataset.OFFICES, OfficeRecord)

    def services(self) -> list[ServiceRecord]:
        """In the order in which the city wants them shown."""
        return self._all(Dataset.SERVICES, ServiceRecord)

    def fees(self) -> list[FeeRecord]:
        """In the city's order, several of one service beside each other."""
        return self._all(Dataset.FEES, FeeRecord)

    def kiosks(self) -> list[KioskRecord]:
        """All that were ever enrolled, this one too."""
        return self._all(Dataset.KIOSKS, KioskRecord)

    def configuration(self) -> Configuration:
        """What the city has set for this kiosk; the defaults before it ever came."""
        return configuration_of(self._all(Dataset.CONFIGURATION, ConfigurationRecord))

    def kiosk_of_key(self, key: str) -> KioskRecord | None:
        """Whose signature names the key of this id; None when no kiosk of the city's does."""
        return next((kiosk for kiosk in self.kiosks() if kiosk.key_of_id(key)), None)

    def age(self, dataset: str) -> DatasetAge | None:
        """The version in use and how fresh it is; None when there is none."""
        found = self._table(Dataset(dataset))
        if found is None:
            return None
        version = found.version
        return DatasetAge(dataset=dataset, version=version.version, as_of_ms=version.as_of_ms)

    def ages(self) -> tuple[DatasetAge, ...]:
        """Of all datasets in use."""
        found = (self.age(dataset) for dataset in Dataset)
        return tuple(age for age in found if age is not None)

    def close(self) -> None:
        for opened in self._open.values():
            opened.table.close()
        self._open = {}
        self._stamp = None

    def _all(self, dataset: Dataset, form: type[RecordType]) -> list[RecordType]:
        found = self._table(dataset)
        return [] if found is None else _decoded(found.table.all(), form)

    def _table(self, dataset: Dataset) -> _Open | None:
        now = stamp(self._folder)
        if now != self._stamp:
            before, self._open = self._open, {}
            self._stamp = now
            self._open = self._opened(before)
            kept = {id(opened.table) for opened in self._open.values()}
            for opened in before.values():
                if id(opened.table) not in kept:
                    opened.table.close()
        return self._open.get(dataset)

    def _opened(self, before: Mapping[Dataset, _Open]) -> dict[Dataset, _Open]:
        """What is open already stays so: a fresher small dataset has no large one read again."""
        try:
            versions = read_versions(self._folder)
        except DamagedReference:
            log.exception("no reference data in use")
            return {}
        found = {}
        for dataset, in_use in versions.items():
            known = before.get(dataset)
            if known is not None and _is_same_file(known.version, in_use.now):
                found[dataset] = _Open(in_use.now, known.table)
                continue
            opened = self._first_readable(in_use)
            if opened is not None:
                found[dataset] = opened
        return found

    def _first_readable(self, in_use: InUse) -> _Open | None:
        for version in (in_use.now, in_use.before):
            if version is None:
                continue
            try:
                table = Table(self._folder / version.file)
                table.check()
                return _Open(version, table)
            except DamagedReference as error:
                log.error("%s %s", error.what, error.next_step)  # noqa: TRY400 (told in full)
        return None


def _is_same_file(one: Version, other: Version) -> bool:
    return (one.file, one.digest) == (other.file, other.digest)


def _decoded(records: Sequence[bytes], form: type[RecordType]) -> list[RecordType]:
    decoder = msgspec.msgpack.Decoder(form)
    return [decoder.decode(record) for record in records]
