import UDP from "embedded:io/socket/udp";
import { LinkFailure } from "core/network";
import type { Platform } from "net/platform";
import type { UdpClass } from "net/udp";

/** "platform/network" of a PC with the SDK (-p lin): its network and its clock are its own. */
const platform: Platform = Object.freeze({
	wifi: undefined,
	ethernet: undefined,
	udp: UDP as unknown as UdpClass, // the SDK's own declaration lacks close
	online: true,
	keepsTime: true,
	dns: () => [],
	setDns: () => undefined,
	reason: () => LinkFailure.None,
	restartRadio: () => undefined,
	setTime: () => undefined,
});

export default platform;
