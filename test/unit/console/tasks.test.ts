import { type Answer, AnswerKind, Claim, type Command, done } from "console/command";
import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

test("tasks: lines come as they are said, the prompt behind the last", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi\r");
	terminal.take();
	const { events } = terminal.host.task;
	events.onItem({ ssid: "field", rssi: -60 } as never);
	equal(terminal.take(), " -60 dBm  field\r\n");
	events.onItem({ ssid: "", rssi: -71 } as never);
	events.onDone();
	equal(terminal.take(), " -71 dBm  (hidden)\r\n2 found\r\nfieldfeed> ");
});

test("tasks: Ctrl-C gives one up, with what was typed ahead; what it tells later is not heard", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi; save\rset mqtt.port 1\r");
	const { task } = terminal.host;
	terminal.take();
	terminal.type("\x03");
	equal(terminal.take(), "cancelled\r\nnot run: save\r\nfieldfeed> ");
	equal(task.cancelled, true);
	task.events.onItem({ ssid: "late", rssi: 0 } as never);
	task.events.onDone("late");
	equal(terminal.take(), "");
	equal(terminal.host.draft.changed, false);
});

test("tasks: one that cannot begin says why, one that fails says what", () => {
	const terminal = new FakeTerminal();
	terminal.host.problem = "the radio is busy: try again";
	equal(terminal.run("scan wifi"), ["the radio is busy: try again"]);
	terminal.host.problem = undefined;
	terminal.type("scan i2c\r");
	terminal.take();
	terminal.host.task.events.onDone("this board has no I2C bus");
	equal(terminal.take(), "this board has no I2C bus\r\nfieldfeed> ");
});

/** A program's protocol: answers each line, ends with "end", gives up after a second. */
function dialogue(taken: string[]): Command {
	const run = (): Answer => ({
		kind: AnswerKind.Dialogue,
		opening: "go",
		most: 20,
		idleMs: 1_000,
		take: (line) => {
			taken.push(line);
			return line === "end" ? done("ended") : `got ${line.length}`;
		},
		idle: () => done("too slow"),
	});
	return { name: "talk", usage: "", help: "", least: 0, most: 0, run };
}

test("dialogues: lines go by as they come, without echo; whatever a noisy line brings is only more bytes; too long is cut", () => {
	const taken: string[] = [];
	const terminal = new FakeTerminal({ commands: [dialogue(taken)] });
	terminal.type("talk\r");
	terminal.take();
	terminal.bytes([0x61, 0x03, 0x00, 0xff - 1, 0x1b, 0x5b, 0x0d, 0x0a]);
	terminal.type(`${"x".repeat(30)}\nend\r`);
	equal(taken, ["a\x03\0\xfe\x1b[", "x".repeat(20), "end"]);
	equal(terminal.take(), "got 6\r\ngot 20\r\nended\r\nfieldfeed> ");
});

test("dialogues: silence ends them, each byte puts it off", () => {
	const terminal = new FakeTerminal({ commands: [dialogue([])] });
	terminal.type("talk\r");
	terminal.take();
	terminal.clock.advance(900);
	terminal.type("x");
	terminal.clock.advance(900);
	equal(terminal.take(), "");
	terminal.clock.advance(200);
	equal(terminal.take(), "too slow\r\nfieldfeed> ");
});

test("intruders: the header of a packet leaves the line it was taken for, and its bytes are not seen", () => {
	let seen = 0;
	const packets: string[] = [];
	let inPacket = 0;
	const terminal = new FakeTerminal({
		intruder: (send) => ({
			take(byte) {
				if (inPacket > 0) {
					if (--inPacket === 0) send(Uint8Array.of(1, 0xff));
					return Claim.Yes;
				}
				seen = "IMPROV".charCodeAt(seen) === byte ? seen + 1 : 0;
				if (seen !== 6 && byte !== 1) return Claim.No;
				if (byte !== 1) {
					seen = 5; // the next byte decides
					return Claim.No;
				}
				packets.push("packet");
				inPacket = 3;
				return Claim.Header;
			},
			busy: false,
			close: () => undefined,
		}),
	});
	terminal.type("get mqtt.p");
	terminal.bytes([0x49, 0x4d, 0x50, 0x52, 0x4f, 0x56, 1, 3, 0x0d, 0x80]);
	equal(terminal.screen.line, "fieldfeed> get mqtt.p");
	equal(terminal.packets, [Uint8Array.of(1, 0xff)]);
	terminal.type("ort\r");
	ok(terminal.output.includes("(not set)"));
	equal(packets.length, 1);
});
