# The program alone, for whoever runs containers. Records are mounted where it works:
#   docker run --rm --volume "$PWD:/data:ro" tadqiq check

FROM rust:1.90-slim-bookworm AS build
WORKDIR /build
COPY . .
RUN cargo build --locked --profile dist --bin tadqiq

FROM debian:bookworm-slim
# It asks git what changed since a revision, and git asks who owns what is mounted.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory /data
COPY --from=build /build/target/dist/tadqiq /usr/local/bin/tadqiq
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/tadqiq/
USER 10001:10001
WORKDIR /data
ENTRYPOINT ["tadqiq"]
CMD ["--help"]
