import { SETTLE_MS } from "control/control";
import { RESTART_MS } from "control/limits";
import { ControlledBoard } from "fakes/controlled";
import { equal, test } from "harness";
import { RestartCode } from "health/system";

const FEED = {
	"subscription.1.channel": "9",
	"subscription.1.field": "2",
	"subscription.1.do": "restart",
	"subscription.1.when": "=1",
};
const BARE = { "subscription.1.topic": "shed/restart", "subscription.1.do": "restart", "subscription.1.when": "=1" };

test("restart: an entry that is surely new restarts the board, once", () => {
	const board = new ControlledBoard(FEED);
	board.update(50, 0, 2);
	board.update(51, "1", 2);
	equal(board.restarts, [RestartCode.Subscription]);
	equal(board.take(), ["acted 1 restarting (entry 51)"]);
	board.update(51, "1", 2);
	equal(board.restarts.length, 1);
});

test("restart: it waits for what the broker sends along with it", () => {
	const board = new ControlledBoard(FEED);
	board.update(50, 0, 2);
	board.wait = SETTLE_MS - 1;
	board.update(51, "1", 2);
	equal(board.restarts.length, 0);
	board.clock.advance(1);
	equal(board.restarts.length, 1);
});

test("restart: the first entry ever seen only tells where the channel stands", () => {
	const board = new ControlledBoard(FEED);
	board.update(50, "1", 2);
	equal(board.restarts, []);
	board.update(51, "1", 2);
	equal(board.restarts.length, 1);
});

test("restart: no loop: the entry that asked for it does nothing behind the restart, however often it is replayed", () => {
	const first = new ControlledBoard(FEED);
	first.update(50, 0, 2);
	first.update(51, 1, 2);
	equal(first.restarts.length, 1);
	const second = new ControlledBoard(FEED, first.kept);
	for (let i = 0; i < 20; i++) {
		second.session();
		second.update(51, 1, 2);
		second.clock.advance(RESTART_MS);
	}
	equal(second.restarts, []);
});

test("restart: once an hour at most, over restarts as well", () => {
	const first = new ControlledBoard(FEED);
	first.update(50, 0, 2);
	first.update(51, 1, 2);
	const second = new ControlledBoard(FEED, first.kept);
	second.update(52, 1, 2);
	equal(second.take(), ["not acted 1 no restart: once an hour at most (entry 52)"]);
	second.clock.advance(RESTART_MS);
	equal(second.restarts, [], "what was refused is not done later");
	second.update(53, 1, 2);
	equal(second.restarts.length, 1);
});

test("restart: what was seen is kept first; storage that does not keep it means no restart", () => {
	const board = new ControlledBoard(FEED);
	board.update(50, 0, 2);
	board.kept.seen.broken = "write";
	board.update(51, 1, 2);
	equal([board.restarts, board.take()], [[], ["not acted 1 no restart: what was seen could not be stored (entry 51)"]]);
});

test("restart: torn or foreign bytes in the storage count as nothing seen", () => {
	const first = new ControlledBoard(FEED);
	first.update(50, 0, 2);
	first.update(51, 1, 2);
	const [name, bytes] = [...first.kept.seen.values][0];
	for (const wrong of [bytes.slice(0, 20), bytes.map((byte, i) => (i === 12 ? byte ^ 1 : byte)), new Uint8Array(76)]) {
		first.kept.seen.values.set(name, wrong);
		const board = new ControlledBoard(FEED, first.kept);
		board.update(51, 1, 2);
		equal(board.restarts, [], "and so the first entry only tells where the channel stands");
	}
});

test("restart: another channel in the settings starts from nothing", () => {
	const first = new ControlledBoard(FEED);
	first.update(50, 0, 2);
	first.update(51, 1, 2);
	const other = new ControlledBoard({ ...FEED, "subscription.1.field": "3" }, first.kept);
	other.update(60, 1, 3);
	equal(other.restarts, []);
});

test("restart by bare values: only a change to what asks for it, on this connection, counts", () => {
	const board = new ControlledBoard(BARE);
	for (let i = 0; i < 5; i++) {
		board.session();
		board.receive("shed/restart", "1", { retained: i % 2 === 0 });
		board.receive("shed/restart", "1");
	}
	equal(board.restarts, [], "replays and what was so before");
	board.receive("shed/restart", "0");
	board.receive("shed/restart", "x");
	board.receive("shed/restart", "1");
	equal(board.restarts.length, 1);
});

test("restart by bare values: a change across a new connection does not count", () => {
	const board = new ControlledBoard(BARE);
	board.receive("shed/restart", "0");
	board.session();
	board.receive("shed/restart", "1");
	equal(board.restarts, []);
});

test("restart: a channel that was cleared, whose entries count from 1 again, is followed", () => {
	const board = new ControlledBoard(FEED);
	board.update(500, 0, 2);
	board.update(1, 1, 2);
	equal(board.restarts, []);
	board.update(2, 1, 2);
	equal(board.restarts.length, 1);
});
