package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tollbook/tollbook/fetch"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tollbook": main, "tollbook-at-home": atHome})
}

// atHome is the command, but it may ask the servers of tests, and hurries.
func atHome() {
	newFetcher = func(opt fetch.Options) *fetch.Fetcher {
		opt.Interval = 0
		return fetch.ForTest(opt)
	}
	main()
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fill":   fill,
			"encode": encode,
			"server": server,
			"site":   site,
			"hook":   hook,
		},
	})
}

// fill writes a file of so many times a text: fill FILE TIMES TEXT.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := strings.NewReplacer(`\n`, "\n", `\0`, "\x00").Replace(args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(text, times)), 0o644))
}

// encode writes a file with Go's escapes in place of bytes: encode FILE "TEXT".
func encode(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// server starts a server on this machine, and puts its address into $SERVER.
// The command refuses to ask it, as it refuses every redirect to such an address.
func server(ts *testscript.TestScript, _ bool, _ []string) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "secret") }))
	ts.Defer(s.Close)
	ts.Setenv("SERVER", s.URL)
}

// site serves a folder on this machine, and puts its address into $SITE and, for SITE, into the file of sources: site FOLDER SOURCES.
func site(ts *testscript.TestScript, _ bool, args []string) {
	s := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(s.Close)
	ts.Setenv("SITE", s.URL)
	sources := ts.ReadFile(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.ReplaceAll(sources, "SITE", s.URL)), 0o644))
}

// hook starts a webhook on this machine that writes what it is told into a file, and puts its address for HOOK into another: hook TOLD FILE.
func hook(ts *testscript.TestScript, _ bool, args []string) {
	told := ts.MkAbs(args[0])
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, err := os.OpenFile(told, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err == nil {
			_, err = io.Copy(f, r.Body)
			_ = f.Close()
		}
		if err != nil || r.Header.Get("Webhook-Signature") == "" {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	ts.Defer(s.Close)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.ReplaceAll(ts.ReadFile(args[1]), "HOOK ", s.URL+" ")), 0o644))
}

// command gives this test binary as the command.
func command(t *testing.T, args ...string) *exec.Cmd { return named(t, "tollbook", args...) }

// named gives this test binary as one of the commands that it knows.
func named(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	binary := filepath.Join(t.TempDir(), name)
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, binary)
	}
	if err != nil {
		t.Fatal(err)
	}
	return exec.CommandContext(t.Context(), binary, args...)
}

// A slow source gets each record as soon as it is read, and an interrupt ends the stream after a whole line.
func TestSlowStreamAndInterrupt(t *testing.T) {
	cmd := command(t, "read", "--jsonl")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, `{"text":"Two men were hurt."}`+"\n")
	time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	var got bytes.Buffer
	for buf := make([]byte, 4096); !strings.HasSuffix(got.String(), "}\n"); {
		n, err := out.Read(buf)
		if err != nil {
			t.Fatalf("no record while the input waits: %v", err)
		}
		got.Write(buf[:n])
	}
	_, _ = io.WriteString(in, `{"text":"half a line`)
	_ = cmd.Process.Signal(syscall.SIGINT)
	rest, _ := io.ReadAll(out)
	if len(rest) > 0 {
		t.Errorf("half a line gave %q", rest)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
}

// An interrupt ends watching at once, with a ledger that holds whole articles.
func TestWatchInterrupt(t *testing.T) {
	asked := make(chan bool, 1)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(w, "<rss><channel><item><link>/one</link></item><item><link>/slow</link></item></channel></rss>")
		case "/one":
			fmt.Fprint(w, "<html><title>Clash</title><article><p>Gunmen killed three farmers in Gao in Mali on Friday, the police said, and their houses were burnt.</p></article></html>")
		case "/slow":
			asked <- true
			<-r.Context().Done()
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	folder := t.TempDir()
	sources := filepath.Join(folder, "sources.txt")
	if err := os.WriteFile(sources, []byte("feed "+site.URL+"/feed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(folder, "ledger.db")
	cmd := named(t, "tollbook-at-home", "watch", sources, "--db", db)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-asked:
	case <-time.After(time.Minute):
		t.Error("the slow page was not asked for")
	}
	_ = cmd.Process.Signal(syscall.SIGINT)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
	if out, err := command(t, "db", "check", "--db", db).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := command(t, "search", "farmers", "--db", db).Output(); err != nil || !strings.Contains(string(out), "Clash") {
		t.Errorf("%v\n%s", err, out)
	}
}

// The filter's memory does not grow with its input.
func TestStreamMemoryIsFlat(t *testing.T) {
	if runtime.GOOS != "linux" || testing.Short() {
		t.Skip("measured on Linux")
	}
	peak := func(lines int) int64 {
		cmd := command(t, "read", "--jsonl")
		cmd.Stdin = strings.NewReader(strings.Repeat(`{"text":"Two men were hurt in Nairobi on Friday, police said."}`+"\n", lines))
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10 // MB
	}
	few, many := peak(200), peak(1_500)
	if many > few+100 {
		t.Errorf("%d MB for 200 lines, %d MB for 1,500", few, many)
	}
}

func TestSize(t *testing.T) {
	for in, want := range map[string]size{"5": 5, "2MB": 2_000_000, "1.5 mb": 1_500_000, "500kB": 500_000, "3k": 3_000, "9b": 9} {
		var got size
		if err := got.UnmarshalText([]byte(in)); err != nil || got != want {
			t.Errorf("%q is %d, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "x", "-1", "0", "0.1", "2GiB", "1e99", "NaN", "2GB"} {
		var got size
		if err := got.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q passes as %d", in, got)
		}
	}
}
