"""The command that serves: it tells its address, answers, follows the guide, stops what is too long, and ends whole."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph.server.live_pages import MOST_BYTES
from graph.store import from_files
from tests.conftest import ROOT

from .running import Running, running

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[Running]:
    """A server over the whole graph whose queries may take two seconds."""
    with running(data, "--time-limit", "2", "--most-rows", "5000") as server:
        yield server


def get(server: Running, path: str, **values: str) -> httpx.Response:
    return httpx.get(f"{server.address}{path}", params=values, timeout=60, trust_env=False)


def test_a_question_is_asked_with_the_values_of_its_form(served: Running) -> None:
    page = get(served, "ar/question/programme-countries.html", programme="GLO.ACT")
    assert page.status_code == 200 and "البرازيل" in page.text
    wrong = get(served, "ar/question/programme-countries.html", programme="no such programme")
    assert wrong.status_code == 200 and "no such programme" in wrong.text and "Traceback" not in wrong.text


def test_a_query_of_the_editor_is_answered_cut_stopped_or_explained(served: Running) -> None:
    page = get(served, "en/query.html", query="SELECT ?x { ?x a sj:Programme }")
    assert 'href="../en/id/programme/glo-act.html"' in page.text
    cut = get(served, "en/query.html", query="SELECT * { ?s skos:prefLabel ?o } LIMIT 1200")
    assert cut.status_code == 200 and cut.text.count("<tr>") <= 1001 and "1,000" in cut.text
    doubled = "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(14))
    wide = f"SELECT ?a14 {{ {{ SELECT ?s {{ ?s ?p ?o }} LIMIT 300 }} BIND('abcdef' AS ?a0) {doubled} }}"
    narrow = get(served, "en/query.html", query=wide)
    assert narrow.text.count("abcdef" * 2**14) == 5 and len(narrow.text) < 2 * MOST_BYTES, "cut after fewer rows"
    wider = get(
        served, "ar/query.html", query=wide.replace("?a14 {", "(CONCAT(?a14, ?a14, ?a14, ?a14, ?a14, ?a14) AS ?w) {")
    )
    assert 'class="error"' in wider.text and len(wider.text) < MOST_BYTES
    mistaken = get(served, "ar/query.html", query="SELECT *\n{ ?s ?p")
    assert 'data-line="2"' in mistaken.text
    stopped = get(served, "ar/query.html", query=SLOW)
    assert stopped.status_code == 200 and 'class="error"' in stopped.text
    refused = get(served, "en/query.html", query="ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert 'class="error"' in refused.text
    graph = get(served, "en/query.html", query="DESCRIBE id:country/NGA".replace("id:country/NGA", "sj:Body"))
    assert graph.status_code == 200 and "skos:definition" in graph.text


def test_pages_answer_while_queries_run_long(served: Running) -> None:
    with httpx.Client(trust_env=False, timeout=60) as client:
        slow = [
            subprocess.Popen(
                ["curl", "-s", "-o", os.devnull, f"{served.address}sparql", "--data-urlencode", f"query={SLOW}"]
            )
            for _ in range(3)
        ]
        try:
            for _ in range(20):
                assert client.get(f"{served.address}en/id/country/NGA.html").status_code == 200
                quick = client.get(f"{served.address}sparql", params={"query": "ASK { ?s skos:prefLabel ?o }"})
                assert quick.json()["boolean"] is True
        finally:
            for process in slow:
                process.kill()
                process.wait()


def test_the_guides_script_follows_links_from_a_document_to_others(data: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(data, "--base", f"http://127.0.0.1:{port}/", port=port):
        for guide in ("README.md", "README.ar.md"):
            text = (ROOT / guide).read_text(encoding="utf-8")
            blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
            (script,) = [block for block in blocks if "curl" in block]
            done = subprocess.run(
                ["bash", "-c", script.replace(":8000", f":{port}")], capture_output=True, text=True, timeout=120
            )
            assert done.returncode == 0, done.stderr
            titles = done.stdout.splitlines()
            assert len(titles) > 40 and "Trafficking in Persons Protocol" in done.stdout, done.stdout
            for language in ("ar", "en"):
                assert sum(title.endswith(f"@{language} .") for title in titles) >= len(titles) // 3, done.stdout


def test_the_server_ends_whole_when_it_is_told_to(data: Path) -> None:
    with running(data) as server:
        assert get(server, "en/index.html").status_code == 200
        get(server, "sparql", query="ASK { ?s ?p ?o FILTER(STRLEN(STR(?o)) > 1) }")
        group = server.process.pid
        server.process.send_signal(signal.SIGINT)
        server.process.wait(timeout=30)
        assert server.process.returncode in (0, 130)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        pytest.fail("processes of the server are left")


@pytest.mark.parametrize(("language", "said"), [("en", "is taken"), ("ar", "مشغول")])
def test_a_port_that_is_taken_is_told(data: Path, served: Running, language: str, said: str) -> None:
    port = int(served.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(AssertionError, match=said), running(data, port=port, language=language):
        pass


@pytest.mark.parametrize("base", ["ftp://a.net/", "nonsense", "https://a.net/#x"])
def test_a_base_that_is_no_address_is_refused(data: Path, base: str) -> None:
    with pytest.raises(AssertionError, match="is not the address of a site"), running(data, "--base", base):
        pass


def test_the_folder_of_a_store_is_served_with_its_queries(data: Path, tmp_path: Path) -> None:
    kept = ox.Store(str(tmp_path / "store"))
    kept.bulk_extend(from_files([data]))
    kept.flush()
    triples = len(list(kept.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    del kept
    with running(tmp_path / "store") as server:
        assert get(server, "en/id/body/unodc.html").status_code == 200
        for query in ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(?s) AS ?n) { ?s ?p ?o }"):
            answer = get(server, "sparql", query=query, format="csv")
            assert (answer.status_code, answer.text.split()) == (200, ["n", str(triples)])
        asked = get(server, "en/query.html", query="SELECT ?x { ?x a sj:Programme }")
        assert 'href="../en/id/programme/glo-act.html"' in asked.text


FORKS = """
import errno, os, signal
from graph.server.processes import bound, supervise
fork, failed = os.fork, []

def scarce():
    if len(failed) < 3:
        failed.append(1)
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
    return fork()

def work(listening):
    os.write(1, b"worked")
    os.kill(os.getppid(), signal.SIGTERM)

os.fork = scarce
supervise(bound("127.0.0.1", 0, 1), 1, work)
"""


def test_a_process_that_cannot_be_started_is_started_later() -> None:
    done = subprocess.run([sys.executable, "-c", FORKS], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "worked"), done.stderr
    assert "Traceback" not in done.stderr
