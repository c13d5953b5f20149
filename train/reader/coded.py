"""The triggers that the rules find in the PLOVER sentences, by report.

    python train/reader/coded.py BENCH RECORDS > coded.json

RECORDS is what "tollbook read --jsonl" makes of plover.jsonl.gz.
"""

import gzip
import json
import os
import sys


def main(bench, records):
    out = {}
    with gzip.open(os.path.join(bench, "plover.jsonl.gz"), "rt") as gold, open(records) as read:
        for line, record in zip(gold, read, strict=True):
            report = json.loads(line)
            if report["fold"] != 4:
                out[report["id"]] = [{"type": e["type"], "trigger": t[:2]} for e in json.loads(record).get("events", []) for t in e["triggers"]]
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
