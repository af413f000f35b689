# Debian packages that building, testing and running need: the only list of them.
PACKAGES := libncurses-dev libcurl4-openssl-dev libmicrohttpd-dev libzstd-dev zlib1g-dev \
	libyaml-dev openssl python3-venv tmux screen

PREFIX ?= /usr/local
DESTDIR ?=

# One set of flags for building and testing, so that nothing is built twice.
DEBUG := -Xswiftc -warnings-as-errors
RELEASE := -c release --static-swift-stdlib
SPOOR := .build/release/spoor
DOCS := .build/docs

BENCHMARKS := $(notdir $(wildcard Benchmarks/*Benchmark))
TESTS := $(filter-out EndToEndTests,$(notdir $(wildcard Tests/*Tests)))
FUZZERS := $(notdir $(patsubst %/,%,$(wildcard Fuzz/Fuzz*/)))
FUZZ_SECONDS ?= 600
# Ten times as many simulated servers as when a target's tests are run by hand.
export SPOOR_SIMULATIONS ?= 10

.DEFAULT_GOAL := help
.PHONY: help demo test check build release golden bench fuzz fuzz-slice e2e docs install clean deps \
	tests lint format

help: ## print this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: deps release ## build and explore a simulated shop
	$(SPOOR) demo

test: check e2e fuzz-slice ## check, then end to end and a short fuzz: what CI runs

# One process a target: all of them at once would open more files and threads than one process should.
check: deps lint tests ## format lint, warnings as errors, tests
	@set -e; for name in $(TESTS); do \
		echo "== $$name"; swift test --skip-build $(DEBUG) --filter "^$$name\."; \
	done

build: deps ## build for debugging
	swift build $(DEBUG)

release: deps ## build for use
	swift build $(RELEASE) --product spoor

golden: deps tests ## rewrite the expected screens and texts; review them as a diff
	SPOOR_GOLDEN=rewrite swift test --skip-build $(DEBUG) --filter 'TUITests|CommandsTests|ExplorerTests'

e2e: deps tests ## drive the real program in a terminal
	swift test --skip-build $(DEBUG) --filter EndToEndTests

bench: deps release ## print the benchmarks' tables
	@set -e; for name in $(BENCHMARKS); do swift build $(RELEASE) --product $$name; done; \
	for name in $(BENCHMARKS); do .build/release/$$name; done

fuzz: deps ## fuzz every decoder for FUZZ_SECONDS (600) each
	@set -e; for name in $(FUZZERS); do \
		mkdir -p .build/fuzz/corpus/$$name; \
		SPOOR_FUZZ=1 swift build --scratch-path .build/fuzz -c release --product $$name; \
		.build/fuzz/release/$$name -max_total_time=$(FUZZ_SECONDS) $$(ls Fuzz/$$name.dict 2>/dev/null | sed s/^/-dict=/) \
			.build/fuzz/corpus/$$name $$(ls -d Fuzz/Corpus/$$name 2>/dev/null); \
	done

# The same from a fixed seed, for a few seconds in all.
fuzz-slice: deps
	@set -e; for name in $(FUZZERS); do \
		SPOOR_FUZZ=1 swift build --scratch-path .build/fuzz -c release --product $$name; \
		rm -rf .build/fuzz/slice/$$name; mkdir -p .build/fuzz/slice/$$name; \
		.build/fuzz/release/$$name -seed=1 -max_total_time=4 -verbosity=0 \
			.build/fuzz/slice/$$name $$(ls -d Fuzz/Corpus/$$name 2>/dev/null); \
	done

docs: release ## write the man page and the shells' completions to .build/docs
	@mkdir -p $(DOCS)
	$(SPOOR) man > $(DOCS)/spoor.1
	$(SPOOR) completion bash > $(DOCS)/spoor.bash
	$(SPOOR) completion zsh > $(DOCS)/_spoor
	$(SPOOR) completion fish > $(DOCS)/spoor.fish

install: docs ## install below PREFIX (/usr/local), staged in DESTDIR
	install -D -m 755 $(SPOOR) $(DESTDIR)$(PREFIX)/bin/spoor
	install -D -m 644 $(DOCS)/spoor.1 $(DESTDIR)$(PREFIX)/share/man/man1/spoor.1
	install -D -m 644 $(DOCS)/spoor.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/spoor
	install -D -m 644 $(DOCS)/_spoor $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_spoor
	install -D -m 644 $(DOCS)/spoor.fish \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/spoor.fish

clean: ## remove what was built
	rm -rf .build

lint:
	swift format lint --recursive --strict Sources Tests $(wildcard Benchmarks Fuzz)

format: ## format the sources in place
	swift format -i --recursive Sources Tests $(wildcard Benchmarks Fuzz)

tests: deps
	swift build --build-tests $(DEBUG)

# Asks apt-get only if something is missing, and for root only if we are not.
deps: ## install the Debian packages that are missing
	@missing=; for package in $(PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed$$' \
			|| missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		command -v apt-get >/dev/null || { echo "Missing:$$missing; install them by hand." >&2; exit 1; }; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		echo "Installing$$missing"; \
		$$sudo apt-get update && \
		$$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y --no-install-recommends $$missing; \
	fi
