# The service, and Rasa apart from it, built with the steps of the Makefile.
#   docker build --target service -t candid .
#   docker build --target rasa -t candid-rasa --build-context assistant=rasa_project .
# The context `assistant` is the folder of the assistant that is trained: the one that ships, or one of your own.
# Build stages take the full images, which bring make; what runs is slim, without compilers, and not root.

FROM python:3.11-bookworm AS service-build
WORKDIR /app
COPY Makefile tools.txt pyproject.toml uv.lock README.md models.txt ./
COPY scripts scripts
COPY spoken_values spoken_values
COPY ivr ivr
RUN make environment SYNC="--frozen --no-dev"
RUN make models SYNC="--frozen --no-dev"

FROM python:3.10-bookworm AS rasa-build
WORKDIR /app
COPY Makefile tools.txt ./
COPY scripts scripts
COPY spoken_values spoken_values
COPY rasa_project rasa_project
RUN make rasa-environment SYNC="--frozen --no-dev"
COPY --from=assistant . assistant
RUN make train SYNC="--frozen --no-dev" IVR_RASA_DIR=assistant

FROM python:3.10-slim-bookworm AS rasa
RUN useradd --uid 10001 --create-home candid && install -d -o candid -g candid /data
WORKDIR /app/assistant
COPY --from=rasa-build /app/rasa_project/.venv /app/rasa_project/.venv
COPY --from=rasa-build /app/spoken_values /app/spoken_values
COPY --from=rasa-build /app/assistant /app/assistant
ENV PATH=/app/rasa_project/.venv/bin:$PATH \
    CANDID_SHOP_DB=/data/shop \
    OMP_NUM_THREADS=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RASA_TELEMETRY_ENABLED=false \
    TF_CPP_MIN_LOG_LEVEL=3
USER candid
VOLUME /data
EXPOSE 5005 5055
# Needs CANDID_RASA_SECRET and CANDID_ACTIONS_URL; compose.yaml gives them, and runs the actions from this image, too.
CMD ["rasa", "run", "--interface", "0.0.0.0", "--port", "5005", "--model", "models/assistant.tar.gz", \
     "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]

FROM python:3.11-slim-bookworm AS service
RUN useradd --uid 10001 --create-home candid && install -d -o candid -g candid /data
WORKDIR /app
COPY --from=service-build /app/.venv .venv
COPY --from=service-build /app/.models/whisper-base .models/whisper-base
COPY --from=service-build /app/.models/whisper-tiny.en .models/whisper-tiny.en
COPY --from=service-build /app/.models/silero_vad.onnx .models/silero_vad.onnx
COPY --from=service-build /app/spoken_values spoken_values
COPY --from=service-build /app/ivr ivr
COPY audio_prompts audio_prompts
COPY rules.yml ./
ENV PATH=/app/.venv/bin:$PATH \
    IVR_DATA_DIR=/data \
    IVR_HOST=0.0.0.0 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER candid
VOLUME /data
EXPOSE 8080
# Not ready is not dead: until the engines are warm, and while it drains, calls go to agents.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["ivr", "serve"]
