package scraper_test

// explanation says why source and spec differ in some kinds on some pages.
type explanation struct {
	reason string
	kinds  []string
	pages  []string
}

// explanations are the differences that are right. One that is no difference
// any more is an error.
var explanations = []explanation{
	{
		reason: "the parameters of a struct's expansion stand with its node",
		kinds:  []string{"doc", "param GET", "type"},
		pages:  []string{"html/v2.12__application-app-ad-debug-info.html"},
	},
	{
		reason: "a return type that stands under Response",
		kinds:  []string{"result member"},
		pages:  []string{"html/v2.12__event__videos.html"},
	},
	{
		reason: "the section names no operation; its table is kept as a note",
		kinds:  []string{"doc", "param POST", "param level 1", "param level 2", "type"},
		pages:  []string{"html/v2.12__page__feed.html"},
	},
	{
		reason: "the page's own write spells the owner out",
		kinds:  []string{"operation"},
		pages:  []string{"md-v18/latest__whats-app-business-account__phone_numbers.md"},
	},
	{
		reason: "the section refuses the operation, so its shared error table belongs to none",
		kinds:  []string{"error"},
		pages:  []string{"html/v2.12__event.html", "raw/v2.12__event.html"},
	},
	{
		reason: "a struct has no operation that could answer with the errors under Reading",
		kinds:  []string{"error"},
		pages:  []string{"html/v2.12__payment-pricepoints.html", "md-v25/v25.0__D__product-feed-schedule.md"},
	},
	{
		reason: "a sentence says that all fields are required",
		kinds:  []string{"Required"},
		pages:  []string{"html/v2.12__page__locations.html"},
	},
	{
		reason: "a stray full stop or backquote on the page is no part of the type",
		kinds:  []string{"type"},
		pages:  []string{"html/v2.12__status.html", "html/v2.12__v2.2__link.html"},
	},
	{
		reason: "three code spans in the cell of the type are a union",
		kinds:  []string{"type"},
		pages:  []string{"md-v18/latest__threat-exchange__reference__apis__threattags.md"},
	},
	{
		reason: "tables inside a description are kept with it",
		kinds:  []string{"doc"},
		pages:  []string{"md-v18/latest__instagram-api__reference__ig-media.md"},
	},
	{
		reason: "a code span under Permissions that names a token, an edge or a field",
		kinds:  []string{"permission"},
		pages: []string{
			"html/v2.12__app__accounts__test-users.html",
			"html/v2.12__application__accounts.html",
			"html/v2.12__page__call_to_actions.html",
			"html/v2.12__url.html",
			"md-v18/v18.0__object__comments.md",
		},
	},
	{
		reason: "the permission is named outside a Permissions heading",
		kinds:  []string{"permission"},
		pages: []string{
			"html/v2.12__live-video.html",
			"raw/v2.12__live-video.html",
			"md-v18/latest__page.md",
			"md-v18/latest__video__video_insights.md",
			"md-v18/v18.0__comment.md",
			"md-v18/v18.0__object__private_replies.md",
			"md-v18/v18.0__object__reactions.md",
		},
	},
	{
		reason: "the page sets the whole link in code, brackets included",
		kinds:  []string{"permission"},
		pages:  []string{"md-v18/v18.0__conversation__messages.md"},
	},
	{
		reason: "names /page-id/promotable_posts, an edge of the same page, as what ads_management is for",
		kinds:  []string{"permission"},
		pages:  []string{"html/v2.12__page__feed.html"},
	},
	{
		reason: "the sample is the same call with another id in its place",
		kinds:  []string{"operation", "sample"},
		pages: []string{
			"html/v2.12__group__albums.html",      // /me/albums
			"html/v2.12__test-user__friends.html", // the two users swapped
			"md-v18/latest__page-post.md",         // {page_id}_{post_id} is a {page_post_id}
		},
	},
	{
		reason: "the sample shows a call that the section refuses",
		kinds:  []string{"operation", "sample"},
		pages:  []string{"md-v18/latest__user__apprequests.md"},
	},
	{
		reason: "a table of parameters that are no longer supported is kept as a note",
		kinds:  []string{"doc", "param POST", "param level 1", "type"},
		pages:  []string{"html/v2.12__group__feed.html"},
	},
	{
		reason: "the section describes its request twice, and a parameter is kept once",
		kinds:  []string{"doc", "param GET"},
		pages: []string{
			"md-v18/latest__instagram-api__reference__ig-media__insights.md",
			"md-v18/latest__instagram-api__reference__ig-user__insights.md",
		},
	},
	{
		reason: "two forms of one call share parameters, each kept once",
		kinds:  []string{"doc", "param POST"},
		pages:  []string{"md-v18/latest__instagram-api__reference__ig-user__mentions.md"},
	},
	{
		reason: "the members of both structs of an Or are kept once",
		kinds:  []string{"result member"},
		pages:  []string{"md-v18/latest__application__activities.md"},
	},
	{
		reason: "the fields that can be updated stand in a bare list",
		kinds:  []string{"param POST"},
		pages:  []string{"html/v2.12__post.html"},
	},
	{
		reason: "an h2 Permissions cuts the Publishing section in two, and its tables still belong to it",
		kinds:  []string{"doc", "field", "param GET", "param POST", "result member", "type"},
		pages:  []string{"md-v18/v18.0__object__private_replies.md"},
	},
	{
		reason: "members of participants stand in the cell of its type",
		kinds:  []string{"doc", "field", "type"},
		pages:  []string{"md-v18/v18.0__conversation.md", "md-v25/v25.0__E__conversation.md"},
	},
	{
		reason: "refused in words of its own under the headings Send a message and Delete",
		kinds:  []string{"refused"},
		pages:  []string{"md-v18/v18.0__conversation__messages.md"},
	},
	{
		reason: "the description of a list item goes on in items of its own",
		kinds:  []string{"doc"},
		pages:  []string{"md-v18/latest__threat-exchange__reference__apis__threat-updates.md"},
	},
}

// tallyKey is a kind of fact on a page.
type tallyKey struct{ page, kind string }

// explained are the explanations by page and kind.
func explained() map[tallyKey]string {
	why := map[tallyKey]string{}
	for _, e := range explanations {
		for _, page := range e.pages {
			for _, kind := range e.kinds {
				why[tallyKey{page, kind}] = e.reason
			}
		}
	}
	return why
}
