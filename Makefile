# Debian packages that building, testing and running need: the only list of them.
PACKAGES := libncurses-dev libcurl4-openssl-dev libmicrohttpd-dev libgrpc-dev libssl-dev libzstd-dev zlib1g-dev \
	libsqlite3-dev libyaml-dev libarchive-dev openssl python3-venv

# Those that only tests need: the shells whose completion is tried, what reads the manual page, and where copies go.
TEST_PACKAGES := zsh fish mandoc tmux screen

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
.PHONY: help demo test check build release golden bench fuzz fuzz-slice e2e docs install uninstall clean \
	deps test-deps tests lint format

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
	@touch $(SPOOR)

golden: deps tests ## rewrite the expected screens and texts; review them as a diff
	SPOOR_GOLDEN=rewrite swift test --skip-build $(DEBUG) --filter 'TUITests|CommandsTests|ExplorerTests'

e2e: test-deps tests ## drive the real program in a terminal
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

# Built only if a source is newer, and without asking for packages: `make release && sudo make install` needs no
# compiler as root.
$(SPOOR): Package.swift $(shell find Sources -type f)
	swift build $(RELEASE) --product spoor
	@touch $@

docs: $(SPOOR) ## write the man page and the shells' completions to .build/docs
	@mkdir -p $(DOCS)
	$(SPOOR) man > $(DOCS)/spoor.1
	$(SPOOR) completion bash > $(DOCS)/spoor.bash
	$(SPOOR) completion zsh > $(DOCS)/_spoor
	$(SPOOR) completion fish > $(DOCS)/spoor.fish

# What is installed, below PREFIX: its source, its mode and its place.
INSTALLED_PROGRAM := bin/spoor
INSTALLED_FILES := share/man/man1/spoor.1=$(DOCS)/spoor.1 \
	share/bash-completion/completions/spoor=$(DOCS)/spoor.bash \
	share/zsh/site-functions/_spoor=$(DOCS)/_spoor \
	share/fish/vendor_completions.d/spoor.fish=$(DOCS)/spoor.fish \
	share/doc/spoor/LICENSE=LICENSE share/doc/spoor/README.md=README.md \
	share/doc/spoor/CHANGELOG.md=CHANGELOG.md \
	$(foreach page,$(wildcard docs/*.md),share/doc/spoor/$(page)=$(page))

install: docs ## install below PREFIX (/usr/local), staged in DESTDIR
	install -D -s -m 755 $(SPOOR) $(DESTDIR)$(PREFIX)/$(INSTALLED_PROGRAM)
	@for file in $(INSTALLED_FILES); do \
		echo "install $(DESTDIR)$(PREFIX)/$${file%%=*}"; \
		install -D -m 644 "$${file#*=}" "$(DESTDIR)$(PREFIX)/$${file%%=*}" || exit 1; \
	done

uninstall: ## remove what install put below PREFIX
	rm -f $(DESTDIR)$(PREFIX)/$(INSTALLED_PROGRAM)
	@for file in $(INSTALLED_FILES); do rm -f "$(DESTDIR)$(PREFIX)/$${file%%=*}"; done
	@rm -rf $(DESTDIR)$(PREFIX)/share/doc/spoor

clean: ## remove what was built
	rm -rf .build

lint:
	swift format lint --recursive --strict Sources Tests $(wildcard Benchmarks Fuzz)

format: ## format the sources in place
	swift format -i --recursive Sources Tests $(wildcard Benchmarks Fuzz)

tests: deps
	swift build --build-tests $(DEBUG)

test-deps: deps
	@$(MAKE) --no-print-directory deps PACKAGES="$(TEST_PACKAGES)"

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
