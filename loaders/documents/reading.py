"""A reading: a document with what its parts mention, the file that it was read from, and how much of it is given."""

from __future__ import annotations

from dataclasses import dataclass

from .records import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the document with its mentions, and the SHA-256 digest of the file.

    `with_text` says whether the text of paragraphs is given too, and not only what was found in it.
    """

    document: Document
    digest: str
    with_text: bool = False
