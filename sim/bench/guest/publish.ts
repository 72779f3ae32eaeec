import { Outcome } from "core/result";
import { Channel } from "publisher/channel";
import { rowsOf } from "publisher/channel-plan";
import { Most, Probe, tell, tellMost } from "./probe";
import { QUIET } from "./quiet";
import { DEAF, planOf, Rig } from "./rig";

const WARM_UP = 20;
const ROUNDS = 50;
/** From one row to the next. */
const INTERVAL_MS = 60_000;

/**
 * A channel of so many fields, round by round: a row is closed, published from its numbers, covered by a PINGREQ and proved. Each step is
 * counted by itself; TCP, the TLS core and the broker are left out.
 */
export function measurePublish(fields: number): void {
	const plan = planOf(fields, { "channel.1.interval": INTERVAL_MS / 1_000 });
	const rig = new Rig(plan, DEAF);
	const { clock, line, journal, client } = rig;
	const [channelPlan] = plan.channels;
	const channel = new Channel({ plan: channelPlan, rows: journal.rows(rowsOf(channelPlan)), clock, log: QUIET });
	const values = Float64Array.of(21.5, 40.25, 3.9);
	const probe = new Probe();
	const row = new Most();
	const publish = new Most();
	const barrier = new Most();
	const proof = new Most();
	rig.connect();
	if (fields === 1) tellConnect(rig);
	line.probe = probe;
	channel.start();
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		clock.ticks = channel.due;
		begin(probe);
		channel.accept(0, values);
		channel.close();
		end(probe, row, round);
		line.clear();
		begin(probe);
		const outcome = channel.send(client);
		end(probe, publish, round);
		if (outcome !== Outcome.Sent) throw new Error(`publish: outcome ${outcome}`);
		if (round === WARM_UP) tellSize(`publish.${fields}`, rig);
		line.clear();
		begin(probe);
		client.barrier();
		channel.barrier();
		end(probe, barrier, round);
		if (round === WARM_UP && fields === 1) tellSize("pingreq", rig);
		begin(probe);
		line.answer();
		channel.proved();
		end(probe, proof, round);
	}
	tellMost(`publish.${fields}`, publish);
	tellMost(`row.${fields}`, row);
	if (fields > 1) return;
	tellMost("pingreq", barrier);
	tellMost("pingresp", proof);
}

function begin(probe: Probe): void {
	probe.clear();
	probe.resume();
}

function end(probe: Probe, most: Most, round: number): void {
	probe.pause();
	if (round >= WARM_UP) most.take(probe);
}

function tellConnect({ line }: Rig): void {
	tell("connect.writes", line.writes, "writes");
	tell("connect.bytes", line.plain, "bytes");
	tell("connect.tlsBytes", line.bytes, "bytes");
}

function tellSize(name: string, { line }: Rig): void {
	tell(`${name}.writes`, line.writes, "writes");
	tell(`${name}.records`, line.packets, "records");
	tell(`${name}.bytes`, line.plain, "bytes");
	tell(`${name}.tlsBytes`, line.bytes, "bytes");
}
