import { Outcome } from "core/result";
import { Channel } from "publisher/channel";
import { rowsOf } from "publisher/channel-plan";
import { liveBytes, tell } from "./probe";
import { QUIET } from "./quiet";
import { DEAF, planOf, Rig } from "./rig";

const EARLY = 10;
const LATE = 10_000;
const FIELDS = 8;

/** What is alive behind 10 publishes and behind 10,000, from the row's closing to its proof: the same. */
export function measureHeap(): void {
	const plan = planOf(FIELDS, { "channel.1.interval": 60 });
	const rig = new Rig(plan, DEAF);
	const { clock, line, journal, client } = rig;
	const [channelPlan] = plan.channels;
	const channel = new Channel({ plan: channelPlan, rows: journal.rows(rowsOf(channelPlan)), clock, log: QUIET });
	const values = Float64Array.of(21.5, 40.25, 3.9);
	const before = liveBytes();
	rig.connect();
	channel.start();
	for (let round = 1; round <= LATE; round++) {
		clock.ticks = channel.due;
		channel.accept(0, values);
		channel.close();
		if (channel.send(client) !== Outcome.Sent) throw new Error("nothing was sent");
		client.barrier();
		channel.barrier();
		line.answer();
		channel.proved();
		if (round === EARLY) tell("heap.after10", liveBytes() - before, "bytes");
	}
	tell("heap.after10000", liveBytes() - before, "bytes");
}
