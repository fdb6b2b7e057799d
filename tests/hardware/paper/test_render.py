"""A page becomes dots: right size, black and white, nothing lost, codes that phones can read."""

import pytest
import zxingcpp
from PIL import Image, features

from contract.errors import InvalidValue
from contract.values import LRI, PDI, Rial, isolate_ltr
from hardware.paper import (
    Amount,
    Bar,
    Mark,
    Note,
    Page,
    PageRow,
    PaperWidth,
    QrBlock,
    Row,
    Rule,
    Title,
    render,
    sample_page,
)
from hardware.paper.typeface import SMALLEST_DOTS, Typeface

BOTH_WIDTHS = pytest.mark.parametrize("width", list(PaperWidth))
LONG_ADDRESS = "خیابان نواب شمالی، کوچهٔ شهید بهشتی، بن‌بست یاس، پلاک ۱۲، واحد ۳، طبقهٔ چهارم"


def long_rows() -> tuple[PageRow, ...]:
    amount = Rial(99_999_999_000)
    return (
        Title("شهرداری قزوین – رسید پرداخت عوارض و بهای خدمات", LONG_ADDRESS),
        Bar("پرداخت در انتظار تأیید بانک – دوباره پرداخت نکنید"),
        Row("نشانی", LONG_ADDRESS),
        Row("کد", "۱۲۳۴۵۶۷۸۹۰" * 4, ltr=True),
        Row("شمارهٔ مرجع تراکنش در شبکهٔ بانکی کشور", "۸۹۸۱۹۴۱۸۴۰۲۷", ltr=True),
        Rule(),
        Amount("مبلغ", f"{isolate_ltr(amount.grouped())} ریال", f"{amount.in_words()} ریال"),
        QrBlock("A" * 260, "کد پیگیری", "۳۰۵۶ ۹۱۸ ۴۷۲", (LONG_ADDRESS,)),
        Note(LONG_ADDRESS),
    )


def ink_columns(image: Image.Image) -> tuple[int, int]:
    """The first and last column with ink, of a page."""
    box = image.convert("L").point([255 - grey for grey in range(256)]).getbbox()
    assert box is not None
    return box[0], box[2]


def test_pillow_shapes_with_raqm() -> None:
    assert features.check("raqm")


@BOTH_WIDTHS
def test_a_page_is_black_and_white_and_as_wide_as_the_head(width: PaperWidth) -> None:
    image = render(sample_page(width))
    assert image.mode == "1"
    assert image.width == width
    assert {value for _, value in image.convert("L").getcolors() or []} == {0, 255}


@BOTH_WIDTHS
def test_long_texts_stay_inside_the_margins(width: PaperWidth) -> None:
    left, right = ink_columns(render(Page(long_rows(), width)))
    assert left >= 8
    assert right <= width - 8


@BOTH_WIDTHS
def test_the_qr_code_is_read_back_from_the_paper(width: PaperWidth) -> None:
    data = "3056918472 1193000"
    code_block = QrBlock(data, "کد پیگیری", "۳۰۵۶ ۹۱۸ ۴۷۲")
    page = Page((Title("شهرداری", ""), code_block, Note("پایان")), width)
    (code,) = zxingcpp.read_barcodes(render(page).convert("L"))
    assert code.text == data


def test_a_signed_record_of_some_hundred_bytes_is_read_back_too() -> None:
    data = "PKH1:" + "Qm9yc2NodCBpcyBub3QgYSBrZXk=" * 12
    image = render(Page((QrBlock(data, "کد", "۱۲۳۴"),)))
    (code,) = zxingcpp.read_barcodes(image.convert("L"))
    assert code.text == data


@pytest.mark.parametrize("data", ["1", "3056918472", "A" * 120])
def test_a_qr_code_is_at_least_25_millimetres_wide(data: str) -> None:
    image = render(Page((QrBlock(data, "", "۱"),)))
    (code,) = zxingcpp.read_barcodes(image.convert("L"))
    corners = code.position
    assert corners.top_right.x - corners.top_left.x >= 25 * 8 - 2


def test_data_too_long_for_a_qr_code_is_refused_with_a_reason() -> None:
    with pytest.raises(InvalidValue) as refusal:
        render(Page((QrBlock("A" * 4000, "کد", "۱"),)))
    assert refusal.value.reason == "length"


def test_a_code_keeps_its_own_order_inside_a_persian_line() -> None:
    code = "۳۰۵۶ ۹۱۸ ۴۷۲"
    isolated = render(Page((Row("کد", code, ltr=True),)))
    by_hand = render(Page((Row("کد", f"{LRI}{code}{PDI}"),)))
    bare = render(Page((Row("کد", code),)))
    assert isolated.tobytes() == by_hand.tobytes()
    assert isolated.tobytes() != bare.tobytes()


def test_a_sum_is_not_parted_from_its_unit_where_its_label_can_give_way() -> None:
    label, value = "عوارض نوسازی، سال ۱۴۰۵", "1,250,000 rials"

    def second_line_of(row: Row) -> Image.Image:
        page = render(Page((row,), PaperWidth.MM58)).convert("L")
        return page.crop((0, 16 + 45, PaperWidth.MM58 // 3, page.height))

    assert second_line_of(Row(label, value)).histogram()[0] > 0
    assert second_line_of(Row(label, value, whole=True)).histogram()[0] == 0


def test_letters_are_joined_and_not_set_one_by_one() -> None:
    face = Typeface(500, 26)
    assert face.width("سلام") < sum(face.width(letter) for letter in "سلام") * 0.8


def test_isolates_take_no_room() -> None:
    face = Typeface(500, 26)
    assert face.width(isolate_ltr("۱۲۳")) == face.width("۱۲۳")


def test_nothing_shrinks_below_three_millimetres() -> None:
    assert Typeface(800, 40).shrunk_to("کلمه " * 40, 100).size == SMALLEST_DOTS == 24


def test_wrapped_lines_lose_no_word_and_close_their_isolates() -> None:
    text = f"کد {isolate_ltr('۱۲ ۳۴ ۵۶ ۷۸ ۹۰ ۱۲ ۳۴')} پایان"
    lines = Typeface(500, 26).wrap(text, 120)
    assert len(lines) > 2
    words = " ".join(lines).replace(LRI, "").replace(PDI, "").split()
    assert words == text.replace(LRI, "").replace(PDI, "").split()
    assert all(line.count(LRI) == line.count(PDI) for line in lines)


def test_a_word_wider_than_the_paper_is_cut_not_lost() -> None:
    word = "۱۲۳۴۵۶۷۸۹۰" * 10
    face = Typeface(500, 26)
    lines = face.wrap(word, 200)
    assert "".join(lines) == word
    assert all(face.width(line) <= 200 for line in lines)


def test_a_dash_does_not_begin_a_line() -> None:
    text = "پرداخت تأیید نشده – دوباره پرداخت نکنید"
    face = Typeface(500, 26)
    lines = face.wrap(text, face.width("پرداخت تأیید نشده"))
    assert len(lines) > 1
    assert not any(line.startswith("–") for line in lines)


def test_a_long_outcome_breaks_at_its_dash() -> None:
    whole = Bar("پرداخت در انتظار تأیید بانک – دوباره پرداخت نکنید")
    long, short = render(Page((whole,))), render(Page((Bar("پرداخت موفق"),)))
    assert long.height > short.height


def test_an_inverted_bar_is_mostly_black_and_an_outlined_one_mostly_white() -> None:
    def share_of_ink(bar: Bar) -> float:
        image = render(Page((bar,)))
        return image.convert("L").histogram()[0] / (image.width * image.height)

    assert share_of_ink(Bar("پرداخت موفق")) > 0.4
    assert share_of_ink(Bar("نسخهٔ دوم", inverted=False)) < 0.1


def test_a_title_without_the_mark_begins_at_the_margin() -> None:
    _, right = ink_columns(render(Page((Title("شهرداری", "", mark=Mark.NONE),))))
    assert 540 <= right <= 556
