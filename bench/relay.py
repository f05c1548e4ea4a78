"""Counts the bytes between a browser and a server as they are on the wire, compressed or not."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Relay:
    """A port that passes everything on, and how many bytes were sent to the server and came from it."""

    port: int = 0
    sent: int = 0
    received: int = 0

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, to_server: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(65536):
                if to_server:
                    self.sent += len(chunk)
                else:
                    self.received += len(chunk)
                writer.write(chunk)
                await writer.drain()
        writer.close()

    async def _serve(self, target: int, started: threading.Event) -> None:
        async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(asyncio.CancelledError):  # the end of the relay
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target)
                await asyncio.gather(
                    self._pass_on(reader, far_writer, to_server=True),
                    self._pass_on(far_reader, writer, to_server=False),
                )

        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await server.serve_forever()


@contextmanager
def relay(target: int) -> Iterator[Relay]:
    """A relay to a port of this computer, for as long as the block lasts."""
    passing, started, loop = Relay(), threading.Event(), asyncio.new_event_loop()
    task = loop.create_task(passing._serve(target, started))

    def work() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        rest = asyncio.all_tasks(loop)
        for each in rest:
            each.cancel()
        loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield passing
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(10)
