"""Mixes two models of one family: share of the second, the rest of the first, weight by weight.

    python train/reader/blend.py -from FOLDER -and FOLDER -share 0.7 -to FOLDER

A stage that learns some tasks loses a little of the others; the mean of the weights before and after it keeps most of both
(Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

import argparse

import torch

import model as reader


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-from", dest="first", required=True)
    parser.add_argument("-and", dest="second", required=True)
    parser.add_argument("-share", type=float, required=True)
    parser.add_argument("-to", required=True)
    args = parser.parse_args()
    first, second = reader.load(args.first), reader.load(args.second)
    with torch.no_grad():
        for a, b in zip(first.parameters(), second.parameters()):
            a.lerp_(b, args.share)
    reader.save(first, args.to)


if __name__ == "__main__":
    main()
