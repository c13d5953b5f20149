package language

import (
	"crypto/sha256"
	_ "embed" // the weights
	"encoding/hex"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/language/model"
)

// The weights are made by train/language; see train/README.md.
var (
	//go:embed weights/clusters.bin
	clusterData string
	//go:embed weights/tagger.bin
	taggerWeights string
	//go:embed weights/parser.bin
	parserWeights string
	//go:embed weights/entities.bin
	entityWeights string
	//go:embed weights/reader.bin
	readerWeights string
)

// modelSet is the models as they are used; one that could not be opened is nil.
type modelSet struct {
	tagger, parser, entities *model.Weights
	clusters                 *model.Clusters
	tags                     []tagPair
	proper                   []bool // of each class of the tagger, whether it is a proper noun's
}

// tagPair is a class of the tagger.
type tagPair struct {
	fine string
	tag  Tag
}

var models = sync.OnceValue(func() *modelSet {
	m := &modelSet{clusters: model.OpenClusters(clusterData), tagger: open(taggerWeights), parser: open(parserWeights), entities: open(entityWeights)}
	if m.tagger != nil {
		m.proper = model.ProperTags(m.tagger.Classes)
		for _, class := range m.tagger.Classes {
			fine, tag, _ := strings.Cut(class, " ")
			m.tags = append(m.tags, tagPair{fine, ParseTag(tag)})
		}
	}
	return m
})

func open(data string) *model.Weights {
	w, err := model.Open(data)
	if err != nil {
		return nil
	}
	return w
}

var modelSum = sync.OnceValue(func() string {
	h := sha256.New()
	for _, w := range []string{clusterData, taggerWeights, parserWeights, entityWeights, readerWeights} {
		h.Write([]byte(w))
	}
	return hex.EncodeToString(h.Sum(nil))
})

// Model gives the SHA-256 of the weights (of the clusters, the tagger, the parser, the entity tagger and the reader, one after the other), in hex.
func Model() string { return modelSum() }
