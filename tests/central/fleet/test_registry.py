"""Who is enrolled and whose signature counts."""

import pytest
from nacl.signing import SigningKey

from central.database import Sessions
from central.fleet import (
    DeviceRegistration,
    DeviceTaken,
    DeviceUnknown,
    RegisteredCertificate,
    find_device,
    find_verify_key,
    is_active,
    move_device,
    place_of,
    register_device,
    revoke,
)
from contract.place import Place
from contract.signature import key_id
from tests.central.support.kiosk import NOON_MS, PLACE

KEY = SigningKey.generate()
KEY_ID = key_id(bytes(KEY.verify_key))


def registration(
    device: str = "k-1", key: SigningKey = KEY, serial: str = "1"
) -> DeviceRegistration:
    certificate = RegisteredCertificate("ab" * 32, serial, 2 * NOON_MS)
    return DeviceRegistration(device, PLACE, bytes(key.verify_key), certificate)


def register(sessions: Sessions, wanted: DeviceRegistration) -> None:
    with sessions.writing() as session:
        register_device(session, wanted, NOON_MS)


def test_an_enrolled_devices_key_is_found_for_it_alone(sessions: Sessions) -> None:
    register(sessions, registration())
    register(sessions, registration("k-2", SigningKey.generate()))
    with sessions.reading() as session:
        assert find_verify_key(session, "k-1", KEY_ID) == KEY.verify_key
        assert find_verify_key(session, "k-2", KEY_ID) is None
        assert find_verify_key(session, "k-1", "0" * 16) is None


def test_enrolling_again_with_the_same_key_renews_the_certificate(sessions: Sessions) -> None:
    register(sessions, registration())
    register(sessions, registration(serial="2"))
    with sessions.reading() as session:
        assert find_device(session, "k-1").certificate_serial == "2"
        assert find_verify_key(session, "k-1", KEY_ID) is not None


def test_a_new_key_stands_beside_the_old_one(sessions: Sessions) -> None:
    new = SigningKey.generate()
    register(sessions, registration())
    register(sessions, registration(key=new))
    with sessions.reading() as session:
        assert find_verify_key(session, "k-1", KEY_ID) is not None
        assert find_verify_key(session, "k-1", key_id(bytes(new.verify_key))) is not None


def test_a_key_belongs_to_one_device(sessions: Sessions) -> None:
    register(sessions, registration())
    with pytest.raises(DeviceTaken):
        register(sessions, registration("k-2"))
    with sessions.reading() as session:
        assert not is_active(session, "k-2")


def test_a_revoked_device_signs_nothing_and_never_comes_back(sessions: Sessions) -> None:
    register(sessions, registration())
    for reason in ("stolen", "again"):
        with sessions.writing() as session:
            revoke(session, "k-1", reason, NOON_MS)
    with sessions.reading() as session:
        assert find_verify_key(session, "k-1", KEY_ID) is None
        assert not is_active(session, "k-1")
        assert find_device(session, "k-1").revoked_reason == "stolen"
    with pytest.raises(DeviceTaken, match="revoked"):
        register(sessions, registration(key=SigningKey.generate()))


def test_a_move_changes_the_place_and_nothing_else(sessions: Sessions) -> None:
    register(sessions, registration())
    elsewhere = Place(
        city="qazvin", city_name="قزوین", district=3, office="punak", office_name="پونک", number=2
    )
    with sessions.writing() as session:
        move_device(session, "k-1", elsewhere)
    with sessions.reading() as session:
        assert place_of(find_device(session, "k-1"), "qazvin", "قزوین") == elsewhere
        assert find_verify_key(session, "k-1", KEY_ID) is not None


def test_an_unknown_device_says_what_to_do(sessions: Sessions) -> None:
    with sessions.writing() as session:
        with pytest.raises(DeviceUnknown) as refused:
            revoke(session, "k-9", "lost", NOON_MS)
        assert "enrol" in refused.value.next_step
