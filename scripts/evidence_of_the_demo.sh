#!/bin/bash
# Hands out the evidence of the demo's call as a stranger would get it, and checks it as a stranger would.
set -euo pipefail
call=$(.venv/bin/python -c 'import json; print(json.load(open("call-reports/demo-call.json"))["call_sid"])')
rm -rf demo-evidence
.venv/bin/ivr evidence checkpoint >/dev/null
.venv/bin/ivr evidence export demo-evidence --call "$call" --reveal >/dev/null
key=$(.venv/bin/ivr evidence key)
echo
echo "evidence    demo-evidence/, checked by a script that needs nothing of ours:"
.venv/bin/python docs/verify_evidence.py demo-evidence --key "$key" | sed 's/^/            /'
