#!/usr/bin/env bash
# onnxruntime runs the voice detector of many speech services, faster-whisper's among them. Its wheels from PyPI have
# telemetry built in: `import onnxruntime` alone, with no model loaded, writes an id of the machine and a store of
# events under the home folder, where whoever promises that speech stays on the machine does not look. With
# ORT_DISABLE_TELEMETRY=1 set before the import neither is written; set afterwards it comes too late.
#
# Version: onnxruntime 1.32.0 on Linux. Seen: .cache/Microsoft/DeveloperTools/.onnxruntime/deviceid and onnxruntime.db
# after the import, nothing when it is switched off before.
# Ends with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnxruntime==1.32.0

written() { # NAME CODE [VARIABLE=VALUE]: what Python leaves in a home folder of its own
    mkdir "$folder/$1"
    env -u XDG_CACHE_HOME HOME="$folder/$1" "${@:3}" "$folder/venv/bin/python" -c "$2"
    (cd "$folder/$1" && find . -type f -path '*onnxruntime*' | sort)
}

by_itself=$(written by_itself "import onnxruntime")
off=$(written off "import onnxruntime" ORT_DISABLE_TELEMETRY=1)
late=$(written late "import onnxruntime, os; os.putenv('ORT_DISABLE_TELEMETRY', '1')")
printf 'imported:\n%s\nswitched off before:\n%s\nswitched off afterwards:\n%s\n' "$by_itself" "$off" "$late"
grep -q deviceid <<<"$by_itself" && [ -z "$off" ] && grep -q deviceid <<<"$late"
