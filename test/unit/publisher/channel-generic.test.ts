import { Outcome } from "core/result";
import { GOOD, planOf } from "fakes/plan-of";
import { PublisherBench } from "fakes/publisher";
import { equal, ok, test } from "harness";

const GENERIC = {
	...GOOD,
	"mqtt.profile": "generic",
	"device.name": "shed",
	"channel.1.id": "air",
	"channel.1.interval": 60,
	"channel.1.field3": "room.cpuload",
};
const TIME = Date.UTC(2026, 10, 22, 10);

/** A publisher online with these settings, sampled at 4 s; messages have their RETAIN in front. */
function bench(json: object, epoch = TIME): PublisherBench {
	const { plan, errors } = planOf({ ...GENERIC, ...json });
	equal(errors, []);
	const made = new PublisherBench(plan.channels);
	made.clock.epoch = epoch;
	made.publisher.onReady();
	made.run(4);
	made.sample(21.5, 0.25);
	return made;
}

test("generic: all fields are one JSON object with their time, at {device}/{channel}", () => {
	equal(bench({}).run(1), [
		'5 shed/air {"temperature":21.50,"cpuLoad":0.250,"time":"2026-11-22T10:00:04Z"}',
		"5 pingreq",
	]);
});

test("generic: feed=fields is the bare value of each field at {device}/{channel}/{field}, at once", () => {
	equal(bench({ "channel.1.feed": "fields" }).run(1), [
		"5 shed/air/temperature 21.50",
		"5 shed/air/cpuLoad 0.250",
		"5 pingreq",
	]);
});

test("generic: a field without a reading has no message", () => {
	const made = bench({ "channel.1.feed": "fields" });
	made.sample(Number.NaN, 1);
	made.run(1);
	made.answer();
	made.sample(Number.NaN, 2);
	equal(made.run(60), ["65 shed/air/cpuLoad 2.000", "65 pingreq"]);
});

test("generic: with {time} in the payload of a field, rows wait and are sent again with the same time", () => {
	const made = bench({ "channel.1.topic": "{field}", "channel.1.payload": '{"v":{value},"t":{ms}}' });
	const first = made.run(1);
	made.lose();
	made.sample(22, 0.5);
	equal(made.run(60), []);
	made.publisher.onReady();
	const again = made.port.take();
	equal(
		again.slice(0, 2).map((line) => line.slice(3)),
		first.slice(0, 2).map((line) => line.slice(2)),
	);
	equal(
		again.slice(2),
		['65 temperature {"v":22.00,"t":1795341605000}', '65 cpuLoad {"v":0.500,"t":1795341605000}', "65 pingreq"].map(
			(line) => line,
		),
	);
});

test("generic: without a minimum interval a backlog leaves at once, in order; with one it is kept to", () => {
	for (const [min, sent] of [
		[0, 5],
		[15, 1],
	]) {
		const made = bench({ "channel.1.minInterval": min });
		made.lose();
		for (let i = 0; i < 5; i++) {
			made.sample(i, i);
			made.run(60);
		}
		made.publisher.onReady();
		const lines = made.port.take().filter((line) => !line.endsWith("pingreq"));
		equal(lines.length, sent);
		ok(lines[0].includes('"temperature":0.00'), lines[0]);
	}
});

test("generic: a channel of nothing but what the board says of itself needs no reading", () => {
	const made = bench({ "channel.2.id": "beat", "channel.2.payload": "{uptime} {backlog} {rssi}" });
	ok(made.run(1).includes("5 shed/beat 5 0 -"));
});

test("generic: a message that does not fit is told once with its keys, and those behind it go on", () => {
	const made = bench({ "channel.2.id": "small", "channel.2.payload": "{uptime}" });
	made.log.take();
	made.port.size = 24;
	const lines: string[] = [];
	for (let i = 0; i < 10; i++) {
		made.sample(i, i);
		lines.push(...made.run(60));
		if (made.port.owed) made.answer();
	}
	equal(lines.filter((line) => line.includes("shed/small")).length, 10);
	const told = made.log.take();
	equal(told.length, 1, told.join());
	ok(told[0].includes("channel.1.payload or channel.1.topic"), told[0]);
	ok(made.publisher.kept <= 2, `${made.publisher.kept} kept`);
});

test("publisher: no room is looked for first by the channel that found none", () => {
	const made = bench({ "channel.2.id": "b", "channel.2.payload": "{uptime}" });
	made.port.outcome = Outcome.NoRoom;
	made.run(31);
	made.sample(1, 1);
	made.run(30);
	made.port.outcome = Outcome.Sent;
	let left = 1;
	const publish = made.port.publish.bind(made.port);
	made.port.publish = (topic, payload) => (left-- > 0 ? publish(topic, payload) : Outcome.NoRoom);
	const seen: string[] = [];
	for (let i = 0; i < 4; i++) {
		left = 1;
		made.publisher.onRoom();
		for (const line of made.port.take()) if (line.includes("shed/")) seen.push(line.split(" ")[1]);
	}
	equal(seen, ["shed/air", "shed/b", "shed/air"]);
});
