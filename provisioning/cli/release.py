"""`pishkhan provision release`: the city's releases, signed for its kiosks."""

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from contract.assets import asset_root
from contract.city_folder import add_city_dir, city_dir_of
from contract.errors import InvalidValue
from contract.release import LONGEST_NOTES, ReleaseFacts, ReleaseVersion
from provisioning.authority import CityDirectory
from provisioning.cli.arguments import add_json

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands
    from provisioning.releases import ReleaseFolder

EXAMPLE = "pishkhan provision release"


def add(commands: "Commands") -> None:
    release = commands.add_parser(
        "release",
        help="the city's releases, signed for its kiosks",
        description="The releases that kiosks take: a folder signed by The Update Framework, "
        "which the hub serves and a stick can carry.",
        epilog=f"example: {EXAMPLE} add wheels --notes 'second language'",
    )
    actions = release.add_subparsers(required=True, metavar="ACTION")
    _add(actions, "init", "make the repository and its keys (wants root.key)", run_init)
    adding = _add(
        actions, "add", "a release of a folder of wheels (wants release.key)", run_add, "wheels"
    )
    adding.add_argument("wheels", type=Path, metavar="FOLDER", help="its wheels, and ours")
    adding.add_argument("--assets", type=Path, metavar="DIR",
                        help="fonts and icons (those of this installation)")  # fmt: skip
    adding.add_argument("--minimum", default="", metavar="VERSION",
                        help="the oldest version it may follow")  # fmt: skip
    adding.add_argument("--notes", default="", help="what is new, in a line or two")
    away = _add(
        actions, "withdraw", "no kiosk takes it any more (wants release.key)", run_away, "0.2.0"
    )
    away.add_argument("version", metavar="VERSION")
    _add(actions, "renew", "say anew that it is the newest state: monthly (wants "
         "freshness.key)", run_renew)  # fmt: skip
    _add(actions, "rotate", "new keys in the place of release.key and freshness.key (wants "
         "root.key)", run_rotate)  # fmt: skip
    _add(actions, "list", "the releases, and until when they are believed", run_list)


def run_init(arguments: argparse.Namespace) -> int:
    from provisioning.releases.keys import FRESHNESS, RELEASE, make_release_keys

    city = _city(arguments)
    city.record()
    city.identity("root")  # before anything is made
    folder = _folder(arguments)
    if not all(city.role_key(name).exists() for name in (RELEASE, FRESHNESS)):
        make_release_keys(city)
    folder.init()
    return _tell(arguments, folder, f"The repository is made: {folder.path}.")


def run_add(arguments: argparse.Namespace) -> int:
    from provisioning.releases import pack

    folder = _folder(arguments)
    if arguments.minimum:
        ReleaseVersion.parse(arguments.minimum)
    if len(arguments.notes) > LONGEST_NOTES:
        raise InvalidValue("length", f"The notes are longer than {LONGEST_NOTES} characters.",
                           "Shorten them.")  # fmt: skip
    with tempfile.TemporaryDirectory(dir=_city(arguments).path) as scratch:
        assets = arguments.assets or asset_root()
        packed = pack(arguments.wheels, assets, Path(scratch) / "archive.tar")
        facts = ReleaseFacts(
            version=str(packed.version),
            minimum=arguments.minimum,
            python=packed.python,
            notes=arguments.notes,
        )
        folder.add(packed, facts)
    return _tell(arguments, folder, f"Release {packed.version} of {packed.wheels} wheels is "
                 "added. Open it: pishkhan hub release open")  # fmt: skip


def run_away(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    folder.withdraw(ReleaseVersion.parse(arguments.version))
    return _tell(arguments, folder, f"Release {arguments.version} is withdrawn.")


def run_renew(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    folder.renew()
    return _tell(arguments, folder, "Renewed.")


def run_rotate(arguments: argparse.Namespace) -> int:
    from provisioning.releases import make_release_keys

    folder = _folder(arguments)
    folder.releases()
    _city(arguments).identity("root")  # before anything is changed
    make_release_keys(_city(arguments))
    folder.rotate()
    return _tell(arguments, folder, "New keys sign from now on.")


def run_list(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    if not arguments.json:
        for facts in folder.releases().values():
            after = f", after {facts.minimum} or newer" if facts.minimum else ""
            notes = f": {facts.notes}" if facts.notes else ""
            print(f"{facts.version}{after}{notes}")
    return _tell(arguments, folder, "")


def _tell(arguments: argparse.Namespace, folder: "ReleaseFolder", done: str) -> int:
    until = folder.fresh_until()
    if arguments.json:
        facts = {"dir": str(folder.path), "versions": list(folder.releases()),
                 "fresh_until": until.isoformat()}  # fmt: skip
        print(json.dumps(facts))
        return 0
    if done:
        print(done)
    print(f"Kiosks believe it until {until:%Y-%m-%d}; renew it before: {EXAMPLE} renew")
    return 0


def _add(
    actions: "Commands", name: str, summary: str, run: object, rest: str = ""
) -> argparse.ArgumentParser:
    example = " ".join(filter(None, [EXAMPLE, name, rest]))
    parser = actions.add_parser(
        name, help=summary, description=summary, epilog=f"example: {example}"
    )
    add_city_dir(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def _city(arguments: argparse.Namespace) -> CityDirectory:
    return CityDirectory(city_dir_of(arguments))


def _folder(arguments: argparse.Namespace) -> "ReleaseFolder":
    from provisioning.releases import ReleaseFolder, ReleaseKeys

    city = _city(arguments)
    return ReleaseFolder(city.releases, ReleaseKeys(city), dt.datetime.now(dt.UTC))
