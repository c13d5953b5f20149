# What a person types. README tells the two commands that matter.

.PHONY: run build test bench scale workers lint fmt generate train

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

WORKERS_REPORTS = 20000

workers:              ## four workers share 20,000 short reports on PostgreSQL, are killed and started again; then what a second process adds (an hour or two)
	TOLLBOOK_TEST_WORK=$(WORKERS_REPORTS) .ci/postgres go test ./cmd/tollbook -count=1 -timeout 8h -v -run TestWorkerProcesses
	.ci/postgres go run ./bench/work

lint:
	go vet ./...
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

fmt:
	gofmt -w .

generate:             ## rebuild the packed gazetteer (needs npm)
	go generate ./gazetteer

train:                ## train the weights anew from ../shared/bench
	train/reader/train.sh
