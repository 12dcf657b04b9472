# Comeback. `make` lists what there is.

SWIFT  ?= swift
PREFIX ?= $(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local)
BIN    := .build/release/comeback
SHARE   = $(DESTDIR)$(PREFIX)/share

.DEFAULT_GOAL := list
.PHONY: list packages build run model test faults fuzz check format lint snapshots docs bench bench-fzf evaluate install clean

list: ## This list
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

packages: # What Debian must have; installed as root or by sudo, else the line to type is printed
	@scripts/packages

build: packages ## Build .build/release/comeback
	@$(SWIFT) build -c release --product comeback

run: build ## Build, make the demo base, and open it; without a terminal, one worked example
	@scripts/model $(BIN)
	@$(BIN) demo

model: build ## Fetch what finds by meaning: 83 MB, once
	@scripts/model $(BIN)

test: packages ## Run all tests
	@$(SWIFT) test

faults: build ## Kill, cut the power, fail writes, tear files: make faults SCALE=full is some 20 minutes
	@scripts/faults --scale $(or $(SCALE),ci)

check: ## Everything that CI does
	@.ci/run

format: ## Format the sources
	@$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks Fuzz/Package.swift Fuzz/Sources

lint: ## Look for what format would change, and more
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzz/Package.swift Fuzz/Sources

snapshots: packages ## Draw the kept frames (Tests/Fixtures/frames) anew; look at what changed
	-@COMEBACK_FRAMES=write $(SWIFT) test --filter FrameTests >/dev/null 2>&1
	@git diff --stat -- Tests/Fixtures/frames

docs: packages ## Write docs/cli.md and the man page anew, from the commands themselves
	@$(SWIFT) build --product comeback
	@.build/debug/comeback manual markdown > docs/cli.md
	@.build/debug/comeback manual roff > docs/comeback.1
	@git diff --stat -- docs

bench: model ## Time search and embedding, each beside a peer, against what we want of them
	@Benchmarks/run

bench-fzf: build ## The live search beside fzf on the same lines, in tmux: keys, and words with slips
	@Benchmarks/fzf --comeback $(BIN)

fuzz: packages ## Feed made-up bytes to what reads from outside: make fuzz SECONDS=60
	@Fuzz/run $(or $(SECONDS),60)

evaluate: build ## How well search finds what was meant: make evaluate SETS=FOLDER
	@scripts/evaluate --binary $(BIN) $(SETS)

install: build ## Install command, starter objections, man page and completions under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/comeback
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/comeback
	rm -rf $(DESTDIR)$(PREFIX)/share/comeback/seed-data
	cp -R seed-data $(DESTDIR)$(PREFIX)/share/comeback/seed-data
	install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 644 docs/comeback.1 $(SHARE)/man/man1/comeback.1
	umask 022; $(BIN) completions bash > $(SHARE)/bash-completion/completions/comeback
	umask 022; $(BIN) completions zsh > $(SHARE)/zsh/site-functions/_comeback
	umask 022; $(BIN) completions fish > $(SHARE)/fish/vendor_completions.d/comeback.fish

clean: ## Remove what was built
	rm -rf .build Benchmarks/.build Fuzz/.build
