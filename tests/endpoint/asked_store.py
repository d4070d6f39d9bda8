"""A small store with its nasty corners, and a listener that proves silence."""

import socket
import threading
import time
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kb.endpoint.worker import Limits

BASE = "http://example.org/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
GRAPHS = tuple(f"{BASE}graph/{number}" for number in range(3))
THINGS = 600
TRIPLES = 2 * THINGS + 2
# Quotes, separators, line ends, markup, a tab, an emoji beyond the BMP, and right-to-left text.
NASTY = "Grüße, \"Kyjiw\"; 'a'\r\n<b>&amp;</b>\t🛡 שלום \\ end"
LIMITS = Limits(seconds=3.0, rows=500, megabytes=4, memory_mb=1024)


def build(directory: Path, things: int = THINGS) -> Path:
    """A snapshot on disk, as the store hands it out."""
    directory.mkdir(exist_ok=True)
    store = Store(str(directory / "live"))
    label, number = NamedNode(BASE + "label"), NamedNode(BASE + "number")
    quads = []
    for index in range(things):
        thing, graph = NamedNode(f"{BASE}thing/{index}"), NamedNode(GRAPHS[index % len(GRAPHS)])
        quads.append(Quad(thing, label, Literal(f"Ding {index}", language="de"), graph))
        quads.append(Quad(thing, number, Literal(index), graph))
    nasty, first = NamedNode(BASE + "nasty"), NamedNode(GRAPHS[0])
    quads.append(Quad(nasty, NamedNode(BASE + "says"), Literal(NASTY), first))
    quads.append(Quad(nasty, NamedNode(RDF_TYPE), NamedNode(BASE + "Thing"), first))
    store.extend(quads)
    store.backup(str(directory / "snapshot"))
    return directory / "snapshot"


class Listener:
    """A loopback port that remembers every connection made to it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def quiet(self, seconds: float = 0.2) -> bool:
        """Whether nobody has come, even a moment later."""
        time.sleep(seconds)
        return self.connections == 0

    def close(self) -> None:
        self._socket.close()
