package link

// weights of the features, in their order, fitted by train/link/fit.py.
var weights = Features{
	-1.4312, // always
	1.7717,  // words shared
	0.2124,  // words shared, squared
	1.6965,  // same persons
	-0.2573, // other persons
	0.0345,  // published apart
	-0.5802, // published apart, a day not known
	0.0860,  // published apart, of one day
	0.2936,  // same day
	-0.4101, // days apart
	-0.7838, // other day
	0.0037,  // other day, told at once
	0.4743,  // other day, of a report's own
	0.8418,  // day named
	0.7290,  // day shared
	-1.3513, // no day shared
	-1.7881, // told before it happened
	0.7030,  // told before a report's own day
	0.8135,  // a day is not known
	-0.0757, // same place
	0.5821,  // near
	-0.1077, // far apart
	-0.2246, // other town
	0.4893,  // town named
	0.9098,  // town shared
	2.4684,  // anniversary
	-1.7856, // no town shared
	-0.7224, // other region
	-2.0368, // other country
	0.7135,  // same number killed
	0.1842,  // same high number killed
	-0.9128, // other number killed
	0.4556,  // same number injured
	-0.9331, // other number injured
	-0.4155, // same type
	0.1239,  // violence and talk
	0.0285,  // both talk
	0.3830,  // same mode
	-0.1908, // other mode
	-0.0344, // same target
	-1.6964, // other target
	-0.1587, // same weapon
	-1.0442, // other weapon
	0.6599,  // same parties
	-0.0176, // told besides
	-0.4027, // same day and place
	-1.5810, // words, told besides
}
