#!/usr/bin/env bash
# Reads many reports at once, in parts: backfill.sh REPORTS.jsonl FOLDER [PARTS AT ONCE]
#
# REPORTS.jsonl holds one report in JSON a line; records come out in FOLDER/records.jsonl, one a line, in the same order. Each part is read by a process of its
# own and is there as a whole or not at all, so that a run that was broken off is simply given again: parts that are done are not read anew. GNU parallel is used where
# it is there, else xargs.
set -euo pipefail

reports=${1:?which file of reports? backfill.sh REPORTS.jsonl FOLDER}
folder=${2:?into which folder? backfill.sh REPORTS.jsonl FOLDER}
at_once=${3:-$(nproc)}
lines=${LINES_A_PART:-10000}
export TOLLBOOK=${TOLLBOOK:-tollbook}
export LC_ALL=C # parts are in order by their bytes

mkdir -p "$folder/parts"
if [ ! -e "$folder/parts/done" ]; then
	split --lines="$lines" --suffix-length=6 --additional-suffix=.jsonl "$reports" "$folder/parts/part-"
	touch "$folder/parts/done"
fi

# A reading ends with status 1 where single lines could not be read, which then stand in the records as {"error": …}; with more where it was broken off.
read_part() {
	[ -e "${1%.jsonl}.records" ] && return 0
	# Processes share the cores: each is given one.
	status=0
	GOMAXPROCS=1 "$TOLLBOOK" read --jsonl <"$1" >"$1.tmp" || status=$?
	[ "$status" -le 1 ] || return "$status"
	mv "$1.tmp" "${1%.jsonl}.records"
}
export -f read_part

if command -v parallel >/dev/null; then
	find "$folder/parts" -name 'part-*.jsonl' | sort | SHELL=$(command -v bash) parallel --halt now,fail=1 --jobs "$at_once" read_part {}
else
	find "$folder/parts" -name 'part-*.jsonl' | sort | xargs -P "$at_once" -I{} bash -c 'read_part "$1" || exit 255' read_part {}
fi

find "$folder/parts" -name 'part-*.records' | sort | xargs cat >"$folder/records.jsonl.tmp"
mv "$folder/records.jsonl.tmp" "$folder/records.jsonl"
echo "$(wc -l <"$folder/records.jsonl") records in $folder/records.jsonl"
