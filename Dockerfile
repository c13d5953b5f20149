# A container that holds the program and nothing else, and runs as nobody in particular.
#
#   docker build -t tollbook .
#   docker run --rm -v tollbook:/data tollbook add /data/reports.jsonl
#   docker run --rm -v tollbook:/data --read-only --cap-drop ALL --security-opt no-new-privileges \
#     --network host tollbook serve --listen 127.0.0.1:8080
FROM golang:1.26 AS build
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' -o /tollbook ./cmd/tollbook \
 && mkdir -m 0750 /data /empty && chmod 1777 /empty

FROM scratch
COPY --from=build /tollbook /tollbook
# Certificates are those with which tollbook watch knows the sites that it asks.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /source/LICENSE /source/NOTICE /
COPY --from=build --chown=65532:65532 /data /data
COPY --from=build /empty /tmp
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV TOLLBOOK_DB=/data/tollbook.db
ENTRYPOINT ["/tollbook"]
CMD ["--help"]
