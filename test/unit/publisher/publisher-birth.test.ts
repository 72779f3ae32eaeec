import { Failure, Outcome } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { equal, test } from "harness";
import type { TopicName } from "mqtt/packet";
import { Publisher } from "publisher/publisher";
import { encodable } from "../../vectors/outbound";

function bench() {
	const clock = new FakeClock(0);
	const port = new FakePort();
	const retained: (boolean | undefined)[] = [];
	const publish = port.publish.bind(port);
	port.publish = (topic: TopicName, payload) => {
		const outcome = publish(topic, payload);
		if (outcome === Outcome.Sent) retained.push(topic.retain);
		return outcome;
	};
	const birth = { topic: { ...encodable("shed/status"), retain: true }, payload: encodable("online") };
	const log = new RecordingLog();
	const publisher = new Publisher({
		clock,
		log,
		journal: ramJournal(clock),
		birth,
		channels: [channelPlan()],
		onFault: () => {},
	});
	publisher.start(port);
	return { clock, port, publisher, retained };
}

test("birth: it is the first message of each connection, retained as the Will is", () => {
	const { clock, port, publisher, retained } = bench();
	publisher.accept(0, Float64Array.of(1));
	clock.advance(20_000);
	publisher.onReady();
	equal(port.take().slice(0, 2), ["shed/status online", "channels/1/publish field1=1.0"]);
	equal(retained, [true, false]);
	publisher.onRoom();
	equal(port.take(), []);
	publisher.onLost(Failure.Closed);
	publisher.onReady();
	equal(port.take()[0], "shed/status online");
});

test("birth: one that found no room goes as soon as there is, and nothing goes before it", () => {
	const { clock, port, publisher } = bench();
	publisher.accept(0, Float64Array.of(1));
	clock.advance(20_000);
	port.outcome = Outcome.NoRoom;
	publisher.onReady();
	equal(port.take(), []);
	port.outcome = Outcome.Sent;
	publisher.onRoom();
	equal(port.take().slice(0, 2), ["shed/status online", "channels/1/publish field1=1.0"]);
});
