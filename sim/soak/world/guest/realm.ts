import { decodeText, encodeText, toBytes } from "../../../guest/text";
import { current } from "./current";
import device from "./device";

/** What the realm is before the firmware sees it: what the SDK has and an engine lacks. The bundle itself hides what would tell of the host. */
Object.assign(ArrayBuffer, { fromString: (text: string) => encodeText(text).buffer });
Object.assign(String, { fromArrayBuffer: (buffer: ArrayBuffer) => decodeText(toBytes(buffer)) });

Object.assign(globalThis, {
	device,
	System: Object.freeze({
		/** A board whose network's name servers are known never asks this way. */
		resolve(name: string, callback: (name: string, address?: string) => void): void {
			const { world } = current;
			world.at(world.now, () => world.board.call(() => callback(name)));
		},
	}),
	trace: () => undefined,
});
