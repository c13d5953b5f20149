#!/usr/bin/env bash
# How fast Tollbook reads beside two language pipelines, on the same texts and one core, in one run: bench/peers.sh FOLDER
#
# FOLDER keeps what is fetched (half a gigabyte): Stanford CoreNLP with its English models from Maven Central, and spaCy from PyPI. It needs Go, Java with Maven,
# and Python. The texts are the reports of testkit/corpus. What each program needs to start is taken off: the time for one report from the time for all.
#
# CoreNLP runs tokenize, ssplit, pos, lemma, ner and depparse; without its fine-grained names and its times, which cost more. spaCy's small English model lies on
# no registry of packages: the pipeline is built from the same parts (tagger, parser, names, over an embedding of width 96 and depth 4) with weights that have not
# learnt, so that its speed can be told and not its scores. Both find parts of speech, trees and names; Tollbook goes on to what is claimed.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(realpath -m "${1:?which folder for what is fetched? bench/peers.sh FOLDER}")
corenlp=4.5.10 spacy=3.8.7
mkdir -p "$folder"

if [ ! -e "$folder/lib/stanford-corenlp-$corenlp-models.jar" ]; then
	part='<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>'$corenlp'</version>'
	echo "<project><modelVersion>4.0.0</modelVersion><groupId>peers</groupId><artifactId>peers</artifactId><version>1</version><dependencies>
		$part</dependency>$part<classifier>models</classifier></dependency></dependencies></project>" >"$folder/pom.xml"
	(cd "$folder" && mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib)
fi
if [ ! -x "$folder/python/bin/python" ]; then
	python3 -m venv "$folder/python"
	"$folder/python/bin/pip" install --quiet --disable-pip-version-check "spacy==$spacy" click
fi
CGO_ENABLED=0 go build -o "$folder/tollbook" ./cmd/tollbook

rm -rf "$folder/texts" "$folder/one" "$folder/out"
mkdir -p "$folder/texts" "$folder/one" "$folder/out"
cat testkit/corpus/a.jsonl testkit/corpus/b.jsonl >"$folder/all.jsonl"
head -n 1 "$folder/all.jsonl" >"$folder/one.jsonl"

cat >"$folder/texts.py" <<'PYTHON'
import json, sys
folder = sys.argv[1]
words = 0
for n, line in enumerate(open(folder + "/all.jsonl")):
    text = json.loads(line)["text"]
    words += len(text.split())
    for where in ["texts"] + ["one"] * (n == 0):
        open(f"{folder}/{where}/{n:04}.txt", "w").write(text)
print(words)
PYTHON
cat >"$folder/spacy_pipeline.py" <<'PYTHON'
import json, sys, time
import spacy
nlp = spacy.blank("en")
embed = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}
shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
transitions = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}
nlp.add_pipe("tok2vec", config={"model": embed})
tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shared}})
parser = nlp.add_pipe("parser", config={"model": {**transitions, "state_type": "parser", "tok2vec": shared}})
names = nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner", "tok2vec": embed}})
relations = "acl advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj det dobj mark neg nmod nsubj nsubjpass nummod pobj prep punct relcl ROOT xcomp".split()
for label in "CC CD DT EX FW IN JJ JJR JJS MD NN NNP NNS PDT POS PRP PRP$ RB RP TO UH VB VBD VBG VBN VBP VBZ WDT WP WRB".split():
    tagger.add_label(label)
for label in relations:
    parser.add_label(label)
for label in "PERSON ORG GPE LOC DATE TIME NORP FAC EVENT CARDINAL MONEY PERCENT QUANTITY ORDINAL LAW PRODUCT LANGUAGE WORK_OF_ART".split():
    names.add_label(label)
nlp.initialize()
texts = [json.loads(line)["text"] for line in open(sys.argv[1])]
start = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=64):
    pass
print(time.perf_counter() - start)
PYTHON

words=$(python3 "$folder/texts.py" "$folder")
seconds() { # runs a command on one core, and tells how long it took
	local start=$EPOCHREALTIME
	taskset -c 0 "$@" >/dev/null 2>"$folder/log" || { cat "$folder/log" >&2; return 1; }
	awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'
}
core() { # folder of texts
	find "$folder/$1" -name '*.txt' | sort >"$folder/list"
	seconds java -Xmx4g -cp "$folder/lib/*" edu.stanford.nlp.pipeline.StanfordCoreNLP -annotators tokenize,ssplit,pos,lemma,ner,depparse -threads 1 \
		-ner.applyFineGrained false -ner.useSUTime false -ner.applyNumericClassifiers false -ner.buildEntityMentions false \
		-filelist "$folder/list" -outputFormat conll -outputDirectory "$folder/out"
}
rate() { awk -v w="$words" -v all="$1" -v one="$2" 'BEGIN { printf "%d", w / (all - one) }'; }

go_all=$(GOMAXPROCS=1 seconds sh -c "'$folder/tollbook' read --jsonl <'$folder/all.jsonl'")
go_one=$(GOMAXPROCS=1 seconds sh -c "'$folder/tollbook' read --jsonl <'$folder/one.jsonl'")
avx_all=$(TOLLBOOK_KERNEL=avx2 GOMAXPROCS=1 seconds sh -c "'$folder/tollbook' read --jsonl <'$folder/all.jsonl'")
avx_one=$(TOLLBOOK_KERNEL=avx2 GOMAXPROCS=1 seconds sh -c "'$folder/tollbook' read --jsonl <'$folder/one.jsonl'")
spacy_all=$(OMP_NUM_THREADS=1 taskset -c 0 "$folder/python/bin/python" "$folder/spacy_pipeline.py" "$folder/all.jsonl")
java_all=$(core texts)
java_one=$(core one)

echo "$(wc -l <"$folder/all.jsonl") reports of $words words, one core"
echo
echo "| program | words a second | the first report after |"
echo "|---|---|---|"
echo "| tollbook read, the best kernel of this processor | $(rate "$go_all" "$go_one") | $go_one s |"
echo "| tollbook read, with AVX2 | $(rate "$avx_all" "$avx_one") | $avx_one s |"
echo "| spaCy $spacy, the parts of its small English pipeline | $(rate "$spacy_all" 0) | |"
echo "| Stanford CoreNLP $corenlp | $(rate "$java_all" "$java_one") | $java_one s |"
