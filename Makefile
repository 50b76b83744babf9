# make demo   installs what is missing, builds, shows the main job on the samples, then the life cycle of a
#             conversation on the sandbox; make demo-offline is the first half alone
# make cloud  builds plumb-cloud, which talks to Genesys Cloud, and plumb beside it, both for speed (10 minutes the
#             first time)
# make test   installs what is missing, builds, runs all tests
# make dist   makes what users install in .build/dist: archive, Debian package, wheels, image, each with a checksum
# make check-dist  installs each of them in an empty system, and tries the set-up step above in one; needs root
# make fuzz   fuzzes all targets, SECONDS each (60), two at a time; see Tests/Fuzz/run.sh
# make bench  measures a release build, beside the tools that are installed of those that one would take instead, and prints a
#             table; PLUMB= takes another build, such as that of make dist, FLOWS= flows of yours
# make format, make lint, make accept: see CONTRIBUTING.md

packages = libxml2-dev libyaml-dev zlib1g-dev pkg-config
dist_packages = $(packages) liblzma-dev libicu-dev libstdc++-12-dev binutils busybox-static ca-certificates python3
check_packages = debootstrap lintian python3-venv skopeo umoci
debian = .build/debian-12
SECONDS = 60
PLUMB =
FLOWS =

.PHONY: help demo demo-offline demo-cloud cloud test dist check-dist fuzz bench setup format lint accept clean

help:
	@sed -n 's/^# //p' Makefile

setup:
	@sh Tests/Tools/setup.sh $(packages)

demo: demo-offline demo-cloud

# Not for speed, so that the main job is shown soon, and all that is built here serves the tests, too.
demo-offline: setup
	swift build --product plumb
	@sh Tests/Tools/demo.sh "$$(swift build --show-bin-path)/plumb"

cloud: setup
	swift build -c release --product plumb-cloud
	swift build -c release --product plumb

demo-cloud: setup
	@printf '\nNext: the same against the API. Building plumb-cloud and its sandbox takes some minutes the first time.\n'
	swift build --product plumb-cloud
	swift build --product plumb
	@sh samples/lifecycle.sh "$$(swift build --show-bin-path)/plumb"

# Many tests wait for clocks and sockets: with all of them under way at once those that compute would starve them.
test: setup
	swift build --build-tests
	NO_COLOR=1 "$$(swift build --show-bin-path)/plumbPackageTests.xctest" --testing-library swift-testing \
	  --experimental-maximum-parallelization-width 16

dist:
	@sh Tests/Tools/setup.sh $(dist_packages)
	@sh Tests/Tools/dist.sh

check-dist: $(debian)
	@sh Tests/Tools/check-packages.sh $(debian)
	@sh Tests/Tools/check-setup.sh $(debian)

fuzz: setup
	@sh Tests/Fuzz/run.sh "$(SECONDS)"

bench: setup
	@[ -n "$(PLUMB)" ] || swift build -c release --disable-default-traits --product plumb
	@python3 Tests/Tools/bench.py "$(or $(PLUMB),$$(swift build -c release --show-bin-path)/plumb)" .build/bench $(FLOWS)

$(debian):
	@sh Tests/Tools/setup.sh $(check_packages)
	rm -rf $@.new
	debootstrap --variant=minbase bookworm $@.new >.build/debootstrap.log
	mv $@.new $@

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

accept: setup
	ACCEPT=1 swift test

clean:
	rm -rf .build
