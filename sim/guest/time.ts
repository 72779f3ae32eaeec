import { Command } from "../port";
import { now, post } from "./port";

/** The SDK's Time (module "time"). Ticks are an int32 and wrap, as on an ESP32. */
const Time = Object.freeze({
	get ticks(): number {
		return now.ticks | 0;
	},

	delta(start: number, end: number = Time.ticks): number {
		return (end - start) | 0;
	},

	/** Whole seconds since 1970. A PC's clock is not ours to set: a real clock takes no notice, as with -p lin. */
	set(seconds: number): void {
		now.time = seconds * 1_000;
		post(Command.SetTime, 0, now.time);
	},
});

export default Time;
