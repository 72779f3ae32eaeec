import { BrokerPhase, Step, type StepResult } from "console/host";
import { Failure } from "core/result";
import { type BoardOptions, begun, FakeBoard, STATION, Told } from "fakes/board";
import { STEPS } from "firmware/self-test/self-test";
import { equal, ok, test } from "harness";

const LONGEST_S = STEPS.reduce((sum, { deadlineMs }) => sum + deadlineMs / 1_000 + 1, 0);

/** Lets the test run on `board` for as long as it may take; `meanwhile` happens first. */
function run(board: FakeBoard): Told<StepResult> {
	const told = new Told<StepResult>();
	begun(board.host.test(told));
	equal(told.items, [], "nothing from inside");
	board.run(LONGEST_S);
	equal(told.done, [undefined]);
	return told;
}

/** The result of the last step, which must be `step`, and a failure. */
function failure(board: FakeBoard, step: Step): string {
	const last = run(board).items.at(-1);
	equal([last?.step, last?.ok], [step, false], last?.text);
	return last?.text ?? "";
}

function boardWith(options: BoardOptions, script: Partial<FakeBoard["peer"]["script"]> = {}): FakeBoard {
	const board = new FakeBoard(options);
	Object.assign(board.peer.script, script);
	return board;
}

test("self-test: all is well, step by step, with one session at a time", () => {
	const board = new FakeBoard();
	board.run(30);
	const told = new Told<StepResult>();
	board.host.test(told);
	board.run(40);
	equal(
		told.items.map(({ step, ok: good }) => [step, good]),
		STEPS.map(({ step }) => [step, true]),
	);
	equal(told.done, [undefined]);
	equal(board.peer.opened, [
		"tls broker.test:8883",
		"tcp 192.0.2.10:8883",
		"tls broker.test:8883",
		"tls broker.test:8883",
	]);
	equal([board.peer.doubled, board.peer.open, board.peer.connects], [false, 1, 2]);
	ok(told.items.every(({ text, tookMs }) => text.length > 0 && text.length < 150 && tookMs >= 0));
	ok(told.items[6].text.includes("channel 42"));
	equal(board.host.status().broker.phase, BrokerPhase.Connected);
});

test("self-test: the row that it publishes waits for the channel's pace, and says so", () => {
	const board = new FakeBoard();
	board.run(17); // a message has just been proved
	const told = new Told<StepResult>();
	board.host.test(told);
	board.run(10);
	equal(told.items.length, 6);
	ok(told.items[5].text.includes("The update goes out in 15 s: minInterval allows none before"), told.items[5].text);
	board.run(10);
	equal([told.items.length, told.items[6].ok], [7, true]);
	ok(/It went out after \d+ s: minInterval allowed none before$/.test(told.items[6].text), told.items[6].text);
});

test("self-test: a client that was held is held again behind it, whatever came of it", () => {
	for (const returnCode of [0, 5] as const) {
		const board = boardWith({}, { returnCode });
		board.host.disconnect();
		run(board);
		equal(board.host.status().broker.phase, BrokerPhase.Held);
		equal(board.peer.open, 0);
	}
});

test("self-test: cancelled at any time, everything goes on as before", () => {
	for (const at of [0, 0.05, 0.15, 0.25, 0.5, 1, 5, 13.9]) {
		const board = new FakeBoard();
		board.run(16);
		const told = new Told<StepResult>();
		const task = begun(board.host.test(told));
		board.run(at);
		const before = told.items.length;
		task.cancel();
		board.run(1);
		equal([told.items.length, told.done], [before, []]);
		equal([board.host.status().broker.phase, board.peer.open, board.peer.doubled], [BrokerPhase.Connected, 1, false]);
		equal(board.run(120).length >= 2, true, `cancelled at ${at} s`);
	}
});

test("self-test: link: nothing set, nothing in reach", () => {
	const unset = boardWith({ platform: { online: false } });
	ok(failure(unset, Step.Link).includes("net.wifi.1.ssid"));
	const settings = { ...STATION, "net.wifi.1.ssid": "home" };
	const board = boardWith({ settings, platform: { online: false } });
	ok(failure(board, Step.Link).length > 10);
});

test("self-test: time: unknown, TLS is not tried; TCP and DNS are", () => {
	const board = boardWith({ epoch: 0 });
	const { items } = run(board);
	equal(
		items.map(({ step, ok: good }) => [step, good]),
		[
			[Step.Link, true],
			[Step.Time, false],
			[Step.Dns, true],
			[Step.Tcp, true],
			[Step.Tls, false],
		],
	);
	ok(items[1].text.includes("123"));
	ok(items[4].text.includes("time"));
});

test("self-test: dns: a name without an address, a server that is silent, an address", () => {
	ok(failure(boardWith({ resolve: () => undefined }), Step.Dns).includes("mqtt.host"));
	const thrown = boardWith({
		resolve: () => {
			throw new Error("no resolver");
		},
	});
	ok(failure(thrown, Step.Dns).length > 0);
	const literal = new FakeBoard({ settings: { ...STATION, "mqtt.host": "192.0.2.99" }, resolve: () => undefined });
	const { items } = run(literal);
	equal([items.length, items[2].ok], [7, true]);
});

test("self-test: tcp: nobody there, or silent", () => {
	ok(failure(boardWith({}, { tcp: Failure.Unreachable }), Step.Tcp).includes("mqtt.port"));
	ok(failure(boardWith({}, { tcp: "silent" }), Step.Tcp).includes("did not open"));
});

test("self-test: tls: what is wrong with the certificate, with TLS's own number", () => {
	ok(failure(boardWith({}, { tls: Failure.TlsUntrusted }), Step.Tls).includes("mqtt.ca"));
	ok(failure(boardWith({}, { tls: Failure.TlsAlert, detail: 40 }), Step.Tls).includes("TLS 40"));
	ok(failure(boardWith({}, { tls: Failure.Closed }), Step.Tls).includes("mqtt.port"));
	ok(failure(boardWith({}, { tls: "silent" }), Step.Tls).includes("did not open"));
});

test("self-test: tls is left out for tcp, and told as such", () => {
	const board = new FakeBoard({ settings: { ...STATION, "mqtt.host": "192.168.1.5", "mqtt.transport": "tcp" } });
	const { items } = run(board);
	equal([items.length, items[4].step, items[4].ok], [7, Step.Tls, true]);
	ok(items[4].text.includes("left out"));
	equal(
		board.peer.opened.some((text) => text.startsWith("tls")),
		false,
	);
});

test("self-test: login: refused, with what the return code means; silent; lost", () => {
	ok(failure(boardWith({}, { returnCode: 4 }), Step.Login).includes("mqtt.password"));
	ok(failure(boardWith({}, { returnCode: 5 }), Step.Login).includes("mqtt.clientId"));
	ok(failure(boardWith({}, { returnCode: "silent" }), Step.Login).includes("CONNECT"));
	const idle = { "mqtt.host": "broker.test", "sensor.air.model": "simulated" };
	ok(failure(boardWith({ settings: idle }), Step.Login).includes("channel.1"));
});

test("self-test: publish: closed behind it, never answered, no readings", () => {
	ok(failure(boardWith({}, { closes: true }), Step.Publish).includes("may publish"));
	ok(failure(boardWith({}, { pings: false }), Step.Publish).length > 0);
	const settings = { ...STATION, "sensor.air.model": "sht3x" };
	ok(failure(boardWith({ settings }), Step.Publish).includes("no field has a reading"));
});

test("self-test: publish: a pace of many minutes is not waited for", () => {
	const settings = { ...STATION, "channel.1.interval": 3_600, "channel.1.minInterval": 3_600 };
	ok(failure(boardWith({ settings }), Step.Publish).includes("minInterval"));
});

test("self-test: no result holds a secret", () => {
	for (const script of [{ returnCode: 4 }, { tls: Failure.TlsUntrusted }, { closes: true }] as const) {
		const { items } = run(boardWith({}, script));
		equal(JSON.stringify(items).includes("planted"), false);
	}
});

test("self-test: settings that cannot work are told before anything begins; parts made anew end it", () => {
	const none = new FakeBoard({ settings: { ...STATION, "mqtt.transport": "tcp" } });
	ok(String(none.host.test(new Told())).includes("mqtt"));
	const board = new FakeBoard();
	const told = new Told<StepResult>();
	board.host.test(told);
	board.running.build();
	board.run(2);
	equal([told.items, told.done.length], [[], 1]);
	equal(board.host.status().broker.phase, BrokerPhase.Connected);
});
