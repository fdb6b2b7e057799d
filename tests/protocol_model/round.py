"""One round: a schedule drawn from a seed, played on the real code, healed, and judged."""

import random
import traceback
from dataclasses import dataclass, field
from hashlib import blake2b

from tests.protocol_model.broken import Broken
from tests.protocol_model.healing import Ending, heal
from tests.protocol_model.prepared import Prepared
from tests.protocol_model.steps import Adversity, Steps
from tests.protocol_model.world import world

FEWEST_STEPS, MOST_STEPS = 20, 70
PRUNING = 0.4
"""So many rounds go on for 46 days more, until what is old goes from the disks."""


CARRYING = 0.3


@dataclass
class Round:
    """`schedule` are the steps taken so far; the same seed brings the same ones again."""

    seed: int
    troubles: frozenset[Adversity] | None = None
    schedule: list[str] = field(default_factory=list)

    def run(self, made: Prepared) -> None:
        """Raises Broken, or whatever escaped from the code."""
        chance = random.Random(f"protocol {self.seed}")
        with world(made, chance) as begun:
            steps = Steps(begun, chance, self.troubles)
            for _ in range(chance.randint(FEWEST_STEPS, MOST_STEPS)):
                possible = steps.possible()
                (step,) = chance.choices(possible, [step.weight for step in possible])
                self.schedule.append(step.name)
                step.act()
            self.schedule.append("all is mended")
            prunes, carries = chance.random() < PRUNING, chance.random() < CARRYING
            restores = Adversity.RESTORING in steps.troubles
            carries = carries and Adversity.COURIER in steps.troubles
            heal(begun, Ending(prunes=prunes, restores=restores, carries=carries))

    def check(self, made: Prepared) -> None:
        """As `run`; what went wrong is told with the schedule and how to play it again."""
        try:
            self.run(made)
        except (Exception, Broken) as error:
            raise AssertionError(self._told(error)) from error

    @property
    def fingerprint(self) -> bytes:
        """Of the interleaving: equal only for the same steps in the same order."""
        return blake2b("\n".join(self.schedule).encode(), digest_size=8).digest()

    def _told(self, error: BaseException) -> str:
        steps = "\n".join(f"  {number}. {name}" for number, name in enumerate(self.schedule, 1))
        what = "".join(traceback.format_exception_only(error)).strip()
        replay = f"--model-seed {self.seed} --model-interleavings 1"
        return (
            f"{what}\nseed {self.seed}:\n{steps}\n"
            f"replay: .venv/bin/python -m pytest tests/protocol_model/test_model.py {replay}"
        )
