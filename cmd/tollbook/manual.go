package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/tollbook/tollbook/read"
)

type manCommand struct {
	Format string `enum:"man,markdown" default:"man" help:"man for man(1), markdown for one page of all commands."`
	Folder string `arg:"" optional:"" help:"Folder to write a page of each command into. Without one a single page goes to standard output."`
}

// Help teaches by example.
func (manCommand) Help() string {
	return `Writes the manual, made of the same descriptions as --help.

Examples:

  tollbook man | man -l -                        read it
  tollbook man ~/.local/share/man/man1           tollbook.1, tollbook-read.1 and so on, for man tollbook-read
  tollbook man --format markdown > commands.md`
}

// Run writes the manual.
func (c *manCommand) Run(command *kong.Context, out *output) error {
	app := command.Model.Node
	if c.Format == "markdown" {
		if c.Folder != "" {
			return &usageError{"--format markdown is one page, and goes to standard output", "tollbook man --format markdown > commands.md"}
		}
		_, err := out.stdout.Write(markdownManual(app))
		return err
	}
	if c.Folder == "" {
		_, err := out.stdout.Write(manPage(app, manuals(app)))
		return err
	}
	if err := os.MkdirAll(c.Folder, 0o755); err != nil {
		return err
	}
	// The page of the program lists its commands; each command has a page, with those under it.
	pages := map[string][]byte{"tollbook.1": manPage(app, nil)}
	for _, n := range shown(app.Children) {
		pages["tollbook-"+n.Name+".1"] = manPage(n, manuals(n))
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(c.Folder, name), page, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// shown gives the commands that --help shows.
func shown(nodes []*kong.Node) (out []*kong.Node) {
	for _, n := range nodes {
		if !n.Hidden {
			out = append(out, n)
		}
	}
	return out
}

// manuals gives all commands under one, in order.
func manuals(n *kong.Node) (out []*kong.Node) {
	for _, child := range shown(n.Children) {
		out = append(append(out, child), manuals(child)...)
	}
	return out
}

// ownFlags gives the flags of a command itself.
func ownFlags(n *kong.Node) (out []*kong.Flag) {
	for _, f := range n.Flags {
		if !f.Hidden {
			out = append(out, f)
		}
	}
	return out
}

// flagName writes a flag as it is typed: --format=FORMAT.
func flagName(f *kong.Flag) string {
	name := "--" + f.Name
	if f.Tag != nil && f.Tag.Negatable != "" {
		name = "--[no-]" + f.Name
	}
	if !f.IsBool() && !f.IsCounter() {
		name += "=" + f.FormatPlaceHolder()
	}
	if f.Short != 0 {
		name = fmt.Sprintf("-%c, %s", f.Short, name)
	}
	return name
}

// flagHelp tells what a flag does, and which words it takes.
func flagHelp(f *kong.Flag) string {
	help := f.Help
	if f.Enum != "" {
		help += " One of: " + strings.ReplaceAll(f.Enum, ",", ", ") + "."
	}
	return help
}

// blocks splits a description into paragraphs and, indented there, what is typed.
func blocks(detail string) (out []block) {
	for part := range strings.SplitSeq(strings.Trim(detail, "\n"), "\n\n") {
		typed := strings.HasPrefix(part, "  ")
		if last := len(out) - 1; typed && last >= 0 && out[last].typed {
			out[last].text += "\n\n" + part
			continue
		}
		out = append(out, block{part, typed})
	}
	return out
}

type block struct {
	text  string
	typed bool
}

// manPage writes a page of the manual on a command, with the others in sections of their own.
func manPage(n *kong.Node, others []*kong.Node) []byte {
	var b bytes.Buffer
	name := strings.ReplaceAll(n.FullPath(), " ", "-")
	// No day, so that the same program gives the same page.
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"tollbook %s\" \"Tollbook\"\n", strings.ToUpper(name), read.Version)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(strings.TrimSuffix(firstLine(n.Help), ".")))
	manCommandSection(&b, n, "SH")
	if len(others) == 0 && len(n.Children) > 0 {
		b.WriteString(".SH COMMANDS\n")
		for _, child := range shown(n.Children) {
			fmt.Fprintf(&b, ".TP\n\\fBtollbook\\-%s\\fR(1)\n%s\n", roff(child.Name), roff(child.Help))
		}
	}
	for _, o := range others {
		fmt.Fprintf(&b, ".SH %s\n%s\n", strings.ToUpper(roff(o.FullPath())), roff(o.Help))
		manCommandSection(&b, o, "SS")
	}
	return b.Bytes()
}

func firstLine(s string) string { line, _, _ := strings.Cut(s, "\n"); return line }

// manCommandSection writes what a command takes and does.
func manCommandSection(b *bytes.Buffer, n *kong.Node, section string) {
	fmt.Fprintf(b, ".%s SYNOPSIS\n\\fB%s\\fR\n", section, roff(usage(n)))
	if n.Detail != "" || n.Parent == nil {
		fmt.Fprintf(b, ".%s DESCRIPTION\n", section)
		detail := n.Detail
		if n.Parent == nil {
			detail = n.Help
		}
		for _, x := range blocks(detail) {
			if x.typed {
				fmt.Fprintf(b, ".PP\n.nf\n%s\n.fi\n", roff(x.text))
			} else {
				fmt.Fprintf(b, ".PP\n%s\n", roff(x.text))
			}
		}
	}
	if flags := ownFlags(n); len(flags)+len(n.Positional) > 0 {
		fmt.Fprintf(b, ".%s OPTIONS\n", section)
		for _, p := range n.Positional {
			fmt.Fprintf(b, ".TP\n\\fB%s\\fR\n%s\n", roff(p.Summary()), roff(p.Help))
		}
		for _, f := range flags {
			fmt.Fprintf(b, ".TP\n\\fB%s\\fR\n%s\n", roff(flagName(f)), roff(flagHelp(f)))
		}
	}
}

// usage is how a command is typed, without its flags.
func usage(n *kong.Node) string {
	words := []string{n.FullPath()}
	for _, p := range n.Positional {
		words = append(words, p.Summary())
	}
	if len(shown(n.Children)) > 0 {
		words = append(words, "<command>")
	}
	return strings.Join(append(words, "[flags]"), " ")
}

// roff writes text so that troff takes none of it for a request.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

// markdownManual writes all commands as one page.
func markdownManual(app *kong.Node) []byte {
	var b bytes.Buffer
	b.WriteString("# Commands\n\nMade by `tollbook man --format markdown`; do not edit. `tollbook COMMAND --help` shows the same.\n\n")
	fmt.Fprintf(&b, "%s\n", app.Help)
	for _, n := range manuals(app) {
		level := "##"
		if n.Parent != app {
			level = "###"
		}
		fmt.Fprintf(&b, "\n%s %s\n\n%s\n\n```text\n%s\n```\n", level, n.FullPath(), n.Help, usage(n))
		for _, x := range blocks(n.Detail) {
			if x.typed {
				fmt.Fprintf(&b, "\n```\n%s\n```\n", x.text)
			} else if x.text != "" {
				fmt.Fprintf(&b, "\n%s\n", escapeMarkdown(x.text))
			}
		}
		if flags := ownFlags(n); len(flags)+len(n.Positional) > 0 {
			b.WriteString("\n| | |\n|---|---|\n")
			for _, p := range n.Positional {
				fmt.Fprintf(&b, "| `%s` | %s |\n", p.Summary(), escapeMarkdown(p.Help))
			}
			for _, f := range flags {
				fmt.Fprintf(&b, "| `%s` | %s |\n", flagName(f), escapeMarkdown(flagHelp(f)))
			}
		}
	}
	return b.Bytes()
}

func escapeMarkdown(s string) string {
	return strings.NewReplacer("|", `\|`, "<", `\<`, "*", `\*`, "_", `\_`).Replace(s)
}
