/**
 * Pulses on a pin, counted and timed by interrupt (sensors/pulses, pulse-counter.c); up to eight at once. The SDK's PulseCount counts a single
 * signal up and down again, and an ESP32-C3 has neither it nor PulseWidth. `pin`; `active`: 0 or 1; `debounceUs`: 0 to 60,000,000; `pullUp`:
 * boolean, without effect on an ESP32's pins from 34 on, which have none.
 */
class PulseCounter extends Native("xs_fieldfeed_pulse_destructor") {
	constructor(options) {
		super();
		native("xs_fieldfeed_pulse_constructor").call(this, options);
	}
	close() {
		native("xs_fieldfeed_pulse_close").call(this);
	}
	/** Pulses that have begun since it was opened; wraps at 2^32. */
	count() {
		return native("xs_fieldfeed_pulse_count").call(this);
	}
	/** Microseconds of the last pulse that has ended since the last call; 0 when none has. */
	width() {
		return native("xs_fieldfeed_pulse_width").call(this);
	}
}

export default PulseCounter;
