import type { Platform } from "net/platform";

const nothing = (): void => undefined;

/** "platform/network" of a board on a cable that has its time, as a PC has: no radio. */
const platform: Platform = Object.freeze({
	wifi: undefined,
	ethernet: undefined,
	udp: class {
		read(): undefined {
			return undefined;
		}
		write(): void {
			this.read();
		}
		close(): void {
			this.read();
		}
	},
	online: true,
	keepsTime: true,
	dns: () => [],
	setDns: nothing,
	reason: () => 0,
	restartRadio: nothing,
	setTime: nothing,
});

export default platform;
