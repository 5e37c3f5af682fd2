"""A web server on this machine that behaves as badly as a test wants it to."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Server:
    """What it serves, how, and what it was asked.

    `cut` holds after how many bytes of the body each of the next answers breaks off; `status`
    what each of the next answers is instead.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    address: str = ""
    ranges: bool = True
    etag: str | None = '"one"'
    length: bool = True
    cut: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    redirect: dict[str, str] = field(default_factory=dict)
    silent_after: int | None = None
    endless: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, name: str) -> str:
        return f"{self.address}/{name}"

    def starts(self) -> list[int]:
        """Return where each request so far wanted the file to begin."""
        found = [re.fullmatch(r"bytes=(\d+)-", h.get("Range", "bytes=0-")) for _, h in self.asked]
        return [int(match[1]) for match in found if match]


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Server]:
    """Serve files on a free port; what a handler waits for ends with the block."""
    server = Server(dict(files))
    handler = type("Handler", (_Handler,), {"told": server})
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = False
    http.block_on_close = True
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: Server

    def do_GET(self) -> None:
        told, name = self.told, self.path.strip("/")
        told.asked.append((name, dict(self.headers)))
        self.close_connection = True
        if name in told.redirect:
            self._head(302, {"Location": told.redirect[name], "Content-Length": "0"})
        elif told.status:
            self._head(told.status.pop(0), {"Content-Length": "0"})
        elif name not in told.files:
            self._head(404, {"Content-Length": "0"})
        else:
            self._file(told.files[name])

    def _file(self, content: bytes) -> None:
        told, start = self.told, 0
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        same = self.headers.get("If-Range") in (None, told.etag)
        if wanted and told.ranges and same:
            start = int(wanted[1])
        headers = {"ETag": told.etag} if told.etag else {}
        if start >= len(content) > 0:
            self._head(416, {"Content-Length": "0"})
            return
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        if told.length:
            headers["Content-Length"] = str(len(content) - start)
        self._head(206 if start else 200, headers)
        self._body(content[start:])

    def _body(self, body: bytes) -> None:
        told = self.told
        most = told.cut.pop(0) if told.cut else len(body)
        try:
            if told.silent_after is not None:
                self.wfile.write(body[: told.silent_after])
                told.over.wait(30)
                return
            self.wfile.write(body[:most])
            while told.endless and not told.over.is_set():
                self.wfile.write(bytes(1 << 16))
                time.sleep(0.001)
        except OSError:
            self.close_connection = True  # whoever asked has left

    def _head(self, status: int, headers: dict[str, Any]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
