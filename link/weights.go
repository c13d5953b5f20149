package link

// weights of the features, in their order, fitted by train/link/fit.py.
var weights = Features{
	-1.2211, // always
	2.3305,  // words shared
	0.0178,  // words shared, squared
	1.6534,  // same persons
	-0.2986, // other persons
	0.0910,  // published apart
	-0.5455, // published apart, a day not known
	0.0534,  // published apart, of one day
	0.4880,  // same day
	-0.3495, // days apart
	-0.6218, // other day
	0.2950,  // other day, told at once
	0.8403,  // day named
	0.8250,  // day shared
	-1.3410, // no day shared
	-1.4840, // told before it happened
	0.7677,  // a day is not known
	0.1965,  // same place
	0.7980,  // near
	-0.0942, // far apart
	-0.2954, // other town
	0.8714,  // town named
	-2.2029, // no town shared
	-0.7738, // other region
	-2.3557, // other country
	0.7079,  // same number killed
	0.2113,  // same high number killed
	-0.8802, // other number killed
	0.3697,  // same number injured
	-0.9480, // other number injured
	-0.4083, // same type
	0.0357,  // violence and talk
	-0.0095, // both talk
	0.3358,  // same mode
	-0.2364, // other mode
	-0.0262, // same target
	-1.7313, // other target
	-0.1535, // same weapon
	-1.0297, // other weapon
	0.6637,  // same parties
	-0.1004, // told besides
	-0.4314, // same day and place
	0.0634,  // words and place
	-0.5368, // words and day
	0.7076,  // words, but elsewhere
	-0.3245, // words, but another day
	-1.3950, // words, told besides
}
