"""A visitor without a browser: speaks Streamlit's protocol, and keeps what a browser keeps."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

KEPT_RUNS = 2  # as global.maxCachedMessageAge


@dataclass
class Visitor:
    """One session on one page."""

    socket: ClientConnection
    page: str
    known: list[set[str]] = field(default_factory=list)

    async def ask(self, view: Mapping[str, str]) -> float:
        """Ask for the page with this query string; the seconds until its script finished."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = urlencode(view)
        message.rerun_script.cached_message_hashes.extend(set().union(*self.known[-KEPT_RUNS:]))
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        self.known.append(set())
        while not self._is_last(await self.socket.recv()):
            pass
        return time.perf_counter() - start

    def _is_last(self, data: str | bytes) -> bool:
        """Take in one message. Raises RuntimeError when the page shows a fault."""
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.delta.new_element.HasField("exception"):
            raise RuntimeError(message.delta.new_element.exception.message)
        if message.WhichOneof("type") == "ref_hash":
            self.known[-1].add(message.ref_hash)
        elif message.metadata.cacheable:
            self.known[-1].add(message.hash)
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return message.WhichOneof("type") == "script_finished" and message.script_finished != early


@asynccontextmanager
async def visit(port: int, page: str) -> AsyncIterator[Visitor]:
    """A new session; nothing was asked yet."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
        yield Visitor(socket, page)
