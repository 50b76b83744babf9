#!/bin/sh
# Has real clients talk to `plumb lsp`: Neovim, Emacs with eglot, the extension of VS Code under Node with a stub of the
# editor, and the clients that pytest-lsp knows. Each opens a flow in a folder of its own.
#
# usage: check-editors.sh PLUMB   (from the root of the repository; Debian's packages are installed where they are missing)
set -eu
plumb=$(realpath "$1")
tools=$PWD/Tests/Tools
sh "$tools/setup.sh" neovim emacs-nox elpa-eglot python3-venv procps
command -v node >/dev/null || sh "$tools/setup.sh" nodejs

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ln -s "$plumb" "$folder/plumb"
PATH=$folder:$PATH
export PATH PLUMB="$plumb" FLOW="$folder/flows/bad.yaml" HOME="$folder" XDG_STATE_HOME="$folder" XDG_CACHE_HOME="$folder"
mkdir "$folder/flows"

# check WORDS…: runs a client on a fresh copy of the flow, and tells what it says where it fails
check() {
  cp samples/lint/from-attributes/bad.yaml "$FLOW"
  if ! timeout 120 "$@" >"$folder/log" 2>&1; then
    cat "$folder/log" >&2
    echo "check-editors.sh: failed: $*" >&2
    exit 1
  fi
  grep -E '^(Neovim|Emacs|VS Code)|passed' "$folder/log"
}

SAMPLE=$PWD/samples/editors/neovim.lua
export SAMPLE
check nvim --headless -u NONE -c "luafile $tools/editors/neovim.lua"

SAMPLE=$PWD/samples/editors/emacs.el
check emacs --batch --eval "(progn (setq package-user-dir \"$folder/elpa\") (package-initialize))" -l "$tools/editors/emacs.el"

check node "$tools/editors/vscode.js" samples/editors/vscode "$plumb" "$FLOW"
python3 "$tools/make_vsix.py" samples/editors/vscode "$folder/plumb.vsix"
python3 -m zipfile -t "$folder/plumb.vsix" >/dev/null

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pytest-lsp==1.0.1 pygls==2.1.1 lsprotocol==2025.0.0
check "$folder/venv/bin/python" -m pytest -q -p no:cacheprovider -o asyncio_default_fixture_loop_scope=function \
  "$tools/editors/test_clients.py"
