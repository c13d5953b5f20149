#!/usr/bin/env bash
# Makes the reader's weights anew: train/README.md tells the steps. Run from the root of the repository.
set -euo pipefail
python=${PYTHON:-python3} minilm=${MINILM:?the folder of MiniLM with model.safetensors and vocab.txt} bench=${BENCH:-../shared/bench}
out=build/train
mkdir -p $out/first $out/second $out/third $out/fourth $out/last
precision=float32 # twice as fast in bfloat16 where the processor has AVX-512 BF16
grep -qs avx512_bf16 /proc/cpuinfo && precision=bfloat16

for set in ner geo quotes muc4 wikievents plover evloc coref rand; do
	zcat "$bench/$set.jsonl.gz" | go run ./train/reader/split > $out/$set.words.jsonl
done
zcat "$bench/plover.jsonl.gz" | go run ./cmd/tollbook read --jsonl > $out/plover.records.jsonl
$python train/reader/coded.py "$bench" $out/plover.records.jsonl > $out/coded.json
$python train/reader/written.py --seed 1 --number 24000 > $out/written.jsonl

common="--bench $bench --words $out --vocab $minilm/vocab.txt --coded $out/coded.json --written $out/written.jsonl --precision $precision"
$python train/reader/train.py $common --start "$minilm/model.safetensors" --out $out/first --final 0.8 \
	--passes ud=2,ner=0.6,quotes=0.3,muc4=0.4,wikievents=0.6,evloc=1,geo=0.5,coref=0.5,plover=1,rand=0.2 | tee train/reader/train.log
$python train/reader/train.py $common --resume $out/first --out $out/second --seed 2 \
	--passes ud=7,ner=2.5,quotes=1.6,muc4=2.5,wikievents=5,evloc=4,geo=1.3,coref=1.7,plover=6,rand=0.5,written=1 | tee -a train/reader/train.log
$python train/reader/train.py $common --resume $out/second --out $out/third --seed 4 --rate 8e-5 --warmup 30 \
	--passes ud=2,ner=0.3,quotes=0.5,muc4=0.6,wikievents=1.8,evloc=1,geo=0.15,coref=0.2,plover=1,rand=0.05,written=0.15 | tee -a train/reader/train.log
$python train/reader/train.py $common --resume $out/third --out $out/fourth --seed 5 --rate 1e-4 --warmup 40 \
	--passes ud=0.4,ner=0.3,quotes=1.3,muc4=2,wikievents=1.5,evloc=1,geo=0.15,coref=0.2,plover=1,rand=0.05,written=0.15 | tee -a train/reader/train.log

$python train/reader/blend.py -from $out/third -and $out/fourth -share 0.7 -to $out/last

cp "$minilm/vocab.txt" $out/last/
$python train/reader/largest.py -from $out/last
go run ./train/reader/pack -from $out/last -to language/weights/reader.bin
$python train/reader/reference.py -from $out/last -to language/encoder/testdata/reference.json.gz
go run ./train/reader/sum -data "$bench"
