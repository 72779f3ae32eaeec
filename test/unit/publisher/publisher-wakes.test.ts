import type { Alarm } from "core/clock";
import type { Guard } from "core/guard";
import { Outcome } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { ok, test } from "harness";
import { Publisher } from "publisher/publisher";

/** Counts how often its alarms go off. */
class CountingClock extends FakeClock {
	fired = 0;
	override alarm<Owner>(callback: (this: Owner) => void, guard: Guard<Owner>): Alarm {
		return super.alarm(() => {
			this.fired++;
			guard.run(callback);
		});
	}
}

/** How often the publisher wakes in an hour in which a row closes each minute. */
function wakes(arrange: (port: FakePort, publisher: Publisher) => void): number {
	const clock = new CountingClock();
	const port = new FakePort();
	const publisher = new Publisher({
		clock,
		log: new RecordingLog(),
		journal: ramJournal(clock),
		channels: [channelPlan()],
		onFault: () => {},
	});
	publisher.start(port);
	arrange(port, publisher);
	for (let minute = 0; minute < 60; minute++) {
		publisher.accept(0, Float64Array.of(minute));
		clock.advance(60_000);
	}
	return clock.fired;
}

test("publisher: wakes once a row, whether online or offline", () => {
	const online = wakes((_port, publisher) => publisher.onReady());
	const offline = wakes(() => {});
	ok(online >= 59 && online <= 61, `${online} online`);
	ok(offline >= 59 && offline <= 61, `${offline} offline`);
});

test("publisher: a transport that never has room is looked at once a second, not more often", () => {
	const count = wakes((port, publisher) => {
		port.outcome = Outcome.NoRoom;
		publisher.onReady();
	});
	ok(count > 3_000 && count <= 3_700, `${count}`);
});
