// Command inbox prints the conversations in the inbox of a Page. It calls the
// API at GRAPH_URL with the token GRAPH_TOKEN:
//
//	go run ./cmd/graphgen mock --addr 127.0.0.1:8019 --token secret &
//	GRAPH_URL=http://127.0.0.1:8019 GRAPH_TOKEN=secret go run ./examples/inbox
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
)

func main() {
	var opts []graph.Option
	if url := os.Getenv("GRAPH_URL"); url != "" {
		opts = append(opts, graph.WithBaseURL(url))
	}
	client := graph.New(os.Getenv("GRAPH_TOKEN"), opts...)
	if err := inbox(context.Background(), client); err != nil {
		fmt.Fprintln(os.Stderr, "inbox:", err)
		os.Exit(1)
	}
}

func inbox(ctx context.Context, client *graph.Client) error {
	api := graphapi.New(client)
	threads := api.AllPageConversations(ctx, &graphapi.ListPageConversationsRequest{
		PageID:   "1234",
		Platform: graphapi.PlatformMessenger,
		Folder:   graphapi.FolderInbox,
		Fields:   graph.Fields("id", "updated_time", "message_count"),
	})
	for thread, err := range threads { // page by page, until the API says that there is no next one
		if errors.Is(err, graphapi.ErrInvalidAccessToken) {
			return errors.New("the token is not accepted: set GRAPH_TOKEN")
		}
		if err != nil {
			return err
		}
		fmt.Println(thread.ID, thread.UpdatedTime, thread.MessageCount)
	}
	return nil
}
