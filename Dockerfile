# Lanterne Rouge in a small image: not root, data on a volume, a health check.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY coach coach
COPY missions missions
RUN python -m venv /opt/lanterne && /opt/lanterne/bin/pip install --no-cache-dir ".[webhooks]"

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 lanterne && install -d -o lanterne -g lanterne /data
COPY --from=build /opt/lanterne /opt/lanterne
ENV PATH=/opt/lanterne/bin:$PATH PYTHONUNBUFFERED=1 LANTERNE_DATA_DIR=/data
USER lanterne
WORKDIR /home/lanterne
VOLUME /data
HEALTHCHECK --interval=5m --timeout=20s --start-period=30s CMD ["lanterne", "doctor"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["lanterne"]
CMD ["run"]
