import { SET_MS, SETTLE_MS } from "control/control";
import { SAVE_REFILL_MS, SAVES } from "control/limits";
import { ControlledBoard } from "fakes/controlled";
import { equal, ok, ROUGH, test } from "harness";

const INTERVAL = {
	"subscription.1.channel": "9",
	"subscription.1.field": "1",
	"subscription.1.do": "set channel.1.interval",
};

test("set: an update's value becomes the setting: saved, in force, and told with its entry", () => {
	const board = new ControlledBoard(INTERVAL);
	board.update(123, "300");
	equal(board.draft.active.get("channel.1.interval"), 300);
	equal(board.applied, 1);
	equal(board.take(), ["acted 1 channel.1.interval = 300 (entry 123)"]);
	equal(new ControlledBoard(INTERVAL, board.kept).draft.active.get("channel.1.interval"), 300, "behind a restart");
});

test("set: the entry that was seen does nothing again, on this connection, the next one, and behind a restart", () => {
	const board = new ControlledBoard(INTERVAL);
	board.update(123, "300");
	board.draft.set("channel.1.interval", "90");
	board.draft.save();
	board.take();
	board.clock.advance(2 * SET_MS);
	board.update(123, "300");
	board.session();
	board.update(123, "300");
	const again = new ControlledBoard(INTERVAL, board.kept);
	again.update(123, "300");
	again.update(122, "200");
	equal([board.take(), again.take()], [[], []]);
	equal(again.draft.active.get("channel.1.interval"), 90, "what a person has set since stays");
});

test("set: a value that is in force already is neither saved nor told", () => {
	const board = new ControlledBoard(INTERVAL);
	const { steps } = board.kept.settings;
	board.update(1, "60");
	board.update(2, "60.0");
	equal([board.take(), board.applied, board.kept.settings.steps - steps], [[], 0, 0]);
});

test("set: once a minute at most, and then the last value counts", () => {
	const board = new ControlledBoard(INTERVAL);
	board.update(1, 101);
	board.wait = 0;
	for (let entry = 2; entry <= 50; entry++) board.update(entry, 100 + entry);
	equal(board.take(), ["acted 1 channel.1.interval = 101 (entry 1)"]);
	board.clock.advance(SET_MS - 1);
	equal(board.take(), []);
	board.clock.advance(1);
	equal(board.take(), ["acted 1 channel.1.interval = 150 (entry 50)"]);
});

test("set: what the broker sends along with it is taken before the connection ends; a stream of values does not put it off", () => {
	const board = new ControlledBoard(INTERVAL);
	board.wait = SETTLE_MS / 4;
	const applied = [1, 2, 3, 4].map((entry) => {
		board.update(entry, 100 + entry);
		return board.applied;
	});
	equal(applied, [0, 0, 0, 1]);
	equal(board.take(), ["acted 1 channel.1.interval = 104 (entry 4)"]);
});

for (const [value, why] of [
	["soon", 'a number is wanted, got "soon"'],
	["", 'a number is wanted, got ""'],
	["3e2", 'a number is wanted, got "3e2"'],
	["0x64", 'a number is wanted, got "0x64"'],
	["61.5", "channel.1.interval: allowed is a whole number from 1 to 86400, got 61.5"],
	["86401", "channel.1.interval: allowed is a whole number from 1 to 86400, got 86401"],
	["-60", "channel.1.interval: allowed is a whole number from 1 to 86400, got -60"],
	["5", "channel.1.interval: allowed is 15 or more (minInterval), got 5"],
] as const)
	test(`set: "${value}" is refused in one line, and nothing changes`, () => {
		const board = new ControlledBoard(INTERVAL);
		board.update(7, value);
		equal(board.take(), [`not acted 1 channel.1.interval stays: ${why} (entry 7)`]);
		equal([board.applied, board.draft.changed, board.draft.active.get("channel.1.interval")], [0, false, 60]);
	});

test("set: min and max bound what may be set", () => {
	const board = new ControlledBoard({ ...INTERVAL, "subscription.1.min": 30, "subscription.1.max": 600 });
	board.update(1, "29");
	board.clock.advance(SET_MS);
	board.update(2, "601");
	board.clock.advance(SET_MS);
	board.update(3, "600");
	equal(board.take(), [
		"not acted 1 channel.1.interval stays: allowed is 30 or more and 600 or less, got 29 (entry 1)",
		"not acted 1 channel.1.interval stays: allowed is 30 or more and 600 or less, got 601 (entry 2)",
		"acted 1 channel.1.interval = 600 (entry 3)",
	]);
});

test("set: what a person has staged is neither saved along nor lost", () => {
	const board = new ControlledBoard(INTERVAL);
	board.draft.set("mqtt.host", "staged.test");
	board.update(1, "300");
	equal(board.draft.active.text("mqtt.host"), "mqtt3.thingspeak.com");
	equal(board.draft.staged.text("mqtt.host"), "staged.test");
	equal(board.draft.staged.get("channel.1.interval"), 300);
});

test("set: a field that is null, missing or another one does nothing", () => {
	const board = new ControlledBoard(INTERVAL);
	board.update(1, null);
	board.update(2, "300", 2);
	equal([board.take(), board.applied], [[], 0]);
});

test("set: when lets only some values act", () => {
	const board = new ControlledBoard({ ...INTERVAL, "subscription.1.when": ">=100" });
	board.update(1, "90");
	equal(board.take(), []);
	board.update(2, "100");
	equal(board.take(), ["acted 1 channel.1.interval = 100 (entry 2)"]);
});

test("set: console.log takes the level's word", () => {
	const board = new ControlledBoard({ "subscription.2.topic": "shed/log", "subscription.2.do": "set console.log" });
	board.receive("shed/log", "debug");
	equal(board.draft.active.text("console.log"), "debug");
	board.clock.advance(SET_MS);
	board.receive("shed/log", "loud");
	equal(board.take(), [
		"acted 2 console.log = debug",
		'not acted 2 console.log stays: console.log: allowed is off or error or info or debug, got "loud"',
	]);
});

test("set: storage that cannot be written changes nothing, and is told", () => {
	const board = new ControlledBoard(INTERVAL);
	board.kept.settings.broken = "write";
	board.update(1, "300");
	ok(board.take()[0].startsWith("not acted 1 channel.1.interval stays: settings: not saved"));
	equal([board.applied, board.draft.changed], [0, false]);
});

test("set: a hostile publisher for a day: saves stay within what flash bears, and the last value counts in the end", () => {
	const board = new ControlledBoard(INTERVAL);
	board.wait = 0;
	let entry = 0;
	for (let second = 0; second < 86_400; second += ROUGH) {
		board.clock.advance(1_000 * ROUGH);
		board.update(++entry, 100 + (entry % 2_000));
	}
	const most = SAVES + 86_400_000 / SAVE_REFILL_MS;
	ok(board.applied > 20 && board.applied <= most, `${board.applied} saves`);
	board.update(++entry, 77);
	board.clock.advance(SAVE_REFILL_MS + SET_MS);
	equal(board.draft.active.get("channel.1.interval"), 77);
});

test("set: new settings do not start the limits over", () => {
	const board = new ControlledBoard(INTERVAL);
	board.update(1, "300");
	board.configure();
	board.update(2, "400");
	equal(board.applied, 1);
});
