import UDP from "embedded:io/socket/udp";
import WiFi from "embedded:network/interface/wifi";
import { LinkFailure } from "core/network";
import type { Platform } from "net/platform";
import type { UdpClass } from "net/udp";
import ethernet from "platform/ethernet";
import netif from "platform/netif";
import Time from "time";

/** Name servers that lwIP keeps for one interface: main, backup, fallback (ESP-IDF esp_netif_dns_type_t). */
const SERVERS_MAX = 3;

/** "platform/network" of an ESP32. */
const platform: Platform = Object.freeze({
	wifi: WiFi as unknown as Platform["wifi"],
	ethernet: ethernet as unknown as Platform["ethernet"],
	udp: UDP as unknown as UdpClass, // the SDK's own declaration lacks close
	online: false,
	keepsTime: false,
	dns(): readonly string[] {
		const servers: string[] = [];
		for (let i = 0; i < SERVERS_MAX; i++) {
			const address = netif.dns(i);
			if (address !== undefined && !servers.includes(address)) servers.push(address);
		}
		return servers;
	},
	setDns: (address: string) => netif.setDns(address),
	reason: () => toFailure(netif.reason()),
	restartRadio: () => netif.restartRadio(),
	setTime: (seconds: number) => Time.set(seconds),
	restart: () => netif.restart(),
});

export default platform;

/** The ESP-IDF's reasons for a disconnection (v6.0, esp_wifi_types_generic.h, wifi_err_reason_t). */
function toFailure(reason: number): LinkFailure {
	switch (reason) {
		case 15: // 4WAY_HANDSHAKE_TIMEOUT: what a wrong password looks like with WPA2
		case 23: // 802_1X_AUTH_FAILED
		case 202: // AUTH_FAIL: what it looks like with WPA3
		case 204: // HANDSHAKE_TIMEOUT
			return LinkFailure.WrongPassword;
		case 201: // NO_AP_FOUND
			return LinkFailure.NoNetwork;
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
