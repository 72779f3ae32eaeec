import { ProvisionHost } from "fakes/provision-host";
import { FakeConsole, type Noise, QUIET, transfer } from "fakes/provision-line";
import { SECRETS } from "fakes/provision-settings";
import { equal, test } from "harness";

/** Two chunks. */
const TEXT = JSON.stringify({
	"device.name": "Gewächshaus",
	"mqtt.userName": "JzQ",
	"mqtt.password": SECRETS[1],
	"mqtt.port": 8883,
});
/** What can become of one byte. */
const FAULTS: readonly Noise[] = [
	() => [],
	(byte) => [byte, byte],
	(byte) => [byte ^ 1],
	(byte) => [byte ^ 0x20],
	(byte) => [byte ^ 0x80],
	(byte) => [0x0d, byte],
	(byte) => [0, byte],
];

/** Noise that hits the byte number `at` alone; `count` is how many there were. */
class Once {
	count = 0;
	readonly noise: Noise = (byte) => (this.count++ === this.at ? this.fault(byte) : [byte]);

	constructor(
		readonly at: number,
		readonly fault: Noise,
	) {}
}

function corrupted(toBoard: Noise, toProgram: Noise): string {
	const host = new ProvisionHost();
	const board = new FakeConsole(host);
	const { ending } = transfer(board, TEXT, toBoard, toProgram);
	return [ending?.ok, ending?.keys, board.busy, host.applied, host.draft.active.own("mqtt.password")].join(" ");
}

const RIGHT = `true 4 false 1 ${SECRETS[1]}`;

for (const [index, fault] of FAULTS.entries()) {
	test(`any one byte to the board may be hit, and the settings arrive (fault ${index})`, () => {
		const whole = new Once(-1, QUIET);
		corrupted(whole.noise, QUIET);
		for (let at = 0; at < whole.count; at++) equal(corrupted(new Once(at, fault).noise, QUIET), RIGHT, `byte ${at}`);
	});

	test(`any one byte from the board may be hit, and the program knows the result (fault ${index})`, () => {
		const whole = new Once(-1, QUIET);
		corrupted(QUIET, whole.noise);
		for (let at = 0; at < whole.count; at++) equal(corrupted(QUIET, new Once(at, fault).noise), RIGHT, `byte ${at}`);
	});
}
