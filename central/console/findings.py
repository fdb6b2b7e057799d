"""What the fleet's health rules found, as a sentence and the next thing to do."""

from central.console.figures import number, percent, span, time_of_day
from central.console.marks import Mark, Tone
from central.console.texts import has_text, text
from central.fleet import Finding, Severity, paper_unknown
from contract.telemetry import ComponentState, State

_STATES = {
    Severity.ATTENTION: ("severity-attention", Tone.DANGER),
    Severity.WARNING: ("severity-warning", Tone.NOTICE),
    Severity.WELL: ("severity-well", Tone.GOOD),
}
_COMPONENT_TONES = {
    State.READY: Tone.PLAIN,
    State.STARTING: Tone.PLAIN,
    State.ABSENT: Tone.NONE,
    State.DEGRADED: Tone.NOTICE,
    State.FAILED: Tone.DANGER,
}


def severity_mark(severity: Severity) -> Mark:
    word, tone = _STATES[severity]
    return Mark(text(word), tone)


def cause(finding: Finding, office: str) -> str:
    """«از ۹:۵۸ خاموش است»"""
    return _sentence(f"cause-{finding.cause}", finding, office)


def next_step(finding: Finding, office: str) -> str:
    """«با دفتر نوروزیان تماس بگیرید»"""
    return _sentence(f"next-{finding.next_step}", finding, office)


def component_mark(state: ComponentState | None) -> Mark:
    """Its state in a word, with the reason on hover; some parts have better words of their own:
    paper is «تمام شده», a door «بسته»."""
    if state is None:
        return Mark(text("component-unreported"), Tone.NONE)
    tone = _COMPONENT_TONES[state.state]
    own = f"{state.component}-{state.reason or state.state}"
    if has_text(own):
        return Mark(text(own), tone)
    if paper_unknown(state):
        return Mark(text("unknown-value"), Tone.NONE, reason(state.reason))
    return Mark(text(f"component-{state.state}"), tone, reason(state.reason))


def reason(key: str | None) -> str:
    """A driver's or a bank's reason in words; one that we have no words for stays as it is."""
    if not key:
        return ""
    return text(f"reason-{key}") if has_text(f"reason-{key}") else key


def in_short(finding: Finding) -> str:
    """«در از ۹:۵۸ باز است», beside a worse finding; empty for what can wait until then."""
    key = f"also-{finding.cause}"
    return _sentence(key, finding, "") if has_text(key) else ""


def _sentence(key: str, finding: Finding, office: str) -> str:
    count, unknown = finding.number, text("unknown-value")
    since = "" if finding.since_ms is None else time_of_day(finding.since_ms)
    return text(
        key,
        n=unknown if count is None else number(abs(count)),
        percent=unknown if count is None else percent(abs(count)),
        span=unknown if count is None else span(abs(count)),
        since=since,
        office=office,
        reason=reason(finding.detail) or unknown,
    )
