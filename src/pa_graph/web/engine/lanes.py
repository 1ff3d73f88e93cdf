"""Places for those who do something at the same time, given in the order of asking."""

from __future__ import annotations

import asyncio
from collections import deque


class Lane:
    """So many places, and those who wait for one, in the order they came."""

    def __init__(self, places: int) -> None:
        self.free = places
        self._queue: deque[asyncio.Future[bool]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return sum(not turn.done() for turn in self._queue)

    async def enter(self, until: float) -> bool:
        """Wait for a place; False when *until*, a time of the loop, comes first."""
        if self.free > 0:
            self.free -= 1
            return True
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bool] = loop.create_future()
        self._queue.append(turn)
        alarm = loop.call_at(until, _give_up, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self.leave()  # A place was given in the moment that the request was given up.
            raise
        finally:
            alarm.cancel()

    def leave(self) -> None:
        """Give the place to whom it is due."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(True)
                return
        self.free += 1


def _give_up(turn: asyncio.Future[bool]) -> None:
    if not turn.done():
        turn.set_result(False)
