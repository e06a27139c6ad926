# SPDX-License-Identifier: GPL-3.0-or-later
# dokuwerk: `make demo` and `make test` do everything on a fresh Debian 12; `make help` lists the rest.
MODE    ?= release
CC       = gcc
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
WERROR  ?=
PREFIX  ?= /usr/local
prefix   = $(PREFIX)
bindir   = $(prefix)/bin
datarootdir = $(prefix)/share
datadir  = $(datarootdir)
mandir   = $(datarootdir)/man
docdir   = $(datarootdir)/doc/dokuwerk
bashcompdir = $(datarootdir)/bash-completion/completions
INSTALL  = install
PROGRAM  = dokuwerk
B       := build/$(MODE)
PKGS    := sqlite3 libcmark-gfm harfbuzz harfbuzz-subset icu-uc icu-i18n yaml-0.1 libdeflate zlib libpng libjpeg lcms2 libqrencode nettle libzip expat
# Debian's hyphenation dictionaries, a package each. What they lack is among TeX's patterns, which librust-hyphenation-dev has as
# plain text (2.5 MB; texlive-lang-* have the same in 100).
HYPHENS := af as be bg bn ca cs da de el en-gb en-us es fr gl gu hi hr hu id is it kn lt lv ml mn mr nl no \
  or pa pl pt-br pt-pt ro ru sk sl sr sv ta te th uk zu
DEBS    := gcc make pkg-config libhpdf-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev \
  libharfbuzz-dev libicu-dev libyaml-dev libdeflate-dev zlib1g-dev libpng-dev libjpeg-dev liblcms2-dev libqrencode-dev nettle-dev libzip-dev libexpat1-dev libgettextpo-dev gettext \
  $(HYPHENS:%=hyphen-%) librust-hyphenation-dev fonts-vollkorn fonts-lato fonts-paratype fonts-noto-core fonts-noto-mono fonts-sil-andika fonts-noto-cjk fonts-symbola colord-data librsvg2-bin
TEST_DEBS := $(DEBS) libhyphen-dev libharfbuzz-bin mupdf-tools unicode-data qpdf poppler-utils sqlite3 python3 mandoc libimage-exiftool-perl libjpeg-turbo-progs zbar-tools
LINT_DEBS := $(TEST_DEBS) clang clang-format cppcheck
ASAN_DEBS := $(TEST_DEBS)
SUITE_DEBS := $(TEST_DEBS) npm maven default-jre-headless
CONF_DEBS := $(TEST_DEBS) npm maven default-jre-headless
BENCH_DEBS := $(DEBS) python3 poppler-utils
COMPARE_DEBS := $(DEBS) python3-venv mupdf-tools fonts-texgyre tex-gyre texlive-latex-base texlive-latex-recommended texlive-lang-german
FUZZ_DEBS := $(DEBS) clang libclang-rt-14-dev python3 libjpeg-turbo-progs
FUZZ_SECONDS ?=

SRC     := $(sort $(wildcard src/*/*.c))
TOOLS   := src/run/hyphenc.c src/run/wordsc.c
MAINS   := src/run/main.c $(TOOLS)
OBJ     := $(SRC:%.c=$B/%.o)
# Linked by itself into every program.
LEAKS   := $B/src/base/sanitizer.o
LIB     := $(filter-out $(MAINS:%.c=$B/%.o) $(LEAKS),$(OBJ)) $B/words.o
TESTS   := $(filter-out tests/fuzz/% tests/tools/%,$(sort $(wildcard tests/*/*.c)))
TESTBIN := $(TESTS:%.c=$B/%) $B/inspect
FUZZBIN := $(patsubst %.c,$B/%,$(sort $(wildcard tests/fuzz/*.c)))
# The program's own words in each language, and its messages on the command line.
WORDS   := $(sort $(wildcard templates/po/words/*.po))
PO      := $(sort $(wildcard templates/po/*.po))
MO      := $(PO:templates/po/%.po=build/locale/%/LC_MESSAGES/dokuwerk.mo)
# Thai is parted between its words, by ICU.
DICS    := $(shell find /usr/share/hyphen -name "hyph_*.dic" -type f ! -name "hyph_th*" 2>/dev/null | sort)
TEX      = cop cu cy de-1901 de-ch-1901 eo et eu fi fur ga grc hsb hy ia ka kmr la mul-ethi oc pms rm sa tk tr
PATTERNS := $(firstword $(wildcard /usr/share/cargo/registry/hyphenation-*/patterns))
TRIES   := $(DICS:/usr/share/hyphen/hyph_%.dic=build/hyphen/%.trie) $(if $(PATTERNS),$(TEX:%=build/hyphen/%.trie))
LINK     = @echo "  LD $@"; $(CC) $(CFLAGS) -o $@ $^ $(LIBS)
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -fvisibility=hidden -ffp-contract=off -Isrc -I. $(WARN) $(WERROR) \
  $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LIBS     = $(shell pkg-config --libs $(PKGS)) -lhpdf -lcmark-gfm-extensions -lcmark-gfm -lgettextpo -lm

all: setup ## build ./dokuwerk
	@$(MAKE) --no-print-directory program

program: dokuwerk
dokuwerk: $B/dokuwerk tries $(MO)
	@cp $B/dokuwerk $@
$B/parts.a: $(LIB)
	@rm -f $@; ar rcs $@ $^
$B/dokuwerk: $B/src/run/main.o $(LEAKS) $B/parts.a
	$(LINK)
$B/hyphenc: $B/src/run/hyphenc.o $(LEAKS) $B/parts.a
	$(LINK)
$B/inspect: $B/tests/tools/inspect.o $(LEAKS) $B/parts.a
	$(LINK)
$B/photos: $B/tests/tools/photos.o $(LEAKS) $B/parts.a
	$(LINK)
messages: ## bring the messages' PO files up to date with the sources
	@tests/setup $(TEST_DEBS)
	@mkdir -p build; python3 templates/po/extract.py >build/messages.pot
	@xgettext -L C --keyword --keyword=WORD:2 --keyword=WORD_IN:2c,3 --add-comments=TRANSLATORS: --from-code=UTF-8 -o - src/doc/word_list.h | \
	  sed -e '/^"\(POT-Creation-Date\|Report-Msgid-Bugs-To\):/d' -e 's/^#[.] [*] /#. /' >build/words.pot
	@$(call merged,$(PO),--previous,build/messages.pot)
	@$(call merged,$(WORDS),--no-location --sort-by-file,build/words.pot)
	@for po in $(PO); do echo "$$po: $$(msgfmt --statistics -o /dev/null $$po 2>&1)"; done
# $(call merged,FILES,OPTIONS,POT): a file in which nothing changes is left alone.
merged   = for po in $(1); do msgmerge -q --no-wrap $(2) $$po $(3) | msgattrib --no-obsolete --no-wrap -o build/merged.po && \
  { cmp -s build/merged.po $$po || cp build/merged.po $$po; } || exit; done
build/locale/%/LC_MESSAGES/dokuwerk.mo: templates/po/%.po
	@mkdir -p $(@D); echo "  MESSAGES $<"; msgfmt -c -o $@ $<
$B/wordsc: $B/src/run/wordsc.o $(LEAKS)
	@echo "  LD $@"; $(CC) $(CFLAGS) -o $@ $^ -lgettextpo
$B/words.c: $B/wordsc $(WORDS)
	@echo "  WORDS $@"; $B/wordsc $(WORDS) >$@.new && mv $@.new $@
$B/words.o: $B/words.c
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
tries: $(TRIES)
build/hyphen/%.trie: /usr/share/hyphen/hyph_%.dic $B/hyphenc
	@mkdir -p $(@D); echo "  HYPHENS $@"
	@$B/hyphenc $< $@
build/hyphen/%.trie: $(PATTERNS)/hyph-%.pat.txt $B/hyphenc
	@mkdir -p $(@D); echo "  HYPHENS $@"
	@$B/hyphenc $< $@
$B/%.o: %.c
	@mkdir -p $(@D); echo "  CC $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$B/tests/%: $B/tests/%.o $(LEAKS) $B/parts.a
	$(LINK) $(if $(findstring hyphen,$@),-lhyphen)
$B/tests/fuzz/%: $B/tests/fuzz/%.o $(LEAKS) $B/parts.a
	$(LINK) -fsanitize=fuzzer
-include $(OBJ:.o=.d) $B/words.d $(TESTBIN:=.d) $B/tests/tools/inspect.d $B/tests/tools/photos.d $(FUZZBIN:=.d)

# What the program looks for stands in ../share/dokuwerk beside its own folder, so a tree can be moved.
home     = $(DESTDIR)$(datadir)/dokuwerk
install: program ## install into PREFIX (default /usr/local), below DESTDIR if given
	@[ "$$(realpath -sm '$(bindir)/../share')" = "$$(realpath -sm '$(datadir)')" ] || \
	  { echo "the program finds its files in ../share beside bindir; $(datadir) is not that" >&2; exit 1; }
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(home)/hyphen' '$(home)/fonts' '$(home)/data/checks' '$(home)/data/records' '$(DESTDIR)$(mandir)/man1' '$(DESTDIR)$(bashcompdir)' '$(DESTDIR)$(docdir)/templates/pictures'
	$(INSTALL) -m 755 '$(PROGRAM)' '$(DESTDIR)$(bindir)/dokuwerk'
	for f in $$(cd templates && find . -type f ! -path './pictures/*' ! -path './po/*' ! -path './*/out/*' ! -name '*.db'); do \
	  $(INSTALL) -D -m 644 "templates/$$f" '$(home)/templates/'"$$f" || exit 1; done
	$(INSTALL) -m 644 data/schema.sql '$(home)/data/'
	$(INSTALL) -m 644 data/checks/*.sql '$(home)/data/checks/'
	$(INSTALL) -m 644 data/records/base_rate.csv data/records/ineligible_word.csv '$(home)/data/records/'
	$(INSTALL) -m 644 fonts/catalogue.yaml '$(home)/fonts/'
	$(INSTALL) -m 644 $(TRIES) '$(home)/hyphen/'
	for f in $(MO:build/%=%); do $(INSTALL) -D -m 644 "build/$$f" '$(DESTDIR)$(datadir)/'"$$f" || exit 1; done
	$(INSTALL) -m 644 src/run/dokuwerk.1 '$(DESTDIR)$(mandir)/man1/'
	$(INSTALL) -m 644 src/run/dokuwerk.bash '$(DESTDIR)$(bashcompdir)/dokuwerk'
	$(INSTALL) -m 644 README.md LICENSE '$(DESTDIR)$(docdir)/'
	$(INSTALL) -m 644 templates/pictures/*.png '$(DESTDIR)$(docdir)/templates/pictures/'
uninstall: ## take away what install put there
	rm -f '$(DESTDIR)$(bindir)/dokuwerk' '$(DESTDIR)$(mandir)/man1/dokuwerk.1' '$(DESTDIR)$(bashcompdir)/dokuwerk'
	rm -rf '$(home)' '$(DESTDIR)$(docdir)'
	rm -f $(MO:build/%='$(DESTDIR)$(datadir)/%')
setup: ## install the Debian packages that are missing
	@tests/setup $(DEBS)
demo: all ## compile everything in data/ into out/
	./dokuwerk import -C data
	./dokuwerk check -C data
	./dokuwerk build -C data -o out
test: ## run the tests (Debian's packages alone)
	@tests/setup $(TEST_DEBS)
	@$(MAKE) --no-print-directory program $(TESTBIN)
	@tests/run-all $B
asan: ## tests and demo under AddressSanitizer and UBSan
	@tests/setup $(ASAN_DEBS)
	@$(MAKE) --no-print-directory MODE=asan CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer' sanitized
sanitized: $(TESTBIN) $B/dokuwerk tries $(MO)
	@tests/run-all $B
fuzz: ## feed each target of tests/fuzz/ a number of inputs, or for FUZZ_SECONDS, from FUZZ_SEED (1; 0: any), under the sanitizers
	@tests/setup $(FUZZ_DEBS)
	@$(MAKE) --no-print-directory MODE=fuzz CC=clang CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow -fno-sanitize-recover=undefined -fno-omit-frame-pointer' fuzzed
fuzzed: $(FUZZBIN) tries
	@tests/fuzz-all $B $(FUZZ_SECONDS)
lint: ## folder rule, format, warnings as errors with gcc and clang, cppcheck
	@tests/setup $(LINT_DEBS)
	@tests/lint
suites: ## hold the parts against suites from npm and Maven Central
	@tests/setup $(SUITE_DEBS)
	@$(MAKE) --no-print-directory program
	@tests/suites $B
conformance: ## veraPDF over demo, specimen and golden documents (PDF/UA-1, PDF/A-2a or 3a)
	@tests/setup $(CONF_DEBS)
	@$(MAKE) --no-print-directory demo
	@rm -rf build/conformance
	./dokuwerk init -q build/conformance/workspace
	./dokuwerk import -q -C build/conformance/workspace
	./dokuwerk build -q -C build/conformance/workspace
	./dokuwerk build -q -C data -o build/conformance/draft --draft --only '*/2015-*'
	tests/samples build/conformance/samples
	@tests/conformance out build/conformance
bench: ## time and memory at 1 to 10,000 pages, of reports and tables to 50,000 rows, of imports to 1,000,000
	@tests/setup $(BENCH_DEBS)
	@$(MAKE) --no-print-directory program $B/photos
	@B=$B tests/bench
compare: ## the same pages set by pdfLaTeX, by Typst and by us: what the lines measure
	@tests/setup $(COMPARE_DEBS)
	@$(MAKE) --no-print-directory program
	@[ -x build/compare/bin/python ] || python3 -m venv --system-site-packages build/compare
	@build/compare/bin/python -c 'import typst' 2>/dev/null || build/compare/bin/pip install -q typst==0.15.2 || true
	@build/compare/bin/python tests/compare/run
bless: program ## rewrite the golden files (review the diff)
	@BLESS=1 DOKUWERK=./dokuwerk B=$B bash tests/page/golden.sh
	@BLESS=1 DOKUWERK=./dokuwerk B=$B bash tests/run/wrong.sh
pictures: demo ## render the README's pictures of pages anew
	@tests/pictures out templates/pictures
simulate: demo ## the specimen's charts in grey and as the colour-blind see them, into build/simulated
	@for theme in house report brochure easy; do tests/simulate build/simulated out/muster/$$theme.pdf; done
format: ## reformat the sources
	clang-format -i src/*/*.[ch] tests/*/*.c tests/*.h
print-flags: # for tests/lint
	@echo '$(ALL_CFLAGS)'
clean: ## remove what was built
	rm -rf build dokuwerk out
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
.PHONY: all program messages tries install uninstall setup demo test asan sanitized fuzz fuzzed lint suites conformance bench compare bless pictures simulate format print-flags clean help
.SECONDARY:
