"""QML that shows nothing on machines without a GPU, or keeps texts in the code."""

import re

from tests.house.sources import Fault, Source, report, sources

# Under software rendering these make their item vanish without a word.
BANNED = re.compile(
    r"\b(MultiEffect|ShaderEffect\w*|layer\.(?:effect|enabled)|QtQuick\.Effects"
    r"|Qt5Compat|QtGraphicalEffects)\b"
)
TEXT_IN_CODE = re.compile(r"\bqsTr(?:Id)?\(")


def faults_of(source: Source) -> list[Fault]:
    return [
        Fault(source.path, number, found[0])
        for number, line in enumerate(source.lines, start=1)
        for pattern in (BANNED, TEXT_IN_CODE)
        if (found := pattern.search(line))
    ]


def test_the_linter_sees_what_software_rendering_drops() -> None:
    assert faults_of(Source("a.qml", "    layer.effect: MultiEffect { blurEnabled: true }\n"))
    assert faults_of(Source("a.qml", "import QtQuick.Effects\n"))
    assert faults_of(Source("a.qml", 'Text { text: qsTr("pay") }\n'))
    assert not faults_of(Source("a.qml", "Rectangle { radius: 12; opacity: 0.4 }\n"))


def test_every_screen_can_be_drawn_without_a_gpu() -> None:
    faults = [fault for source in sources(".qml") for fault in faults_of(source)]
    assert not faults, report(faults)
