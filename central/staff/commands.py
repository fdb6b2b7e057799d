"""`pishkhan hub staff`: who may sign in to the console."""

import argparse
import getpass
import json
import sys

from central.beginning import begin_journal
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.staff.accounts import (
    add_account,
    all_accounts,
    change_password,
    disable_account,
)
from central.staff.errors import WeakPassword
from central.staff.models import StaffAccount
from central.staff.roles import Role
from contract.values import jalali_local

DONE, NOTHING_CHANGED = 0, 1


def add(commands: Commands) -> None:
    """Declare the commands."""
    staff = declare(
        commands,
        "staff",
        "Add, list and disable the accounts of the console; give one a new password.",
        "pishkhan hub staff add maryam --role operator",
    )
    actions = staff.add_subparsers(required=True, metavar="ACTION")
    _declare_add(actions)
    _declare_list(actions)
    _declare_disable(actions)
    _declare_password(actions)


def _declare_add(actions: Commands) -> None:
    parser = declare(
        actions,
        "add",
        "Add an account; the password is asked for twice.",
        "pishkhan hub staff add maryam --role operator",
    )
    parser.add_argument("name", metavar="NAME", help="3 to 40 letters and digits, any script")
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    add_hub(parser)
    parser.set_defaults(run=run_add)


def _declare_list(actions: Commands) -> None:
    parser = declare(
        actions,
        "list",
        "List all accounts, disabled ones too.",
        "pishkhan hub staff list",
    )
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run_list)


def _declare_disable(actions: Commands) -> None:
    parser = declare(
        actions,
        "disable",
        "Close an account for good and end its sessions. Its name is never given again.",
        "pishkhan hub staff disable maryam",
    )
    parser.add_argument("name", metavar="NAME")
    add_hub(parser)
    parser.set_defaults(run=run_disable)


def _declare_password(actions: Commands) -> None:
    parser = declare(
        actions,
        "password",
        "Give an account a new password and end its sessions.",
        "pishkhan hub staff password maryam",
    )
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    add_hub(parser)
    parser.set_defaults(run=run_password)


def run_add(arguments: argparse.Namespace) -> int:
    """Raises WeakPassword, BadAccountName or AccountTaken; nothing is changed then."""
    hub = hub_of(arguments)
    begin_journal(hub)
    password = _read_password(from_input=arguments.password_stdin)
    with hub.sessions.writing() as session:
        staff = add_account(
            session, hub.journal, arguments.name, Role(arguments.role), password, _by()
        )
    print(f"{staff.account} ({staff.role}) may sign in")
    return DONE


def run_list(arguments: argparse.Namespace) -> int:
    with hub_of(arguments).sessions.reading() as session:
        rows = [_described(row) for row in all_accounts(session)]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return DONE
    for row in rows:
        closed = "" if row["disabled_ms"] is None else "  disabled"
        print(f"{row['account']:<24} {row['role']:<12} since {row['since']}{closed}")
    if not rows:
        print("No account yet. Add one with `pishkhan hub staff add NAME --role operator`.")
    return DONE


def run_disable(arguments: argparse.Namespace) -> int:
    """1 when it was disabled already. Raises AccountUnknown."""
    hub = hub_of(arguments)
    begin_journal(hub)
    with hub.sessions.writing() as session:
        changed = disable_account(session, hub.journal, arguments.name, _by())
    print(f"{arguments.name}: {'disabled' if changed else 'was disabled already'}")
    return DONE if changed else NOTHING_CHANGED


def run_password(arguments: argparse.Namespace) -> int:
    """Raises AccountUnknown or WeakPassword."""
    hub = hub_of(arguments)
    begin_journal(hub)
    password = _read_password(from_input=arguments.password_stdin)
    with hub.sessions.writing() as session:
        change_password(session, hub.journal, arguments.name, password, _by())
    print(f"{arguments.name}: has a new password, and is signed out everywhere")
    return DONE


def _read_password(*, from_input: bool) -> str:
    """Raises WeakPassword when what is typed the second time differs."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise WeakPassword("The two passwords differ.", "Type the same one twice.")
    return password


def _by() -> str:
    """Who stands in the journal: the account of the machine that ran the command."""
    return f"command line, {getpass.getuser()}"


def _described(row: StaffAccount) -> dict[str, object]:
    return {
        "account": row.account,
        "name": row.name,
        "role": row.role,
        "since": jalali_local(row.created_ms)[0].text,
        "created_ms": row.created_ms,
        "disabled_ms": row.disabled_ms,
    }
