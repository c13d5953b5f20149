package main

import (
	"log"
	"math/bits"
	"slices"
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
		log.Print(err)
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
		s := new(model.State)
		if parser != nil {
			s = model.ParseWords(parser, words, &space)
		}
		for i := range words {
			all++
			if t.tags[i] != model.NoTag {
				gold, guess := b.tags[t.tags[i]], b.tags[words[i].Tag]
				gf, gu, _ := strings.Cut(gold, " ")
				f, u, _ := strings.Cut(guess, " ")
				fine += is(gf == f)
				upos += is(gu == u)
			}
			if parser != nil && s.Head[i] == t.heads[i] {
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

// scoreNames logs precision, recall and F1 of whole names in fold 4 of the lists of names.
func scoreNames(data, folder string) error {
	tags, err := openTagging(folder)
	if err != nil {
		return err
	}
	weights, err := openWeights(folder, "entities.bin")
	if err != nil {
		return err
	}
	_, held, err := readNames(data, tags)
	if err != nil {
		return err
	}
	counts := map[string]*[3]int{"btc": {}, "wnut17": {}, "crossner": {}}
	for _, r := range held {
		c := counts[r.Gold.Set]
		for _, n := range namesOf(r, "ner", tags) {
			if n.words[0].Caseless {
				continue
			}
			words := slices.Clone(n.words)
			model.TagEntities(weights, words, tags.proper, &tags.space)
			gold := make([]uint8, len(words))
			for i := range words {
				gold[i] = uint8(bits.TrailingZeros(n.allowed[i]))
			}
			countNames(c, words, gold)
		}
	}
	for _, set := range []string{"crossner", "btc", "wnut17"} {
		c := counts[set]
		p, r := float64(c[0])/float64(max(1, c[1])), float64(c[0])/float64(max(1, c[2]))
		log.Printf("names, fold 4, %s: P %.4f R %.4f F %.4f of %d", set, p, r, 2*p*r/max(1e-9, p+r), c[2])
	}
	return nil
}

// countNames adds to right, guessed and gold names.
func countNames(c *[3]int, words []model.Word, gold []uint8) {
	for i := range words {
		g, w := words[i].Entity, gold[i]
		c[1] += int(g & 1)
		c[2] += int(w & 1)
		if g&1 == 0 || g != w {
			continue
		}
		j := i + 1
		for j < len(words) && words[j].Entity == g+1 && gold[j] == g+1 {
			j++
		}
		if j == len(words) || words[j].Entity != g+1 && gold[j] != g+1 {
			c[0]++
		}
	}
}
