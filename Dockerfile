# Lanterne Rouge in a small image: not root, data on a volume, a health check.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY coach coach
COPY missions missions
RUN python -m venv /opt/lanterne \
  && /opt/lanterne/bin/pip install --no-cache-dir ".[anthropic,webhooks]"

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 lanterne && install -d -o lanterne -g lanterne /data
COPY --from=build /opt/lanterne /opt/lanterne
ENV PATH=/opt/lanterne/bin:$PATH PYTHONUNBUFFERED=1 LANTERNE_DATA_DIR=/data
USER lanterne
WORKDIR /home/lanterne
VOLUME /data
# Well is a bot whose tick has ended lately; an athlete's broken source is `lanterne doctor`'s matter.
HEALTHCHECK --interval=1m --timeout=5s --start-period=2m \
  CMD find /data -maxdepth 1 -name 'lanterne*.lock' -mmin -10 | grep -q .
STOPSIGNAL SIGTERM
ENTRYPOINT ["lanterne"]
CMD ["run"]
