"""The sample city: readable, valid, and made by the code that is shipped beside it."""

from collections import Counter

from central.city.loading import read_city_files
from central.city.sample_generator import SAMPLE_FOLDER, generate
from contract.values import BillId, BillPair, PaymentId


def test_shipped_files_are_what_the_generator_writes() -> None:
    for name, text in generate().items():
        assert (SAMPLE_FOLDER / name).read_text(encoding="utf-8") == text, (
            f"{name}: run `python -m central.city.sample_generator`"
        )


def test_another_seed_gives_another_city_of_the_same_size() -> None:
    ours, other = generate(), generate(seed=7)
    assert ours["bills.csv"] != other["bills.csv"]
    assert len(ours["properties.csv"].splitlines()) == len(other["properties.csv"].splitlines())


def test_the_sample_is_valid_and_has_every_kind_and_state() -> None:
    files = read_city_files(SAMPLE_FOLDER)
    assert len(files.properties) == 1_200
    assert len(files.bills) > 3_000
    assert {row.district for row in files.districts} == {1, 2, 3}
    assert {row.kind for row in files.bills} == set(files.kinds)
    assert min(Counter(row.state for row in files.bills).values()) > 50
    assert any(row.late_fee for row in files.bills)
    assert any(row.discount for row in files.bills)


def test_documented_bills_are_real_rows() -> None:
    files = read_city_files(SAMPLE_FOLDER)
    amounts = {
        (row.bill_id, row.payment_id): BillPair.of(
            BillId.parse(row.bill_id), PaymentId.parse(row.payment_id)
        ).amount.amount
        for row in files.bills
    }
    assert amounts["1000012726167", "125050196"] == 1_250_000
    assert amounts["1000012726167", "119350285"] == 1_193_000
    assert amounts["9000001826967", "25000050100"] == 250_000_000
    home = files.properties["2-14-108-23-1-6-0"]
    assert (home.owner, home.address) == ("مریم رحیمی", "خیابان نوروزیان، حکمت ۴۵، پلاک ۱۲")


def test_the_sample_stays_small_enough_to_read() -> None:
    assert sum(path.stat().st_size for path in SAMPLE_FOLDER.glob("*.csv")) < 700_000


def test_the_samples_services_say_what_to_bring_in_both_languages() -> None:
    told = read_city_files(SAMPLE_FOLDER).services
    assert len(told.services) >= 10
    documents = Counter(row.service for row in told.documents)
    assert all(documents[row.service] >= 2 for row in told.services)
    assert all(row.title_en and row.summary and row.summary_en for row in told.services)
    assert all(row.text_en for row in (*told.documents, *told.steps))
    assert all("داده نمونه" in row.source for row in told.fees)


def test_the_samples_offices_lie_in_the_city_and_are_open() -> None:
    for office in read_city_files(SAMPLE_FOLDER).offices:
        assert office.lat is not None
        assert 36.220 <= office.lat <= 36.345
        assert office.lon is not None
        assert 49.930 <= office.lon <= 50.080
        assert office.hours == "sat-wed 07:30-14:00; thu 07:30-12:30"
        assert office.name_en


def test_the_sample_has_discounts_penalties_and_instalments_with_their_rules() -> None:
    files = read_city_files(SAMPLE_FOLDER)
    assert {row.kind for row in files.items} == {"due", "discount", "penalty"}
    assert all(row.rule and row.rule_en and row.title_en for row in files.items)
    assert all(row.levy_rule and row.discount_rule for row in files.kinds.values())
    assert any(row.instalment for row in files.bills)
