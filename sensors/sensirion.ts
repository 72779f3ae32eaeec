import { crc8 } from "sensors/crc8";
import type { I2c } from "sensors/i2c";

/** A word on the wire: two bytes, most significant first, and their checksum. */
const WORD_LENGTH = 3;
/** A read that is not acknowledged takes 0.1 ms of bus time at 100 kHz, the least a driver of ours sees; so many outlast a command of 1 ms. */
const READ_TRIES = 12;

/** True when each of the words that fill `raw` is followed by its own checksum. */
export function wordsMatch(raw: Uint8Array): boolean {
	for (let i = 0; i < raw.length; i += WORD_LENGTH) if (crc8(raw, i, 2) !== raw[i + 2]) return false;
	return true;
}

/**
 * Sends a command that a Sensirion chip answers within a millisecond, and fills `raw` with the answer: true when every checksum in it is
 * right, false when nothing comes. While the chip works it does not acknowledge, so it is asked again instead of waited for. Throws when the
 * command is not acknowledged. For openings only: it takes up to 2 ms.
 */
export function asks(io: I2c, command: Uint8Array, raw: Uint8Array): boolean {
	io.write(command);
	for (let tries = 0; tries < READ_TRIES; tries++) {
		try {
			io.read(raw);
			return wordsMatch(raw);
		} catch {
			// Not acknowledged: not ready yet, or no chip that knows the command.
		}
	}
	return false;
}
