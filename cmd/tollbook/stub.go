package main

import "context"

type showCommand struct{}

func (showCommand) Run(_ context.Context, out *output) error { return nil }



type renderCommand struct{}

func (renderCommand) Run(_ context.Context, out *output) error { return nil }
