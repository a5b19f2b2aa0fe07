"""PDF files made by hand, letter by letter, as producers write Arabic in several ways."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 0.5
"""Every letter is half as wide as it is high."""


@dataclass(frozen=True)
class Drawn:
    """Letters drawn from a place on, in the order of the file; each sign is what one glyph says, one letter or more."""

    x: float
    y: float
    signs: tuple[str, ...]
    size: float = 12
    leftward: bool = False
    """Each letter is placed to the left of the one before, as some producers do with Arabic."""


def pdf(*pages: list[Drawn]) -> bytes:
    """A PDF with these pages; a font of boxes (Type 3) says by its ToUnicode map what each glyph means."""
    signs = sorted({sign for page in pages for drawn in page for sign in drawn.signs})
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    assert len(codes) < 256
    mapping = "\n".join(f"<{code:02X}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    names, widths = " ".join(f"/g{code}" for code in codes.values()), " ".join(["500"] * len(codes))
    procedures = " ".join(f"/g{code} 4 0 R" for code in codes.values())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1"
        f" /LastChar {len(codes)} /Widths [{widths}] /Encoding << /Type /Encoding /Differences [1 {names}] >>"
        f" /CharProcs << {procedures} >> /Resources << >> /ToUnicode 5 0 R >>".encode(),
        _stream(b"500 0 0 0 500 700 d1 0 0 500 700 re f"),
        _stream(cmap.encode()),
    ]
    for place, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>"
            + f" /Contents {7 + 2 * place} 0 R >>".encode()
        )
        objects.append(_stream("\n".join(_drawing(drawn, codes) for drawn in page).encode()))
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + trailer.encode()


def _stream(content: bytes) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _drawing(drawn: Drawn, codes: dict[str, int]) -> str:
    if not drawn.leftward:
        text = "".join(f"{codes[sign]:02X}" for sign in drawn.signs)
        return f"BT /F {drawn.size} Tf 1 0 0 1 {drawn.x} {drawn.y} Tm <{text}> Tj ET"
    step = drawn.size * WIDTH
    return "\n".join(
        f"BT /F {drawn.size} Tf 1 0 0 1 {drawn.x - step * place} {drawn.y} Tm <{codes[sign]:02X}> Tj ET"
        for place, sign in enumerate(drawn.signs, 1)
    )
