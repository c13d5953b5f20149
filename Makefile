# What a person types. README tells the two commands that matter.

.PHONY: run build test bench scale lint fmt generate train

run: build            ## build, and read the bundled report
	./tollbook read examples/convoys-near-gao.json

build:
	go build -o tollbook ./cmd/tollbook

test:                 ## every test
	go test -timeout 30m ./...

bench:                ## score the data sets in ../shared/bench into docs/benchmarks.md
	go run ./bench

REPORTS = 1000,10000

scale:                ## measure a ledger of made-up reports: make scale REPORTS=1000,10000,100000 DB=FILE, or DB=postgres://…
	go run ./bench/scale -reports $(REPORTS) -db "$(DB)"

lint:
	go vet ./...
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

fmt:
	gofmt -w .

generate:             ## rebuild the packed gazetteer (needs npm)
	go generate ./gazetteer

train:                ## train the weights anew from ../shared/bench
	train/reader/train.sh
