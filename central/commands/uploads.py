"""`pishkhan hub uploads`: what a kiosk has sent when it was told to."""

import argparse
import json
from pathlib import Path

from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.uploads import Upload, file_name, upload_content, uploads_of
from contract.values import jalali_local


def add(commands: Commands) -> None:
    """Declare it."""
    parser = declare(
        commands,
        "uploads",
        "What a kiosk has sent when it was told to; the newest of each kind are kept.",
        "pishkhan hub uploads kiosk-ab12 --save .",
    )
    parser.add_argument("device", metavar="DEVICE")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="write them as files there")
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when there are none. Raises OSError, and what opening the hub raises."""
    hub = hub_of(arguments)
    with hub.sessions.reading() as session:
        uploads = uploads_of(session, arguments.device)
        if arguments.save is not None:
            for upload in uploads:
                kept = upload_content(session, arguments.device, upload.number)
                assert kept is not None
                (arguments.save / file_name(arguments.device, upload)).write_bytes(kept[1])
    if arguments.json:
        print(json.dumps([_as_json(arguments.device, upload) for upload in uploads]))
    else:
        for upload in uploads:
            print(_line(arguments.device, upload))
        if not uploads:
            print("nothing was sent")
    return 0 if uploads else 1


def _line(device: str, upload: Upload) -> str:
    date, hour = jalali_local(upload.received_ms)
    return f"{date.text} {hour}  {upload.kind}  {upload.size} bytes  {file_name(device, upload)}"


def _as_json(device: str, upload: Upload) -> dict[str, object]:
    return {
        "kind": upload.kind.value,
        "received_ms": upload.received_ms,
        "size": upload.size,
        "file": file_name(device, upload),
    }
