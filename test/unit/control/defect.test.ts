import { ControlledBoard } from "fakes/controlled";
import { equal, ok, test } from "harness";

const RELAY = { "subscription.3.topic": "shed/relay", "subscription.3.do": "pin 4" };

test("a defect in what a subscription does is told once, stops subscriptions alone, and ends with the next settings", () => {
	const board = new ControlledBoard(RELAY);
	const { drive } = board.pins;
	board.pins.drive = () => {
		throw new TypeError("planted");
	};
	board.receive("shed/relay", "1");
	board.clock.advance(60_000);
	board.receive("shed/relay", "0");
	const [line, ...more] = board.take();
	ok(line.startsWith("error a defect was caught in subscriptions"), line);
	equal(more, []);
	board.pins.drive = drive;
	board.configure();
	board.clock.advance(60_000);
	board.receive("shed/relay", "1");
	equal(board.take(), ["acted 3 pin 4 = 0", "acted 3 pin 4 = 1"], "the last value that came meanwhile, too");
});

test("behind stop nothing acts, and no alarm is left", () => {
	const board = new ControlledBoard(RELAY);
	board.control.stop();
	board.receive("shed/relay", "1");
	equal([board.pins.writes, board.clock.pending], [[], 0]);
	board.control.stop();
});
