import { LOGS } from "control/limits";
import { ControlledBoard } from "fakes/controlled";
import { equal, ok, test } from "harness";

test("log: a field's value, a whole update, and with + which field it was", () => {
	const board = new ControlledBoard({
		"subscription.1.channel": "9",
		"subscription.1.field": "1",
		"subscription.2.channel": "9",
		"subscription.3.channel": "8",
		"subscription.3.feed": "fields",
		"subscription.3.field": "+",
	});
	board.update(5, "21.5");
	board.receive("channels/8/subscribe/fields/field3", "7");
	equal(board.take(), [
		"acted 1 field1 = 21.5 (entry 5)",
		"acted 2 update (entry 5)",
		"acted 3 channels/8/subscribe/fields/field3 = 7",
	]);
});

test("log: lines are limited; what is not told is counted", () => {
	const board = new ControlledBoard({ "subscription.1.topic": "a/#" });
	board.wait = 0;
	for (let i = 0; i < 500; i++) board.receive("a/b", `${i}`);
	equal(board.take().length, LOGS);
	const [item] = board.control.items;
	equal([item.messages, item.acts, item.refusals], [500, LOGS, 500 - LOGS]);
});

test("log: nothing of a value can disturb a terminal", () => {
	const board = new ControlledBoard({ "subscription.1.topic": "a" });
	board.receive("a", "\x1b[2Jx\u0007");
	const [line] = board.take();
	for (const character of line) ok(character >= " ", JSON.stringify(line));
});

test("messages: of another topic they are none of ours; broken, cut and long ones are counted and do nothing", () => {
	const board = new ControlledBoard({
		"subscription.1.channel": "9",
		"subscription.1.field": "1",
		"subscription.1.do": "set channel.1.interval",
	});
	board.receive("channels/10/subscribe", '{"entry_id":1,"field1":"300"}');
	for (const payload of [
		"",
		"300",
		"{",
		'{"field1":"300"}',
		'{"entry_id":1,"field1":{"a":300}}',
		'{"entry_id":1,"field1":"300"',
	])
		board.receive("channels/9/subscribe", payload);
	board.receive("channels/9/subscribe", `{"entry_id":2,"field1":"${"3".repeat(65)}"}`);
	board.receive("channels/9/subscribe", '{"entry_id":3,"fie', { cut: true });
	const [item] = board.control.items;
	equal([item.messages, item.broken, board.take()], [8, 8, []]);
	board.receive("channels/9/subscribe", '{"entry_id":4,"field1":"300","sta', { cut: true });
	equal(board.take(), ["acted 1 channel.1.interval = 300 (entry 4)"]);
});

test("filters: each is subscribed to once, and what the broker says of it counts for all that share it", () => {
	const board = new ControlledBoard({
		"subscription.1.channel": "9",
		"subscription.2.channel": "9",
		"subscription.2.field": "2",
		"subscription.3.topic": "x",
	});
	const subscriptions = board.control.configure(board.configure());
	equal(subscriptions?.filters.length, 2);
	board.control.onResult(0, 0x80);
	board.control.onResult(1, 0);
	equal(
		board.control.items.map(({ result }) => result),
		[0x80, 0x80, 0],
	);
	board.session();
	equal(
		board.control.items.map(({ result }) => result),
		[-1, -1, -1],
	);
});
