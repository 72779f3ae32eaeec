import type { Platform } from "net/platform";
import { Command } from "../port";
import config from "./config";
import { post } from "./port";
import Time from "./time";
import UDP from "./udp";
import WiFi, { radioState } from "./wifi";

/**
 * "platform/network" of the simulated board. By default it is on the PC's network and has the PC's time, as `-p lin`; with `radio` in its
 * configuration it is a board with Wi-Fi that must find network, name servers and time by itself.
 */
const platform: Platform = {
	get wifi() {
		return config.radio === true ? WiFi : undefined;
	},
	ethernet: undefined,
	udp: UDP,
	get online() {
		return config.radio !== true;
	},
	get keepsTime() {
		return config.radio !== true;
	},
	dns: () => radioState().dns,
	setDns: () => undefined,
	reason: () => radioState().reason,
	restartRadio: () => post(Command.WifiRestart, 0, 0),
	setTime: (seconds) => Time.set(seconds),
};

export default platform;
