package link

// weights of the features, fitted by train/link/fit.py.
var weights = [features]float64{}
