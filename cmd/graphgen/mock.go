package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/mock"
)

// mockFlags are what the verb mock is told.
type mockFlags struct {
	addr      string
	tokens    []string
	appSecret string
	faults    []string
}

func newMock(c *console) *cobra.Command {
	var flags mockFlags
	cmd := &cobra.Command{
		Use:   "mock [SPEC]",
		Short: "Serve a spec as a Graph API on this machine",
		Long: `Serve a spec as a Graph API on this machine, to test clients in any language
without Meta. Requests are checked as the API would check them; answers are
examples of the documented types, page after page. Prints the address and serves
until it is interrupted.

An id may be of any kind: /1234 is the first node that the request fits, so
/1234/conversations reads the inbox of a Page.

A --fault spoils replies. With commas it says which ones: on=METHOD PATH, every=N,
first=N, chance=P (from 0 to 1). The faults are
` + faultHelp() + aboutSpec,
		Example: `  graphgen mock --token secret
  graphgen mock --fault "rate-limit=5,on=GET /{page_id}/feed,first=2" --fault latency=200ms
  curl -H "Authorization: Bearer secret" http://127.0.0.1:…/v19.0/1234/conversations`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			server, err := c.mockServer(args, &flags)
			if err != nil {
				return err
			}
			listener, err := net.Listen("tcp", flags.addr)
			if err != nil {
				return &failure{where: "--addr " + flags.addr, what: err.Error(), hint: "name a free port, or 127.0.0.1:0 for any", err: err}
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			if _, err := fmt.Fprintf(c.out, "http://%s\n", listener.Addr()); err != nil {
				return err
			}
			return server.Serve(ctx, listener)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.addr, "addr", "127.0.0.1:0", "`address` to serve on; port 0 is any free one")
	f.StringArrayVar(&flags.tokens, "token", nil, "accept no `token` but this; TOKEN=PERMISSION,… says what it may do")
	f.StringVar(&flags.appSecret, "app-secret", "", "check the appsecret_proof of calls with this `secret`")
	f.StringArrayVar(&flags.faults, "fault", nil, "spoil replies with this `fault`; may be given several times")
	return cmd
}

// mockServer is a server of the spec that does what the flags say.
func (c *console) mockServer(args []string, flags *mockFlags) (*mock.Server, error) {
	api, issues, err := c.loadSpec(args)
	if err != nil {
		return nil, err
	}
	if err := issues.Err(); err != nil {
		return nil, err
	}
	opts := []mock.Option{mock.WithObserver(c.mockObserver())}
	for _, text := range flags.tokens {
		token, permissions, _ := strings.Cut(text, "=")
		if token == "" {
			return nil, &failure{where: "--token", what: "the token is empty", hint: "leave the flag out to accept any token"}
		}
		opts = append(opts, mock.WithToken(token, strings.FieldsFunc(permissions, func(r rune) bool { return r == ',' })...))
	}
	if flags.appSecret != "" {
		opts = append(opts, mock.WithAppSecret(flags.appSecret))
	}
	for _, text := range flags.faults {
		f, err := mock.ParseFault(text)
		if err != nil {
			return nil, &failure{where: "--fault", what: err.Error(), hint: "see graphgen mock --help"}
		}
		opts = append(opts, mock.WithFault(f))
	}
	server := mock.New(api, opts...)
	if err := server.Err(); err != nil {
		return nil, &failure{what: strings.TrimPrefix(err.Error(), "mock: "), hint: "graphgen list prints the operations of a spec"}
	}
	return server, nil
}

// mockObserver prints what was refused and, for --verbose, every call.
func (c *console) mockObserver() func(mock.Call) {
	var mu sync.Mutex
	return func(call mock.Call) {
		mu.Lock()
		defer mu.Unlock()
		line := fmt.Sprintf("%s %s: %d", call.Method, call.Path, call.Status)
		if len(call.Faults) > 0 {
			line += " (" + strings.Join(call.Faults, ", ") + ")"
		}
		if call.Error != nil {
			c.say("%s %s", line, call.Error.Message)
			return
		}
		c.detail("%s", line)
	}
}

// faultHelp is a line for each fault.
func faultHelp() string {
	var b strings.Builder
	for _, f := range mock.FaultForms() {
		fmt.Fprintf(&b, "\n  %-30s %s", f.Form, f.Doc)
	}
	return b.String()
}
