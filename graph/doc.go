// Package graph calls Meta's Graph API. It is what generated client packages
// stand on: transport, errors, paging, batches and the types of values.
//
//	client := graph.New(token, graph.WithAppSecret(secret))
//	api := graphapi.New(client) // a generated package
//
//	for thread, err := range api.AllPageConversations(ctx, &graphapi.ListPageConversationsRequest{
//		PageID: "1234",
//		Fields: graph.Fields("id", "updated_time", graph.Expand("messages", "id", "message").Limit(5)),
//	}) {
//		…
//	}
//
// # Errors
//
// An error of the API is an [*Error]; compare its code, or its code and subcode,
// with [errors.Is], or ask for its class with [IsRateLimited], [IsAuth],
// [IsPermission], [IsNotFound], [IsTransient] and [IsReduceData]. A
// [*DecodeError] comes beside a result of which parts were not as documented. A
// [*RequestError] means that nothing was sent.
//
// # Values
//
// The API writes one kind of value in several ways: a number as a string, an
// empty list as an empty object, an object as its bare id. [ID], [Int], [Float],
// [Bool], [Time] and [Object] read them all, with plain encoding/json too;
// [Unmarshal] adds the tolerance for lists and objects to webhook payloads and
// stored replies. [Lookup] reads what is not documented.
//
// # Secrets
//
// Tokens travel in a header, never in a URL. Tokens, proofs and app secrets
// are replaced in error texts, logs and links; printing a [Client] does not show
// them. [Redact] does the same for the logs of a middleware.
package graph
