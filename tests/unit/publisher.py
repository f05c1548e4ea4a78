"""A publisher on this computer: serves files well, badly or not at all, and remembers what it was asked."""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Handler = http.server.BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class Publisher:
    """Answers paths as `answers` says; each request is kept as (path, headers)."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    def headers_of(self, path: str) -> list[dict[str, str]]:
        return [headers for asked, headers in self.requests if asked == path]


@contextmanager
def publisher() -> Iterator[Publisher]:
    served = Publisher()

    class Serve(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            served.requests.append((self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):
                served.answers.get(self.path, status(404))(self)

        def end_headers(self) -> None:
            self.send_header("Connection", "close")  # also makes the server do so
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Serve)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: Handler, code: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(code)
    for name, text in {"Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), text)
    handler.end_headers()
    handler.wfile.write(body)


def content(body: bytes, **headers: str) -> Answer:
    """The whole file, or the part asked for of the version asked for; 304 when it is the version known."""

    def answer(handler: Handler) -> None:
        asked = handler.headers.get("Range", "")
        if handler.headers.get("If-None-Match") == headers.get("ETag", "geen"):
            send(handler, 304, **headers)
        elif asked and handler.headers.get("If-Range") == headers.get("ETag"):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            place = f"bytes {start}-{len(body) - 1}/{len(body)}"
            send(handler, 206, body[start:], Content_Range=place, **headers)
        else:
            send(handler, 200, body, **headers)

    return answer


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: send(handler, code, body, **headers)


def broken_off(body: bytes, after: int, **headers: str) -> Answer:
    """Promises the whole file and stops halfway."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        for name, text in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), text)
        handler.end_headers()
        handler.wfile.write(body[:after])

    return answer


def drip(body: bytes, pause: float) -> Answer:
    """One byte at a time."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for byte in body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Another answer at every request; the last one stays."""
    left = list(answers)

    def answer(handler: Handler) -> None:
        now = left.pop(0) if len(left) > 1 else left[0]
        now(handler)

    return answer
