#!/bin/sh
# Checks the packages of `make dist` with the tools of those who take them, installs each where nothing else is, and does the
# main job there, and the life cycle of a conversation on the sandbox.
#
# usage: check-packages.sh ROOT   (as root, from the root of the repository; ROOT: a folder with what debootstrap unpacks)
set -eu
pristine=$1
dist=$PWD/.build/dist
version=$("$dist/plumb" --version)
[ "$(id -u)" -eq 0 ] || { echo "check-packages.sh: a chroot needs root" >&2; exit 2; }

# All mounts are in a namespace of their own and end with it, so that what is removed here holds none.
if [ -z "${CHECK_PACKAGES_FOLDER:-}" ]; then
  CHECK_PACKAGES_FOLDER=$(mktemp -d)
  export CHECK_PACKAGES_FOLDER
  trap 'rm -rf "$CHECK_PACKAGES_FOLDER"' EXIT
  unshare --mount --propagation private sh "$0" "$@"
  exit
fi
work=$CHECK_PACKAGES_FOLDER

say() { printf -- '-- %s\n' "$1"; }

fail() {
  echo "check-packages.sh: $1" >&2
  exit 1
}

# quiet COMMAND…: shows what it says only where it fails
quiet() {
  "$@" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "failed: $*"
  }
}

# ends CODE COMMAND…: what it says is then in $work/log
ends() {
  expected=$1
  shift
  code=0
  "$@" >"$work/log" 2>&1 || code=$?
  [ "$code" -eq "$expected" ] || {
    cat "$work/log" >&2
    fail "ended with $code, not with $expected: $*"
  }
}

# documented COMMAND: what the README tells to type, which is then done
documented() { grep -qF -- "\`$1\`" README.md || fail "README.md does not tell to type: $1"; }

# try COMMAND…: does the jobs through COMMAND, which runs its arguments where a package is installed and samples lie
try() {
  "$@" sh main-job.sh
  quiet "$@" sh -c 'sh samples/lifecycle.sh "$(command -v plumb)"'
  tail -n 1 "$work/log"
}

# supply FOLDER
supply() {
  mkdir -p "$1"
  cp -r samples Tests/Tools/main-job.sh "$1"
  chmod -R a+rX "$1"
}

say "checksums, and the same bytes when packed again"
(cd "$dist" && sha256sum --check --quiet --strict ./*.sha256)
cp "$dist"/*.sha256 "$work"
quiet sh Tests/Tools/dist.sh pack
for file in "$dist"/*.sha256; do cmp "$file" "$work/${file##*/}" || fail "$file is not made the same again"; done
(cd "$dist" && stat -c '%s %n' ./*.tar.gz ./*.deb ./*.whl ./*.oci.tar)

say "archive"
name=plumb-$version-linux-$(uname -m)
documented "tar -xzf $name.tar.gz"
(cd "$work" && tar -xzf "$dist/$name.tar.gz" && mv "$name" archive)
supply "$work/archive/work"
for file in plumb.1 plumb-cloud.1 NOTICES LICENSE completions/plumb.bash completions/plumb.zsh completions/plumb.fish; do
  [ -s "$work/archive/$file" ] || fail "the archive lacks $file"
done
in_archive() { (cd "$work/archive/work" && PATH=$work/archive:$PATH "$@"); }
try in_archive

say "tools of those who take wheels and hooks"
# The tools come from an index; the packages below are taken from the folder alone.
quiet python3 -m venv "$work/tools"
quiet "$work/tools/bin/pip" install twine check-wheel-contents pre-commit pyyaml
PIP_NO_INDEX=1 PIP_FIND_LINKS=$dist
export PIP_NO_INDEX PIP_FIND_LINKS

say "wheels"
quiet "$work/tools/bin/twine" check --strict "$dist"/*.whl
# W007, W008: no module is in them, on purpose: pip copies the executables.
quiet "$work/tools/bin/check-wheel-contents" --ignore W007,W008 "$dist"/*.whl
quiet python3 -m venv "$work/venv"
documented 'pip install ./plumb_architect-*.whl'
in_dist() { (cd "$dist" && PATH=$work/venv/bin:$PATH "$@"); }
quiet in_dist sh -c 'pip install ./plumb_architect-*.whl'
supply "$work/wheel"
in_venv() { (cd "$work/wheel" && PATH=$work/venv/bin:/usr/bin:/bin "$@"); }
in_venv sh main-job.sh
ends 4 in_venv plumb cloud doctor
grep -q 'is not installed' "$work/log" || fail "without the second wheel ‘plumb cloud’ does not say what is missing"
documented './plumb_architect_cloud-*.whl'
quiet in_dist sh -c 'pip install ./plumb_architect-*.whl ./plumb_architect_cloud-*.whl'
try in_venv
quiet "$work/venv/bin/pip" uninstall --yes plumb-architect plumb-architect-cloud
[ ! -e "$work/venv/bin/plumb" ] || fail "pip leaves plumb behind"

say "hook of pre-commit"
git clone --quiet --bare . "$work/plumb.git"
git -C "$work/plumb.git" tag --force "v$version" >/dev/null
mkdir -p "$work/project/flows"
sed "s|repo: https://git.example.com/plumb|repo: $work/plumb.git|; s|rev: .*|rev: v$version|" \
  samples/ci/pre-commit-config.yaml >"$work/project/.pre-commit-config.yaml"
cp samples/lint/from-attributes/bad.yaml "$work/project/flows"
in_project() { (cd "$work/project" && PRE_COMMIT_HOME=$work/pre-commit "$@"); }
in_project git init --quiet
in_project git add .
ends 1 in_project "$work/tools/bin/pre-commit" run
grep -q 'flows/bad.yaml:.*\[from-attributes\]' "$work/log" || { cat "$work/log" >&2; fail "the hook tells of nothing"; }
cp samples/lint/from-attributes/good.yaml "$work/project/flows/bad.yaml"
in_project git add .
ends 0 in_project "$work/tools/bin/pre-commit" run

say "action of GitHub"
mkdir -p "$work/runner/temp" "$work/runner/project"
cp -r samples/lint/from-attributes "$work/runner/project/flows"
"$work/tools/bin/python" Tests/Tools/ci_script.py samples/ci/action.yml archive="$dist/$name.tar.gz" paths=flows \
  >"$work/action.sh"
in_runner() {
  (cd "$work/runner/project" && env -i PATH=/usr/bin:/bin RUNNER_TEMP="$work/runner/temp" GITHUB_PATH="$work/runner/path" \
    GITHUB_STEP_SUMMARY="$work/runner/summary" bash "$work/action.sh")
}
ends 1 in_runner
grep -q '^::error file=flows/bad.yaml' "$work/log" || { cat "$work/log" >&2; fail "the action annotates nothing"; }
[ -s "$work/runner/project/plumb.sarif" ] && [ -s "$work/runner/summary" ] || fail "the action leaves no report"

say "Debian package"
# The overrides are in the package itself.
quiet lintian --allow-root --fail-on error,warning "$dist"/*.deb
cp -a "$pristine" "$work/debian"
mount -t proc proc "$work/debian/proc"
cp "$dist"/*.deb "$work/debian/tmp"
supply "$work/debian/work"
in_debian() { chroot "$work/debian" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc 'cd /work; exec "$@"' sh "$@"; }
package=plumb_${version}_$(dpkg --print-architecture).deb
documented "dpkg -i $package"
quiet in_debian sh -c "cd /tmp && dpkg -i $package"
# Nothing is installed there that plumb-cloud may trust, and it says so.
ends 4 in_debian env GENESYSCLOUD_REGION=us-east-1 GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b \
  plumb cloud doctor
grep -q 'install ca-certificates' "$work/log" || { cat "$work/log" >&2; fail "it does not say what it needs"; }
try in_debian
quiet in_debian sh -c 'dpkg --verify plumb && dpkg --purge plumb && ! command -v plumb'

say "container image, and the jobs of GitLab in it"
quiet skopeo inspect "oci-archive:$dist/$name.oci.tar"
grep -q '"Architecture"' "$work/log" || fail "skopeo does not read the image"
documented "skopeo copy oci-archive:$name.oci.tar docker://registry.example.com/plumb:$version"
# A folder stands for the registry.
quiet skopeo copy "oci-archive:$dist/$name.oci.tar" "oci:$work/layout:$version"
quiet umoci unpack --image "$work/layout:$version" "$work/image"
rootfs=$work/image/rootfs
user=$("$work/tools/bin/python" -c '
import json, sys
process = json.load(open(sys.argv[1]))["process"]
print(process["user"]["uid"])' "$work/image/config.json")
[ "$user" -ne 0 ] || fail "the image runs as root"
supply "$rootfs/work"
# What a container gets of its engine.
mkdir -p "$rootfs/dev" "$rootfs/proc"
mknod -m 666 "$rootfs/dev/null" c 1 3
mount -t proc proc "$rootfs/proc"
in_image() {
  chroot --userspec="$user:$user" "$rootfs" /bin/env -i HOME=/home/plumb PATH=/usr/bin:/bin sh -euc 'cd /work; exec "$@"' sh "$@"
}
try in_image
mkdir -m 777 "$rootfs/work/project"
cp -r samples/lint/from-attributes "$rootfs/work/project/flows"
"$work/tools/bin/python" Tests/Tools/ci_script.py samples/ci/gitlab-ci.yml plumb >"$rootfs/work/project/job.sh"
ends 1 in_image sh -c 'cd project && sh -e job.sh'
grep -q 'flows/bad.yaml:.*\[from-attributes\]' "$work/log" || { cat "$work/log" >&2; fail "the job of GitLab tells of nothing"; }
[ -s "$rootfs/work/project/plumb-quality.json" ] && [ -s "$rootfs/work/project/plumb-junit.xml" ] ||
  fail "the job of GitLab leaves no report"
cp -r samples/flows samples/tests samples/conversations "$rootfs/work/project"
"$work/tools/bin/python" Tests/Tools/ci_script.py samples/ci/gitlab-ci.yml plumb-tests >"$rootfs/work/project/job.sh"
ends 0 in_image sh -c 'cd project && sh -e job.sh'
[ -s "$rootfs/work/project/plumb-tests.xml" ] && [ -s "$rootfs/work/project/plumb-coverage.xml" ] ||
  fail "the tests in the job of GitLab leave no report"
say "all packages do their job"
