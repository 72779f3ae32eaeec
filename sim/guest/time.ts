import { now } from "./port";

/** The SDK's Time (module "time"). Ticks are an int32 and wrap, as on an ESP32. */
const Time = Object.freeze({
	get ticks(): number {
		return now.ticks | 0;
	},

	delta(start: number, end: number = Time.ticks): number {
		return (end - start) | 0;
	},

	/** The simulated board takes its time from the host. */
	set(_seconds: number): void {},
});

export default Time;
