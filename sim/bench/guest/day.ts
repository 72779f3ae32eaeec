import { Publisher } from "publisher/publisher";
import { tell } from "./probe";
import { QUIET } from "./quiet";
import { planOf, Rig } from "./rig";

const DAY_MS = 86_400_000;
/** Longer than any idle day: no row is ever due. */
const NEVER_S = 864_000;
/** A connection's first message leaves an interval of the pace behind boot; the day is counted from then on. */
const SETTLE_MS = 60_000;

/** Keep alives, in seconds, of the days. 240 is the firmware's own. */
export const KEEP_ALIVES = [60, 240, 1_200, 3_000];
/** Seconds from one publish to the next, on days with the firmware's own keep alive. */
const INTERVALS = [60, 300, 3_600];

/** Bytes and packets of a day in which the session rests, and of days in which it publishes 8 fields: both ways, TLS records as in line.ts. */
export function measureDays(): void {
	for (const keepAlive of KEEP_ALIVES) {
		const { packets, bytes } = day(keepAlive, NEVER_S);
		tell(`idleDay.${keepAlive}.packets`, packets, "packets");
		tell(`idleDay.${keepAlive}.bytes`, bytes, "bytes");
	}
	for (const interval of INTERVALS) {
		const { packets, bytes, pings, publishes } = day(240, interval);
		tell(`publishDay.240.${interval}.publishes`, publishes, "packets");
		tell(`publishDay.240.${interval}.pingreqs`, pings, "packets");
		tell(`publishDay.240.${interval}.packets`, packets, "packets");
		tell(`publishDay.240.${interval}.bytes`, bytes, "bytes");
	}
}

function day(keepAlive: number, interval: number) {
	const idle = interval === NEVER_S;
	const plan = planOf(8, { "mqtt.keepAlive": keepAlive, "channel.1.interval": idle ? 60 : interval });
	const values = Float64Array.of(21.5, 40.25, 3.9);
	const channels = idle ? [] : plan.channels;
	let publisher: Publisher | undefined;
	const rig = new Rig(plan, {
		onReady: () => publisher?.onReady(),
		onProved: () => publisher?.onProved(),
		onRoom: () => publisher?.onRoom(),
		onLost: (failure) => publisher?.onLost(failure),
	});
	const { clock, line, journal, client } = rig;
	publisher = new Publisher({
		clock,
		log: QUIET,
		journal,
		channels,
		onFault: (error) => {
			throw error;
		},
	});
	publisher.start(client);
	rig.connect();
	const work = (): void => {
		publisher?.accept(0, values);
		while (line.owed) line.answer();
	};
	clock.runTo(SETTLE_MS, work);
	line.clear();
	clock.runTo(SETTLE_MS + DAY_MS, work);
	publisher.stop();
	const packets = line.packets + line.answers;
	return { packets, bytes: line.bytes + line.answerBytes, pings: line.pings, publishes: line.packets - line.pings };
}
