"""Words in the two languages of the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pa_graph.model.errors import UnknownName

LANGUAGES: Final = ("nl", "en")


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """The same words in Dutch and in English."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """Return the words in ``nl`` or ``en``.

        Raises:
            UnknownName: reports are not written in that language.
        """
        if language not in LANGUAGES:
            raise UnknownName(f"no reports in {language!r}", advice="There are nl and en.")
        return self.nl if language == "nl" else self.en

    @classmethod
    def same(cls, words: str) -> Words:
        """Return words that are the same in both languages, such as a printed name."""
        return cls(words, words)
