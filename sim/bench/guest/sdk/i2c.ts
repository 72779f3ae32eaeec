import { Sht3xChip } from "../../../board/chips/sht3x";
import { line } from "../board";
import { now } from "./now";

/** A room in which it gets warmer and colder, so that messages are of different lengths. */
const ROOM = {
	temperature: () => 10 * Math.sin(now.ticks / 10_000_000),
	humidity: () => 50 + 45 * Math.sin(now.ticks / 7_000_000),
};

const chip = new Sht3xChip(ROOM, () => now.ticks);

/** The SDK's "embedded:io/i2c", with an SHT3x on the bus. What the chip does is not counted. */
export default class I2C {
	write(bytes: Uint8Array): undefined {
		line.probe?.pause();
		const acknowledged = chip.write(bytes);
		line.probe?.resume();
		if (!acknowledged) throw new Error("write failed");
	}

	read(target: Uint8Array): number {
		line.probe?.pause();
		const reply = chip.read(target.length);
		if (reply) target.set(reply);
		line.probe?.resume();
		if (!reply) throw new Error("read failed");
		return target.length;
	}

	close(): void {
		chip.write(new Uint8Array(0));
	}
}
