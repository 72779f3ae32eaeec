import UDP from "embedded:io/socket/udp";
import WiFi from "embedded:network/interface/wifi";
import type { Platform } from "net/platform";
import type { UdpClass } from "net/udp";
import { failureOfReason } from "net/wifi-reason";
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
	hardware: () => netif.hardware() ?? "",
	dns(): readonly string[] {
		const servers: string[] = [];
		for (let i = 0; i < SERVERS_MAX; i++) {
			const address = netif.dns(i);
			if (address !== undefined && !servers.includes(address)) servers.push(address);
		}
		return servers;
	},
	setDns: (address: string) => netif.setDns(address),
	reason: () => failureOfReason(netif.reason()),
	restartRadio: () => netif.restartRadio(),
	setTime: (seconds: number) => Time.set(seconds),
});

export default platform;
