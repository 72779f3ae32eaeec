import { FakeClock } from "fakes/clock";
import { LateClock } from "fakes/late-clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { seeded } from "fakes/random";
import { ok, test } from "harness";
import { Publisher } from "publisher/publisher";

test("align: with late timers and a clock that is slewed, an interval of minInterval loses few turns and none is early", () => {
	const random = seeded(3);
	const clock = new FakeClock(Date.UTC(2026, 10, 22, 10, 7, 20));
	const late = new LateClock(clock, () => 1 + Math.floor(random() * 40));
	const port = new FakePort(() => clock.ticks);
	const plan = channelPlan({ align: true, intervalMs: 15_000 });
	const log = new RecordingLog();
	const journal = ramJournal(late);
	const publisher = new Publisher({ clock: late, log, journal, channels: [plan], onFault: () => {} });
	publisher.start(port);
	publisher.onReady();
	const sent: number[] = [];
	for (let i = 0; i < 3_600; i++) {
		publisher.accept(0, Float64Array.of(i));
		clock.advance(1_000);
		clock.epoch += Math.floor(random() * 5) - 2;
		for (const line of port.take()) if (!line.endsWith("pingreq")) sent.push(Number(line.split(" ")[0]));
		if (port.owed) {
			port.owed = false;
			publisher.onProved();
		}
	}
	for (let i = 1; i < sent.length; i++) ok(sent[i] - sent[i - 1] >= 15_000, `${sent[i - 1]} and ${sent[i]}`);
	ok(sent.length > 215, `${sent.length} of 240`);
});
