import assert from "node:assert/strict";
import { test } from "node:test";
import { findModel } from "sensors/catalog";
import { BoardChips } from "../../sim/board/board-chips";
import { parseFault } from "../../sim/board/chip-fault";
import { parseChips } from "../../sim/board/chip-place";
import { CHIPS } from "../../sim/board/chip-table";
import { MildEnvironment } from "../../sim/board/mild-environment";
import { VirtualClock } from "../../sim/clock/virtual";
import { runCli } from "../fakes/cli";

/** Every chip answers so long behind power-on. */
const POWERED_MS = 2_000;

/** A board with chips and faults as the command line says them, on a clock that the test moves. */
function board(chips: readonly string[], ...faults: string[]) {
	const clock = new VirtualClock(0);
	const places = parseChips(chips);
	assert.ok(typeof places !== "string", String(places));
	const planned = faults.map((text) => {
		const fault = parseFault(text);
		assert.ok(typeof fault !== "string", String(fault));
		return fault;
	});
	const there = new BoardChips(places, planned, new MildEnvironment(() => clock.ticks), () => clock.ticks);
	there.start(clock);
	/** Whether something acknowledges at an address, at a time. */
	const answers = (address: number, ticks: number): boolean => {
		while (clock.step(ticks));
		return there.bus.write(address, new Uint8Array(0)).length === 1;
	};
	return { clock, there, answers };
}

test("every chip of the table is a model of the catalog, and answers where it is put", () => {
	for (const { model } of CHIPS) {
		const addresses = findModel(model)?.addresses ?? [];
		assert.ok(addresses.length > 0, model);
		const last = addresses[addresses.length - 1];
		assert.equal(board([model]).answers(addresses[0], POWERED_MS), true, model);
		const { answers } = board([`${model}@${last}`]);
		assert.equal(answers(last, POWERED_MS), true, model);
		if (last !== addresses[0]) assert.equal(answers(addresses[0], POWERED_MS), false, model);
	}
});

test("a fault without a time is there from the beginning to the end", () => {
	const { answers } = board(["sht3x"], "sht3x.absent");
	assert.equal(answers(0x44, 0), false);
	assert.equal(answers(0x44, 1_000_000), false);
});

test("a fault comes at its time, goes after its duration, and two that overlap are one", () => {
	const { answers } = board(["ina219"], "ina219.absent@10+5", "ina219.absent@12+10");
	for (const [seconds, there] of [
		[9.9, true],
		[10, false],
		[15, false],
		[21.9, false],
		[22, true],
	] as const)
		assert.equal(answers(0x40, seconds * 1_000), there, `${seconds}`);
});

test("a chip that stretches the clock for too long has had its bytes, and the transfer fails", () => {
	const { clock, there } = board(["tmp117"], "tmp117.stretched@1+1");
	const configuration = (): Uint8Array => there.bus.writeRead(0x48, Uint8Array.of(0x01), 2);
	const write = (word: number): Uint8Array => there.bus.write(0x48, Uint8Array.of(0x01, word >> 8, word & 0xff));
	while (clock.step(500));
	assert.equal(configuration().length, 2);
	while (clock.step(1_500));
	assert.deepEqual([configuration().length, write(0x0400).length], [0, 0]);
	while (clock.step(2_500));
	const [high] = configuration();
	assert.equal(high & 0x0c, 0x04, "it shuts down, as it was told");
});

test("a chip that was unplugged comes back as after power-on, and a reset has the same effect", () => {
	for (const fault of ["ina226.absent@1+1", "ina226.reset@2"]) {
		const { clock, there } = board(["ina226"], fault);
		const config = (): number[] => {
			there.bus.write(0x40, Uint8Array.of(0));
			return [...there.bus.read(0x40, 2)];
		};
		there.bus.write(0x40, Uint8Array.of(0, 0x47, 0x23));
		assert.deepEqual(config(), [0x47, 0x23], fault);
		while (clock.step(3_000));
		assert.deepEqual(config(), [0x41, 0x27], fault);
	}
});

test("a stopped board has no faults any more", () => {
	const { there, answers } = board(["sht3x"], "sht3x.absent@5");
	there.stop();
	assert.equal(answers(0x44, 10_000), true);
});

/** What someone may get wrong, and what the one line must say. */
const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
	["an unknown chip", ["--chip", "bme999"], /--chip: allowed is MODEL.*ads1115, .*ina226, .*sht3x/],
	["an address it cannot have", ["--chip", "sht3x@0x40"], /--chip: allowed is sht3x@ADDRESS.*0x44, 0x45/],
	["an address that is none", ["--chip", "sht3x@"], /--chip: allowed is sht3x@ADDRESS/],
	[
		"two at one address",
		["--chip", "ina219", "--chip", "ina226@0x40"],
		/--chip: allowed is one chip at an address.*0x40/,
	],
	["a fault of a chip that is not there", ["--fault", "ina219.absent"], /--fault: .*which has sht3x; --chip adds one/],
	["a fault it cannot have", ["--fault", "sht3x.smoke"], /--fault: sht3x can have absent, badChecksum/],
	["a fault that is none", ["--fault", "sht3x"], /--fault: allowed is MODEL\.FAULT/],
	["a fault for no time", ["--fault", "sht3x.absent@1+0"], /--fault: allowed is MODEL\.FAULT/],
	["a reset that lasts", ["--chip", "ina219", "--fault", "ina219.reset@1+1"], /--fault: ina219\.reset.*no \+SECONDS/],
];

for (const [what, args, words] of WRONG) {
	test(`npm start: ${what}: one clear line, exit code 2`, async () => {
		const { code, stdout, stderr } = await runCli(["--for", "2", ...args]);
		assert.equal(code, 2, stderr);
		assert.equal(stdout, "");
		assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
		assert.match(stderr, words);
	});
}

test("npm start --chip: the drivers read the chips that were put on the bus, and a fault shows", async () => {
	const sensor = (name: string, ...settings: string[]): string[] =>
		settings.flatMap((setting) => ["--set", `sensor.${name}.${setting}`]);
	const { code, stderr, events } = await runCli([
		...["--engine", "v8", "--json", "--publishes", "1", "--for", "30"],
		...["--chip", "ads1115", "--chip", "ina219", "--chip", "ina226@0x41", "--fault", "ina219.absent@0"],
		...sensor("tank", "model=ads1115", "interval=1"),
		...sensor("solar", "model=ina219", "interval=1"),
		...sensor("battery", "model=ina226", "address=0x41", "interval=1"),
		...["--set", "channel.1.id=1", "--set", "channel.1.interval=2", "--set", "channel.1.minInterval=1"],
		...["--set", "channel.1.field1=tank.voltage1", "--set", "channel.1.field2=battery.voltage"],
		...["--set", "channel.1.field3=solar.power"],
	]);
	assert.equal(code, 0, stderr);
	const published = events.find(({ event }) => event === "published");
	assert.match(String(published?.payload), /^field1=0\.[89]\d*&field2=12\.\d+&created_at=/, "field3 is left out");
	const samples = events.filter(({ event }) => event === "sample");
	assert.match(String(samples.find(({ sensor: name }) => name === "solar")?.fault), /absent/);
});
