"""A folder of results: written whole or not at all, and never over what is not ours."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import SijillError


class OutputRefused(SijillError):
    """The output folder cannot be written, or holds something that we did not make and is left alone."""

    status = 2


def refuse_foreign(output: Path, ours: Collection[str]) -> None:
    """Refuse a folder that cannot be replaced: the one we are in, a file, or one with names that are not `ours`.

    Raises OutputRefused.

    >>> refuse_foreign(Path("no such folder"), ())
    """
    if Path.cwd().is_relative_to(output.resolve()):
        raise OutputRefused(
            {
                "ar": f"{output} هو المجلد الحالي، ومحتوى المجلد يُستبدل كله؛ سمِّ مجلداً آخر",
                "en": f"{output} is the folder you are in, and it would be replaced whole; name another folder",
            }
        )
    if output.exists() and not output.is_dir():
        raise OutputRefused({"ar": f"{output} ملف؛ سمِّ مجلداً", "en": f"{output} is a file; name a folder"})
    if output.is_dir() and (strange := sorted({path.name for path in output.iterdir()} - set(ours))):
        listed = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise OutputRefused(
            {
                "ar": f"في {output} ما لم يكتبه هذا البرنامج ({listed})؛ سمِّ مجلداً آخر أو انقل ما فيه",
                "en": f"{output} holds what was not made here ({listed}); name another folder, or move it away",
            }
        )


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Give an empty folder beside the output; on success it takes the output's place, on failure it goes.

    Raises OutputRefused.
    """
    output = output.resolve()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent)
    except OSError as error:
        raise OutputRefused(
            {
                "ar": f"تعذرت الكتابة في {output}: {error.strerror}",
                "en": f"{output} cannot be written: {error.strerror}",
            }
        ) from None
    with beside as scratch:
        fresh, old = Path(scratch) / "new", Path(scratch) / "old"
        fresh.mkdir()
        yield fresh
        try:
            if output.exists():
                output.rename(old)
            fresh.rename(output)
        except BaseException as error:  # an interrupt as well: the last build comes back
            if old.exists() and not output.exists():
                old.rename(output)
            if isinstance(error, OSError):
                raise OutputRefused(
                    {
                        "ar": f"تعذر استبدال {output}: {error.strerror}",
                        "en": f"{output} cannot be replaced: {error.strerror}",
                    }
                ) from None
            raise
