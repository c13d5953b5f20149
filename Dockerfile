# A container that holds the program and nothing else, and runs as nobody in particular.
#
#   docker build -t tollbook .
#   docker run --rm -v tollbook:/data tollbook add /data/reports.jsonl
#   docker run --rm -v tollbook:/data --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     --network host tollbook serve --listen 127.0.0.1:8080
FROM golang:1.26 AS build
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The certificates are those by which tollbook watch knows the sites that it asks.
RUN mkdir -p /image/etc/ssl/certs /image/data /image/tmp \
 && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' -o /image/tollbook ./cmd/tollbook \
 && cp LICENSE NOTICE /image/ \
 && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
 && chown 65532:65532 /image/data && chmod 0750 /image/data && chmod 1777 /image/tmp

FROM scratch
COPY --from=build /image /
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV TOLLBOOK_DB=/data/tollbook.db
ENTRYPOINT ["/tollbook"]
CMD ["--help"]
