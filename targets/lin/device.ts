import config from "mc/config";
import LinSerial from "platform/serial";

/**
 * The SDK has no `device` on Linux, since there are no pins and no buses: gives the build for Linux one with nothing in it, so that main.ts
 * finds what every board has; where the build names a terminal (`config.serial.device`), with that as its serial port. The SDK runs
 * modules named setup/* before main and waits for `done`.
 */
export default function setup(done: () => void): void {
	const { serial } = config;
	const device = serial ? { io: { Serial: LinSerial }, Serial: { default: serial } } : { io: {} };
	Object.assign(globalThis, { device: Object.freeze(device) });
	done();
}
