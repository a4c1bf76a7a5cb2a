#!/usr/bin/env python3
"""Draws docs/table.svg and docs/shell.svg: what a terminal shows of a question and of the shell.

    pip install pyte==0.8.2            # a terminal in memory
    cargo build --release
    python3 docs/captures.py target/release/tacheron

The program runs in a terminal of its own (a pseudo-terminal of the system), over the sample posts, and is typed
to as a person would; what stands on the screen at the end is written as an SVG, cell by cell, with its colours.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from html import escape
from pathlib import Path

import pyte

HERE = Path(__file__).parent
COLUMNS = 108
# Pixels of a cell, and around the screen.
WIDTH, HEIGHT, EDGE = 8.4, 18, 14
PAPER, INK = "#1d2128", "#d8dee9"
COLORS = {
    "black": "#3b4252", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef",
    "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#e5e9f0",
}
ENTER, TAB = "\r", "\t"
PROMPT = "tacheron> "


class Terminal:
    """A program in a terminal of so many lines."""

    def __init__(self, command, lines, environment):
        self.screen = pyte.Screen(COLUMNS, lines)
        self.stream = pyte.ByteStream(self.screen)
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, COLUMNS, 0, 0))
        self.child = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True)
        os.close(theirs)
        self.line = ours

    def listen(self, until, seconds=30):
        """Until `until()` holds and nothing more comes, or the program has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.line], [], [], 0.4)[0]:
                try:
                    self.stream.feed(os.read(self.line, 65536))
                except OSError:
                    return
            elif until():
                return
        raise SystemExit("this did not come:\n" + "\n".join(self.screen.display))

    def type(self, text):
        os.write(self.line, text.encode())
        time.sleep(0.1)

    def ends(self):
        self.listen(lambda: self.child.poll() is not None)

    def waits(self):
        """Until the last line that has something is an empty prompt."""
        self.listen(lambda: self.last().strip() == PROMPT.strip())

    def shows(self, text):
        self.listen(lambda: any(text in line for line in self.screen.display))

    def last(self):
        return next((line for line in reversed(self.screen.display) if line.strip()), "")

    def close(self):
        self.child.kill()
        self.child.wait()
        os.close(self.line)


def color(name, otherwise):
    if name == "default":
        return otherwise
    return COLORS.get(name.removeprefix("bright"), "#" + name if len(name) == 6 else otherwise)


def runs(row):
    """Neighbouring cells of one look: column, text, look."""
    found = []
    for column in range(COLUMNS):
        cell = row[column]
        look = (cell.fg, cell.bg, cell.bold, cell.reverse)
        # Each stretch without spaces stands at its own place, so that no font can shift it.
        if found and found[-1][2] == look and found[-1][0] + len(found[-1][1]) == column and cell.data != " " \
                and not found[-1][1].endswith(" "):
            found[-1][1] += cell.data
        else:
            found.append([column, cell.data, look])
    return [run for run in found if run[1].strip() or run[2][3] or run[2][1] != "default"]


def svg(screen, title):
    lines = max((at + 1 for at, line in enumerate(screen.display) if line.strip()), default=1)
    width, height = COLUMNS * WIDTH + 2 * EDGE, lines * HEIGHT + 2 * EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>',
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
        f'font-size="14" fill="{INK}" xml:space="preserve">',
    ]
    for at in range(lines):
        for column, text, (fg, bg, bold, reverse) in runs(screen.buffer[at]):
            ink, paper = color(fg, INK), color(bg, PAPER)
            if reverse:
                ink, paper = paper, ink
            x, y, long = EDGE + column * WIDTH, EDGE + at * HEIGHT, len(text) * WIDTH
            if paper != PAPER:
                out.append(f'<rect x="{x:g}" y="{y:g}" width="{long:g}" height="{HEIGHT}" fill="{paper}"/>')
            look = "" if ink == INK else f' fill="{ink}"'
            look += ' font-weight="bold"' if bold else ""
            out.append(f'<text x="{x:g}" y="{y + 13.5:g}" textLength="{long:g}"{look}>{escape(text)}</text>')
    return "\n".join([*out, "</g>", "</svg>", ""])


def table(program, environment):
    terminal = Terminal([program, "query", "whose-workers", "--lang", "fr"], 60, environment)
    terminal.ends()
    (HERE / "table.svg").write_text(svg(terminal.screen, "tacheron query whose-workers --lang fr"))
    terminal.close()


def shell(program, environment):
    terminal = Terminal([program, "shell"], 44, environment)
    terminal.waits()
    terminal.type("SELECT ?platform ?country {" + ENTER)
    terminal.type("  ?platform tac:oper" + TAB)
    terminal.shows("tac:operatedBy")
    terminal.type(" Scale A" + TAB)
    terminal.shows("scale-ai>")
    terminal.type(" ; tac:workersIn ?country" + ENTER)
    terminal.type("} ORDER BY ?country;" + ENTER)
    terminal.waits()
    terminal.type("ASK { ?platform tac:operateBy ?who };" + ENTER)
    terminal.waits()
    terminal.type("INSERT DATA { platform:remotasks tac:ownedBy platform:scale-ai };" + ENTER)
    terminal.waits()
    terminal.type(".path Remotasks Kenya --count 1" + ENTER)
    terminal.waits()
    terminal.type(".show amaz" + TAB + TAB)
    terminal.shows("Amazon Mechanical Turk")
    (HERE / "shell.svg").write_text(svg(terminal.screen, "tacheron shell"))
    terminal.close()


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm-256color", "LANG": "en_GB.UTF-8",
            "TACHERON_STORE": "store.nq",
        }
        posts = HERE.parent.absolute() / "data" / "posts"
        os.chdir(home)
        subprocess.run([program, "ingest", posts], env=environment, check=True, stdout=subprocess.DEVNULL)
        table(program, environment)
        shell(program, environment)


if __name__ == "__main__":
    main()
