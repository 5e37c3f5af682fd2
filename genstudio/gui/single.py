"""Listens to later starts of the program, which hand over what they were to open."""

from __future__ import annotations

import sys

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from genstudio.core.errors import UserError
from genstudio.gui import handover, openable
from genstudio.gui.handover import Claim, Told

MOST = 16  # talks at a time
TALK = 5000  # ms after which one that does not get on is ended


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a later start asks for: `file:` addresses, and leave to come to the front."""

    urls: list[str] = []
    token: str = ""


class Door(QObject):
    """Listens for as long as it lives; `asked` carries a Request that is well-formed."""

    asked = Signal(object)

    def __init__(self, claim: Claim, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claim = claim
        self._talks: set[_Talk] = set()
        self._server = QLocalServer(self)
        self._server.setMaxPendingConnections(MOST)
        self._server.newConnection.connect(self._on_knock)
        listener = claim.listener()
        if listener is not None:
            self._server.listen(listener)
        else:
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            self._server.listen(claim.place.name)

    def close(self) -> None:
        """Listen no more; the next start opens a window of its own."""
        for talk in tuple(self._talks):
            talk.end()
        self._server.close()
        self._claim.release()

    @Slot()
    def _on_knock(self) -> None:
        while (link := self._server.nextPendingConnection()) is not None:
            talk = _Talk(link, self)
            talk.asked.connect(self.asked)
            talk.ended.connect(self._on_ended)
            self._talks.add(talk)
            if len(self._talks) > MOST:
                talk.end()
            else:
                talk.listen()

    @Slot(object)
    def _on_ended(self, talk: _Talk) -> None:
        self._talks.discard(talk)
        talk.deleteLater()


class _Talk(QObject):
    """One request: a line, our "ok", their "go". Whoever says anything else is left alone."""

    asked = Signal(object)
    ended = Signal(object)

    def __init__(self, link: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        link.setParent(self)
        link.setReadBufferSize(handover.LONGEST + 1)
        self._heard = b""
        self._request: Request | None = None
        self._over = False
        link.readyRead.connect(self.listen)
        link.disconnected.connect(self.end)
        QTimer.singleShot(TALK, self, self.end)

    @Slot()
    def listen(self) -> None:
        """Take in what has been said so far, and answer."""
        self._heard += self._link.readAll().data()
        if self._request is None:
            line, newline, self._heard = self._heard.partition(b"\n")
            if not newline:
                self._heard = line
                if len(line) > handover.LONGEST:
                    self.end()
                return
            self._request = read(line + newline)
            if self._request is None:
                self.end()
                return
            self._link.write(handover.OK)
            self._link.flush()
        if len(self._heard) >= len(handover.GO):
            meant = self._heard.startswith(handover.GO)
            self.end()
            if meant:
                self.asked.emit(self._request)

    @Slot()
    def end(self) -> None:
        """Hang up."""
        if not self._over:
            self._over = True
            self._link.readyRead.disconnect(self.listen)
            self._link.abort()
            self.ended.emit(self)


def read(line: bytes) -> Request | None:
    """Return the request in a line from outside; None where it is not exactly one."""
    if len(line) > handover.LONGEST:
        return None
    try:
        request = msgspec.json.decode(line, type=Request)
        for url in request.urls:
            openable.path_of_url(url)
    except (msgspec.DecodeError, UserError, UnicodeError):
        return None
    return request if request.token.isprintable() and request.token.isascii() else None


def tell_by_pipe(name: str, request: bytes, patience: float) -> Told:
    """Do what `handover.tell` does where Python has no local sockets: on Windows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # or its window would only blink
    link = QLocalSocket()
    wait = int(patience * 1000)
    link.connectToServer(name)
    if not link.waitForConnected(wait):
        return "refused"
    link.write(request)
    link.waitForBytesWritten(wait)
    if not link.waitForReadyRead(wait):
        closed = link.state() != QLocalSocket.LocalSocketState.ConnectedState
        return "refused" if closed else "silent"
    if link.readAll().data() != handover.OK:
        return "refused"
    link.write(handover.GO)
    link.waitForBytesWritten(wait)
    link.disconnectFromServer()
    return "told"
