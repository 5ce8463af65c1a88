package graphapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/mock"
)

// This file has a test for each complaint about clients of the Graph API that
// a client can settle, named after the complaint. The server answers as the API
// did to those who complained.

// quickRetry repeats without making the tests wait.
var quickRetry = graph.WithRetry(graph.Retry{Attempts: 3, Pause: time.Nanosecond, MaxPause: time.Millisecond})

// inbox reads one page of conversations, with something of every kind in it.
func (f *fakeAPI) inbox(t *testing.T, opts ...graph.Option) (*graph.Edge[*graphapi.UnifiedThread], error) {
	t.Helper()
	return f.client(opts...).ListPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{
		PageID: f.id("Page"),
		Fields: graph.Fields("id", "updated_time", "message_count", "can_reply", "linked_group", "participants", "snippet",
			graph.Expand("messages", "id", "tags", "attachments").Limit(2)),
		Limit: 2,
	})
}

func (f *fakeAPI) post(t *testing.T) (*graphapi.Post, error) {
	t.Helper()
	return f.client().GetPost(t.Context(), &graphapi.GetPostRequest{
		PostID: f.id("Post"),
		Fields: graph.Fields("created_time", "type", "from", "shares", "scheduled_publish_time", "call_to_action", "child_attachments", "message",
			graph.Expand("comments", "id").Limit(1)),
	})
}

func TestNumbersArriveAsStrings(t *testing.T) {
	page, err := newFakeAPI(t, mock.WithFault(mock.NumbersAsStrings())).inbox(t)
	require.NoError(t, err)
	assert.Equal(t, graph.Int(1), page.Data[0].MessageCount)
	post, err := newFakeAPI(t, mock.WithFault(mock.NumbersAsStrings())).post(t)
	require.NoError(t, err)
	assert.InDelta(t, 0.5, float64(post.ScheduledPublishTime), 0)
}

func TestIDsAsNumbersKeepAllDigits(t *testing.T) {
	page, err := newFakeAPI(t, mock.WithFault(mock.IDsAsNumbers())).inbox(t)
	require.NoError(t, err)
	plain, err := newFakeAPI(t).inbox(t)
	require.NoError(t, err)
	require.Greater(t, len(plain.Data[0].ID), 17, "more digits than a float64 has")
	assert.Equal(t, plain.Data[0].ID, page.Data[0].ID)
	assert.Equal(t, plain.Data[0].Messages.Data[0].ID, page.Data[0].Messages.Data[0].ID)
}

func TestBareIDWhereAnObjectIsDocumented(t *testing.T) {
	post, err := newFakeAPI(t, mock.WithFault(mock.BareIDs())).post(t)
	require.NoError(t, err)
	assert.NotEmpty(t, post.From.ID)
	page, err := newFakeAPI(t, mock.WithFault(mock.BareIDs())).inbox(t)
	require.NoError(t, err)
	assert.NotEmpty(t, page.Data[0].LinkedGroup.ID)
}

func TestObjectWhereAListIsDocumented(t *testing.T) {
	post, err := newFakeAPI(t, mock.WithFault(mock.CountForEdge())).post(t)
	require.NoError(t, err)
	require.NotNil(t, post.Comments)
	assert.Empty(t, post.Comments.Data, `{"count":0} is an edge without elements`)
	post, err = newFakeAPI(t, mock.WithFault(mock.ObjectForList())).post(t)
	require.NoError(t, err)
	assert.Empty(t, post.ChildAttachments)
	assert.Equal(t, "example message 1", post.Message, "the rest is there")
}

func TestListWhereAnObjectIsDocumented(t *testing.T) {
	post, err := newFakeAPI(t, mock.WithFault(mock.ListForMap())).post(t)
	require.NoError(t, err)
	require.NotNil(t, post.Shares)
	assert.Empty(t, post.Shares.Count)
	assert.Equal(t, "example message 1", post.Message)
}

func TestNullsEverywhere(t *testing.T) {
	post, err := newFakeAPI(t, mock.WithFault(mock.Nulls())).post(t)
	require.NoError(t, err)
	assert.Empty(t, post.Message)
	assert.Nil(t, post.From)
	assert.True(t, post.CreatedTime.IsZero())
}

func TestOneBadFieldDoesNotLoseThePage(t *testing.T) {
	page, err := newFakeAPI(t, mock.WithFault(mock.BadTimes())).inbox(t)
	var partial *graph.DecodeError
	require.ErrorAs(t, err, &partial)
	assert.ErrorContains(t, err, "data[1].updated_time: ")
	assert.ErrorContains(t, err, "graphapi: GET /")
	require.Len(t, page.Data, 2)
	assert.Equal(t, "example snippet 2", page.Data[1].Snippet, "the rest of the element is there")
	assert.NotEmpty(t, page.Paging.Next, "and so is the way to the next page")
}

func TestOneBadFieldDoesNotEndAWalk(t *testing.T) {
	f := newFakeAPI(t, mock.WithFault(mock.BadTimes()))
	elements, partial := 0, 0
	for _, err := range f.client().AllPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{PageID: f.id("Page")}) {
		var decode *graph.DecodeError
		switch {
		case errors.As(err, &decode):
			partial++
		case assert.NoError(t, err):
			elements++
		}
	}
	assert.Equal(t, 60, elements)
	assert.Equal(t, 3, partial, "one error a page")
}

func TestUnknownEnumValueSurvives(t *testing.T) {
	post, err := newFakeAPI(t, mock.WithFault(mock.UnknownValues())).post(t)
	require.NoError(t, err)
	assert.Equal(t, graphapi.PostType(mock.NewValue), post.Type)
	assert.False(t, post.Type.IsKnown())
}

func TestUnknownFieldIsReachable(t *testing.T) {
	f := newFakeAPI(t, mock.WithFault(mock.UnknownFields()))
	var resp graph.Response
	_, err := f.client().GetPost(t.Context(), &graphapi.GetPostRequest{PostID: f.id("Post")}, graph.WithResponse(&resp))
	require.NoError(t, err)
	since, err := graph.Lookup[string](resp.Raw, mock.NewField+".since")
	require.NoError(t, err)
	assert.Equal(t, "yesterday", since)
}

func TestTimesInEveryForm(t *testing.T) {
	want := time.Date(2024, 1, 2, 15, 3, 5, 0, time.UTC)
	for _, faults := range [][]mock.Fault{nil, {mock.UnixTimes()}, {mock.UnixTimes(), mock.NumbersAsStrings()}} {
		post, err := newFakeAPI(t, mock.WithFault(faults...)).post(t)
		require.NoError(t, err)
		assert.True(t, post.CreatedTime.Equal(want), "%v", post.CreatedTime)
	}
}

func TestEachTimeIsSentAsItsParameterWantsIt(t *testing.T) {
	f := newFakeAPI(t)
	when := time.Date(2024, 5, 6, 9, 8, 9, 999, time.FixedZone("", 2*60*60))
	_, err := f.client().CreatePageFeed(t.Context(), &graphapi.CreatePageFeedRequest{
		PageID: f.id("Page"), Message: "Hi", BackdatedTime: &when, ScheduledPublishTime: &when,
	})
	require.NoError(t, err)
	assert.Equal(t, "2024-05-06T07:08:09Z", f.last(t).Params["backdated_time"])
	assert.Equal(t, "1714979289", f.last(t).Params["scheduled_publish_time"])
}

func TestUnsetIsNeverSentAndFalseIs(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().CreatePageFeed(t.Context(), &graphapi.CreatePageFeedRequest{PageID: f.id("Page"), Message: "Hi", Published: new(bool)})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"message": "Hi", "published": "false"}, f.last(t).Params)
}

func TestValueTheReferenceDoesNotListCanBeSent(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().ListPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{PageID: f.id("Page"), Platform: "instagram"})
	require.ErrorIs(t, err, graphapi.ErrInvalidParameter, "the API has the last word, and minds the case")
	assert.ErrorContains(t, err, "platform must be one of {INSTAGRAM, MESSENGER}")
	assert.Equal(t, "instagram", f.last(t).Params["platform"])
}

func TestNonexistingFieldIsNamed(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().GetPage(t.Context(), &graphapi.GetPageRequest{PageID: f.id("Page"), Fields: graph.Fields("name", "gone")})
	field, ok := graph.UnknownField(err)
	require.True(t, ok)
	assert.Equal(t, graph.Field("gone"), field)
}

func TestMissingParameterIsFoundBeforeTheCall(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().CreateConversationMessages(t.Context(), &graphapi.CreateConversationMessagesRequest{ConversationID: "t_1"})
	require.EqualError(t, err, "graphapi: POST /{conversation_id}/messages: message is required")
	assert.Empty(t, f.Calls())
}

func TestUploadOfAFile(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().CreatePostComments(t.Context(), &graphapi.CreatePostCommentsRequest{
		PostID: f.id("Post"), Message: "Look", Source: &graph.File{Name: "cat.jpg", Reader: strings.NewReader("a picture"), ContentType: "image/jpeg"},
	})
	require.NoError(t, err)
	assert.Equal(t, []mock.File{{Param: "source", Name: "cat.jpg", ContentType: "image/jpeg", Size: 9}}, f.last(t).Files)
	assert.Equal(t, map[string]string{"message": "Look"}, f.last(t).Params)
}

func TestCodesAndSubcodes(t *testing.T) {
	f := newFakeAPI(t, mock.WithFault(mock.Failing(mock.Error{
		Code: 190, Subcode: 463, Message: "Error validating access token", UserTitle: "Sorry", UserMessage: "Log in again", Params: []string{"access_token"},
	})))
	_, err := f.inbox(t)
	require.ErrorIs(t, err, graphapi.ErrInvalidAccessToken)
	require.ErrorIs(t, err, graphapi.ErrInvalidAccessToken.Sub(463))
	assert.NotErrorIs(t, err, graphapi.ErrInvalidAccessToken.Sub(460))
	assert.True(t, graph.IsAuth(err))
	var gerr *graph.Error
	require.ErrorAs(t, err, &gerr)
	assert.Equal(t, "OAuthException", gerr.Type)
	assert.Equal(t, "Sorry", gerr.UserTitle)
	assert.Equal(t, "Log in again", gerr.UserMessage)
	assert.Equal(t, http.StatusBadRequest, gerr.HTTPStatus)
	assert.Equal(t, "mock0000001", gerr.TraceID)
	assert.Contains(t, graphapi.ListPageConversationsErrors, gerr.Code)
}

func TestErrorDataIsJSONInAString(t *testing.T) {
	f := newFakeAPI(t)
	_, err := f.client().ListPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{PageID: f.id("Page"), Folder: "trash"})
	var gerr *graph.Error
	require.ErrorAs(t, err, &gerr)
	assert.JSONEq(t, `{"blame_field_specs":[["folder"]]}`, string(gerr.ErrorData))
}

func TestRepliesWithoutDataAreNeverSilent(t *testing.T) {
	for _, tc := range []struct {
		name   string
		faults []mock.Fault
		status int
		code   graph.ErrorCode
		text   string
	}{
		{"empty error body", []mock.Fault{mock.Failing(mock.Error{Code: 200}), mock.Empty()}, 403, 0, "403 Forbidden, with an empty body"},
		{"empty body", []mock.Fault{mock.Empty()}, 200, 0, "the reply is empty"},
		{"HTML", []mock.Fault{mock.Gateway()}, 502, 0, "an HTML page: Bad Gateway"},
		{"truncated", []mock.Fault{mock.Truncated()}, 200, 0, "the reply is not JSON"},
		{"error with status 200", []mock.Fault{mock.Failing(mock.Error{Code: 190, Status: 200})}, 200, 190, "Invalid OAuth 2.0 Access Token"},
		{"error as JavaScript", []mock.Fault{mock.Failing(mock.Error{Code: 100}), mock.JavaScript()}, 400, 100, "Invalid parameter"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			page, err := newFakeAPI(t, mock.WithFault(tc.faults...)).inbox(t)
			assert.Nil(t, page)
			var gerr *graph.Error
			require.ErrorAs(t, err, &gerr)
			assert.Equal(t, tc.status, gerr.HTTPStatus)
			assert.Equal(t, tc.code, gerr.Code)
			assert.Equal(t, "mock0000001", gerr.TraceID)
			assert.Equal(t, graph.Float(1), gerr.Usage.App.CallCount)
			assert.ErrorContains(t, err, tc.text)
		})
	}
}

func TestJSONThatIsCalledJavaScript(t *testing.T) {
	page, err := newFakeAPI(t, mock.WithFault(mock.JavaScript())).inbox(t)
	require.NoError(t, err)
	assert.Len(t, page.Data, 2)
}

func TestCutConnectionIsANetworkError(t *testing.T) {
	_, err := newFakeAPI(t, mock.WithFault(mock.Cut())).inbox(t)
	require.Error(t, err)
	assert.True(t, graph.IsTransient(err))
}

func TestOnlyWhatIsSafeIsRepeated(t *testing.T) {
	for _, fault := range []mock.Fault{mock.Transient(), mock.Gateway(), mock.Truncated(), mock.Cut(), mock.Empty()} {
		f := newFakeAPI(t, mock.WithFault(fault.First(2)))
		_, err := f.inbox(t, quickRetry)
		require.NoError(t, err)
		assert.Len(t, f.Calls(), 3)

		f = newFakeAPI(t, mock.WithFault(fault.First(2)))
		_, err = f.inbox(t)
		require.Error(t, err)
		assert.Len(t, f.Calls(), 1, "nobody asked for repetition")

		f = newFakeAPI(t, mock.WithFault(fault.First(2)))
		_, err = f.client(quickRetry).CreatePageFeed(t.Context(), &graphapi.CreatePageFeedRequest{PageID: f.id("Page"), Message: "Hi"})
		require.Error(t, err)
		assert.Len(t, f.Calls(), 1, "a post must not be made twice")
	}
}

func TestUsageOfTheLimitsIsAtHand(t *testing.T) {
	f := newFakeAPI(t)
	var resp graph.Response
	_, err := f.client().ListPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{PageID: f.id("Page")}, graph.WithResponse(&resp))
	require.NoError(t, err)
	assert.Equal(t, graph.Float(1), resp.Usage.App.CallCount)
	require.Len(t, resp.Usage.BusinessUseCase, 1)
	assert.Equal(t, "messenger", resp.Usage.BusinessUseCase[0].Kind)

	_, err = newFakeAPI(t, mock.WithFault(mock.RateLimited(5))).inbox(t, quickRetry)
	require.ErrorIs(t, err, graphapi.ErrMessengerRateLimit, "five minutes are more than the retries may take")
	assert.True(t, graph.IsRateLimited(err))
	var gerr *graph.Error
	require.ErrorAs(t, err, &gerr)
	assert.Equal(t, 5*time.Minute, gerr.Usage.RegainAccess())
	assert.Equal(t, graph.Float(100), gerr.Usage.App.CallCount)
}

func TestProofOfTheAppSecret(t *testing.T) {
	f := newFakeAPI(t, mock.WithAppSecret("s3cret"), mock.WithToken("a page's token"))
	_, err := f.inbox(t)
	require.ErrorContains(t, err, "require an appsecret_proof")
	_, err = f.inbox(t, graph.WithAppSecret("another app's"))
	require.ErrorContains(t, err, "Invalid appsecret_proof")
	_, err = f.inbox(t, graph.WithAppSecret("s3cret"))
	require.NoError(t, err)
	_, err = f.client(graph.WithAppSecret("s3cret")).GetPage(t.Context(), &graphapi.GetPageRequest{PageID: f.id("Page")}, graph.WithToken("a page's token"))
	require.NoError(t, err, "the proof is that of the call's token")
}

func TestPagingEnds(t *testing.T) {
	walk := func(f *fakeAPI) (elements int, err error) {
		for _, err = range f.client().AllPageFeed(t.Context(), &graphapi.ListPageFeedRequest{PageID: f.id("Page"), Limit: 20}) {
			if err == nil {
				elements++
			}
		}
		return elements, err
	}
	t.Run("although the last page has a cursor", func(t *testing.T) {
		f := newFakeAPI(t)
		elements, err := walk(f)
		require.NoError(t, err)
		assert.Equal(t, 60, elements)
		assert.Len(t, f.Calls(), 3)
	})
	t.Run("when next is missing", func(t *testing.T) {
		elements, err := walk(newFakeAPI(t, mock.WithFault(mock.NoNext())))
		require.NoError(t, err)
		assert.Equal(t, 20, elements)
	})
	t.Run("when the list is empty", func(t *testing.T) {
		elements, err := walk(newFakeAPI(t, mock.WithElements(0)))
		require.NoError(t, err)
		assert.Zero(t, elements)
	})
	t.Run("when the cursor does not move", func(t *testing.T) {
		f := newFakeAPI(t, mock.WithFault(mock.StuckCursor()))
		_, err := walk(f)
		require.ErrorIs(t, err, graph.ErrCursorStuck)
		assert.LessOrEqual(t, len(f.Calls()), 3)
	})
	t.Run("when the caller has enough", func(t *testing.T) {
		f := newFakeAPI(t)
		for _, err := range f.client().AllPageFeed(t.Context(), &graphapi.ListPageFeedRequest{PageID: f.id("Page")}) {
			require.NoError(t, err)
			break
		}
		assert.Len(t, f.Calls(), 1)
	})
	t.Run("when the context does", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		f := newFakeAPI(t)
		elements := 0
		var last error
		for _, err := range f.client().AllPageFeed(ctx, &graphapi.ListPageFeedRequest{PageID: f.id("Page")}) {
			if elements++; elements == 30 {
				cancel()
			}
			last = err
		}
		require.ErrorIs(t, last, context.Canceled)
		assert.Len(t, f.Calls(), 2)
	})
}

func TestTooMuchDataHalvesTheLimit(t *testing.T) {
	tooMuch := mock.Failing(mock.Error{Code: 1, Message: "Please reduce the amount of data you're asking for, then retry your request"})
	f := newFakeAPI(t, mock.WithFault(tooMuch.First(2)))
	_, err := f.client().ListPageFeed(t.Context(), &graphapi.ListPageFeedRequest{PageID: f.id("Page"), Limit: 100})
	require.Error(t, err)
	assert.True(t, graph.IsReduceData(err))

	f = newFakeAPI(t, mock.WithFault(tooMuch.First(2)))
	page, err := f.client(graph.WithLimitHalving()).ListPageFeed(t.Context(), &graphapi.ListPageFeedRequest{PageID: f.id("Page"), Limit: 100})
	require.NoError(t, err)
	assert.Len(t, page.Data, 25)
}

func TestBatchReportsEachItem(t *testing.T) {
	f := newFakeAPI(t, mock.WithFault(mock.LostInBatch().On("GET /{page_id}").Every(50)))
	core := f.core()
	api, batch := graphapi.New(core), graph.NewBatch(core)
	var pages []*graphapi.Page
	for i := range 119 {
		page, err := api.GetPage(t.Context(), &graphapi.GetPageRequest{PageID: graph.ID(f.ID("Page", i+1))}, graph.InBatch(batch))
		require.NoError(t, err)
		pages = append(pages, page)
	}
	_, err := api.GetPost(t.Context(), &graphapi.GetPostRequest{PostID: f.id("Post"), Fields: graph.Fields("gone")}, graph.InBatch(batch))
	require.NoError(t, err)

	err = batch.Do(t.Context())
	require.ErrorIs(t, err, graph.ErrBatchItemMissing)
	require.ErrorIs(t, err, graphapi.ErrInvalidParameter)
	failed := 0
	for i, item := range batch.Items() {
		switch {
		case i == 119:
			require.ErrorIs(t, item.Err, graphapi.ErrInvalidParameter)
		case item.Err != nil:
			failed++
			require.ErrorIs(t, item.Err, graph.ErrBatchItemMissing)
		default:
			assert.Equal(t, graph.ID(f.ID("Page", i+1)), pages[i].ID, "the order is kept")
		}
	}
	assert.Equal(t, 2, failed)
	require.Error(t, batch.Do(t.Context()), "the post is still wrong")
	for i, item := range batch.Items()[:119] {
		assert.NoError(t, item.Err, "%d is asked for again", i)
	}
}

func TestBatchUsesResults(t *testing.T) {
	f := newFakeAPI(t)
	core := f.core()
	api, batch := graphapi.New(core), graph.NewBatch(core)
	feed, err := api.ListPageFeed(t.Context(), &graphapi.ListPageFeedRequest{PageID: f.id("Page"), Limit: 1}, graph.InBatch(batch, graph.Name("feed")))
	require.NoError(t, err)
	comments, err := api.ListPostComments(t.Context(), &graphapi.ListPostCommentsRequest{PostID: graph.ID(graph.ResultOf("feed", "$.data[0].id"))}, graph.InBatch(batch))
	require.NoError(t, err)
	require.NoError(t, batch.Do(t.Context()))
	require.Len(t, feed.Data, 1)
	assert.Len(t, comments.Data, 25)
	assert.Equal(t, "/"+string(feed.Data[0].ID)+"/comments", f.last(t).Path)
}

func TestServedByAnotherVersion(t *testing.T) {
	var told string
	f := newFakeAPI(t)
	_, err := f.inbox(t, graph.WithVersion("v2.12"), graph.WithVersionHook(func(asked, served string) { told = fmt.Sprint(asked, " ", served) }))
	require.NoError(t, err)
	assert.Equal(t, "v2.12 v19.0", told)
}

func TestMissingPermission(t *testing.T) {
	f := newFakeAPI(t, mock.WithToken(token, graphapi.PermPagesManagePosts))
	_, err := f.inbox(t)
	require.ErrorIs(t, err, graphapi.ErrPermissionsError)
	assert.True(t, graph.IsPermission(err))
	_, err = f.client().CreatePageFeed(t.Context(), &graphapi.CreatePageFeedRequest{PageID: f.id("Page"), Message: "Hi"})
	require.NoError(t, err)
}

func TestSummaryOfAList(t *testing.T) {
	f := newFakeAPI(t)
	page, err := f.client().ListPostComments(t.Context(), &graphapi.ListPostCommentsRequest{PostID: f.id("Post"), Summary: graph.Fields("total_count")})
	require.NoError(t, err)
	total, err := graph.Lookup[graph.Int](page.Summary, "total_count")
	require.NoError(t, err)
	assert.Equal(t, graph.Int(60), total)
}

func TestSlowReplyEndsWithTheContext(t *testing.T) {
	f := newFakeAPI(t, mock.WithFault(mock.Latency(time.Hour)))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err := f.client().GetPage(ctx, &graphapi.GetPageRequest{PageID: f.id("Page")})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}
