# The binary is static and holds the time zones and the certificate roots, so
# the last stage needs nothing else.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /newsdigest ./cmd/newsdigest
# A folder that the last stage's user may write, for the volume.
RUN mkdir -p /data

FROM scratch
COPY --from=build /newsdigest /newsdigest
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV XDG_DATA_HOME=/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/newsdigest", "health", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["/newsdigest"]
CMD ["run", "--listen", "0.0.0.0:8080"]
