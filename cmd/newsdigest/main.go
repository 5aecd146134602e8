// Command newsdigest posts digests of the news to Slack, Discord and a local
// chat page, and answers questions about them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // an image from scratch has no zones

	"github.com/alecthomas/kong"
	_ "golang.org/x/crypto/x509roots/fallback" // nor certificate roots

	"newsdigest/digest/render"
)

// cli is the command line: one field a command, each in a file of its name.
type cli struct {
	Digest      digestCmd      `cmd:"" help:"Print a digest of each article."`
	Ask         askCmd         `cmd:"" help:"Answer a question about an article with its own words."`
	Fetch       fetchCmd       `cmd:"" help:"Print the articles of feeds, pages and files as JSON."`
	Eval        evalCmd        `cmd:"" help:"Measure what is found against what people marked."`
	Run         runCmd         `cmd:"" help:"Post digests when they are due, and serve the page."`
	Init        initCmd        `cmd:"" help:"Write a first config, each key explained."`
	Schema      schemaCmd      `cmd:"" help:"Print the config's JSON Schema, for editors."`
	Slack       slackCmd       `cmd:"" help:"What setting Slack up needs."`
	Discord     discordCmd     `cmd:"" help:"What setting Discord up needs."`
	Deliveries  deliveriesCmd  `cmd:"" help:"List what was posted and what was not, and settle what is uncertain."`
	Withdraw    withdrawCmd    `cmd:"" help:"Take a story back: in place, in every channel."`
	Correct     correctCmd     `cmd:"" help:"Correct a story's article: in place, in every channel."`
	Corrections correctionsCmd `cmd:"" help:"Print the log of what was taken back or corrected, to publish it."`
	Complaints  complaintsCmd  `cmd:"" help:"List which quotes people hold to be wrong, and why."`
	Forget      forgetCmd      `cmd:"" help:"Delete what one person asked, and the answers."`
	Backup      backupCmd      `cmd:"" help:"Write all that is kept to a file, while newsdigest may be running."`
	Restore     restoreCmd     `cmd:"" help:"Read a backup into an empty store, of either kind."`
	Check       checkCmd       `cmd:"" help:"Say what of the config works, what doesn't, and what to do about it."`
	Health      healthCmd      `cmd:"" help:"Ask a running page whether it is well."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

// An exitCode ends the program with that code after what was to be said has been said.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// stdio is where a command reads and writes.
type stdio struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// run is main without the process: it returns the exit code. 0: done, 1: it
// could not be done, 2: the command line could not be read.
func run(ctx context.Context, args []string, std stdio) int {
	if len(args) > 0 && args[0] == "help" {
		args = append(slices.Clone(args[1:]), "--help")
	}
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("newsdigest"),
		kong.Description("Digests of the news for Slack, Discord and a local chat page: each quote copied from its source, each speaker one whom the article names."),
		kong.UsageOnError(),
		kong.Writers(std.Out, std.Err),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		panic(err) // unreachable unless the struct above is malformed
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help
	}
	if err != nil {
		said := shown(err.Error())
		if wrong, ok := errors.AsType[*kong.ParseError](err); ok && wrong.Context.Selected() == nil {
			if len(args) == 0 {
				said = "name a command"
			}
			said += "; newsdigest --help lists the commands"
		}
		fmt.Fprintf(std.Err, "newsdigest: %s\n", said)
		return 2
	}
	err = parsed.Run()
	var code exitCode
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	default:
		fmt.Fprintf(std.Err, "newsdigest: %s\n", shown(err.Error()))
		return 1
	}
}

// shown is what is said on a terminal without what would steer it: names of
// files and addresses may be anybody's. Lines and their indents stay.
func shown(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = render.Plain(l)
	}
	return strings.Join(lines, "\n")
}
