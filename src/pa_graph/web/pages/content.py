"""What the pages show, read once for each state of the data."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any, Final

from pa_graph.model.errors import PaGraphError
from pa_graph.operations.browse.judging import Judgement, judge_in_background
from pa_graph.operations.browse.reading import read_corpus
from pa_graph.operations.browse.records import Corpus, DocumentRecord
from pa_graph.operations.browse.search import FullText
from pa_graph.operations.browse.whole_text import WholeText, whole_text
from pa_graph.store.protocol import GraphStore, cells

TEXTS_KEPT: Final = 24
"""How many texts are kept ready to be shown."""


class Content:
    """The corpus of one state of the data, and what is worked out of it when first asked for."""

    def __init__(self, store: GraphStore, version: str) -> None:
        self.store = store
        self.version = version
        self._lock = threading.RLock()
        self._corpus: Corpus | None = None
        self._reading: threading.Thread | None = None
        self._failed: Exception | None = None
        self.progress: tuple[int, int] = (0, 0)
        """How many documents have been read, and of how many; while they are being read."""
        self._full_text: FullText | None = None
        self._judgement: Judgement | None = None
        self._texts: dict[str, WholeText | None] = {}

    def ready(self, within: float | None = None) -> bool:
        """Tell whether the corpus has been read; the first who asks has it read.

        Args:
            within: seconds to wait for it at most; None: as long as it takes.
        """
        with self._lock:
            if self._corpus is None and self._reading is None:
                self._reading = threading.Thread(target=self._read, daemon=True)
                self._reading.start()
            reading = self._reading
        if reading is not None:
            reading.join(within)
        return self._corpus is not None or self._failed is not None

    def _read(self) -> None:
        def tell(done: int, total: int) -> None:
            self.progress = (done, total)

        try:
            corpus = read_corpus(self.store, tell)
            self._failed, self._corpus = None, corpus
            # Who opens the first text would else wait for the code lists as well.
            threading.Thread(target=self._warm, args=(corpus,), daemon=True).start()
        except Exception as error:
            # Whoever waits is told; the next visit tries again.
            self._failed = error
        self._reading = None

    def _warm(self, corpus: Corpus) -> None:
        for document in corpus.agreements[:1]:
            try:
                whole_text(self.store, corpus, document)
            except PaGraphError:
                # Whoever opens it is told.
                return

    @property
    def corpus(self) -> Corpus:
        """All that the store holds; waits until it has been read."""
        while self._corpus is None:
            self.ready()
            if self._failed is not None:
                failed, self._failed = self._failed, None
                raise failed
        return self._corpus

    @property
    def full_text(self) -> FullText:
        """The index of the words of commitments."""
        corpus = self.corpus
        with self._lock:
            if self._full_text is None:
                self._full_text = FullText(corpus)
            return self._full_text

    def whole_text(self, document: DocumentRecord) -> WholeText | None:
        """Return the text of a document with its marks; those asked for last are kept."""
        with self._lock:
            found = self._texts.pop(document.iri, None)
        if found is None:
            found = whole_text(self.store, self.corpus, document)
        with self._lock:
            self._texts[document.iri] = found
            for stale in list(self._texts)[:-TEXTS_KEPT]:
                self._texts.pop(stale, None)
        return found

    @cached_property
    def with_text(self) -> frozenset[str]:
        """The documents whose whole text is there."""
        found = cells(self.store, "SELECT DISTINCT ?text { ?text pa:fullText ?words }")
        texts = {text for (text,) in found}
        return frozenset(d.iri for d in self.corpus.documents.values() if d.text_node in texts)

    @property
    def judgement(self) -> Judgement:
        """Findings and measures; they come in one by one after this was first asked for."""
        with self._lock:
            if self._judgement is None:
                self._judgement = judge_in_background(self.store)
            return self._judgement

    def forget(self) -> None:
        """Stop what is still being worked out: the data is another now."""
        # Without the lock: who holds it may be reading for a while.
        if self._judgement is not None:
            self._judgement.stop()


_LOCK = threading.Lock()


def content_of(app: Any) -> Content:
    """Return what a server shows at this moment.

    The tag of the engine tells states of the data apart.
    """
    version: str = app.state.engine.tag
    with _LOCK:
        found: Content | None = getattr(app.state, "page_content", None)
        if found is None or found.version != version:
            if found is not None:
                found.forget()
            found = app.state.page_content = Content(app.state.store, version)
        return found
