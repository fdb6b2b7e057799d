"""What a citizen reads stands in the .ftl files of kiosk/texts, not in code or QML."""

import ast
import re

from tests.house.sources import Fault, Source, report, sources

# Two letters in a row: single ones are keys of the keyboard, and digits are no text.
PERSIAN_WORD = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]{2}")
QML_COMMENT = re.compile(r"//.*|/\*.*?\*/", re.DOTALL)


def persian_in_python(source: Source) -> list[Fault]:
    tree = ast.parse(source.text)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        Fault(source.path, node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and PERSIAN_WORD.search(node.value)
    ]


def persian_in_qml(source: Source) -> list[Fault]:
    code = QML_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source.text)
    return [
        Fault(source.path, number, line.strip())
        for number, line in enumerate(code.splitlines(), start=1)
        if PERSIAN_WORD.search(line)
    ]


def test_the_linter_sees_a_text_in_code_but_not_in_a_comment() -> None:
    assert persian_in_python(Source("a.py", 'title = "پرداخت قبض"\n'))
    assert persian_in_python(Source("a.py", 'title = f"{amount} ریال"\n'))
    assert not persian_in_python(Source("a.py", '"""Says «پرداخت»."""\nkeys = ["پ", "ا"]\n'))
    assert persian_in_qml(Source("a.qml", 'Text { text: "پرداخت" }\n'))
    assert not persian_in_qml(Source("a.qml", '// پرداخت\nText { text: "۱۲" }\n'))


def test_the_kiosk_keeps_its_texts_in_fluent_files() -> None:
    faults = [
        *(fault for s in sources(".py", under=("kiosk",)) for fault in persian_in_python(s)),
        *(fault for s in sources(".qml", under=("kiosk",)) for fault in persian_in_qml(s)),
    ]
    assert not faults, report(faults)
