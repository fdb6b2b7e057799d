"""What `pishkhan hub serve` was told: where things lie and which ports to use."""

from dataclasses import dataclass
from pathlib import Path

SOFTWARE = "0.1.0"
SHARDS = 64


@dataclass(frozen=True)
class HubSettings:
    """`city_dir` is made by `pishkhan provision city init`; `data_dir` holds the hub's own files.

    `host` is the address both HTTPS ports listen on, `shards` those whose devices this process
    ingests. `require_broker` ends the start when the broker can't be reached. The hub's own
    journal is copied to `second_store`, without one to a folder in `data_dir`.
    """

    city_dir: Path
    data_dir: Path
    database_url: str | None
    host: str
    port: int
    device_port: int
    broker_host: str
    broker_port: int
    shards: tuple[int, ...]
    require_broker: bool
    second_store: Path | None = None
