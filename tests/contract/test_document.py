"""The protocol document says what the code does: every field, every event, every example."""

import msgspec
import pytest

from contract.batch import BatchHeader, Entry, EventsMessage
from contract.command import Command, CommandResult
from contract.command_answer import AnswerCode
from contract.configuration import ConfigurationRecord
from contract.courier import CourierAnswer
from contract.enrolment import (
    Authenticated,
    CertificateAnswer,
    CertificateQuestion,
    Problem,
    TrustAnswer,
    TrustQuestion,
)
from contract.envelope import Envelope
from contract.events import EVENT_TYPES, PaidBill, PayerDetails, Predecessor, SealedKey
from contract.hello import Ack, Answer, Hello, JournalHead
from contract.history import TelemetryHistory
from contract.place import Place
from contract.receipt_check import ReceiptAnswer, ReceiptQuestion
from contract.reference import (
    Bilingual,
    BillItem,
    BillRecord,
    CityRecord,
    DeltaPart,
    FeeRecord,
    Instalment,
    KioskRecord,
    OfficeRecord,
    OpeningHours,
    ReferenceDelta,
    ReferenceManifest,
    ServiceRecord,
)
from contract.sealed_file import Opening, SealedFileHead
from contract.sealing import Sealed
from contract.signature import Signed
from contract.telemetry import (
    ComponentState,
    DatasetAge,
    DeviceStatus,
    JournalQueue,
    Measurement,
    Telemetry,
)
from contract.trust import TrustedKey, TrustList
from tests.contract.document import Table, answer_codes, examples, rows_of, tables, with_bytes
from tests.contract.made import MAKERS, unpacked

FORMS: tuple[type[msgspec.Struct], ...] = (
    *(Envelope, EventsMessage, BatchHeader, Entry, Signed, Sealed, Predecessor, SealedKey),
    *(Hello, JournalHead, Ack, Answer, Telemetry),
    *(JournalQueue, ComponentState, Measurement, DatasetAge),
    TelemetryHistory,
    *(SealedFileHead, Opening, CourierAnswer),
    *(DeviceStatus, Command, CommandResult, TrustList, TrustedKey, PaidBill, PayerDetails),
    *(TrustQuestion, TrustAnswer, CertificateQuestion, CertificateAnswer, Authenticated, Problem),
    *(Place, ReceiptQuestion, ReceiptAnswer, ReferenceManifest, BillRecord, BillItem, Instalment),
    *(OfficeRecord, OpeningHours, CityRecord, ServiceRecord, Bilingual, FeeRecord, KioskRecord),
    *(ReferenceDelta, DeltaPart, ConfigurationRecord),
)
BY_NAME = {form.__name__: form for form in FORMS}
TABLES = tuple(tables())
EXAMPLES = examples()


def _form(table: Table) -> type[msgspec.Struct]:
    if table.version is None:
        return BY_NAME[table.title]
    return EVENT_TYPES[table.title, table.version]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.title}.{table.version}")
def test_a_table_names_the_fields_that_the_code_has(table: Table) -> None:
    assert table.rows == rows_of(_form(table))


def test_everything_that_is_said_has_its_table() -> None:
    titles = [(table.title, table.version) for table in TABLES]
    assert len(titles) == len(set(titles)), "one table each"
    assert {title for title, version in titles if version is None} == set(BY_NAME)
    assert {title for title in titles if title[1] is not None} == set(EVENT_TYPES)


def test_the_reader_sees_a_field_that_is_missing_or_another() -> None:
    (hello,) = (table for table in TABLES if table.title == "Hello")
    assert hello.rows[:-1] != rows_of(Hello)
    assert hello.rows != rows_of(Ack)
    assert with_bytes({"a": ["h'00ff'", "h'0'x"]}) == {"a": [b"\x00\xff", "h'0'x"]}


def test_every_example_is_checked() -> None:
    assert set(EXAMPLES) == set(MAKERS)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_an_example_is_made_from_the_values_beside_it(name: str) -> None:
    example = EXAMPLES[name]
    made = MAKERS[name].make(example.values, EXAMPLES)
    if name == "events":
        assert unpacked(made) == unpacked(example.made)
    else:
        assert made == example.made


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_an_example_is_read_as_the_values_beside_it(name: str) -> None:
    example = EXAMPLES[name]
    assert MAKERS[name].read(example.made, example.values, EXAMPLES)


def test_every_code_of_an_answer_stands_in_the_document() -> None:
    assert list(answer_codes()) == [code.value for code in AnswerCode]
