# Everything a contributor needs; `make` lists it. Set-up happens by itself, caches live in the user's cache folder.
SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help

ROLES ?= operator
CLUSTER ?= local
CHAT ?=
BENCH ?=
STORED ?= 10000
FORKS ?= 2
IMAGE ?= chatops-operator:latest

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: ## prove everything: unit tests, then tests on FORKS=2 real API servers at a time
	@tools/cluster/cluster build
	@tools/oracle/oracle prepare
	@tools/peers/peers prepare
	@tools/backups/backups prepare
	@tools/dex/dex prepare
	@tools/browser prepare
	@tools/maven verify -Dforks=$(FORKS)

bench: ## measure the operator against a bare client, about 10 minutes; BENCH=name runs one part, STORED=100000 stores more
	@tools/cluster/cluster build
	@tools/maven -q -Pbench -DskipTests -Dbench=$(BENCH) -Dbench.stored=$(STORED) package

demo: ## a cluster with a sample shop and the operator; CHAT=slack-emulated adds a chat; CLUSTER=current uses your KUBECONFIG
	@tools/demo start $(CLUSTER) $(CHAT)

clean-demo: ## remove what `make demo` started
	@tools/demo clean

run: ## run ROLES=operator in the foreground against KUBECONFIG
	@tools/maven -q -DskipTests package
	@CHATOPS_ROLES=$(ROLES) CHATOPS_LEADER_ELECTION=false "$$(tools/java-home)/bin/java" -jar target/quarkus-app/quarkus-run.jar

image: ## build the container image IMAGE with docker, podman or buildah
	@tools/image $(IMAGE)

crds: ## write crds/ anew from the API records
	@tools/maven -q test -Dtest=CustomResourceDefinitionsTest -Dchatops.update=true

chart: ## write the copies of crds/ and manifests/ in the Helm chart anew
	@tools/maven -q test -Dtest=ChartFilesTest -Dchatops.update=true

cards: ## write the Slack messages that tests compare with anew
	@tools/maven -q test -Dtest=SlackCardsTest -Dchatops.update=true

screenshots: ## take the pictures of the documentation anew
	@tools/cluster/cluster build
	@tools/browser prepare
	@tools/maven -q verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ConsoleBrowserIT,OverviewBrowserIT -Dchatops.update=true

format: ## format the Java sources
	@tools/maven -q spotless:apply

verify: format crds chart cards ## what a change must leave clean: fails when generated or formatted files were not committed
	@git diff --exit-code --stat

.PHONY: help test bench demo clean-demo run image crds chart cards screenshots format verify
