#!/usr/bin/env bash
# How soon a question ends after its deadline: a three-way cross product over a store of 100,000 triples, with
# the program as released. Prints, for each format and deadline, the seconds beyond the deadline, and fails where
# one takes over a second.
#
#   cargo build --release && benches/deadline.sh target/release/tacheron
set -euo pipefail
tacheron=${1:?the program to measure}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk 'BEGIN { for (n = 0; n < 100000; n++)
    printf "<http://x/s%d> <http://x/p%d> <http://x/o%d> .\n", n, n % 7, n % 911 }' > "$work/many.nq"
cross='?a ?b ?c . ?d ?e ?f . ?g ?h ?i'

# The reading of the file is no part of the question: what an empty one takes is taken off.
seconds() { python3 -c 'import sys, time, subprocess
start = time.monotonic()
code = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.PIPE)
print(f"{time.monotonic() - start:.3f}", code.returncode, len(code.stderr.splitlines()))' "$@"; }

read -r opening _ < <(seconds "$work/out" "$tacheron" query -e 'ASK {}' --store "$work/many.nq")
printf 'reading the store: %s s\n' "$opening"
failed=0
for deadline in 0.5 2; do
    for what in "SELECT * { $cross }|json" "SELECT * { $cross }|xml" "SELECT * { $cross }|table" \
        "SELECT (COUNT(*) AS ?n) { $cross }|tsv" "CONSTRUCT { ?a ?b ?i } { $cross }|turtle"; do
        read -r took code lines < <(seconds "$work/out" "$tacheron" query -e "${what%|*}" --format "${what##*|}" \
            --timeout "$deadline" --store "$work/many.nq")
        late=$(python3 -c "print(f'{$took - $opening - $deadline:.3f}')")
        printf '%-40s %-7s deadline %s s: %s s late, exit code %s, %s line of error, %s bytes printed\n' \
            "${what%% \{*}" "${what##*|}" "$deadline" "$late" "$code" "$lines" "$(stat -c %s "$work/out")"
        python3 -c "import sys; sys.exit(not ($late < 1 and $code == 2 and $lines == 1))" || failed=1
        [ ! -s "$work/out" ] || failed=1
    done
done
exit "$failed"
