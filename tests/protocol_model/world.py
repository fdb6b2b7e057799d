"""The city of one round: machines, a network, a hub, and the time that all of them live in."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from nacl.signing import SigningKey

from contract.command import Command, CommandName, sign_command
from contract.hello import Ack, encode_ack
from contract.topics import Leaf
from tests.edge_agent.city import CITY, topics_of
from tests.protocol_model.clocks import HOUR_MS, Time
from tests.protocol_model.courier import Courier
from tests.protocol_model.files import copy_tree, remove_tree
from tests.protocol_model.hub_process import HubProcess
from tests.protocol_model.hub_view import HubView
from tests.protocol_model.judging import judge_machine
from tests.protocol_model.machine import Machine
from tests.protocol_model.network import Network, Parcel, read_topic
from tests.protocol_model.prepared import DEVICES, ORDERS, Prepared, seeded_names
from tests.protocol_model.record import DiskRecord, WorldRecord

STRANGERS_KEY = SigningKey(b"a key that nobody vouches for..."[:32])


@dataclass(frozen=True)
class Image:
    """A machine's disk as it was."""

    path: Path
    disk: DiskRecord


@dataclass
class World:
    """Made by `world`. All that happens by chance comes from `chance`."""

    made: Prepared
    folder: Path
    chance: random.Random
    time: Time = field(default_factory=Time)
    network: Network = field(default_factory=Network)
    record: WorldRecord = field(default_factory=WorldRecord)
    images: dict[str, Image] = field(default_factory=dict)
    _counters: dict[int, int] = field(default_factory=dict)
    _names: int = 0

    def begin(self) -> Self:
        self.made.put(self.made.first_database)
        self.view = HubView(self.made.database, self.record)
        self.hub = HubProcess(self.made, self.time, self.network, self.view)
        self.hub.start()
        self.courier = Courier(self._path("sticks"), self.hub, self.view)
        self.machines = [self._enrolled(device) for device in DEVICES]
        for machine in self.machines:
            machine.start_kiosk()
            machine.start_agent()
        return self

    def end(self) -> None:
        for machine in self.machines:
            machine.power_off()
        self.hub.close()
        self.view.close()

    def judge(self, machine: Machine) -> None:
        judge_machine(machine, self.hub, self.view)

    def take_image(self, machine: Machine) -> None:
        path = self._path("image")
        self.images[machine.name] = Image(path, machine.copy_disk(path))

    def put_back(self, machine: Machine) -> None:
        image = self.images[machine.name]
        machine.put_back(image.path, image.disk)
        machine.start_kiosk()
        machine.start_agent()

    def clone(self, machine: Machine) -> Machine:
        """A second machine on a copy of the disk, under the same name in the network."""
        path = self._path("clone")
        disk = machine.copy_disk(path)
        clone = self._machine(f"clone of {machine.name}", machine.device, path, disk)
        self.machines.append(clone)
        clone.start_kiosk()
        clone.start_agent()
        return clone

    def back_up(self) -> None:
        self.hub.back_up(self._path("backup"))

    def give_command(self, device: str, *, is_expired: bool) -> None:
        """From the hub; the next number of its epoch."""
        epoch = self.hub.epoch
        counter = self._counters[epoch] = self._counters.get(epoch, 0) + 1
        command = Command(
            epoch=epoch,
            counter=counter,
            city=CITY,
            device=device,
            name=CommandName.REFRESH,
            issued_ms=self.time.utc_ms,
            expires_ms=self.time.utc_ms + (-HOUR_MS if is_expired else 24 * HOUR_MS),
        )
        data = sign_command(command, self.made.command_key)
        self.network.send(device, topics_of(device).command, data, (epoch, counter))

    def forge_ack(self, machine: Machine) -> None:
        """Somebody says with a key of his own that the hub has everything."""
        if machine.kiosk is None:
            return
        head = machine.kiosk.head
        ack = Ack(
            journal=machine.kiosk.journal.raw,
            through=head.seq,
            hash=head.hash,
            backed_up=head.seq,
            hub_time_ms=self.time.utc_ms,
            pace=16,
            epoch=99,
        )
        data = encode_ack(ack, STRANGERS_KEY)
        self.network.send(machine.device, topics_of(machine.device).ack, data)

    def garble(self, parcel: Parcel) -> None:
        """A copy of a message for the hub, with one byte altered or its end cut off. A hello is
        not signed: that nobody alters it is the line's promise (TLS), not the protocol's."""
        data = bytearray(parcel.payload)
        is_signed = read_topic(parcel.topic).leaf is Leaf.EVENTS
        is_altered, place = self.chance.random() < 0.5, self.chance.randrange(len(data))
        if is_altered and is_signed:
            data[place] ^= 1
        else:
            del data[place:]
        self.network.to_hub.append(
            Parcel(parcel.device, parcel.topic, bytes(data), f"garbled {parcel.label}")
        )

    def _enrolled(self, device: str) -> Machine:
        path = self._path(device)
        copy_tree(self.made.machine(device, self.chance.randrange(ORDERS)), path)
        return self._machine(device, device, path, DiskRecord())

    def _machine(self, name: str, device: str, path: Path, disk: DiskRecord) -> Machine:
        return Machine(name, device, path, self.time, self.network, self.chance, self.record, disk)

    def _path(self, name: str) -> Path:
        self._names += 1
        return self.folder / f"{name}-{self._names}"


@contextmanager
def world(made: Prepared, chance: random.Random) -> Iterator[World]:
    """A new one, in memory, with names of journals that the seed alone decides."""
    folder = Path(mkdtemp(dir=made.folder))
    made.signatures.forget()
    with seeded_names(chance):
        begun = World(made, folder, chance)
        try:
            yield begun.begin()
        finally:
            begun.end()
            remove_tree(folder)
