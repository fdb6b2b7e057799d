"""The command `pishkhan`: one name for all programs, each of which lives in its own package.

Only the package that is asked for is imported, so a kiosk starts without loading a hub.
"""

import gc
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Program:
    """A subcommand: the module whose `main(argv)` runs it, and a line for the list."""

    module: str
    summary: str


PROGRAMS = {
    "demo": Program("provisioning.demo.__main__", "show the whole path on this machine"),
    "kiosk": Program("kiosk.__main__", "run a kiosk: counter and touch screen"),
    "agent": Program("edge_agent.__main__", "run a kiosk's agent; look after its journals"),
    "hub": Program("central.__main__", "run the city's hub; its staff, data and audits"),
    "provision": Program("provisioning.__main__", "make a city; enrol a kiosk"),
    "hardware": Program("hardware.__main__", "probe devices, print a test, emulate a device"),
    "simulate": Program("benchmarks.simulate.__main__", "load a hub with many real agents"),
    "bench": Program("benchmarks.__main__", "measure, each figure beside its ceiling"),
}

INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C


def main(argv: list[str] | None = None) -> int:
    """Runs a subcommand and returns its exit code; see `usage` for what the codes mean."""
    name, *rest = (sys.argv[1:] if argv is None else argv) or ["--help"]
    match name:
        case "-h" | "--help" | "help":
            print(usage())
            return 0
        case "--version":
            print(f"pishkhan {version('pishkhan')}")
            return 0
        case _ if name in PROGRAMS:
            return run(PROGRAMS[name], rest)
        case _:
            return refuse(f"There is no command {name!r}.", "`pishkhan --help` lists them.", 2)


def usage() -> str:
    commands = "\n".join(f"  {name:<11}{program.summary}" for name, program in PROGRAMS.items())
    return f"""\
usage: pishkhan COMMAND [OPTIONS]

{commands}

  --version  what is installed
  --help     this list; `pishkhan COMMAND --help` explains a command, with an example

example: pishkhan demo --keep

exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 a needed part is missing,
            4 data is damaged, {INTERRUPTED} interrupted"""


def run(program: Program, argv: list[str]) -> int:
    """Turns what a program refuses or meets into a message and an exit code."""
    from contract.errors import PishkhanError

    try:
        return entry_of(program)(argv)
    except PishkhanError as error:
        return refuse(error.what, error.next_step, error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, say `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def entry_of(program: Program) -> Callable[[list[str]], int]:
    """Imported without the garbage collector: nothing of a module is garbage, and the looking
    for some takes a seventh of a hub's start."""
    gc.disable()
    try:
        entry: Callable[[list[str]], int] = importlib.import_module(program.module).main
    finally:
        gc.enable()
    return entry


def refuse(what: str, next_step: str, exit_code: int) -> int:
    print(f"pishkhan: {what}\n          {next_step}", file=sys.stderr)
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
