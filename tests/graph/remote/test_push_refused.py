"""Stores, and what stands before them, that refuse: what is said, what is tried again, what the store then holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from .command import Sijill
from .faults import LOGIN, Fault, login, portal
from .proxy import Proxy
from .server import Server
from .servers import OxigraphServer, VirtuosoServer
from .small import PART, foreign, held_by, laid_aside, pushed, put, quad, quads, write
from .stages import broken_off, completed, push, settled, stages, state

REFUSED = {
    400: ("the store did not understand the request (400 Bad Request)", "لم يفهم المخزن الطلب", False),
    401: ("the store does not accept who is asking; check SIJILL_STORE_USER", "لم يقبل المخزن هوية صاحب الطلب", False),
    403: ("the store does not allow this: it is read-only, or the user may not write", "لا يأذن المخزن بهذا", False),
    404: ("check the address and --kind (404 Not Found)", "تحقق من العنوان ومن --kind", False),
    413: ("the request is larger than the store takes", "الطلب أكبر مما يقبله المخزن", False),
    429: ("the store is busy (429 Too Many Requests)", "المخزن مشغول", True),
    500: ("the store failed (500 Internal Server Error)", "تعذر ذلك على المخزن", True),
    502: ("the store failed (502 Bad Gateway)", "تعذر ذلك على المخزن", True),
    503: ("the store is busy (503 Service Unavailable)", "المخزن مشغول", True),
    507: ("the disk of the store is full", "لا متسع على قرص المخزن", False),
}
"""What is said of a status in both languages, and whether the request is tried again."""


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        *((status, stage) for status in REFUSED for stage in ("stage", "switch")),
        *((status, stage) for status in (401, 503) for stage in ("compare", "verify")),
    ],
)
def test_a_status_is_told_in_words_and_the_store_holds_what_is_said(
    clean_oxigraph: Server, sijill: Sijill, new: str, status: int, stage: str
) -> None:
    english, arabic, again = REFUSED[status]
    lang = "ar" if stage == "stage" else "en"
    number = stages(sijill, clean_oxigraph, new)[stage]
    refusal = Fault("answer", skip=number, times=999, status=status, headers={"Retry-After": "7"})
    with Proxy(clean_oxigraph.address, refusal) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new, tries=3, lang=lang)
        assert run.status == 1 and (arabic if lang == "ar" else english) in run.err
        assert len(sijill.waits) == (2 if again else 0)
        if status in (429, 503):
            assert sijill.waits == [7, 7], "as the store asks"
        if lang == "en":
            broken_off(run, clean_oxigraph)
        assert settled(clean_oxigraph) == state(clean_oxigraph, 2 if stage == "verify" else 1)
    completed(sijill, clean_oxigraph, new)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_store_is_waited_for(clean_server: Server, writer: Sijill, new: str, status: int) -> None:
    put(clean_server, foreign())
    busy = Fault("answer", times=2, status=status, skip=1, headers={"Retry-After": "100000"})
    with Proxy(clean_server.address, busy) as proxy:
        run = push(writer, proxy, clean_server, new, tries=3)
    assert run.status == 0 and held_by(clean_server) == state(clean_server, 2)
    assert len(writer.waits) == 2 and max(writer.waits) <= 30, "not for ever"


def test_what_is_too_large_is_sent_in_smaller_parts(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, foreign())
    many = [quad(f"{PART}#{n}", "rdfs:label", ox.Literal(f"مجلس {n}"), PART) for n in range(2500)]
    given = [*quads(2), *many]
    large = {
        "oxigraph": [Fault("answer", "POST", "/store", times=2, status=413), _large("/update", 2)],
        "virtuoso": [_large("/sparql-graph-crud-auth", 3), _large("/sparql-auth", 1)],
    }
    with Proxy(clean_server.address, *large[clean_server.kind]) as proxy:
        run = push(writer, proxy, clean_server, write(given, tmp_path / "x.nq"))
        assert run.status == 0 and "it is the same" in run.err
        assert sum(seen.fault is not None for seen in proxy.seen) >= 4
    assert clean_server.count(PART) == 2501 and laid_aside(clean_server) == [] and writer.waits == []


def _large(path: str, times: int) -> Fault:
    return Fault("answer", "POST", path, times=times, skip=1, status=413)


def test_what_is_too_large_in_one_triple_is_told(clean_oxigraph: Server, sijill: Sijill, new: str) -> None:
    put(clean_oxigraph, state(clean_oxigraph, 1))
    never = [Fault("answer", "POST", path, times=999, status=413) for path in ("/store", "/update")]
    with Proxy(clean_oxigraph.address, *never) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new)
    assert "the request is larger than the store takes" in run.err
    broken_off(run, clean_oxigraph)


@pytest.mark.parametrize("stage", ["compare", "plan", "stage", "switch", "clear", "verify"])
@pytest.mark.parametrize("page", [portal, login])
def test_a_page_for_people_is_no_store(
    clean_server: Server, writer: Sijill, new: str, stage: str, page: Callable[..., Fault]
) -> None:
    number = stages(writer, clean_server, new)[stage]
    fault = page(times=999)
    fault.skip = number
    with Proxy(clean_server.address, fault) as proxy:
        run = push(writer, proxy, clean_server, new)
        assert proxy.count(path=LOGIN) == 0 and writer.waits == [], "nobody is sent on, and it is of no use to wait"
    told = "what answers is no store: its answer is text/html" if page is portal else f"sends elsewhere: {LOGIN}"
    assert told in run.err
    broken_off(run, clean_server)
    completed(writer, clean_server, new)


@pytest.mark.parametrize("times", [1, 99])
def test_a_page_for_people_is_no_store_of_any_kind(
    clean_oxigraph: Server, sijill: Sijill, new: str, times: int
) -> None:
    around = Fault("answer", "GET", times=999, status=302, headers={"Location": "/query"})
    for fault in (portal(times=times), login(times=times), around):
        with Proxy(clean_oxigraph.address, fault) as proxy:
            run = sijill("push", proxy.address, "--files", new, "--dry-run", "--tries", "2")
        assert run.status == (0 if times == 1 and fault is not around else 1), run.err
    assert clean_oxigraph.graphs() == {}


@pytest.mark.parametrize("auth", ["bearer", "basic"])
@pytest.mark.parametrize("path", ["/query", "/update", "/store", None])
def test_nobody_else_is_shown_a_secret(
    clean_oxigraph: OxigraphServer, sijill: Sijill, new: str, auth: str, path: str | None
) -> None:
    put(clean_oxigraph, pushed(clean_oxigraph, 1))
    if auth == "bearer":
        sijill.monkeypatch.setenv("SIJILL_STORE_TOKEN", "not-for-you")
    else:
        sijill.monkeypatch.setenv("SIJILL_STORE_USER", "me")
        sijill.monkeypatch.setenv("SIJILL_STORE_PASSWORD", "not-for-you")
    sijill.secrets.append("not-for-you")
    with Proxy(clean_oxigraph.address) as stranger:
        elsewhere = Fault("answer", path=path, times=999, status=307, headers={"Location": stranger.address + "/query"})
        with Proxy(clean_oxigraph.address, elsewhere) as proxy:
            run = sijill("push", proxy.address, "--kind", "oxigraph", "--auth", auth, "--files", new, "--tries", "1")
            assert run.status == 1 and f"sends elsewhere: {stranger.address}" in run.err
            assert {seen.headers.get("authorization") for seen in proxy.seen} == {auth.title()}
            assert all("not-for-you" not in seen.query + seen.path for seen in proxy.seen)
        assert stranger.seen == []


@pytest.mark.parametrize("challenge", ["Bearer", 'Digest realm="x", nonce="y", algorithm="SHA-3"', "Negotiate", ""])
def test_a_login_of_another_sort_that_is_asked_for_is_told(
    clean_virtuoso: VirtuosoServer, sijill: Sijill, new: str, challenge: str
) -> None:
    sijill.as_writer(clean_virtuoso)
    asked = Fault("answer", times=999, status=401, headers={"WWW-Authenticate": challenge} if challenge else {})
    with Proxy(clean_virtuoso.address, asked) as proxy:
        run = push(sijill, proxy, clean_virtuoso, new)
    assert run.status == 1 and "the store does not accept who is asking" in run.err and sijill.waits == []


@pytest.mark.parametrize(
    ("user", "password", "said"),
    [
        (VirtuosoServer.user, "mistaken", "the store does not accept who is asking"),
        ("nobody-known", "mistaken", "the store does not accept who is asking"),
        (VirtuosoServer.reader, VirtuosoServer.password, "the user may not do this"),
        ("", "", "the store does not accept who is asking"),
    ],
)
def test_virtuoso_lets_only_writers_write(
    clean_virtuoso: VirtuosoServer, sijill: Sijill, new: str, user: str, password: str, said: str
) -> None:
    put(clean_virtuoso, state(clean_virtuoso, 1))
    if user:
        sijill.as_writer(clean_virtuoso, user, password)
    run = sijill("push", clean_virtuoso.address, "--files", new)
    assert said in run.err and sijill.waits == []
    broken_off(run, clean_virtuoso)
    assert laid_aside(clean_virtuoso) == []


def test_a_login_file_holds_the_secret(
    clean_virtuoso: VirtuosoServer, sijill: Sijill, new: str, tmp_path: Path
) -> None:
    sijill.secrets.append(clean_virtuoso.password)
    file = tmp_path / "login.toml"
    file.write_text(f'user = "{clean_virtuoso.user}"\npassword = "{clean_virtuoso.password}"\n', encoding="utf-8")
    put(clean_virtuoso, foreign())
    with Proxy(clean_virtuoso.address) as proxy:
        run = sijill("push", proxy.address, "--files", new, "--login", str(file))
        assert run.status == 0 and held_by(clean_virtuoso) == state(clean_virtuoso, 2)
        assert all(clean_virtuoso.password not in seen.query + seen.path for seen in proxy.seen)


def test_a_store_that_only_reads_is_compared_and_left_as_it_is(tmp_path: Path, sijill: Sijill, new: str) -> None:
    with OxigraphServer(tmp_path / "store") as server:
        put(server, state(server, 1))
        server.stop()
        server.read_only = True
        server.start()
        assert sijill("push", server.address, "--files", new, "--dry-run").status == 0
        run = sijill("push", server.address, "--files", new)
        assert "it is read-only, or the user may not write" in run.err and sijill.waits == []
        broken_off(run, server)
        old = write(quads(1), tmp_path / "old.nq")
        run = sijill("push", server.address, "--files", old)
        assert run.status == 0 and "nothing was touched" in run.err


def large(tmp_path: Path, size: int) -> str:
    """The second version with one graph that is large, as a file, and so many triples more."""
    many = [quad(f"{PART}#{n}", "rdfs:label", ox.Literal(f"a value of a long text, {n}"), PART) for n in range(size)]
    return write([*quads(2), *many], tmp_path / "large.nq")


def test_an_oxigraph_on_a_full_disk_keeps_the_old_state(tmp_path: Path, sijill: Sijill) -> None:
    file = large(tmp_path, 20_000)
    with OxigraphServer(tmp_path / "store") as server:
        put(server, state(server, 1))
        server.limit_space(500_000)
        run = sijill("push", server.address, "--files", file)
        assert "the disk of the store is full; make room, restart the store, then do it again" in run.err
        assert sijill.waits == []
        broken_off(run, server)
        server.restart()
        assert settled(server) == state(server, 1)
        run = sijill("push", server.address, "--files", file)
        assert run.status == 0 and server.count(PART) == 20_001 and laid_aside(server) == []


def test_a_virtuoso_on_a_full_disk_keeps_the_old_state(
    clean_virtuoso: VirtuosoServer, tmp_path: Path, sijill: Sijill
) -> None:
    sijill.as_writer(clean_virtuoso)
    file = large(tmp_path, 4000)
    put(clean_virtuoso, state(clean_virtuoso, 1))
    clean_virtuoso.run_sql("checkpoint;")
    clean_virtuoso.limit_space(10_000)
    run = sijill("push", clean_virtuoso.address, "--files", file)
    assert "the disk of the store is full; make room, restart the store, then do it again" in run.err
    assert sijill.waits == []
    broken_off(run, clean_virtuoso)
    clean_virtuoso.restart()
    assert settled(clean_virtuoso) == state(clean_virtuoso, 1)
    run = sijill("push", clean_virtuoso.address, "--files", file)
    assert run.status == 0 and clean_virtuoso.count(PART) == 4001 and laid_aside(clean_virtuoso) == []
    clean_virtuoso.restart()
    assert clean_virtuoso.count(PART) == 4001, "and it is kept"
