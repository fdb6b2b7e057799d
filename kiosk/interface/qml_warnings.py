"""QML's complaints. A QML warning is a defect: it is always told, and in strict mode fatal."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_SERIOUS = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
_QML_CATEGORIES = ("qml", "js", "qt.qml", "qt.quick", "qt.qpa.fonts")


def is_qml_warning(kind: QtMsgType, category: str, message: str) -> bool:
    """Whether the message is about our screens, not about the machine Qt runs on."""
    about_screens = category.startswith(_QML_CATEGORIES) or ".qml" in message
    return kind in _SERIOUS and about_screens


def watch_qml(on_warning: Callable[[str], None]) -> None:
    """From now on tells every QML warning to `on_warning`, and all messages to the log."""

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        log.log(_LEVELS.get(kind, logging.INFO), "%s", message)
        if is_qml_warning(kind, context.category or "", message):
            on_warning(message)

    qInstallMessageHandler(handle)
