package kernel

func available() []functions { return []functions{plain} }
