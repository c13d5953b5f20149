package link

// weights of the features, in their order, fitted by train/link/fit.py.
var weights = Features{
	-1.4822, // always
	1.2333,  // words shared
	0.1123,  // words shared, squared
	0.6480,  // words of one in the other
	1.7074,  // same persons
	-0.2357, // other persons
	0.0307,  // published apart
	-0.5773, // published apart, a day not known
	0.0824,  // published apart, of one day
	0.2938,  // same day
	-0.4074, // days apart
	-0.7889, // other day
	0.0071,  // other day, told at once
	0.4737,  // other day, of a report's own
	0.8381,  // day named
	0.7302,  // day shared
	-1.3520, // no day shared
	-1.7834, // told before it happened
	0.7060,  // told before a report's own day
	0.8099,  // a day is not known
	-0.0717, // same place
	0.5678,  // near
	-0.1091, // far apart
	-0.2153, // other town
	0.4870,  // town named
	0.8797,  // town shared
	2.4625,  // anniversary
	-1.7871, // no town shared
	-0.7218, // other region
	-2.0361, // other country
	0.7177,  // same number killed
	0.1784,  // same high number killed
	-0.9205, // other number killed
	0.4595,  // same number injured
	-0.9270, // other number injured
	-0.4161, // same type
	0.1350,  // violence and talk
	0.0312,  // both talk
	0.3872,  // same mode
	-0.1875, // other mode
	-0.0392, // same target
	-1.6975, // other target
	-0.1594, // same weapon
	-1.0305, // other weapon
	0.6547,  // same parties
	0.0454,  // told besides
	-0.4029, // same day and place
	-1.7148, // words, told besides
}
