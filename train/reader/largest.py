"""Writes how large the inputs of the model's matrices get, channel by channel, over the testkit's cases. The packer evens them out by that.

    python train/reader/largest.py -from DIR

DIR holds model.safetensors, model.json and vocab.txt, and gets largest.safetensors.
"""

import argparse
import os

import torch
from safetensors.torch import save_file

import model as reader
from data import Pieces
from reference import read, texts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-from", dest="folder", required=True)
    parser.add_argument("-root", default=".")
    args = parser.parse_args()
    torch.set_num_threads(1)
    m = reader.load(args.folder).eval()
    largest = {}

    def watch(name):
        def hook(module, inputs):
            top = inputs[0].abs().reshape(-1, reader.WIDTH).amax(0)
            largest[name] = torch.maximum(largest.get(name, top), top)
        return hook

    for i, layer in enumerate(m.layer):
        layer.qkv.register_forward_pre_hook(watch(f"layer.{i}.qkv.largest"))
        layer.up.register_forward_pre_hook(watch(f"layer.{i}.up.largest"))
    m.head["tag"].register_forward_pre_hook(watch("head.largest"))
    pieces = Pieces(os.path.join(args.folder, "vocab.txt"))
    with torch.no_grad():
        for words, starts in texts(args.root):
            read(m, pieces, words, starts)
    save_file(largest, os.path.join(args.folder, "largest.safetensors"))


if __name__ == "__main__":
    main()
