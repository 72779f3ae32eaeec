import type { Digital, DigitalClass } from "sensors/digital";
import { BusState } from "sensors/i2c";

/** "If the data line (SDA) is stuck LOW, the master should send nine clock pulses": NXP UM10204, I2C-bus specification, §3.1.16. */
const CLOCKS = 9;

/**
 * Looks at an I2C bus that nobody has open, and frees it where a chip holds SDA low: up to nine clocks with SDA released, then a STOP
 * (UM10204 §3.1.16). A chip does so when the board was reset in the middle of a read: it waits for the clocks of the bits it still has, and
 * as long as one of them is a 0 no START can be made. SCL that is held low cannot be clocked; only its chip's power helps.
 *
 * ESP-IDF clocks too, but not where this is needed (components/esp_driver_i2c/i2c_master.c, as of 2024): a transfer whose predecessor on the
 * same bus handle has timed out, or that finds the peripheral busy, begins with s_i2c_hw_fsm_reset, which sends at most nine clocks by GPIO on
 * an ESP32 and leaves them to the hardware on the chips that have that. It does not look whether they have helped, so that a stuck bus is told
 * as a chip that does not answer; later versions reset the state machine behind an error without clocks; and a handle that is just made, as
 * behind a reset or when the last sensor on the bus was closed, has no transfer before. While a handle lives its clocks may suffice, and this
 * does not run: the SDK's Digital refuses pins in use.
 *
 * Takes less than two milliseconds of pin accesses. There are no delays between them: a call from XS to a pin takes longer than the 5 µs that
 * standard mode wants for half a clock. Whatever the pins' class throws means that nobody could look. The pins are free again afterwards.
 */
export function freeBus(io: DigitalClass, data: number, clock: number): BusState {
	try {
		if (levelOf(io, clock) === 0) return BusState.Stuck;
		if (levelOf(io, data) === 1) return BusState.Sound;
		sendClocks(io, data, clock);
		return levelOf(io, data) === 1 && levelOf(io, clock) === 1 ? BusState.Freed : BusState.Stuck;
	} catch {
		return BusState.Sound;
	}
}

/** A pin that drives no level is read for a moment. With the pull-up, weak as it is, a wire that leads nowhere is high. */
function levelOf(io: DigitalClass, pin: number): number {
	return using(new io({ pin, mode: io.InputPullUp }), (line) => line.read());
}

/** Outputs of the SDK begin low, and cannot be read (modules/io/digital/esp32/digitalbank.c): SDA changes hands while SCL is low. */
function sendClocks(io: DigitalClass, data: number, clock: number): void {
	using(new io({ pin: clock, mode: io.OutputOpenDrain }), (scl) => {
		using(new io({ pin: data, mode: io.InputPullUp }), (sda) => {
			for (let i = 0; i < CLOCKS && sda.read() === 0; i++) {
				scl.write(1);
				scl.write(0);
			}
		});
		using(new io({ pin: data, mode: io.OutputOpenDrain }), (sda) => {
			scl.write(1);
			sda.write(1); // SDA rises while SCL is high: a STOP (§3.1.4)
		});
	});
}

function using<Result>(line: Digital, use: (line: Digital) => Result): Result {
	try {
		return use(line);
	} finally {
		line.close();
	}
}
