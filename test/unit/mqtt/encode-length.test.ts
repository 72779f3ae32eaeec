import { equal, test, toHex } from "harness";
import { FIXED_HEADER_MAX, prependFixedHeader } from "mqtt/packet";

const LENGTHS: readonly [number, string][] = [
	[0, "3000"],
	[127, "307f"],
	[128, "308001"],
	[16_383, "30ff7f"],
	[16_384, "30808001"],
	[2_097_151, "30ffff7f"],
	[2_097_152, "3080808001"],
	[268_435_455, "30ffffff7f"],
];

for (const [length, hex] of LENGTHS) {
	test(`encode 2.2.3: Remaining Length ${length} is ${hex.slice(2)}`, () => {
		const packet = new Uint8Array(FIXED_HEADER_MAX);
		const start = prependFixedHeader(packet, 0x30, FIXED_HEADER_MAX, FIXED_HEADER_MAX + length);
		equal(toHex(packet.subarray(start)), hex);
	});
}
