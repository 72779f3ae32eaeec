import { Outcome } from "core/result";
import { ChannelBench, fieldPlan, fieldPlans } from "fakes/plans";
import { equal, test } from "harness";

const TEN = Date.UTC(2026, 10, 22, 10);
const line = (at: number, field: number, value: string): string =>
	`${at} channels/1/publish/fields/field${field} ${value}`;

test("field feeds: one message a field, one minimum interval apart, in order, bare values (invariant R1)", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(3) }, TEN);
	bench.sample(1, 2, 3);
	equal(bench.run(74), [line(15, 1, "1.0"), line(30, 2, "2.0"), line(45, 3, "3.0")]);
	bench.sample(4, 5, 6);
	equal(bench.run(31), [line(75, 1, "4.0"), line(90, 2, "5.0"), line(105, 3, "6.0")]);
});

test("field feeds: a field without a reading is left out and costs no interval", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(4) });
	bench.sample(Number.NaN, 2, Number.NaN, 4);
	equal(bench.run(60), [line(15, 2, "2.0"), line(30, 4, "4.0")]);
	bench.sample(1, Number.NaN, Number.NaN, Number.NaN);
	equal(bench.run(60), [line(75, 1, "1.0")]);
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
});

test("field feeds: fields keep their numbers when there are gaps", () => {
	const bench = new ChannelBench({
		perField: true,
		fields: [fieldPlan({ field: 2 }), fieldPlan({ field: 7, digits: 3 })],
	});
	bench.sample(1.25);
	equal(bench.run(30), [line(15, 3, "1.3"), line(30, 8, "1.250")]);
});

test("field feeds: they carry no time, so offline only the newest row is kept, and the others are counted", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(2) });
	bench.online = false;
	for (let i = 1; i <= 5; i++) {
		bench.sample(i, 10 + i);
		bench.run(i === 1 ? 15 : 60);
	}
	equal([bench.channel.rows.kept, bench.channel.rows.evicted], [1, 4]);
	bench.online = true;
	equal(bench.run(16), [line(256, 1, "5.0"), line(271, 2, "15.0")]);
});

test("field feeds: a row that is under way when the next one is due goes out whole, and so does the next (invariant C1)", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(4) });
	bench.online = false;
	bench.sample(1, 2, 3, 4);
	bench.run(40);
	bench.online = true;
	equal(bench.run(34), [line(41, 1, "1.0"), line(56, 2, "2.0"), line(71, 3, "3.0")]);
	bench.sample(11, 12, 13, 14);
	equal(bench.run(26), [line(86, 4, "4.0")]);
	equal(bench.run(46), [line(101, 1, "11.0"), line(116, 2, "12.0"), line(131, 3, "13.0"), line(146, 4, "14.0")]);
	equal(bench.channel.rows.evicted, 0);
});

test("field feeds: with just the interval that its fields need, every field has its turn, however late sends are", () => {
	const bench = new ChannelBench({ perField: true, intervalMs: 45_000, fields: fieldPlans(3) });
	const counts = [0, 0, 0];
	for (let second = 0; second < 3_600; second += 2) {
		bench.clock.advance(2_000); // looked after every other second only: each message is a second late
		bench.sample(second, second, second);
		bench.look();
		for (const text of bench.port.take()) counts[Number(text.split("field")[2][0]) - 1]++;
		bench.channel.barrier();
		bench.channel.proved();
	}
	equal(counts, [75, 75, 75]);
	equal(bench.channel.rows.evicted, 0);
});

test("field feeds: a row that was cut off by the end of the connection goes out again from its first field", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(3) });
	bench.sample(1, 2, 3);
	equal(bench.run(30).length, 2);
	bench.lose();
	bench.online = true;
	equal(bench.run(30), [line(45, 1, "1.0"), line(60, 2, "2.0")]);
});

test("field feeds: a row is proved only when all of its fields were sent before the PINGREQ", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(2) });
	bench.sample(1, 2);
	bench.run(15);
	bench.channel.barrier();
	bench.channel.proved();
	equal(bench.channel.rows.kept, 1);
	bench.run(15);
	bench.channel.barrier();
	bench.channel.proved();
	equal(bench.channel.rows.kept, 0);
});

test("field feeds: a message that found no room is tried again, the same field", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(2) });
	bench.sample(1, 2);
	bench.run(15);
	bench.port.outcome = Outcome.NoRoom;
	equal(bench.run(20), []);
	bench.port.outcome = Outcome.Sent;
	equal(bench.run(1), [line(36, 2, "2.0")]);
});

test("field feeds: a value that cannot be encoded is left out, and the other fields go", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(3) });
	bench.sample(1, 1e300, 3);
	equal(bench.run(31), [line(15, 1, "1.0"), line(30, 3, "3.0")]);
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
});

test("field feeds: a row in which no value can be encoded is done with", () => {
	const bench = new ChannelBench({ perField: true, fields: fieldPlans(2) });
	bench.sample(1e300, 1e300);
	equal(bench.run(40), []);
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
	bench.sample(1, 2);
	equal(bench.run(50), [line(75, 1, "1.0"), line(90, 2, "2.0")]);
});

test("field feeds: after a lost connection only the newest row goes out: an older value would pass for a new one", () => {
	const bench = new ChannelBench({ perField: true, intervalMs: 15_000 });
	bench.answers = false;
	bench.run(15, 1);
	bench.run(60, 2);
	bench.lose();
	equal(bench.channel.rows.kept, 1);
	bench.online = true;
	equal(bench.run(15)[0].split(" ")[2], "2.0");
});
