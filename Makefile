# Deux commandes suffisent : « make » imprime tout dans output/, « make test » vérifie tout.
.DEFAULT_GOAL := tout
.PHONY: tout aide install systeme verifier lint types cloisons test format goldens schema reference traductions verrou apercu propre

BIN := .venv/bin
PRET := .venv/pret

tout: $(PRET)  ## Préparer l’environnement et imprimer tout ce qu’il y a dans output/
	$(BIN)/romin-print fiche
	$(BIN)/romin-print support
	$(BIN)/romin-print support --a-remplir --format pdf
	@for seance in content/seances/*.yaml; do \
		$(BIN)/romin-print seance "$$(basename "$$seance" .yaml)" || exit $$?; \
	done
	$(BIN)/romin-print couverture --format pdf,docx,html
	$(BIN)/romin-print classeur
	$(BIN)/romin-print kit

aide:  ## Dire ce que sait faire ce Makefile
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(PRET): requirements.lock pyproject.toml
	sh .ci/systeme impression
	test -x $(BIN)/python || python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q romin_print
	touch $@

install: $(PRET)  ## Préparer l’environnement dans .venv, sans rien imprimer

systeme:  ## Installer ce que pip n’installe pas (Debian, Ubuntu)
	sh .ci/systeme impression controle

verifier: lint cloisons types test  ## Tout ce que vérifie la CI, dans le même ordre

lint: $(PRET)  ## Style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

cloisons: $(PRET)  ## Les pièces ne s’importent pas entre elles
	$(BIN)/lint-imports

types: $(PRET)  ## Types (mypy strict)
	$(BIN)/mypy

test: $(PRET)  ## Tous les tests, avec la couverture
	sh .ci/systeme impression controle
	$(BIN)/pytest -n 2 --dist loadscope --cov

format: $(PRET)  ## Mettre le code en forme
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

goldens: $(PRET)  ## Réécrire les pages témoins, à relire avant de valider
	-$(BIN)/pytest -q tests --update-goldens -k golden
	git diff --stat -- tests/goldens

schema: $(PRET)  ## Réécrire les schémas JSON qui guident la saisie
	@for genre in outil seance classeur kit services; do \
		$(BIN)/romin-print schema $$genre > schema.tmp || exit $$?; \
		mv schema.tmp content/schema/$$genre.schema.json; \
	done

reference: $(PRET)  ## Refaire le modèle Word à partir de sa description
	$(BIN)/python -m romin_print.write.word.reference layouts/word/reference.yaml layouts/word/reference.docx

traductions: $(PRET)  ## Recompiler le français de Click
	$(BIN)/pybabel -q compile -D messages -d romin_print/cli/locale -l fr

verrou: $(PRET)  ## Refaire requirements.lock à partir de pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock

apercu: tout  ## Une image de chaque page (PDF, Word, web), et des planches, dans output/apercu
	sh .ci/systeme impression controle
	sh .ci/apercu
	sh .ci/planche

propre:  ## Vider output/
	find output -mindepth 1 -not -name .gitkeep -delete
