# What a person types. README tells the two commands that matter.

.PHONY: run build test bench scale million workers soak race lint vulnerabilities licences release-check man fmt generate train

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

FORMS = csv,jsonl,geojson,parquet

million: build        ## measure exports of a million incidents: make million FORMS=csv,parquet DB=FILE (made if it is not there)
	go run ./bench/export -forms $(FORMS) -db "$(DB)"

FOR = 2m
EVERY = 10s
STILL = 0s

soak: build           ## fill, judge and browse a ledger at once: make soak FOR=1h EVERY=1m; writes docs/reliability.md and its picture; STILL=12m files nothing in its last 12 minutes
	go run ./bench/soak -for $(FOR) -every $(EVERY) -still $(STILL) -page docs/reliability.md -svg docs/images/soak.svg

WORKERS_REPORTS = 20000

workers:              ## four workers share 20,000 short reports on PostgreSQL, are killed and started again; then what a second process adds (an hour or two)
	TOLLBOOK_TEST_WORK=$(WORKERS_REPORTS) .ci/postgres go test ./cmd/tollbook -count=1 -timeout 8h -v -run TestWorkerProcesses
	.ci/postgres go run ./bench/work

PACKAGES = ./stream ./fetch ./watch ./work ./export ./ledger ./desk ./monitor ./alert

peers:                ## how fast Tollbook reads beside spaCy and CoreNLP, in one run: make peers FOLDER=peers (half a gigabyte is fetched)
	bench/peers.sh $(FOLDER)

race:                 ## tests with the race detector, package by package (needs a C compiler)
	for package in $(PACKAGES); do go test -race -short -count=1 -timeout 30m $$package || exit 1; done

lint:
	go vet ./...
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

vulnerabilities:      ## ask the Go project's database of known faults about what the program is built of; VULNDB=https://vuln.go.dev asks the newest
	VULNDB=$(VULNDB) .ci/vulnerabilities

licences:             ## are all dependencies listed, under licences that allow any use?
	go test -count=1 -run TestDependencies ./cmd/tollbook

release-check:        ## build what a release holds twice, and compare; TARGETS=linux/amd64 builds fewer
	.ci/release-check

man: build            ## pages for man(1) in out/man
	./tollbook man out/man

fmt:
	gofmt -w .

generate:             ## rebuild the packed gazetteer (needs npm)
	go generate ./gazetteer

train:                ## train the weights anew from ../shared/bench
	train/reader/train.sh
