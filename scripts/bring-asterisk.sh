#!/usr/bin/env bash
# Debian: brings the Asterisk that the tests of telephony call with, for this user alone; nothing of the system is
# touched and nothing is started. Debian 12 and 13 have no Asterisk, so it comes from sid, with all libraries that it
# loads, the C library among them: apt resolves and verifies them in a folder of its own, and the program runs by the
# loader that came along. About 80 MB are fetched, about 20 s on two cores.
set -euo pipefail

target="${HELPDESK_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/helpdesk}/asterisk"
if [ -x "$target/asterisk" ] && "$target/asterisk" -V >/dev/null; then
  exit 0
fi
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if ! command -v apt-get >/dev/null || [ ! -e "$keyring" ]; then
  echo "Asterisk is brought by Debian's apt and verified by its keyring (package debian-archive-keyring)." >&2
  exit 1
fi

mkdir -p "$(dirname "$target")"
work="$(mktemp -d "$target.XXXXXX")"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,archives/partial,root}
: >"$work/status"
cat >"$work/sid.sources" <<SOURCES
Types: deb
URIs: http://deb.debian.org/debian
Suites: sid
Components: main
Signed-By: $keyring
SOURCES
# A world of its own: an empty system on which nothing is installed, so that every library is part of what is fetched.
cat >"$work/apt.conf" <<CONF
Dir::State "$work";
Dir::State::status "$work/status";
Dir::State::lists "$work/lists";
Dir::Cache "$work";
Dir::Cache::archives "$work/archives";
Dir::Etc::sourcelist "$work/sid.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Debug::NoLocking "1";
CONF
export APT_CONFIG="$work/apt.conf"
timeout 90 apt-get update -q
timeout 90 apt-get install -y -q --download-only asterisk asterisk-modules
for package in "$work"/archives/*.deb; do dpkg-deb -x "$package" "$work/root"; done
rm -rf "$work"/root/usr/share/{doc,man,locale,info,perl,perl5} "$work"/root/usr/lib/*/perl*

loader="$(cd "$work/root" && ls usr/lib/*-linux-gnu/ld-linux-*.so.* | head -1)"
cat >"$work/root/asterisk" <<LAUNCHER
#!/bin/sh
here="\$(dirname "\$(readlink -f "\$0")")"
exec "\$here/$loader" --library-path "\$here/$(dirname "$loader")" "\$here/usr/sbin/asterisk" "\$@"
LAUNCHER
chmod 755 "$work/root/asterisk"
ln -s "$(dirname "$loader")/asterisk/modules" "$work/root/modules"
"$work/root/asterisk" -V
rm -rf "$target"
mv "$work/root" "$target"
