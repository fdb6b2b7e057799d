"""The hub's device port for one test: HTTPS that demands a certificate of the city."""

import http.server
import threading
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.x509.oid import NameOID

from central.enrolment.certificates import issue, load_authority, read_request
from contract.certificate import ROUTE as CERTIFICATE_ROUTE
from contract.configuration import ConfigurationRecord
from contract.reference import (
    BillRecord,
    CityRecord,
    Dataset,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    Record,
    RecordType,
    ReferenceManifest,
    ServiceRecord,
    pack_records,
    payload_digest,
    records_digest,
    sign_manifest,
    split_records,
)
from contract.trust import TrustList, open_trust_list, sign_trust_list
from tests.edge_agent.city import CITY, City, now

DATASETS: dict[type[Record], Dataset] = {
    BillRecord: Dataset.BILLS,
    OfficeRecord: Dataset.OFFICES,
    CityRecord: Dataset.CITY,
    ServiceRecord: Dataset.SERVICES,
    FeeRecord: Dataset.FEES,
    KioskRecord: Dataset.KIOSKS,
    ConfigurationRecord: Dataset.CONFIGURATION,
}


@dataclass
class DevicePort:
    """Use as a context manager. `answers`: path to (status, body); `asked` lists the paths,
    `sent` the bodies that were posted, `shown` the certificates of those who asked. It renews
    them where `issues` says so. After the answer to a path of `hangs_up` it ends the connection
    without a word; a question for one of `silent` it never answers."""

    city: City
    issues: bool = False
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    shown: list[x509.Certificate] = field(default_factory=list)
    hangs_up: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    connections: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "DevicePort":
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def do_POST(self) -> None:
                outer.sent.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.do_GET()

            def do_GET(self) -> None:
                outer.asked.append(self.path)
                der = self.connection.getpeercert(binary_form=True)
                outer.shown.append(x509.load_der_x509_certificate(der))
                if self.path in outer.silent:
                    outer.ended.wait()
                status, body = outer.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = self.close_connection or self.path in outer.hangs_up

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Quiet: what was asked stands in `asked`."""

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._server.socket = self.city.server_tls().wrap_socket(
            self._server.socket, server_side=True
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.answers["/device/v1/trust"] = (200, self.city.directory.trust.read_bytes())
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[int, bytes]:
        if path == CERTIFICATE_ROUTE and self.issues:
            (name,) = self.shown[-1].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            authority = load_authority(self.city.directory.path)
            public = read_request(self.sent[-1])
            return 200, issue(authority, CITY, str(name.value), public, now()).chain
        return self.answers.get(path, (404, b"nothing here"))

    @property
    def url(self) -> str:
        return f"https://localhost:{self._server.server_address[1]}"

    def publish(
        self,
        records: list[RecordType],
        version: int,
        created_ms: int | None = None,
        as_of_ms: int = 1_000,
    ) -> ReferenceManifest:
        """A dataset of these records, as a hub would offer it."""
        dataset = DATASETS[type(records[0])]
        payload = pack_records(records)
        manifest = ReferenceManifest(
            city=CITY,
            dataset=dataset,
            scope="2" if dataset is Dataset.BILLS else "",
            version=version,
            created_ms=version if created_ms is None else created_ms,
            as_of_ms=as_of_ms,
            digest=payload_digest(payload),
            size=len(payload),
            records_digest=records_digest(split_records(payload)),
        )
        self.offer(manifest)
        self.answers[f"/device/v1/reference/{dataset}/{version}"] = (200, payload)
        return manifest

    def offer(self, manifest: ReferenceManifest, key: str = "reference") -> None:
        signed = sign_manifest(manifest, self.city.role_key(key))
        self.answers[f"/device/v1/reference/{manifest.dataset}"] = (200, signed)

    def offer_delta(self, newest: ReferenceManifest, base: ReferenceManifest, body: bytes) -> str:
        """What a hub answers to a kiosk that holds `base`. Returns the path."""
        path = f"/device/v1/reference/{newest.dataset}/{newest.version}/from/{base.digest.hex()}"
        self.answers[path] = (200, body)
        return path

    def offer_trust(self, version: int) -> TrustList:
        """The city's own list under another number."""
        root = self.city.directory.identity("root")
        known = open_trust_list(
            self.city.directory.trust.read_bytes(),
            self.city.directory.certificate("root").read_bytes(),
        )
        changed = TrustList(
            city=known.city, version=version, issued_ms=known.issued_ms, keys=known.keys
        )
        self.answers["/device/v1/trust"] = (200, sign_trust_list(changed, root.key))
        return changed


class _Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was refused, or refused us, is the test's own doing."""
