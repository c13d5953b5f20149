//go:build !amd64 && !arm64

package kernel

func available() []functions { return []functions{plain} }
