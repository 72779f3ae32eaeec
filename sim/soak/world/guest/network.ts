import type { Platform } from "net/platform";
import { current } from "./current";
import Time from "./time";
import UDP from "./udp";
import WiFi, { radioState } from "./wifi";

/** "platform/network" of a board with Wi-Fi, which must find network, name servers and time by itself. */
const platform: Platform = Object.freeze({
	wifi: WiFi,
	ethernet: undefined,
	udp: UDP,
	online: false,
	keepsTime: false,
	dns: () => radioState().dns,
	setDns: () => undefined,
	reason: () => radioState().reason,
	restartRadio() {
		current.world.board.mustBeOn();
		current.world.radio.restart();
	},
	setTime: (seconds: number) => Time.set(seconds),
});

export default platform;
