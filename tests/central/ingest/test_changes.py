"""Pages hear of changes made in threads; many changes are one piece of news."""

import asyncio
import threading

from central.ingest import Changes


def publish_often(changes: Changes) -> None:
    for _ in range(50):
        changes.publish("fleet", "staff")


def test_a_page_hears_what_it_asked_for_once() -> None:
    async def listen() -> frozenset[str]:
        changes = Changes()
        with changes.subscribe("fleet", "payments") as news:
            thread = threading.Thread(target=publish_often, args=(changes,))
            thread.start()
            await asyncio.to_thread(thread.join)
            heard = await news.wait(20)
            assert await news.wait(0.01) == frozenset()
        return heard

    assert asyncio.run(listen()) == {"fleet"}


def test_silence_ends_the_waiting() -> None:
    async def listen() -> frozenset[str]:
        with Changes().subscribe("fleet") as news:
            return await news.wait(0.01)

    assert asyncio.run(listen()) == frozenset()


def test_a_loop_that_has_ended_is_no_hindrance() -> None:
    changes = Changes()
    loop = asyncio.new_event_loop()

    async def subscribe() -> None:
        changes.subscribe("fleet").__enter__()

    loop.run_until_complete(subscribe())
    loop.close()
    changes.publish("fleet")
    assert loop.is_closed()
