#!/bin/sh
# Has the validators of others read what is exported: export/validate.sh TOLLBOOK [PYTHON]. Says what it skips where one is not installed.
set -eu
tollbook=$(realpath "$1")
python=${2:-python3}
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$tollbook" add "$here/../examples/ledger" --db a.db >/dev/null
for form in csv parquet hxl geojson; do
	"$tollbook" export "$form" --db a.db -o "a.$form"
done
mv a.hxl hxl.csv
"$tollbook" export package --db a.db -o a.zip --licence CC-BY-4.0
"$python" "$here/validate.py"
