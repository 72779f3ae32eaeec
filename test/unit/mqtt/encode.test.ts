import { equal, fromHex, test, toHex } from "harness";
import { OUTBOUND } from "../../vectors/outbound";

for (const vector of OUTBOUND) {
	test(`encode ${vector.name}`, () => {
		equal(toHex(vector.encode(new Uint8Array(128))), toHex(fromHex(vector.hex)));
	});
}
