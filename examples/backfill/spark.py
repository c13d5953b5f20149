"""Reads reports on Spark: spark.py REPORTS.parquet COUNTS.parquet

REPORTS.parquet has the columns of a report: text, and of id, publisher, published, title, url and language those that there are. Each task pipes its reports through
a process of tollbook, which must be on the PATH of every node. What comes out here is the counts of people harmed, a row each; records hold more.
Tried with PySpark 3.5 and 4.3, and Java 17 in local mode: pip install pyspark, then python spark.py reports.parquet counts.parquet
"""

import os
import sys

from pyspark.sql import SparkSession

KEYS = ["id", "publisher", "published", "title", "url", "language", "text"]

spark = SparkSession.builder.appName("tollbook").getOrCreate()
reports = spark.read.parquet(sys.argv[1])
keys = ", ".join(f"cast({key} AS string) AS {key}" for key in KEYS if key in reports.columns)
lines = reports.selectExpr(f"to_json(struct({keys})) AS line").rdd.map(lambda row: row.line)
# What is piped through knows no variables but these; each task is given one core.
env = {"PATH": os.environ["PATH"], "GOMAXPROCS": "1"}
# Without checkCode, since a report that cannot be read ends tollbook with status 1; it stands among the records as {"error": ...}.
records = spark.read.json(lines.pipe("tollbook read --jsonl", env)).where("report IS NOT NULL")
counts = records.selectExpr("report.id AS report", "coder.version AS reader", "explode(counts) AS count").select("report", "reader", "count.*")
counts.drop("evidence").write.mode("overwrite").parquet(sys.argv[2])
print(spark.read.parquet(sys.argv[2]).count(), "counts")
