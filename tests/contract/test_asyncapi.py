"""docs/asyncapi.yaml is an AsyncAPI document of version 3.0, and says what the code does.

The rules are those of the AsyncAPI specification 3.0.0 and of its MQTT bindings 0.2.0. Quality of
service and retention are compared with what a broker sees in `second_agent/test_on_the_wire.py`.
"""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from contract.batch import LARGEST_MESSAGE, MAX_EVENTS, BatchHeader, Entry, EventsMessage
from contract.command import Command, CommandResult
from contract.hello import Ack, Answer, Hello, JournalHead
from contract.history import TelemetryHistory
from contract.reference import Dataset
from contract.signature import Signed
from contract.telemetry import (
    ComponentState,
    DatasetAge,
    DeviceStatus,
    JournalQueue,
    Measurement,
    Telemetry,
)
from contract.topics import DOWNLINK, UPLINK, Leaf, Topics, reference_topic
from contract.values import CityId, DatasetName, DeviceId
from edge_agent.uplink.connection import AT_LEAST_ONCE, KEEP_ALIVE_S
from tests.contract.document import DOCS, examples
from tests.contract.json_schema import schema_of
from tests.contract.yaml_subset import NotTheSubset, read_yaml

FORMS: tuple[type[msgspec.Struct], ...] = (
    *(Hello, JournalHead, EventsMessage, BatchHeader, Entry, Signed, Ack, Answer, Telemetry),
    TelemetryHistory,
    *(JournalQueue, ComponentState, Measurement, DatasetAge, DeviceStatus, Command),
    CommandResult,
)
DOCUMENT = read_yaml((DOCS / "asyncapi.yaml").read_text(encoding="utf-8"))
CHANNELS = DOCUMENT["channels"]
OPERATIONS = DOCUMENT["operations"]
COMPONENTS = DOCUMENT["components"]

KEYS = {
    "document": {
        *("asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations"),
        "components",
    },
    "server": {
        *("host", "protocol", "protocolVersion", "pathname", "description", "title", "summary"),
        *("variables", "security", "tags", "externalDocs", "bindings"),
    },
    "mqtt server": {
        *("clientId", "cleanSession", "lastWill", "keepAlive", "sessionExpiryInterval"),
        *("maximumPacketSize", "bindingVersion"),
    },
    "channel": {
        *("address", "messages", "title", "summary", "description", "servers", "parameters"),
        *("tags", "externalDocs", "bindings"),
    },
    "operation": {
        *("action", "channel", "title", "summary", "description", "security", "tags"),
        *("externalDocs", "bindings", "traits", "messages", "reply"),
    },
    "mqtt operation": {"qos", "retain", "messageExpiryInterval", "bindingVersion"},
    "message": {
        *("headers", "payload", "correlationId", "contentType", "name", "title", "summary"),
        *("description", "tags", "externalDocs", "bindings", "examples", "traits"),
    },
    "parameter": {"enum", "default", "description", "examples", "location"},
    "components": {
        *("schemas", "servers", "channels", "operations", "messages", "securitySchemes"),
        *("serverVariables", "parameters", "correlationIds", "replies", "replyAddresses"),
        *("externalDocs", "tags", "operationTraits", "messageTraits", "serverBindings"),
        *("channelBindings", "operationBindings", "messageBindings"),
    },
}


def at(reference: str) -> Any:
    """What a $ref points at; KeyError when it points nowhere."""
    assert reference.startswith("#/")
    found = DOCUMENT
    for part in reference[2:].split("/"):
        found = found[part]
    return found


def references(value: Any) -> Iterator[str]:
    match value:
        case dict():
            if "$ref" in value:
                assert list(value) == ["$ref"], f"something beside {value}"
                yield value["$ref"]
            for part in value.values():
                yield from references(part)
        case list():
            for part in value:
                yield from references(part)
        case _:
            pass


def strange_keys(kind: str, value: dict[str, Any]) -> set[str]:
    return {key for key in value if key not in KEYS[kind] and not key.startswith("x-")}


def test_the_reader_refuses_what_it_does_not_know() -> None:
    assert read_yaml('a:\n  - b: 1\n    c: [x, "y"]\nd: >-\n  e\n  f\n') == {
        "a": [{"b": 1, "c": ["x", "y"]}],
        "d": "e f",
    }
    for other in ("a: &x 1", "a: 'x'", "a: yes", "a: {b: 1}", "a: 1\n   b: 2", "a: 1\na: 2"):
        with pytest.raises(NotTheSubset):
            read_yaml(other)


def test_it_is_an_asyncapi_document() -> None:
    assert DOCUMENT["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= set(DOCUMENT["info"])
    assert not strange_keys("document", DOCUMENT)
    assert not strange_keys("components", COMPONENTS)
    for reference in references(DOCUMENT):
        at(reference)
    for parameter in COMPONENTS["parameters"].values():
        assert not strange_keys("parameter", parameter)
    for message in COMPONENTS["messages"].values():
        assert not strange_keys("message", message)
        assert {"contentType", "payload"} <= set(message)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_explains_each_part_of_its_address(name: str) -> None:
    channel = CHANNELS[name]
    assert not strange_keys("channel", channel)
    assert set(channel["parameters"]) == set(re.findall(r"\{(\w+)\}", channel["address"]))


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_the_messages_of_its_channel(name: str) -> None:
    operation = OPERATIONS[name]
    assert not strange_keys("operation", operation)
    channel = operation["channel"]["$ref"]
    assert channel in {f"#/channels/{known}" for known in CHANNELS}
    assert [m["$ref"] for m in operation["messages"]] == [
        f"{channel}/messages/{message}" for message in at(channel)["messages"]
    ]
    binding = operation["bindings"]["mqtt"]
    assert not strange_keys("mqtt operation", binding)
    assert binding["qos"] == AT_LEAST_ONCE


def test_each_topic_is_a_channel_and_goes_the_right_way() -> None:
    topics = Topics(CityId("{city}"), DeviceId("{device}"))
    said = {name: channel["address"] for name, channel in CHANNELS.items()}
    shard = topics.hello.split("/")[3]
    assert said == {
        **{leaf.value: topics.of(leaf).replace(f"/{shard}/", "/{shard}/") for leaf in Leaf},
        "reference": reference_topic(CityId("{city}"), DatasetName("{dataset}")),
    }
    ways = {o["channel"]["$ref"].split("/")[-1]: o["action"] for o in OPERATIONS.values()}
    assert ways == {
        **{leaf.value: "send" for leaf in UPLINK},
        **{leaf.value: "receive" for leaf in DOWNLINK},
        "reference": "receive",
    }
    assert COMPONENTS["parameters"]["dataset"]["enum"] == [dataset.value for dataset in Dataset]


def test_the_connection_is_the_one_that_agents_make() -> None:
    server = DOCUMENT["servers"]["broker"]
    assert not strange_keys("server", server)
    assert {"host", "protocol"} <= set(server)
    assert server["protocol"] == "secure-mqtt"
    mqtt = server["bindings"]["mqtt"]
    assert not strange_keys("mqtt server", mqtt)
    assert mqtt["keepAlive"] == KEEP_ALIVE_S
    assert mqtt["maximumPacketSize"] == LARGEST_MESSAGE
    assert mqtt["lastWill"]["topic"] == CHANNELS["status"]["address"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_schema_has_the_fields_of_the_code(form: type[msgspec.Struct]) -> None:
    assert COMPONENTS["schemas"][form.__name__] == schema_of(form)


def test_no_schema_is_about_nothing() -> None:
    assert set(COMPONENTS["schemas"]) == {form.__name__ for form in FORMS}
    assert COMPONENTS["messages"]["Events"]["x-packed"]["maxItems"] == MAX_EVENTS


@pytest.mark.parametrize("leaf", [leaf.value for leaf in Leaf])
def test_the_examples_of_the_document_fit_the_schemas(leaf: str) -> None:
    (reference,) = CHANNELS[leaf]["messages"].values()
    message = at(reference["$ref"])
    sent = msgspec.msgpack.decode(examples()[leaf].made)
    _fits(message["payload"], sent)
    if "x-signed" in message:
        signed = msgspec.msgpack.decode(sent[1]) if leaf == "events" else sent
        assert signed[1] == message["x-signed"]["domain"] == leaf
        _fits(message["x-signed"]["payload"], msgspec.msgpack.decode(signed[4]))


def test_a_message_that_lacks_a_field_does_not_fit() -> None:
    hello = msgspec.msgpack.decode(examples()["hello"].made)
    del hello["boot"]
    with pytest.raises(jsonschema.ValidationError):
        _fits({"$ref": "#/components/schemas/Hello"}, hello)


def _fits(schema: dict[str, Any], value: Any) -> None:
    """Byte strings are texts to JSON schema: each byte a character."""
    validator = jsonschema.Draft7Validator({**schema, "components": COMPONENTS})
    validator.validate(_as_json(value))


def _as_json(value: Any) -> Any:
    match value:
        case bytes():
            return value.decode("latin-1")
        case dict():
            return {key: _as_json(part) for key, part in value.items()}
        case list():
            return [_as_json(part) for part in value]
        case _:
            return value
