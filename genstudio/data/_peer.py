"""One answer of one server, read in a thread of its own so that a silent server can be left.

A socket that waits cannot be asked to stop. Whoever wants the bytes waits for a queue
instead, a tenth of a second at a time; when it has waited too long, or is told to stop, it
leaves, and the thread ends by itself.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import re
import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data.dataset import Stopped

STALL = 20.0  # seconds without a byte after which a server counts as silent
CONNECT = 15.0  # seconds to reach it
AHEAD = 16  # chunks that wait to be written
CHUNK = 1 << 16
REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5
TURN = 0.1  # seconds between two looks at whether to stop


class Lost(Exception):
    """The connection failed in a way that may pass; the text is a half sentence."""


class Useless(Exception):
    """The server will not give the file, now or later; the text is a half sentence."""


class Head(NamedTuple):
    """What the server says before the content.

    `start` is the place of the first byte in the file, `total` the size of all of it (None
    where it is not said), `validator` names this very content for a later `If-Range`.
    """

    start: int
    total: int | None
    validator: str


def is_safe(url: str) -> bool:
    """Tell whether a file may come from there: only over https, so that nobody can listen in."""
    return urlsplit(url).scheme == "https"


class Peer:
    """Asks for a file from `start` on; gives the head, then the chunks."""

    def __init__(self, url: str, start: int, validator: str) -> None:
        self._url, self._start, self._validator = url, start, validator
        self._queue: queue.Queue[Any] = queue.Queue(AHEAD)
        self._left = threading.Event()
        self._response: Any = None
        self._thread = threading.Thread(target=self._talk, name="download", daemon=True)
        self._thread.start()

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave: the thread is woken and ends, if not at once then when its wait ends."""
        self._left.set()
        if self._response is not None:
            with contextlib.suppress(OSError, ValueError, RuntimeError):  # it has ended by now
                self._response.raw.shutdown()
        self._thread.join(TURN)

    def head(self, stop: Stop) -> Head:
        """Wait for the server's answer; raise Lost, Useless or Stopped."""
        head: Head = self._next(stop, CONNECT + STALL)
        return head

    def chunks(self, stop: Stop) -> Iterator[bytes]:
        """Yield the content as it comes; raise Lost, Useless or Stopped."""
        while (chunk := self._next(stop, STALL + 1)) is not None:
            yield chunk

    def _next(self, stop: Stop, patience: float) -> Any:
        until = time.monotonic() + patience
        while True:
            if stop():
                raise Stopped
            try:
                item = self._queue.get(timeout=TURN)
            except queue.Empty:
                if time.monotonic() > until:
                    raise Lost(_silent()) from None
                continue
            if isinstance(item, Exception):
                raise item
            return item

    def _talk(self) -> None:
        """Read it all into the queue, in the thread."""
        import requests
        import urllib3

        try:
            with requests.Session() as session:
                session.auth = _anonymous  # or requests would look into the user's .netrc
                self._response = self._ask(session)
                self._put(_head(self._response, self._start))
                while chunk := self._response.raw.read1(CHUNK, decode_content=False):
                    self._put(chunk)
                self._put(None)
        except (Lost, Useless) as error:
            self._put(error)
        except (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
            self._put(Lost(_silent()))
        except requests.exceptions.SSLError as error:
            self._put(Useless(tr("its certificate is not valid ({what})", what=_short(error))))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            self._put(_failed(error))
        except (http.client.HTTPException, ValueError, AttributeError) as error:
            # what half-read answers make of the libraries below, too
            self._put(Lost(tr("the answer makes no sense ({what})", what=_short(error))))
        finally:
            if self._response is not None:
                self._response.close()

    def _ask(self, session: Any) -> Any:
        """Send the request, and follow redirections as long as they are safe."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "genstudio"}
        if self._start:
            headers["Range"] = f"bytes={self._start}-"
            if self._validator:
                headers["If-Range"] = self._validator
        url = self._url
        for _ in range(MAX_REDIRECTS):
            if not is_safe(url):
                raise Useless(tr("it leads to an address that is not https"))
            response = session.get(
                url, headers=headers, stream=True, allow_redirects=False, timeout=(CONNECT, STALL)
            )
            if response.status_code not in REDIRECTS:
                return response
            url = urljoin(url, response.headers.get("Location", ""))
            response.close()
        raise Useless(tr("it leads from one address to the next without end"))

    def _put(self, item: Any) -> None:
        """Hand over an item, unless whoever wanted it has left."""
        while not self._left.is_set():
            try:
                self._queue.put(item, timeout=TURN)
                return
            except queue.Full:
                continue


def _anonymous(request: Any) -> Any:
    return request


def _head(response: Any, asked: int) -> Head:
    """Read the status line and headers of an answer to a request from `asked` on."""
    status, headers = response.status_code, response.headers
    if status == 206:
        said = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", headers.get("Content-Range", ""))
        if said is None or int(said[1]) != asked:
            raise Useless(tr("it sent another part of the file than it was asked for"))
        return Head(asked, int(said[2]), _validator(headers))
    if status == 416:
        raise Lost(tr("it has no such part of the file"))
    if status == 429 or status >= 500:
        raise Lost(tr("it is too busy, or out of order (HTTP {status})", status=status))
    if status != 200:
        raise Useless(tr("it does not have the file (HTTP {status})", status=status))
    length = headers.get("Content-Length", "")
    return Head(0, int(length) if length.isdecimal() else None, _validator(headers))


def _validator(headers: Any) -> str:
    """Return what names the content beyond doubt: a strong ETag, or the date of its change."""
    etag: str = headers.get("ETag", "")
    weak = not etag or etag.startswith("W/")
    return str(headers.get("Last-Modified", "")) if weak else etag


def _silent() -> str:
    return tr("it sent nothing for {seconds:g} seconds", seconds=STALL)


def _failed(error: Exception) -> Exception:
    """Say how a connection failed; it is of no use to try a name again that nobody knows."""
    import urllib3

    inner = _innermost(error)
    if isinstance(inner, urllib3.exceptions.NameResolutionError):
        return Useless(tr("it cannot be found: is there a connection to the internet?"))
    if isinstance(inner, urllib3.exceptions.NewConnectionError):
        return Lost(tr("it cannot be reached"))
    return Lost(tr("the connection failed ({what})", what=_short(error)))


def _innermost(error: BaseException) -> BaseException:
    """Return the cause that requests and urllib3 have wrapped."""
    for inner in (getattr(error, "reason", None), *error.args):
        if isinstance(inner, Exception):
            return _innermost(inner)
    return error


def _short(error: Exception) -> str:
    """Return the innermost cause in a few words."""
    inner = _innermost(error)
    text = printable(inner).strip().rstrip(".")
    return text.rpartition(": ")[2][:120] or type(inner).__name__
