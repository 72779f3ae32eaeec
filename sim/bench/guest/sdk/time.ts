import { now } from "./now";

/** The SDK's Time (module "time"). */
const Time = Object.freeze({
	get ticks(): number {
		return now.ticks;
	},
});

export default Time;
