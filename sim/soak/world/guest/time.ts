import { current } from "./current";

/** The SDK's Time (module "time"). Ticks are an int32 and wrap, as on an ESP32. */
const Time = Object.freeze({
	get ticks(): number {
		return current.world.board.ticks;
	},

	delta(start: number, end: number = Time.ticks): number {
		return (end - start) | 0;
	},

	/** Whole seconds since 1970. */
	set(seconds: number): void {
		const { board } = current.world;
		board.mustBeOn();
		board.setTime(seconds * 1_000);
	},
});

export default Time;
