package scraper

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

var (
	loginForm = cascadia.MustCompile(`input[type="password"], form[action*="/login/device-based"], form#login_form`)

	loginTitle    = regexp.MustCompile(`(?i)^\s*log (in|into)\b`)
	notFoundText  = regexp.MustCompile(`(?i)(content|page) (isn['’]t|is not) available|page (was )?not found|link you followed may be broken`)
	removedText   = regexp.MustCompile(`(?i)feature that was removed`)
	errorText     = regexp.MustCompile(`(?i)something went wrong|unsupported browser|temporarily unavailable|(bad|invalid) request|enable javascript|security check`)
	removedMarker = regexp.MustCompile(`(?i)removed after\s+(Graph API v\d+\.\d+)`)
)

// noMainPart says what an HTML page is that has no main part: a login form, an
// error, the stub of a removed feature, an index.
func (s *source) noMainPart(page *goquery.Document) *PageError {
	title := page.FindMatcher(titleTag).First().Text()
	body := page.FindMatcher(pagelet).First()
	words := body.Text()
	if body.Length() == 0 {
		words = title + "\n" + visibleText(page)
	}
	switch {
	case page.FindMatcher(loginForm).Length() > 0 || loginTitle.MatchString(title):
		return s.refuse(idLoginPage, "is a login page, not a reference page",
			"fetch the page without a session, or save it from a browser")
	case removedText.MatchString(words):
		msg := "is the stub of a removed feature"
		if m := removedMarker.FindStringSubmatch(strings.Join(strings.Fields(words), " ")); m != nil {
			msg += " (removed after " + m[1] + ")"
		}
		return s.refuse(idNotFoundPage, msg, "leave the page out")
	case notFoundText.MatchString(words):
		return s.refuse(idNotFoundPage, "says that the content isn't available", "check the URL, or leave the page out")
	case body.Length() == 0 && errorText.MatchString(words):
		return s.refuse(idErrorShell, "is an error page of the site", "fetch the page again later")
	default:
		return s.refuse(idNotAReference, "has no main part: an index, no reference page, or one that was cut off",
			"give a page of a node or an edge")
	}
}

// visibleText is the text of the page's body without scripts and styles.
func visibleText(page *goquery.Document) string {
	body := page.Find("body").Clone()
	body.Find("script, style, noscript, template").Remove()
	return body.Text()
}
