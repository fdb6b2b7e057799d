"""Where this machine gets npm packages from, asked of npm's configuration, without Node.

No address of a registry stands in this project: a city's machines may reach only a mirror. In
order: the environment, the npm client if there is one, the files it would read, and last the
address that Debian's npm package has built in, of which only that line is read.
"""

import os
import re
import ssl
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from provisioning.machine.failure import SetUpFailed
from provisioning.machine.steps import output, run, say

CONFIGURATION_FILES = ("~/.npmrc", "/etc/npmrc", "/usr/etc/npmrc", "/usr/local/etc/npmrc")
SETTING = re.compile(r"^\s*registry\s*=\s*[\"']?([^\s\"']+)", re.MULTILINE)
BUILT_IN_SETTING = re.compile(r"define\('registry', \{\s*default: [`'\"]([^`'\"]+)")
TIMEOUT_S = 120.0
SET_REGISTRY = "Name a registry that this machine reaches: `export npm_config_registry=...`"


def registry() -> str:
    """The registry's address, without a slash at its end. Raises SetUpFailed."""
    address = (
        from_environment("npm_config_registry")
        or output(["npm", "config", "get", "registry"], folder=Path("/")).strip()
        or from_files()
        or built_into_debian_npm()
    )
    if not re.fullmatch(r"https?://\S+", address):
        raise SetUpFailed("No npm registry is configured, and none could be found.", SET_REGISTRY)
    return address.rstrip("/")


def download(address: str, package: str, version: str) -> bytes:
    """The tarball of a package from a registry, not yet checked. Raises SetUpFailed."""
    name = package.rpartition("/")[2]
    tarball = f"{address}/{package}/-/{name}-{version}.tgz"
    try:
        with urllib.request.urlopen(  # noqa: S310  (registry() lets only http and https through)
            tarball, timeout=TIMEOUT_S, context=trust()
        ) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise SetUpFailed(f"{tarball} could not be fetched: {error}", SET_REGISTRY) from error
    return content


def trust() -> ssl.SSLContext:
    """The system's authorities, and those that npm was told of (proxies that open TLS)."""
    context = ssl.create_default_context()
    for variable in ("npm_config_cafile", "NODE_EXTRA_CA_CERTS"):
        path = from_environment(variable)
        if path and Path(path).is_file():
            context.load_verify_locations(path)
    return context


def from_environment(variable: str) -> str:
    """npm takes its variables in any case."""
    found = (value for name, value in os.environ.items() if name.lower() == variable.lower())
    return next(found, "")


def from_files() -> str:
    for file in CONFIGURATION_FILES:
        path = Path(file).expanduser()
        if path.is_file():
            setting = SETTING.search(path.read_text(encoding="utf-8"))
            if setting is not None:
                return os.path.expandvars(setting[1])
    return ""


def built_into_debian_npm() -> str:
    say("no npm configuration here: reading npm's default from its Debian package (0.7 MB)")
    with tempfile.TemporaryDirectory(prefix="pishkhan-npm-") as name:
        folder = Path(name)
        apt = ["apt-get", "-o", "APT::Sandbox::User=root"]  # the folder is ours alone
        run(["env", "-C", name, *apt, "download", "-q", "npm"], SET_REGISTRY)
        for package in folder.glob("npm_*.deb"):
            run(["dpkg-deb", "-x", package, folder / "npm"], SET_REGISTRY)
        for definitions in folder.glob("npm/**/definitions.js"):
            setting = BUILT_IN_SETTING.search(definitions.read_text(encoding="utf-8"))
            if setting is not None:
                return setting[1]
    return ""
