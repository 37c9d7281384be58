#!/usr/bin/env bash
# Puts the pinned uv into .tools/uv: a uv on PATH may be another version, or a shim that fails in some folders.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== uv, which installs everything else"
rm -rf .tools/uv
if "${PYTHON:-python3}" -m venv .tools/uv; then
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools.txt
    exit 0
fi

# Debian and Ubuntu keep venv in a package of its own; then any uv that runs will do.
rm -rf .tools/uv
for candidate in "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" "$(command -v uv || true)"; do
    if [ -x "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
        mkdir -p .tools/uv/bin
        ln -s "$candidate" .tools/uv/bin/uv
        echo "using $candidate"
        exit 0
    fi
done
cat >&2 <<'TEXT'
This Python cannot make environments: its venv module is incomplete. One of these mends it:
  with root, on Debian and Ubuntu:   apt install python3-venv
  without root:                      install uv into ~/.local/bin, as https://docs.astral.sh/uv/ describes
Then run the same make command again.
TEXT
exit 1
