package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help teaches by example.
func (completionCommand) Help() string {
	return `Prints a script that makes the shell complete commands, flags and their values.

Examples:

  tollbook completion bash > ~/.local/share/bash-completion/completions/tollbook
  tollbook completion zsh > ~/.zfunc/_tollbook             with fpath+=~/.zfunc before compinit in ~/.zshrc
  tollbook completion fish > ~/.config/fish/completions/tollbook.fish`
}

// Run prints the script.
func (c *completionCommand) Run(command *kong.Context, out *output) error {
	write := map[string]func(*kong.Node) []byte{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}[c.Shell]
	_, err := out.stdout.Write(write(command.Model.Node))
	return err
}

// below names a command under the program: "db copy", and "" for the program itself.
func below(n *kong.Node) string {
	_, name, _ := strings.Cut(n.FullPath(), " ")
	return name
}

// every gives the program and all commands under it.
func every(app *kong.Node) []*kong.Node { return append([]*kong.Node{app}, manuals(app)...) }

// allFlags gives the flags that may be typed after a command: also those of the command that it stands for when nothing else is said.
func allFlags(n *kong.Node) []*kong.Flag {
	flags := ownFlags(n)
	if n.DefaultCmd != nil {
		flags = append(flags, ownFlags(n.DefaultCmd)...)
	}
	return flags
}

// flagWords gives the flags of a command as they are typed.
func flagWords(n *kong.Node) (words []string) {
	for _, f := range allFlags(n) {
		words = append(words, "--"+f.Name)
		if f.Tag != nil && f.Tag.Negatable != "" {
			words = append(words, "--no-"+f.Name)
		}
	}
	return words
}

// choices gives the words of which a flag takes one.
func choices(f *kong.Flag) string { return strings.TrimSpace(strings.ReplaceAll(f.Enum, ",", " ")) }

// names gives the names of the commands right under one.
func names(n *kong.Node) (words []string) {
	for _, child := range shown(n.Children) {
		words = append(words, child.Name)
	}
	return words
}

// walkWords is the part of a script that finds out, word by word, which command was typed, into the variable at.
func walkWords(b *bytes.Buffer, app *kong.Node, word string) {
	fmt.Fprintf(b, "\t\tcase \"$at %s\" in\n", word)
	for _, n := range manuals(app) {
		parent := below(n.Parent)
		fmt.Fprintf(b, "\t\t\"%s %s\") at=\"%s\" ;;\n", parent, n.Name, below(n))
	}
	b.WriteString("\t\tesac\n")
}

// values is the part of a script that offers the values of a flag that takes one of a few words.
func values(b *bytes.Buffer, app *kong.Node, before, offer string) {
	fmt.Fprintf(b, "\tcase \"$at|%s\" in\n", before)
	for _, n := range every(app) {
		for _, f := range allFlags(n) {
			if f.Enum != "" {
				fmt.Fprintf(b, "\t\"%s|--%s\") %s; return ;;\n", below(n), f.Name, fmt.Sprintf(offer, choices(f)))
			}
		}
	}
	b.WriteString("\tesac\n")
}

func bashCompletion(app *kong.Node) []byte {
	var b bytes.Buffer
	b.WriteString("# bash completion of tollbook, made by tollbook completion bash\n_tollbook() {\n")
	b.WriteString("\tlocal word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" at=\"\" commands=\"\" flags=\"\" i\n\tCOMPREPLY=()\n")
	b.WriteString("\tif [[ $before == = ]]; then before=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n")
	b.WriteString("\tfor ((i = 1; i < COMP_CWORD; i++)); do\n")
	walkWords(&b, app, "${COMP_WORDS[i]}")
	b.WriteString("\tdone\n")
	values(&b, app, "$before", `COMPREPLY=($(compgen -W "%s" -- "$word"))`)
	b.WriteString("\tcase \"$at\" in\n")
	for _, n := range every(app) {
		fmt.Fprintf(&b, "\t\"%s\") commands=\"%s\" flags=\"%s\" ;;\n", below(n), strings.Join(names(n), " "), strings.Join(flagWords(n), " "))
	}
	b.WriteString("\tesac\n\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$flags --help\" -- \"$word\"))\n")
	b.WriteString("\telif [[ -n $commands ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n\tfi\n}\n")
	b.WriteString("complete -o default -F _tollbook tollbook\n")
	return b.Bytes()
}

// quoted writes text as one word of a shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func zshCompletion(app *kong.Node) []byte {
	var b bytes.Buffer
	b.WriteString("#compdef tollbook\n# zsh completion of tollbook, made by tollbook completion zsh\n_tollbook() {\n")
	b.WriteString("\tlocal at=\"\" i\n\tlocal -a commands flags\n\tfor ((i = 2; i < CURRENT; i++)); do\n")
	walkWords(&b, app, "${words[i]}")
	b.WriteString("\tdone\n")
	values(&b, app, "${words[CURRENT-1]}", "compadd %s")
	colon := func(name, help string) string {
		return quoted(strings.ReplaceAll(name, ":", `\:`) + ":" + firstLine(help))
	}
	b.WriteString("\tcase \"$at\" in\n")
	for _, n := range every(app) {
		var commands, flags []string
		for _, child := range shown(n.Children) {
			commands = append(commands, colon(child.Name, child.Help))
		}
		for _, f := range allFlags(n) {
			flags = append(flags, colon("--"+f.Name, f.Help))
		}
		fmt.Fprintf(&b, "\t\"%s\") commands=(%s) flags=(%s) ;;\n", below(n), strings.Join(commands, " "), strings.Join(flags, " "))
	}
	b.WriteString("\tesac\n\tif [[ ${words[CURRENT]} == -* ]]; then\n\t\t_describe flag flags\n\telif (( $#commands )); then\n\t\t_describe command commands\n")
	b.WriteString("\telse\n\t\t_files\n\tfi\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then _tollbook \"$@\"; else compdef _tollbook tollbook; fi\n")
	return b.Bytes()
}

func fishCompletion(app *kong.Node) []byte {
	var b bytes.Buffer
	b.WriteString("# fish completion of tollbook, made by tollbook completion fish\n")
	for _, n := range every(app) {
		when := "__fish_use_subcommand"
		if n != app {
			when = "__fish_seen_subcommand_from " + strings.ReplaceAll(below(n), " ", "; and __fish_seen_subcommand_from ")
		}
		under := when
		if n != app {
			under += "; and not __fish_seen_subcommand_from " + strings.Join(names(n), " ")
		}
		for _, child := range shown(n.Children) {
			fmt.Fprintf(&b, "complete -c tollbook -n %s -f -a %s -d %s\n", quoted(under), child.Name, quoted(firstLine(child.Help)))
		}
		for _, f := range allFlags(n) {
			line := fmt.Sprintf("complete -c tollbook -n %s -l %s", quoted(when), f.Name)
			switch {
			case f.Enum != "":
				line += " -x -a " + quoted(choices(f))
			case !f.IsBool():
				line += " -r"
			}
			fmt.Fprintf(&b, "%s -d %s\n", line, quoted(firstLine(f.Help)))
		}
	}
	return b.Bytes()
}
