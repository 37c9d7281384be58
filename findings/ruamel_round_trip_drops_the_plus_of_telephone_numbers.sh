#!/usr/bin/env bash
# ruamel.yaml's round trip is what programs use to change one field of a file and leave the rest as it was written. An
# unquoted telephone number in E.164, +15005550001, is an integer of YAML 1.2 to it, and is written back without its
# plus, although nobody touched that line: 15005550001 is another number to a dialler, or none. A key with zeros in
# front, 0042, keeps them; preserve_quotes does not help, as there are no quotes. Whoever edits dial plans with it must
# take the resolver for integers out, or quote each number first.
#
# Versions: ruamel.yaml 0.19.1, and 0.18.16. Seen in both: "agent: 15005550001".
# Ends with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
for version in 0.18.16 0.19.1; do
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ruamel.yaml==$version"
  "$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

from ruamel.yaml import YAML

text = "ring_seconds: 20\nagent: +15005550001\nquoted: '+15005550001'\nextension: 0042\n"
yaml = YAML()
yaml.preserve_quotes = True
content = yaml.load(text)
content["ring_seconds"] = 25
out = io.StringIO()
yaml.dump(content, out)
print(out.getvalue())
lines = out.getvalue().splitlines()
as_seen = ["ring_seconds: 25", "agent: 15005550001", "quoted: '+15005550001'", "extension: 0042"]
sys.exit(0 if lines == as_seen else 1)
PYTHON
done
