#!/usr/bin/env python3
"""What a question costs beside the bare engine: `tacheron query` and the command line of Oxigraph, the engine in
it, on the same folder of a million triples in ten thousand graphs.

    pip install oxigraph                # brings the command `oxigraph`, of the same version as our engine
    cargo build --release --features disk
    python3 benches/startup.py target/release/tacheron "$(command -v oxigraph)"

Prints for `ASK {}` and for two named questions (one of a company, whose value is bound, and one that counts over all
posts) the wall time and the CPU time of both (the least of many runs, in turns, for a busy machine only adds) and
their ratio. Fails where ASK takes over 1.5 times, or a question over 1.2 times, what the engine takes alone.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIPLES = 1_000_000
TAC = "https://w3id.org/tacheron/ontology#"
ID = "https://w3id.org/tacheron/id/"
PREDICATES = ["operatedBy", "workersIn", "usesPlatform", "ownedBy"]
OF_COMPANY = """SELECT ?who ?where WHERE { ?who tac:operatedBy ?company ; tac:workersIn ?where }
ORDER BY ?who ?where
"""
OVER_ALL = """SELECT ?who (COUNT(DISTINCT ?post) AS ?posts) WHERE {
  GRAPH ?post { ?who tac:operatedBy ?by }
}
GROUP BY ?who
ORDER BY DESC(?posts) ?who
LIMIT 10
"""


def write_triples(file: Path) -> None:
    with file.open("w") as out:
        for n in range(TRIPLES):
            subject, predicate, thing = n // 7, PREDICATES[n % len(PREDICATES)], n % 5003
            out.write(
                f"<{ID}platform/p{subject}> <{TAC}{predicate}> <{ID}company/c{thing}> <{ID}post/g{n // 100}> .\n"
            )


def once(command: list[str]) -> tuple[float, float, bytes]:
    """Seconds on the wall, seconds of CPU, and what was printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, cpu, done.stdout


def beside(name: str, ours: list[str], theirs: list[str], runs: int, most: float) -> bool:
    """Runs both in turns; whether ours is within `most` times theirs."""
    least = {}
    for _ in range(runs):
        answers = []
        for which, command in (("tacheron", ours), ("oxigraph", theirs)):
            wall, cpu, answer = once(command)
            answers.append(answer.split())
            old = least.get(which, (wall, cpu))
            least[which] = (min(old[0], wall), min(old[1], cpu))
        if answers[0] != answers[1]:
            sys.exit(f"{name}: the two answer otherwise: {answers[0][:6]} and {answers[1][:6]}")
    good = True
    for at, what in enumerate(("wall", "CPU")):
        one, other = least["tacheron"][at], least["oxigraph"][at]
        ratio = one / other
        good &= ratio <= most
        print(f"{name:16} {what:4}  tacheron {one * 1e3:8.1f} ms  oxigraph {other * 1e3:8.1f} ms  ratio {ratio:.2f} (goal {most})")
    return good


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tacheron, oxigraph = (os.path.abspath(path) for path in sys.argv[1:])
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        data, store, questions = folder / "data.nq", folder / "store", folder / "questions"
        write_triples(data)
        subprocess.run([oxigraph, "load", "--location", store, "--file", data], check=True)
        questions.mkdir()
        (questions / "most-said.rq").write_text(
            f"# title: What most posts say who runs it\n# example: tacheron query most-said\n\n{OVER_ALL}"
        )
        (questions / "workers-of.rq").write_text(
            "# title: Where the platforms of a company have workers\n# param: company entity \"a company\"\n"
            f"# example: tacheron query workers-of --set company=company/c17\n\n{OF_COMPANY}"
        )
        over_all, of_company = folder / "over-all.rq", folder / "of-company.rq"
        over_all.write_text(f"PREFIX tac: <{TAC}>\n{OVER_ALL}")
        of_company.write_text(f"PREFIX tac: <{TAC}>\n" + OF_COMPANY.replace("?company", f"<{ID}company/c17>"))
        ours = [tacheron, "query", "--store", str(store), "--format", "tsv", "--timeout", "0"]
        theirs = [oxigraph, "query", "--location", str(store), "--results-format", "tsv"]
        good = beside("ASK {}", [*ours, "-e", "ASK {}"], [*theirs, "--query", "ASK {}"], 40, 1.5)
        named = [*ours, "--queries", str(questions)]
        union = [*theirs, "--union-default-graph", "--query-file", str(of_company)]
        good &= beside("of a company", [*named, "workers-of", "--set", "company=company/c17"], union, 40, 1.2)
        good &= beside("over all posts", [*named, "most-said"], [*theirs, "--query-file", str(over_all)], 5, 1.2)
    sys.exit(not good)


if __name__ == "__main__":
    main()
