package link

// weights of the features, in their order, fitted by train/link/fit.py.
var weights = Features{
	-1.3695, // always
	0.8280,  // words shared
	-0.1138, // words shared, squared
	0.5024,  // words of one in the other
	1.7310,  // same persons
	-0.2004, // other persons
	0.0430,  // published apart
	-0.6337, // published apart, a day not known
	0.0965,  // published apart, of one day
	-0.0290, // same day
	-0.4489, // days apart
	-0.7589, // other day
	0.0041,  // other day, told at once
	0.4455,  // other day, of a report's own
	0.8648,  // day named
	0.7613,  // day shared
	-1.3260, // no day shared
	-1.7884, // told before it happened
	0.7061,  // told before a report's own day
	0.7961,  // a day is not known
	-0.0861, // same place
	0.4990,  // near
	-0.1106, // far apart
	-0.4774, // other town
	0.4962,  // town named
	0.9585,  // town shared
	2.6450,  // anniversary
	-1.9967, // no town shared
	-0.6738, // other region
	-2.1727, // other country
	0.8002,  // same number killed
	0.0169,  // same high number killed
	-0.9811, // other number killed
	0.4069,  // same number injured
	-0.8388, // other number injured
	-0.3954, // same type
	0.1626,  // violence and talk
	0.0122,  // both talk
	0.3849,  // same mode
	-0.2295, // other mode
	-0.0304, // same target
	-1.5726, // other target
	-0.0772, // same weapon
	-1.0094, // other weapon
	0.6336,  // same parties
	-0.0543, // told besides
	-0.2562, // same day and place
	-0.9716, // words, told besides
}
