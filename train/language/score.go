package main

import (
	"log"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/language/model"
)

// score logs how the weights do on the development trees, with gold tokens.
func score(b *banks, folder string) error {
	tagger, err := openWeights(folder, "tagger.bin")
	if err != nil {
		return err
	}
	parser, err := openWeights(folder, "parser.bin")
	if err != nil {
		return err
	}
	for _, caseless := range []bool{false, true} {
		scoreTrees(b, tagger, parser, caseless)
	}
	return nil
}

func openWeights(folder, name string) (*model.Weights, error) {
	data, err := readFile(folder, name)
	if err != nil {
		return nil, err
	}
	return model.Open(data)
}

func scoreTrees(b *banks, tagger, parser *model.Weights, caseless bool) {
	var space model.Workspace
	var all, fine, upos, heads, labelled, main int
	for _, t := range b.dev {
		words := append([]model.Word(nil), t.words...)
		if caseless {
			for i := range words {
				words[i].Strip()
			}
		}
		model.TagWords(tagger, words, &space)
		s := model.ParseWords(parser, words, &space)
		for i := range words {
			all++
			if t.tags[i] != model.NoTag {
				gold, guess := b.tags[t.tags[i]], b.tags[words[i].Tag]
				gf, gu, _ := strings.Cut(gold, " ")
				f, u, _ := strings.Cut(guess, " ")
				fine += is(gf == f)
				upos += is(gu == u)
			}
			if s.Head[i] == t.heads[i] {
				heads++
				labelled += is(s.Rel[i] == t.rels[i])
				main += is(mainRel(s.Rel[i]) == mainRel(t.rels[i]))
			}
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(all) }
	log.Printf("dev (caseless %v): XPOS %.2f UPOS %.2f UAS %.2f LAS %.2f (main relations %.2f) of %d", caseless,
		share(fine), share(upos), share(heads), share(labelled), share(main), all)
}

func mainRel(r uint8) string {
	name, _, _ := strings.Cut(language.Rel(r).String(), ":")
	return name
}

func is(b bool) int {
	if b {
		return 1
	}
	return 0
}
