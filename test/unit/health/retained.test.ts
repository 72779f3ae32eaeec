import { equal, ok, test } from "harness";
import { boot, decodeRetained, encodeRetained, RETAINED, type Retained } from "health/retained";
import { ResetReason, RestartCode } from "health/system";

const KEPT: Retained = { stable: true, code: RestartCode.Update, quick: 3, counts: [1, 2, 3, 4, 5, 6, 7, 8, 65_535] };
const NONE = [0, 0, 0, 0, 0, 0, 0, 0, 0];

function crashed(quick: number): Retained {
	return { stable: false, code: RestartCode.None, quick, counts: NONE };
}

test("what is kept over a reset comes back", () => {
	const bytes = encodeRetained(KEPT);
	equal(bytes.length, RETAINED);
	equal(decodeRetained(bytes), KEPT);
});

test("memory with any bit turned, or as a power-on leaves it, is nothing kept", () => {
	const bytes = encodeRetained(KEPT);
	for (let bit = 0; bit < RETAINED * 8; bit++) {
		bytes[bit >> 3] ^= 1 << (bit & 7);
		equal(decodeRetained(bytes), undefined, `bit ${bit}`);
		bytes[bit >> 3] ^= 1 << (bit & 7);
	}
	for (const byte of [0, 0xff, 0xa5]) equal(decodeRetained(new Uint8Array(RETAINED).fill(byte)), undefined);
	equal(decodeRetained(new Uint8Array(RETAINED - 1)), undefined);
});

test("counts stop at their most instead of starting over", () => {
	const next = boot(KEPT, ResetReason.External);
	equal(decodeRetained(encodeRetained(next))?.counts[ResetReason.External], 65_535);
	equal(decodeRetained(encodeRetained({ ...KEPT, quick: 9_999 }))?.quick, 255);
});

test("a reset that nobody wished, of a boot that did not last, is one more quick one", () => {
	for (const reason of [
		ResetReason.Unknown,
		ResetReason.Software,
		ResetReason.Panic,
		ResetReason.TaskWatchdog,
		ResetReason.InterruptWatchdog,
		ResetReason.BrownOut,
	]) {
		equal(boot(crashed(2), reason).quick, 3);
		equal(boot({ ...crashed(0), stable: true }, reason).quick, 1);
		equal(boot(undefined, reason).quick, 1);
	}
});

test("power-on, waking, the button and a restart that was asked for start the count over", () => {
	for (const reason of [ResetReason.PowerOn, ResetReason.DeepSleep, ResetReason.External])
		equal(boot(crashed(9), reason).quick, 0);
	for (const code of [RestartCode.Console, RestartCode.Settings, RestartCode.Network, RestartCode.Update])
		equal(boot({ ...crashed(9), code }, ResetReason.Software).quick, 0);
});

test("each reset is counted by its reason, and the next boot starts unproved", () => {
	const next = boot(KEPT, ResetReason.Panic);
	equal(next.counts[ResetReason.Panic], 5);
	equal(next.counts[ResetReason.Software], 3);
	ok(!next.stable && next.code === RestartCode.None);
});
