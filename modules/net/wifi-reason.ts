import { LinkFailure } from "core/network";

/**
 * What a disconnection's reason means: IEEE 802.11's own (table 9-49) below 200, the ESP-IDF's from 200 on (v6.0, esp_wifi_types_generic.h,
 * wifi_err_reason_t). 0: nobody gave one.
 */
export function failureOfReason(reason: number): LinkFailure {
	switch (reason) {
		case 14: // MIC_FAILURE
		case 15: // 4WAY_HANDSHAKE_TIMEOUT: what a wrong password looks like with WPA2
		case 23: // 802_1X_AUTH_FAILED
		case 202: // AUTH_FAIL: what it looks like with WPA3
		case 204: // HANDSHAKE_TIMEOUT
			return LinkFailure.WrongPassword;
		case 201: // NO_AP_FOUND
			return LinkFailure.NoNetwork;
		case 0:
		case 3: // AUTH_LEAVE
		case 8: // ASSOC_LEAVE
		case 200: // BEACON_TIMEOUT
			return LinkFailure.Lost;
		case 2: // AUTH_EXPIRE: an access point that does not answer
		case 39: // TIMEOUT
			return LinkFailure.JoinTimeout;
		default:
			return LinkFailure.Refused;
	}
}
