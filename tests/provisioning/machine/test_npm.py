"""The registry's address comes from the machine's configuration, never from us."""

from pathlib import Path

import pytest

from provisioning.machine import npm
from provisioning.machine.failure import SetUpFailed


def test_the_environment_names_the_registry_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://mirror.example/npm/")
    assert npm.registry() == "https://mirror.example/npm"


def test_without_npm_its_configuration_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MIRROR", "mirror.example")
    (tmp_path / ".npmrc").write_text("fund=false\nregistry = https://${MIRROR}/npm/\n")
    assert npm.from_files() == "https://mirror.example/npm/"


def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "file:///etc")
    with pytest.raises(SetUpFailed) as failed:
        npm.registry()
    assert "npm_config_registry" in failed.value.next_step
