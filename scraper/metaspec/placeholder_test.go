package metaspec

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPlaceholder(t *testing.T) {
	for name, want := range map[string]string{
		"Page": "page_id", "AdAccount": "ad_account_id", "IGUser": "ig_user_id", "RTBDynamicPost": "rtb_dynamic_post_id",
		"ThirdPartyPartnerPanelScheduled": "third_party_partner_panel_scheduled_id", "CPASCollaborationRequest": "cpas_collaboration_request_id",
		"Video_Poll": "video_poll_id", "AdA": "ad_a_id",
	} {
		assert.Equal(t, want, placeholder(name), name)
	}
}
