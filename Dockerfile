# The README's own commands in a container: docker build -t zenlint . && docker run --rm -v "$PWD:/code" zenlint check
FROM debian:12 AS build
WORKDIR /zenlint
COPY . .
RUN ./zen run --version

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git liblmdb0 libtomlplusplus3 libutf8proc2 && rm -rf /var/lib/apt/lists/*
COPY --from=build /zenlint/build/zenlint /usr/local/bin/zenlint
WORKDIR /code
ENTRYPOINT ["zenlint"]
CMD ["check"]
