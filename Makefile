# What a newcomer types: make lint, make test. CONTRIBUTING.md says what the rest is for.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Folder with stories of known errors and their scorer, for `make accuracy`.
EVAL ?= ../shared/eval
PEERS ?= $(EVAL)/../peers
SAMPLE ?= examples/flood-inquiry-draft.txt
# The folder of copy that `make bench` reads; copy is made when empty.
BENCH ?=

BUILD := .build/release
# Swift's runtime is linked in. lld, since the default linker warns about FoundationEssentials.
RELEASE = -c release --static-swift-stdlib -Xswiftc -use-ld=lld
# At a fixed address on Linux: moving 40,000 pointers at each start takes a millisecond.
ifeq ($(shell uname -s),Linux)
RELEASE += -Xswiftc -Xclang-linker -Xswiftc -no-pie
# With the libraries of C++ linked in, too: loading them takes a seventh of the time of one story.
RELEASE += $(shell sh scripts/archives.sh "$(SWIFT)" .build/archives)
# Optimised once more as a whole when it is linked: 4 % fewer instructions, for no longer a build.
RELEASE += --experimental-lto-mode=full -Xlinker --lto-O3
endif

.PHONY: all lint test build setup setup-test install uninstall accuracy bench format \
	format-check generate clean

all: lint

# Installs what is missing; says so, and changes nothing when all is there.
setup:
	@SWIFT="$(SWIFT)" sh scripts/setup.sh

setup-test:
	@SWIFT="$(SWIFT)" sh scripts/setup.sh --test

build: setup
	$(SWIFT) build $(RELEASE) --product stet

# The sample holds planted faults: findings (status 1) are what it should give.
lint: build
	@$(BUILD)/stet lint $(SAMPLE) || [ $$? -eq 1 ]

test: setup-test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --parallel

# Under sudo, which may not find the toolchain, what is built already is installed.
install:
	@if [ "$$(id -u)" -ne 0 ] || [ ! -x $(BUILD)/stet ]; then $(MAKE) build; fi
	@STET="$(BUILD)/stet" PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" sh scripts/install.sh

uninstall:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" sh scripts/install.sh --remove

accuracy: setup
	$(SWIFT) build $(RELEASE) --product stet-dev
	@STET_DEV="$(BUILD)/stet-dev" sh scripts/accuracy.sh "$(EVAL)" "$(PEERS)"

bench: setup
	$(SWIFT) build $(RELEASE)
	@STET="$(BUILD)/stet" STET_DEV="$(BUILD)/stet-dev" sh scripts/bench.sh $(BENCH)

format:
	$(SWIFT) format -i -r -p Package.swift Sources Tests

format-check:
	$(SWIFT) format lint --strict -r -p Package.swift Sources Tests

generate: setup
	$(SWIFT) run stet-dev generate

clean:
	rm -rf .build
