"""Makes the README's pictures from a played demo: `.venv/bin/python docs/pictures/make.py`.

Needs chromium, as the tests do. A few more kiosks are enrolled, so that the console has rows.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from contract.enrolment import ClaimCode, ClaimWanted
from edge_agent.device import DeviceDirectory
from provisioning.demo.citizen import Journey
from provisioning.demo.city_side import ACCOUNT
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling
from provisioning.enrolment.enrol import EnrolmentPlan, enrol
from provisioning.enrolment.https import HubAddress

HERE = Path(__file__).parent
PORT_BASE = 22_440
OFFICES = ((1, "sabzemeydan"), (2, "noruzian"), (3, "minudar"))
COLOURS = 200
WIDTHS = {"review": 400, "receipt": 400, "console": 1_200}
WALK = (
    "1-home-online",
    "2-entry",
    "3-review-offline",
    "4-paying",
    "5-recovered",
    "6-home-offline",
    "7-home-online-again",
)
WALK_WIDTH, WALK_COLOURS, WALK_STEP_MS = 240, 40, 1_800
SCREENS = {"review": "3-review-offline", "receipt": "receipt"}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        with set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=False), output, windowed=False
        ) as stage:
            journey = Journey(
                stage.city, stage.kiosk, stage.line, stage.programs, stage.telling, output
            )
            journey.play()
            for number, (district, office) in enumerate(OFFICES):
                _add_kiosk(stage, output / f"more-{number}", district, office)
            _picture_console(stage, output / "console.png")
        for picture, screen in SCREENS.items():
            _save_small(output / f"{screen}.png", picture)
        _save_small(output / "console.png", "console")
        _save_walk([output / f"{screen}.png" for screen in WALK])
    return 0


def _add_kiosk(stage: Stage, folder: Path, district: int, office: str) -> None:
    """One that has an agent and nobody who started the kiosk itself: the console says so."""
    made = stage.city.administrator.claim(
        ClaimWanted(
            district=district, office=office, broker=f"127.0.0.1:{stage.city.ports.broker_line}"
        )
    )
    hub = HubAddress.parse(made.enrol_url)
    device = DeviceDirectory(folder)
    enrol(EnrolmentPlan(ClaimCode.parse(made.code), hub, device, None), lambda _line: None)
    stage.programs.start(f"agent-{folder.name}", "agent", "run", "--device", folder)


def _picture_console(stage: Stage, path: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            ignore_https_errors=True, viewport={"width": 1_680, "height": 800}, locale="fa-IR"
        )
        page = context.new_page()
        page.goto(f"{stage.city.console_url}/sign-in")
        page.get_by_label("نام کاربری").fill(ACCOUNT)
        page.get_by_label("گذرواژه").fill(stage.city.password)
        page.get_by_role("button", name="ورود").click()
        page.wait_for_timeout(12_000)  # the new kiosks' first words arrive
        page.screenshot(path=str(path))
        browser.close()


def _save_small(source: Path, name: str) -> None:
    with Image.open(source) as picture:
        wide = picture.convert("RGB")
    height = round(wide.height * WIDTHS[name] / wide.width)
    small = wide.resize((WIDTHS[name], height), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        HERE / f"{name}.png", optimize=True
    )


def _save_walk(screens: list[Path]) -> None:
    """The visit of the demo, screen after screen."""
    frames = []
    for screen in screens:
        with Image.open(screen) as picture:
            height = round(picture.height * WALK_WIDTH / picture.width)
            small = picture.convert("RGB").resize((WALK_WIDTH, height), Image.Resampling.LANCZOS)
        frames.append(small.quantize(WALK_COLOURS, dither=Image.Dither.NONE))
    first, *others = frames
    first.save(
        HERE / "walk.gif",
        save_all=True,
        append_images=others,
        duration=WALK_STEP_MS,
        loop=0,
        optimize=True,
    )


if __name__ == "__main__":
    sys.exit(main())
