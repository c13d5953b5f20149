"""Has validators read exports in the working folder; see validate.sh."""
import importlib.util
import json
import sys
import zipfile

failed = False


def there(name):
    if importlib.util.find_spec(name):
        return True
    print(f"{name} is not installed: skipped")
    return False


def told(what, good, more=""):
    global failed
    failed = failed or not good
    print(f"{what}: {'in order' if good else 'FAULTY'} {more}")


rows = len(json.load(open("a.geojson"))["features"])
if there("geojson"):
    import geojson

    features = geojson.load(open("a.geojson"))
    faults = [e for f in features["features"] if f["geometry"] for e in [f["geometry"].errors()] if e]
    told("a.geojson by geojson", features.is_valid and not faults and len({f["id"] for f in features["features"]}) == rows, f"{rows} features {faults}")
if there("duckdb"):
    import duckdb

    for path, source in (("a.parquet", "'a.parquet'"), ("a.csv", "read_csv('a.csv', header=true)")):
        found = duckdb.sql(f"select count(*), count(distinct id) from {source}").fetchall()[0]
        told(f"{path} by DuckDB", found == (rows, rows), f"{found[0]} rows of {rows}")
if there("frictionless"):
    from frictionless import Package

    with zipfile.ZipFile("a.zip") as z:
        z.extractall("package")
    report = Package("package/datapackage.json").validate()
    faults = [e.message for t in report.tasks for e in t.errors] + [e.message for e in report.errors]
    told("package by frictionless", report.valid, f"{report.stats['tasks']} tables {faults}")
if there("hxl"):
    import hxl

    report = hxl.validate(hxl.data("hxl.csv", hxl.InputOptions(allow_local=True)))
    told("hxl.csv by libhxl", report["stats"]["error"] == 0 and report["stats"]["warning"] == 0, str(report["stats"]))
sys.exit(failed)
