import { line } from "./board";
import { now } from "./sdk/now";
import { fire, nextTimer } from "./sdk/timer";

let published = 0;

/** Made before anything is counted. */
const step = (): void => {
	const timer = nextTimer();
	if (timer) fire(timer);
};
const open = (): void => line.open();
const answer = (): void => line.answer();

/** Runs the board's timers and answers as the broker until so many messages are published, each event by `event`. Of its own it allocates nothing. */
export function runTo(rounds: number, event: (run: () => void) => void): void {
	while (published < rounds) {
		const before = line.packets - line.pings;
		event(step);
		if (line.fresh) event(open);
		while (line.owed) event(answer);
		published += line.packets - line.pings - before;
		if (now.ticks > (rounds + 10) * 70_000) throw new Error(`${published} messages only`);
	}
}
