package link

// weights of the features, fitted by train/link/fit.py on the reports of GVA in folds 0 to 3.
var weights = [features]float64{
	always:          -1.8675,
	sharedWords:     6.9537,
	sharedWordsMore: 2.6468,
	samePersons:     1.7173,
	otherPersons:    0.0041,
	publishedApart:  -0.7305,
	sameDay:         2.1152,
	daysApart:       -0.3757,
	noDay:           0.3032,
	samePlace:       1.0643,
	near:            1.1032,
	farApart:        0.0188,
	otherRegion:     -1.5470,
	otherCountry:    -0.2535,
	sameKilled:      0.7121,
	otherKilled:     0.4677,
	sameInjured:     0.3872,
	otherInjured:    -0.4074,
	sameType:        -0.0259,
	sameMode:        -1.2064,
	sameParties:     0.6317,
	wordsAndPlace:   -0.3755,
	wordsAndDay:     1.8450,
}
