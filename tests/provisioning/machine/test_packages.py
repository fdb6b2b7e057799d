"""Only what is missing is installed, and by whom it may be is said."""

import os

import pytest

from provisioning.machine import packages
from provisioning.machine.failure import SetUpFailed
from provisioning.machine.steps import as_root


def test_installed_packages_answer_to_their_other_names() -> None:
    names = packages.installed()
    assert {"dpkg", "libc6"} <= names
    assert "awk" in names, "every Debian has one, under another name"


def test_nothing_is_installed_when_nothing_is_missing(capfd: pytest.CaptureFixture[str]) -> None:
    packages.ensure_packages(for_tests=True)
    assert capfd.readouterr() == ("", "")


def test_another_system_than_debian_is_told_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SetUpFailed, match="not a Debian system") as failed:
        packages.ensure_packages(for_tests=False)
    assert "mosquitto" in failed.value.next_step


def test_who_is_not_root_and_has_no_sudo_is_told_what_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SetUpFailed) as failed:
        as_root(["apt-get", "install", "mosquitto"])
    assert failed.value.next_step == "As root run: apt-get install mosquitto"
